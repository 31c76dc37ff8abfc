import { config, trigger } from '@realtime-events/client';
import { createRegistry, RegistryProvider } from '@wordpress/data';
import { store as noticesStore } from '@wordpress/notices';
import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { TestEventButton } from '../test-event-button';

jest.mock( '@realtime-events/client', () => ( {
	config: {
		user: { id: 7 },
		can: { publish: true },
		urls: { feed: 'https://site.test/feed' },
	},
	trigger: jest.fn(),
} ) );

const sends = trigger as jest.Mock;
const can = config.can as { publish: boolean };

async function show() {
	const registry = createRegistry();
	registry.register( noticesStore );
	await act( async () => {
		render(
			<RegistryProvider value={ registry }>
				<TestEventButton />
			</RegistryProvider>
		);
	} );
	return {
		user: userEvent.setup(),
		notices: () => registry.select( noticesStore ).getNotices(),
	};
}

const button = () => screen.getByRole( 'button', { name: 'Send test event' } );

describe( 'the button “Send test event”', () => {
	beforeEach( () => {
		sends.mockReset();
		can.publish = true;
	} );

	it( 'sends an event for the one alone who presses it, and says where it is', async () => {
		sends.mockResolvedValue( { id: 'x' } );
		const { user, notices } = await show();
		await user.click( button() );
		expect( sends.mock.calls ).toEqual( [
			[ 'realtime_events.test', {}, { channel: 'user:7' } ],
		] );
		await waitFor( () =>
			expect( notices() ).toMatchObject( [
				{
					status: 'success',
					actions: [ { url: 'https://site.test/feed' } ],
				},
			] )
		);
	} );

	it( 'says why it was refused, and can be pressed again', async () => {
		sends.mockRejectedValue( new Error( 'Too many events.' ) );
		const { user, notices } = await show();
		await user.click( button() );
		await waitFor( () =>
			expect( notices() ).toMatchObject( [
				{ status: 'error', content: 'Too many events.' },
			] )
		);
		expect( button() ).toHaveProperty( 'disabled', false );
	} );

	it( 'is not there for who may not publish', async () => {
		can.publish = false;
		await show();
		expect( screen.queryByRole( 'button' ) ).toBe( null );
	} );
} );
