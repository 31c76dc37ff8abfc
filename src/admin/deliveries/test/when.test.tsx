import { act, render, screen, within } from '@testing-library/react';
import { createRegistry, RegistryProvider } from '@wordpress/data';
import { store as noticesStore } from '@wordpress/notices';
import { eventOf } from '../../../store/test/support/events';
import { store } from '../store';
import { DeliveryTable } from '../table/delivery-table';
import type { Delivery } from '../types';

const mockSite = { deliveries: [] as Delivery[] };

jest.mock( '@realtime-events/client', () => ( {
	config: { types: {}, urls: { admin: '' } },
	request: async () => ( { body: mockSite.deliveries, hasNext: false } ),
} ) );

const NOON = Date.UTC( 2026, 0, 31, 12 );
const MINUTE_MS = 60_000;

const at = ( minute: number ): string =>
	new Date( NOON + minute * MINUTE_MS ).toISOString();

beforeEach( () => jest.useFakeTimers( { now: NOON } ) );
afterEach( () => jest.useRealTimers() );

/** What the column “When” says of a delivery. */
async function whenOf( changes: Partial< Delivery > ): Promise< string > {
	mockSite.deliveries = [
		{
			id: 1,
			server: 'hub',
			state: 'sent',
			is_sending: false,
			attempts: 1,
			created: at( -120 ),
			next_attempt: null,
			acknowledged: null,
			duration_ms: 5,
			code: '',
			message: '',
			event: eventOf( 1 ),
			...changes,
		},
	];
	const registry = createRegistry();
	[ store, noticesStore ].forEach( ( one ) => registry.register( one ) );
	const { load } = registry.dispatch( store );
	await act( () => load( registry.select( store ).getQuery() ) );
	const { unmount } = render(
		<RegistryProvider value={ registry }>
			<DeliveryTable />
		</RegistryProvider>
	);
	const [ , , when ] = within(
		screen.getByRole( 'row', { name: /Post 1/ } )
	).getAllByRole( 'cell' );
	const said = when?.textContent ?? '';
	unmount();
	return said;
}

it( 'says of what waits when it is tried next, unless it is being tried just now', async () => {
	const waits = { state: 'retrying', next_attempt: at( 28 ) } as const;
	expect( await whenOf( waits ) ).toBe( 'in 28 min' );
	expect( await whenOf( { ...waits, is_sending: true } ) ).toContain(
		'10:00:00'
	);
} );

it( 'says of what was delivered when that was, and of the rest when it happened', async () => {
	expect(
		await whenOf( { state: 'sent', acknowledged: at( -60 ) } )
	).toContain( '11:00:00' );
	expect( await whenOf( { state: 'dead' } ) ).toContain( '10:00:00' );
} );
