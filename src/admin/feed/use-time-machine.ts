import { useSelect } from '@wordpress/data';
import { useEffect, useMemo, useState } from '@wordpress/element';
import { readHistory, store } from '@realtime-events/client';
import type { CloudEvent } from '@realtime-events/client';
import type { Query } from '../../store/query';
import {
	happenedBy,
	playbackOf,
	seek,
	tick,
	togglePlaying,
} from './time-machine';
import type { Playback } from './time-machine';

const TICK_MS = 250;
/** A busier hour is played from its middle on. */
const MAX_PAGES = 60;

/** @since 0.1.0 */
export interface TimeMachine {
	/** Null while the feed shows the present. */
	readonly playback: Playback | null;
	/** What had happened by then, newest first; null in the present. */
	readonly events: readonly CloudEvent[] | null;
	readonly status: 'loading' | 'ready' | 'failed';
	/** Of the whole hour. */
	readonly count: number;
	/** Chooses the hour that begins then (ms since 1970); null for the present. */
	readonly choose: ( start: number | null ) => void;
	readonly toggle: () => void;
	readonly seek: ( at: number ) => void;
	readonly setSpeed: ( speed: number ) => void;
}

async function readHour(
	query: Query,
	{ start, end }: Pick< Playback, 'start' | 'end' >,
	isWanted: () => boolean
): Promise< CloudEvent[] > {
	const hour = {
		...query,
		since: new Date( start ).toISOString(),
		until: new Date( end ).toISOString(),
	};
	const events: CloudEvent[] = [];
	let before: string | null = null;
	for ( let page = 0; page < MAX_PAGES && isWanted(); page++ ) {
		const answer = await readHistory( hour, before );
		events.push( ...answer.events );
		before = answer.next ?? null;
		if ( ! answer.more ) {
			break;
		}
	}
	return events;
}

/**
 * Plays a past hour in the feed, under its filter.
 *
 * @since 0.1.0
 */
export function useTimeMachine(): TimeMachine {
	const query = useSelect( ( select ) => select( store ).getQuery(), [] );
	const [ playback, setPlayback ] = useState< Playback | null >( null );
	const [ hour, setHour ] = useState< readonly CloudEvent[] >( [] );
	const [ status, setStatus ] =
		useState< TimeMachine[ 'status' ] >( 'loading' );
	const start = playback?.start ?? null;
	const isRunning = status === 'ready' && playback?.isPlaying === true;

	useEffect( () => {
		if ( start === null ) {
			return;
		}
		let isWanted = true;
		setStatus( 'loading' );
		setHour( [] );
		readHour( query, playbackOf( start ), () => isWanted ).then(
			( events ) => {
				if ( isWanted ) {
					setHour( events );
					setStatus( 'ready' );
				}
			},
			() => isWanted && setStatus( 'failed' )
		);
		return () => {
			isWanted = false;
		};
	}, [ start, query ] );

	useEffect( () => {
		if ( ! isRunning ) {
			return;
		}
		let last = performance.now();
		const timer = window.setInterval( () => {
			const now = performance.now();
			const elapsed = now - last;
			last = now;
			setPlayback( ( before ) => before && tick( before, elapsed ) );
		}, TICK_MS );
		return () => window.clearInterval( timer );
	}, [ isRunning ] );

	const at = playback?.at ?? null;
	const shown = useMemo(
		() => ( at === null ? null : happenedBy( hour, at ) ),
		[ hour, at ]
	);
	const change = ( by: ( before: Playback ) => Playback ) =>
		setPlayback( ( before ) => before && by( before ) );
	return {
		playback,
		events: shown,
		status,
		count: hour.length,
		choose: ( from ) =>
			setPlayback( from === null ? null : playbackOf( from ) ),
		toggle: () => change( togglePlaying ),
		seek: ( moment ) => change( ( before ) => seek( before, moment ) ),
		setSpeed: ( speed ) => change( ( before ) => ( { ...before, speed } ) ),
	};
}
