import { useDispatch, useSelect } from '@wordpress/data';
import { useEffect } from '@wordpress/element';
import { useNow } from '../../components';
import { store } from './store';

const LOOK_EVERY_MS = 1500;
const TICK_MS = 1000;

/**
 * The recording, looked at again and again while it lasts.
 *
 * @since 0.1.0
 *
 * @return The recording, and how many seconds are left of it; 0 when there is none.
 */
export function useRecording() {
	const recording = useSelect(
		( select ) => select( store ).getRecording(),
		[]
	);
	const { refreshRecording } = useDispatch( store );
	const isOn = recording.recording;
	const now = useNow( TICK_MS, isOn );
	useEffect( () => {
		if ( ! isOn ) {
			return undefined;
		}
		// One after the other: a slow site is not asked again before it has answered.
		let timer: number;
		let isWanted = true;
		const look = () => {
			timer = window.setTimeout( async () => {
				await refreshRecording();
				if ( isWanted ) {
					look();
				}
			}, LOOK_EVERY_MS );
		};
		look();
		return () => {
			isWanted = false;
			window.clearTimeout( timer );
		};
	}, [ isOn, refreshRecording ] );
	return {
		...recording,
		secondsLeft: isOn
			? Math.max( 0, Math.ceil( ( recording.until ?? 0 ) - now / 1000 ) )
			: 0,
	};
}
