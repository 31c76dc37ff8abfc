import { render, screen, within } from '@testing-library/react';
import { createRegistry, RegistryProvider } from '@wordpress/data';
import { store } from '../../store';
import type { Health } from '../../types';
import { HealthPanel } from '../health-panel';

jest.mock( '@realtime-events/client', () => ( {
	config: { types: {}, urls: { admin: '' } },
	request: async ( path: string ) => ( {
		body: path === '/deliveries/health' ? mockHealth.now : [],
	} ),
} ) );

const mockHealth: { now: Health } = {
	now: {
		since: '2026-01-30T13:00:00.000Z',
		counts: { pending: 2, retrying: 3, sent: 5_000, dead: 1, cancelled: 7 },
		success_rate: 0.9998,
		duration_ms: { p50: 30, p95: 1_200 },
		oldest_pending: null,
		hours: [],
		breaker: { state: 'closed', failures: 0, until: null },
		configured: true,
	},
};

/** What is said of the last 24 hours, by name. */
async function figures(): Promise< Record< string, string | undefined > > {
	const registry = createRegistry();
	registry.register( store );
	await registry.dispatch( store ).refresh();
	const { unmount } = render(
		<RegistryProvider value={ registry }>
			<HealthPanel />
		</RegistryProvider>
	);
	const region = screen.getByRole( 'region', { name: 'The last 24 hours' } );
	const said = Object.fromEntries(
		within( region )
			.getAllByRole( 'term' )
			.map( ( term ) => [
				term.textContent,
				term.nextElementSibling?.textContent,
			] )
	);
	unmount();
	return said;
}

it( 'counts each delivery by what became of it, and never rounds up to all of them', async () => {
	expect( await figures() ).toMatchObject( {
		Delivered: '5,000in 24 hours, 99.9% of all',
		Took: '30 msusually; 95 in 100 within 1.2 s',
		Waiting: '53 after a failed attempt',
		'Given up': '1until you send them again',
	} );
} );

it( 'says so where nothing waits, nothing was given up and nothing was decided yet', async () => {
	mockHealth.now = {
		...mockHealth.now,
		counts: { pending: 0, retrying: 0, sent: 0, dead: 0, cancelled: 0 },
		success_rate: null,
		duration_ms: { p50: null, p95: null },
	};
	expect( await figures() ).toMatchObject( {
		Delivered: '0in 24 hours',
		Took: '–usually; 95 in 100 within –',
		Waiting: '0to be sent',
		'Given up': '0nothing was lost',
	} );
} );
