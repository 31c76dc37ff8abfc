import { request } from '@realtime-events/client';
import { __ } from '@wordpress/i18n';
import { addQueryArgs } from '@wordpress/url';
import { type DeliveryQuery, toParams } from '../query';
import type { Delivery, Health } from '../types';
import { PAGE_SIZE } from './constants';
import type { Action, ActionResult } from './types';

interface ThunkArgs {
	readonly dispatch: ( action: Action ) => void;
	readonly select: {
		getQuery: () => DeliveryQuery;
		getItems: () => readonly Delivery[];
		isLoadingOlder: () => boolean;
	};
}

function readPage( query: DeliveryQuery, before?: number ) {
	return request< Delivery[] >(
		addQueryArgs( '/deliveries', {
			...toParams( query ),
			per_page: PAGE_SIZE,
			...( before !== undefined && { before } ),
		} )
	);
}

function messageOf( error: unknown ): string {
	return error instanceof Error && error.message !== ''
		? error.message
		: __(
				'Your site did not answer as expected. Try again in a moment.',
				'realtime-events'
			);
}

/** @param query - What to show from now on. */
export function load( query: DeliveryQuery ) {
	return async ( { dispatch }: ThunkArgs ): Promise< void > => {
		dispatch( { type: 'LOAD_START', query } );
		try {
			const { body, hasNext } = await readPage( query );
			dispatch( {
				type: 'LOAD_FINISH',
				query,
				items: body,
				hasOlder: hasNext,
			} );
		} catch ( error ) {
			const message = messageOf( error );
			dispatch( { type: 'LOAD_FAIL', query, message } );
		}
	};
}

export function loadOlder() {
	return async ( {
		dispatch,
		select,
	}: ThunkArgs ): Promise< ActionResult > => {
		const last = select.getItems().at( -1 );
		if ( ! last || select.isLoadingOlder() ) {
			return { ok: true };
		}
		const query = select.getQuery();
		dispatch( { type: 'OLDER_START' } );
		try {
			const { body, hasNext } = await readPage( query, last.id );
			dispatch( {
				type: 'OLDER_FINISH',
				query,
				items: body,
				hasOlder: hasNext,
			} );
			return { ok: true };
		} catch ( error ) {
			dispatch( { type: 'OLDER_FAIL' } );
			return { ok: false, message: messageOf( error ) };
		}
	};
}

/** Looks what became of what is shown. A look that fails changes nothing: the next one comes soon. */
export function refresh() {
	return async ( { dispatch, select }: ThunkArgs ): Promise< void > => {
		const query = select.getQuery();
		await Promise.allSettled( [
			readPage( query ).then( ( { body } ) =>
				dispatch( { type: 'REFRESH', query, items: body } )
			),
			request< Health >( '/deliveries/health' ).then( ( { body } ) =>
				dispatch( { type: 'HEALTH', health: body } )
			),
		] );
	};
}

export function showWaiting(): Action {
	return { type: 'SHOW_WAITING' };
}

/** @param id - A delivery to send again. */
export function replay( id: number ) {
	return change( id, 'replay' );
}

/** @param id - A delivery that shall not be sent. */
export function cancel( id: number ) {
	return change( id, 'cancel' );
}

function change( id: number, verb: 'replay' | 'cancel' ) {
	return async ( { dispatch }: ThunkArgs ): Promise< ActionResult > => {
		dispatch( { type: 'CHANGE_START', id } );
		try {
			const { body } = await request< Delivery >(
				`/deliveries/${ id }/${ verb }`,
				{ method: 'POST' }
			);
			dispatch( { type: 'CHANGE_FINISH', id, item: body } );
			return { ok: true };
		} catch ( error ) {
			dispatch( { type: 'CHANGE_FINISH', id } );
			return { ok: false, message: messageOf( error ) };
		}
	};
}

// The server takes a bounded number a call; more calls than this is a day's work for a person to look at.
const MAX_REPLAY_CALLS = 100;

/** Sends again all that was given up, under the filter's search. Answers how many there were. */
export function replayDead() {
	return async ( {
		dispatch,
		select,
	}: ThunkArgs ): Promise< ActionResult & { replayed: number } > => {
		const { search } = toParams( select.getQuery() );
		dispatch( { type: 'REPLAY_DEAD', isRunning: true } );
		let replayed = 0;
		try {
			for ( let call = 0; call < MAX_REPLAY_CALLS; call++ ) {
				const { body } = await request< {
					replayed: number;
					remaining: number;
				} >( '/deliveries/replay-dead', {
					method: 'POST',
					data: search === undefined ? {} : { search },
				} );
				replayed += body.replayed;
				if ( body.replayed === 0 || body.remaining === 0 ) {
					break;
				}
			}
			return { ok: true, replayed };
		} catch ( error ) {
			return { ok: false, message: messageOf( error ), replayed };
		} finally {
			dispatch( { type: 'REPLAY_DEAD', isRunning: false } );
		}
	};
}
