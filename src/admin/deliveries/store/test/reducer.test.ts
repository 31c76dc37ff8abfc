import { EVERYTHING } from '../../query';
import type { Delivery } from '../../types';
import { DEFAULT_STATE, reducer } from '../reducer';
import type { Action, State } from '../types';

function delivery( id: number, changes: Partial< Delivery > = {} ): Delivery {
	return {
		id,
		server: 'hub',
		state: 'sent',
		is_sending: false,
		attempts: 1,
		created: '2026-01-31T12:00:00.000Z',
		next_attempt: null,
		acknowledged: null,
		duration_ms: 5,
		code: '202',
		message: '',
		event: null,
		...changes,
	};
}

function after( ...actions: Action[] ): State {
	return actions.reduce( reducer, DEFAULT_STATE );
}

const ids = ( items: readonly Delivery[] ) => items.map( ( { id } ) => id );

const loaded = ( ...items: Delivery[] ): Action[] => [
	{ type: 'LOAD_START', query: EVERYTHING },
	{ type: 'LOAD_FINISH', query: EVERYTHING, items, hasOlder: true },
];

const refreshed = ( ...items: Delivery[] ): Action => ( {
	type: 'REFRESH',
	query: EVERYTHING,
	items,
} );

it( 'changes rows where they stand and lets new ones wait', () => {
	const state = after(
		...loaded( delivery( 2, { state: 'pending' } ), delivery( 1 ) ),
		refreshed( delivery( 3 ), delivery( 2 ), delivery( 1 ) )
	);
	expect( ids( state.items ) ).toEqual( [ 2, 1 ] );
	expect( state.items[ 0 ]?.state ).toBe( 'sent' );
	expect( ids( state.waiting ) ).toEqual( [ 3 ] );
	expect( ids( reducer( state, { type: 'SHOW_WAITING' } ).items ) ).toEqual( [
		3, 2, 1,
	] );
} );

it( 'does not take a row for new that only left the first page', () => {
	const state = after(
		...loaded( delivery( 5 ), delivery( 4 ) ),
		refreshed( delivery( 5 ), delivery( 3 ) )
	);
	expect( state.waiting ).toEqual( [] );
} );

it( 'shows the first one at once where there was none', () => {
	expect(
		ids( after( ...loaded(), refreshed( delivery( 1 ) ) ).items )
	).toEqual( [ 1 ] );
} );

it( 'never shows a delivery twice when older ones are added', () => {
	const state = after( ...loaded( delivery( 3 ), delivery( 2 ) ), {
		type: 'OLDER_FINISH',
		query: EVERYTHING,
		items: [ delivery( 2 ), delivery( 1 ) ],
		hasOlder: false,
	} );
	expect( ids( state.items ) ).toEqual( [ 3, 2, 1 ] );
} );

it( 'takes no answer to a question that was asked before this one', () => {
	const dead = { state: 'dead', search: '' } as const;
	const state = after(
		...loaded( delivery( 1 ) ),
		{ type: 'LOAD_START', query: dead },
		refreshed( delivery( 9 ) ),
		{
			type: 'LOAD_FINISH',
			query: EVERYTHING,
			items: [ delivery( 8 ) ],
			hasOlder: false,
		}
	);
	expect( state.items ).toEqual( [] );
	expect( state.status ).toBe( 'loading' );
} );

it( 'is busy with a row until the site answered, whatever it said', () => {
	const busy = after( ...loaded( delivery( 1 ) ), {
		type: 'CHANGE_START',
		id: 1,
	} );
	expect( busy.busy ).toEqual( [ 1 ] );
	const failed = reducer( busy, { type: 'CHANGE_FINISH', id: 1 } );
	expect( failed.busy ).toEqual( [] );
	expect( failed.items ).toEqual( busy.items );
} );
