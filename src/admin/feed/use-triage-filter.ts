import { select, useDispatch, useSelect } from '@wordpress/data';
import { useEffect, useState } from '@wordpress/element';
import {
	config,
	onEvents,
	readHistory,
	request,
	store,
} from '@realtime-events/client';
import type { CloudEvent } from '@realtime-events/client';
import { asksForTriage, withChoice } from '../../store/query';
import type { Query } from '../../store/query';
import { eventOfAction } from '../../store/triage';
import type { TriageStates } from '../../store/triage-states';
import { readTriage } from './beside/requests';
import { useWaking } from './use-waking';

/** So many pages of what is put off are read. Who puts off more than that finds the rest by a reload. */
const MAX_PAGES = 20;
const NOBODY_SLEEPS: TriageStates = {};

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
			const question = { isOver: false };
			readSleepers( query, question, triageRead ).catch(
				() => undefined
			);
			return () => {
				question.isOver = true;
			};
		}
	}, [ isAsked, query, triageRead ] );

	useWaking( isAsked ? states : NOBODY_SLEEPS, async ( ids ) => {
		const found = await readMissing( ids );
		void receive( found, null, config.types );
		setWakings( ( count ) => count + 1 );
	} );
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
async function readSleepers(
	query: Query,
	question: { readonly isOver: boolean },
	onRead: ( states: TriageStates ) => void
): Promise< void > {
	const asleep = withChoice(
		withChoice( query, 'exclude', 'triage', [] ),
		'include',
		'triage',
		[ 'snoozed' ]
	);
	let before: string | null = null;
	for ( let page = 0; page < MAX_PAGES && ! question.isOver; page++ ) {
		const { events, more, next } = await readHistory( asleep, before );
		if ( events.length > 0 ) {
			onRead( await readTriage( events.map( ( { id } ) => id ) ) );
		}
		before = next ?? null;
		if ( ! more || before === null ) {
			return;
		}
	}
}
