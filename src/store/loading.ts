import { SiteError } from '../connection';
import type { CloudEvent } from '../protocol';
import type { Thunk } from './thunk';
import type { Problem, ReadHistory } from './types';

/**
 * Loads the newest page of what the query asks for.
 *
 * @param read
 * @return The events of the page; null where it failed.
 */
export const loadNewest = (
	read: ReadHistory
): Thunk< Promise< readonly CloudEvent[] | null > > => load( read, false );

/**
 * Loads the page below the oldest row, unless one is on its way.
 *
 * @param read
 * @return The events of the page; null where none was asked for, or it failed.
 */
export const loadOlder = (
	read: ReadHistory
): Thunk< Promise< readonly CloudEvent[] | null > > => load( read, true );

/**
 * Takes away what is shown: the site has said elsewhere that it may not be seen.
 *
 * @param problem
 */
export const refuse =
	( problem: Problem ): Thunk< void > =>
	( { dispatch, select } ) =>
		dispatch( {
			type: 'LOAD_FAILED',
			query: select.getQuery(),
			problem,
		} );

function load(
	read: ReadHistory,
	isOlder: boolean
): Thunk< Promise< readonly CloudEvent[] | null > > {
	return async ( { dispatch, select } ) => {
		const isReady = select.hasOlder() && select.getStatus() === 'ready';
		if ( isOlder && ! isReady ) {
			return null;
		}
		const query = select.getQuery();
		const oldest =
			select.getCursor() ?? select.getItems().at( -1 )?.sequence ?? null;
		dispatch( { type: 'LOAD', isOlder } );
		try {
			const { events, more, next } = await read(
				query,
				isOlder ? oldest : null
			);
			dispatch( {
				type: 'LOADED',
				query,
				events,
				hasOlder: more,
				cursor: next ?? null,
			} );
			return events;
		} catch ( error ) {
			dispatch( {
				type: 'LOAD_FAILED',
				query,
				problem: problemOf( error ),
			} );
			return null;
		}
	};
}

function problemOf( error: unknown ): Problem {
	return error instanceof SiteError
		? { status: error.status, code: error.code, message: error.message }
		: { status: 0, code: 'unknown', message: String( error ) };
}
