import { useEffect, useRef, useState } from '@wordpress/element';
import type { TriageStates } from '../../store/triage-states';
import { nextWaking } from './waking';

/** Browsers take no longer pauses than some weeks; one that is too short only looks again. */
const LONGEST_PAUSE_MS = 24 * 60 * 60_000;

/**
 * Tells of each moment at which events that were put off come back.
 *
 * @since 0.1.0
 *
 * @param states
 * @param onWake Gets the ids of those that come back.
 */
export function useWaking(
	states: TriageStates,
	onWake: ( ids: readonly string[] ) => void
): void {
	const [ looks, setLooks ] = useState( 0 );
	const wake = useRef( onWake );
	wake.current = onWake;
	useEffect( () => {
		const waking = nextWaking( states, Date.now() );
		if ( ! waking ) {
			return;
		}
		const timer = window.setTimeout(
			() => {
				if ( waking.at <= Date.now() ) {
					wake.current( waking.ids );
				}
				setLooks( ( count ) => count + 1 );
			},
			Math.min( LONGEST_PAUSE_MS, waking.at - Date.now() )
		);
		return () => window.clearTimeout( timer );
	}, [ states, looks ] );
}
