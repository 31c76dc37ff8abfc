import { createRegistry, RegistryProvider } from '@wordpress/data';
import { store as noticesStore } from '@wordpress/notices';
import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { store } from '../store';
import { DeliveryTable } from '../table/delivery-table';
import type { Delivery } from '../types';

const asked: string[] = [];

jest.mock( '@realtime-events/client', () => ( {
	config: { types: {}, urls: { admin: '' } },
	request: async ( path: string ) => {
		if ( path.startsWith( '/deliveries?' ) ) {
			return { body: mockDeliveries(), hasNext: false };
		}
		asked.push( path );
		const id = Number( path.split( '/' )[ 2 ] );
		return {
			body: { ...mockDeliveries().find( ( one ) => one.id === id ) },
			hasNext: false,
		};
	},
} ) );

function mockDeliveries(): Delivery[] {
	return [ 'dead', 'dead', 'pending' ].map(
		( state, index ) =>
			( {
				id: index + 1,
				state,
				attempts: 1,
				is_sending: false,
				created: '2026-01-01T00:00:00.000Z',
				next_attempt: null,
				acknowledged: null,
				duration_ms: null,
				code: '',
				message: '',
				server: 'hub',
				event: {
					id: `e${ index }`,
					type: `type.${ index }`,
					data: {},
					severity: 'info',
				},
			} ) as unknown as Delivery
	);
}

it( 'sends again what was selected and nothing else; what still waits cannot be selected', async () => {
	const registry = createRegistry();
	[ store, noticesStore ].forEach( ( one ) => registry.register( one ) );
	const { load, getQuery } = {
		...registry.dispatch( store ),
		...registry.select( store ),
	};
	await act( () => load( getQuery() ) );
	render(
		<RegistryProvider value={ registry }>
			<DeliveryTable />
		</RegistryProvider>
	);
	const boxes = screen.getAllByRole( 'checkbox' );
	expect( boxes ).toHaveLength( 2 );
	const user = userEvent.setup();
	await user.click( boxes[ 1 ]! );
	await user.click(
		screen.getByRole( 'button', { name: 'Send selected again' } )
	);
	expect( asked ).toEqual( [ '/deliveries/2/replay' ] );
	expect( screen.queryByText( '1 selected' ) ).toBeNull();
} );
