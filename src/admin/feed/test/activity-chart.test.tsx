import { act, render, screen } from '@testing-library/react';
import { createRegistry, RegistryProvider } from '@wordpress/data';
import { store } from '../../../store';
import { ActivityChart } from '../components/activity-chart';

const mockSite: { answer: ( counted: unknown ) => void } = {
	answer: () => undefined,
};

jest.mock( '@realtime-events/client', () => ( {
	config: { types: {}, groups: { content: 'Posts', users: 'Users' } },
	store: jest.requireActual( '../../../store' ).store,
	onEvents: () => () => undefined,
	request: () =>
		new Promise( ( resolve ) => {
			mockSite.answer = ( body ) => resolve( { body } );
		} ),
} ) );

function show() {
	const registry = createRegistry();
	registry.register( store );
	render(
		<RegistryProvider value={ registry }>
			<ActivityChart />
		</RegistryProvider>
	);
	return registry;
}

it( 'has its place before it knows anything, and where there is nothing to count', async () => {
	show();
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

it( 'stacks what happened in a minute by group, says so, and shows that minute alone on a click', async () => {
	const registry = show();
	const minute = Math.floor( Date.now() / 60_000 ) * 60_000 - 5 * 60_000;
	await act( async () =>
		mockSite.answer( {
			newest: '9',
			spans: [
				{
					time: new Date( minute ).toISOString(),
					groups: { content: 3, users: 1 },
				},
			],
		} )
	);
	const bar = screen.getByRole( 'button', {
		name: /: 4 events\. Posts 3, Users 1$/,
	} );
	const heights = [ ...bar.querySelectorAll( 'b' ) ].map( ( part ) =>
		parseFloat( part.style.height )
	);
	expect( heights ).toEqual( [ 30, 10 ] );

	await act( async () => bar.click() );
	expect( registry.select( store ).getQuery() ).toMatchObject( {
		since: new Date( minute ).toISOString(),
		until: new Date( minute + 60_000 ).toISOString(),
	} );
} );
