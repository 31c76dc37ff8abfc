import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createRegistry, RegistryProvider } from '@wordpress/data';
import { store as noticesStore } from '@wordpress/notices';
import { ReplayDead } from '../replay-dead';
import { store } from '../store';

const asked: string[] = [];
/** How many are given up. */
let mockDead = 0;

jest.mock( '@realtime-events/client', () => ( {
	config: { types: {}, urls: { admin: '' } },
	request: async ( path: string ) => {
		asked.push( path );
		if ( path.startsWith( '/deliveries/health' ) ) {
			return { body: { counts: { dead: mockDead } }, hasNext: false };
		}
		if ( path.startsWith( '/deliveries/replay-dead' ) ) {
			const replayed = Math.min( 1_000, mockDead );
			mockDead -= replayed;
			return { body: { replayed, remaining: mockDead } };
		}
		return { body: [], hasNext: false };
	},
} ) );

const replays = () =>
	asked.filter( ( path ) => path.startsWith( '/deliveries/replay-dead' ) );

async function show( dead: number ) {
	mockDead = dead;
	asked.length = 0;
	const registry = createRegistry();
	[ store, noticesStore ].forEach( ( one ) => registry.register( one ) );
	await registry.dispatch( store ).refresh();
	render(
		<RegistryProvider value={ registry }>
			<ReplayDead />
		</RegistryProvider>
	);
	return registry;
}

it( 'sends all again that was given up, however many, after a second yes', async () => {
	const user = userEvent.setup();
	const registry = await show( 2_500 );
	await user.click(
		screen.getByRole( 'button', { name: 'Send all given-up again' } )
	);
	expect( replays() ).toEqual( [] );
	await user.click( screen.getByRole( 'button', { name: 'Send again' } ) );
	await waitFor( () =>
		expect(
			registry
				.select( noticesStore )
				.getNotices()
				.map( ( { content } ) => content )
		).toEqual( [ '2500 deliveries will be sent again.' ] )
	);
	expect( replays() ).toHaveLength( 3 );
	expect( screen.queryByRole( 'button' ) ).toBeNull();
} );

it( 'sends nothing where one thinks better of it, and offers nothing where nothing was given up', async () => {
	const user = userEvent.setup();
	await show( 1 );
	await user.click(
		screen.getByRole( 'button', { name: 'Send all given-up again' } )
	);
	await user.click( screen.getByRole( 'button', { name: 'Cancel' } ) );
	expect( replays() ).toEqual( [] );
} );
