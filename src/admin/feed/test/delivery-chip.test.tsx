import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createRegistry, RegistryProvider } from '@wordpress/data';
import { store as noticesStore } from '@wordpress/notices';
import type { Delivery, DeliveryState } from '../../deliveries/types';
import { besideStore } from '../beside/store';
import { DeliveryChip } from '../components/delivery-chip';

const asked: string[] = [];
let mockAnswer: () => Promise< { body: Delivery } >;

jest.mock( '@realtime-events/client', () => ( {
	request: ( path: string, { method }: { method?: string } = {} ) => {
		asked.push( `${ method ?? 'GET' } ${ path }` );
		return mockAnswer();
	},
} ) );

const NOW = Date.parse( '2026-01-31T12:00:00.000Z' );

const delivery = ( state: DeliveryState ): Delivery =>
	( {
		id: 7,
		state,
		attempts: 2,
		is_sending: false,
		created: '2026-01-31T12:00:00.000Z',
		next_attempt: '2026-01-31T12:05:00.000Z',
		acknowledged: state === 'sent' ? '2026-01-31T12:00:00.034Z' : null,
		event: { id: 'e', time: '2026-01-31T12:00:00.000Z' },
	} ) as unknown as Delivery;

function show( state: DeliveryState, isShort = true ) {
	const registry = createRegistry();
	[ besideStore, noticesStore ].forEach( ( one ) =>
		registry.register( one )
	);
	void registry
		.dispatch( besideStore )
		.deliveriesRead( [ delivery( state ) ] );
	asked.length = 0;
	render(
		<RegistryProvider value={ registry }>
			<DeliveryChip id="e" now={ NOW } isShort={ isShort } />
		</RegistryProvider>
	);
	return registry;
}

it.each( [
	[ 'pending', 'Stored' ],
	[ 'retrying', /Retrying \(attempt 3/ ],
	[ 'sent', 'Delivered (34 ms)' ],
	[ 'dead', 'Given up' ],
	[ 'cancelled', 'Cancelled' ],
] as const )( 'says what became of a delivery: %s', ( state, words ) => {
	show( state );
	expect( screen.getByText( words ) ).toBeInTheDocument();
} );

it( 'sends again what was given up, and shows how that goes', async () => {
	mockAnswer = async () => ( { body: delivery( 'pending' ) } );
	show( 'dead' );
	await userEvent
		.setup()
		.click( screen.getByRole( 'button', { name: 'Replay' } ) );
	expect( asked ).toEqual( [ 'POST /deliveries/7/replay' ] );
	expect( screen.getByText( 'Stored' ) ).toBeInTheDocument();
	expect( screen.queryByRole( 'button' ) ).toBeNull();
} );

it( 'says why where it cannot be sent again', async () => {
	mockAnswer = () => Promise.reject( new Error( 'It was sent meanwhile.' ) );
	const registry = show( 'dead' );
	await userEvent
		.setup()
		.click( screen.getByRole( 'button', { name: 'Replay' } ) );
	expect(
		registry
			.select( noticesStore )
			.getNotices()
			.map( ( { content } ) => content )
	).toEqual( [ 'It was sent meanwhile.' ] );
} );

it( 'offers in a row only to send again what failed, and in the details what arrived, too', () => {
	show( 'sent' );
	expect( screen.queryByRole( 'button' ) ).toBeNull();
	show( 'sent', false );
	expect( screen.getByRole( 'button', { name: 'Replay' } ) ).toBeVisible();
} );
