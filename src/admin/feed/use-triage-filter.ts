import { select, useDispatch, useSelect } from '@wordpress/data';
import { useEffect, useState } from '@wordpress/element';
import { addQueryArgs } from '@wordpress/url';
import { config, onEvents, request, store } from '@realtime-events/client';
import type { CloudEvent } from '@realtime-events/client';
import { asksForTriage, toParams, withChoice } from '../../store/query';
import type { Query } from '../../store/query';
import { eventOfAction } from '../../store/triage';
import { readTriage } from './beside/requests';
import { nextWaking } from './waking';

const MAX_SLEEPERS = 100;
/** Browsers take no longer pauses than some weeks; one that is too short only looks again. */
const LONGEST_PAUSE_MS = 24 * 60 * 60_000;

/**
 * Keeps a feed live that is filtered by how events stand with the team: what
 * somebody resolves leaves the open ones, what is put off comes back when its
 * time has come. Nothing leaves while somebody reads.
 *
 * @since 0.1.0
 */
export function useTriageFilter(): void {
	const { query, states, isStill } = useSelect( ( from ) => {
		const feed = from( store );
		return {
			query: feed.getQuery(),
			states: feed.getTriageStates(),
			isStill: feed.isHeld() || feed.isPaused(),
		};
	}, [] );
	const { receive, sift, triageRead } = useDispatch( store );
	const isAsked = asksForTriage( query );
	const [ wakings, setWakings ] = useState( 0 );

	useEffect( () => {
		if ( isAsked && ! isStill ) {
			void sift( config.types );
		}
	}, [ isAsked, isStill, states, wakings, sift ] );

	useEffect( () => {
		if ( ! isAsked ) {
			return;
		}
		return onEvents( ( events ) => {
			const ids = events.map( eventOfAction ).filter( isId );
			void readMissing( ids ).then( ( found ) =>
				receive( found, null, config.types )
			);
		} );
	}, [ isAsked, receive ] );

	useEffect( () => {
		if ( isAsked ) {
			readSleepers( query ).then( triageRead, () => undefined );
		}
	}, [ isAsked, query, triageRead ] );

	useEffect( () => {
		const waking = isAsked ? nextWaking( states, Date.now() ) : null;
		if ( ! waking ) {
			return;
		}
		const timer = window.setTimeout(
			async () => {
				if ( waking.at <= Date.now() ) {
					const found = await readMissing( waking.ids );
					void receive( found, null, config.types );
				}
				setWakings( ( count ) => count + 1 );
			},
			Math.min( LONGEST_PAUSE_MS, waking.at - Date.now() )
		);
		return () => window.clearTimeout( timer );
	}, [ isAsked, states, wakings, receive ] );
}

const isId = ( id: string | null ): id is string => id !== null;

/** Those of these events that the feed does not have, as far as this user may see them. */
async function readMissing( ids: readonly string[] ): Promise< CloudEvent[] > {
	const feed = select( store );
	const shown = new Set(
		[ ...feed.getItems(), ...feed.getPending() ].map( ( { id } ) => id )
	);
	const answers = await Promise.allSettled(
		[ ...new Set( ids ) ]
			.filter( ( id ) => ! shown.has( id ) )
			.map( ( id ) =>
				request< CloudEvent >( `/events/${ encodeURIComponent( id ) }` )
			)
	);
	return answers.flatMap( ( answer ) =>
		answer.status === 'fulfilled' ? [ answer.value.body ] : []
	);
}

/** Until when events are put off that the filter may let in afterwards. */
async function readSleepers( query: Query ) {
	const asleep = withChoice(
		withChoice( query, 'exclude', 'triage', [] ),
		'include',
		'triage',
		[ 'snoozed' ]
	);
	const { body } = await request< CloudEvent[] >(
		addQueryArgs( '/events', {
			...toParams( asleep ),
			per_page: MAX_SLEEPERS,
		} )
	);
	return body.length > 0 ? readTriage( body.map( ( { id } ) => id ) ) : {};
}
