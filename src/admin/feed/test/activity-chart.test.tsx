import { act, render, screen } from '@testing-library/react';
import { createRegistry, RegistryProvider } from '@wordpress/data';
import { store } from '../../../store';
import { ActivityChart } from '../components/activity-chart';

const mockSite: { answer: ( counted: unknown ) => void } = {
	answer: () => undefined,
};

jest.mock( '@realtime-events/client', () => ( {
	config: { types: {}, groups: { custom: 'Other' } },
	store: jest.requireActual( '../../../store' ).store,
	onEvents: () => () => undefined,
	request: () =>
		new Promise( ( resolve ) => {
			mockSite.answer = ( body ) => resolve( { body } );
		} ),
} ) );

it( 'has its place before it knows anything, and where there is nothing to count', async () => {
	const registry = createRegistry();
	registry.register( store );
	render(
		<RegistryProvider value={ registry }>
			<ActivityChart />
		</RegistryProvider>
	);
	const chart = screen.getByRole( 'region', { name: 'How many events' } );
	const axis = chart.querySelector( '.realtime-events-chart__bars' );
	expect( axis ).toHaveStyle( { height: '40px' } );
	// Nobody has counted yet: no number is better than a wrong one.
	expect( screen.getByText( '0 in the last hour' ) ).not.toBeVisible();

	await act( async () => mockSite.answer( { newest: '0', spans: [] } ) );
	expect( screen.getByText( '0 in the last hour' ) ).toBeVisible();
	expect( axis?.childElementCount ).toBe( 60 );
	expect( axis ).toHaveStyle( { height: '40px' } );
} );
