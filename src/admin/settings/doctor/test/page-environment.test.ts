import type { CloudEvent, ConnectionState } from '@realtime-events/client';
import { pageEnvironment } from '../page-environment';

/** Lets the page hear something; who listens is counted. */
const mockHears: {
	event?: ( type: string ) => void;
	connection?: (
		phase: ConnectionState[ 'phase' ],
		retryAt?: number | null
	) => void;
	listeners: number;
} = { listeners: 0 };

/** How the connection of a page stands that was opened a while ago. */
const mockPage: {
	phase: ConnectionState[ 'phase' ];
	retryAt: number | null;
	tries: number;
} = {
	phase: 'live',
	retryAt: null,
	tries: 0,
};

jest.mock( '@realtime-events/client', () => {
	const listening = () => {
		mockHears.listeners++;
		return () => void mockHears.listeners--;
	};
	return {
		on: ( wanted: string, listen: ( event: CloudEvent ) => void ) => {
			mockHears.event = ( type ) => {
				if ( wanted === type ) {
					listen( { type } as CloudEvent );
				}
			};
			return listening();
		},
		onConnectionChange: ( listen: ( state: ConnectionState ) => void ) => {
			mockHears.connection = ( phase, retryAt = null ) =>
				listen( { phase, retryAt } as ConnectionState );
			mockHears.connection( mockPage.phase, mockPage.retryAt );
			return listening();
		},
		retry: () => {
			mockPage.tries++;
			// It polls on while it tries.
			mockHears.connection?.( mockPage.phase );
		},
	};
} );

const TEST_EVENT = 'realtime_events.test';

beforeEach( () => {
	jest.useFakeTimers();
	mockPage.phase = 'live';
	mockPage.retryAt = null;
	mockPage.tries = 0;
} );

afterEach( () => {
	jest.useRealTimers();
} );

/** What the page says of the test event when it has waited for it. */
async function arrival( ...heard: string[] ) {
	const page = pageEnvironment( 'https://hub.example.com' );
	mockHears.connection?.( 'live' );
	heard.forEach( ( type ) => mockHears.event?.( type ) );
	const awaited = page.awaitTestEvent();
	await jest.advanceTimersByTimeAsync( 60_000 );
	page.stop();
	return awaited;
}

it( 'misses a test event that does not come, whatever else does', async () => {
	expect( await arrival() ).toBe( 'missing' );
	expect( await arrival( 'post.published' ) ).toBe( 'missing' );
	expect( mockHears.listeners ).toBe( 0 );
} );

it( 'takes one that came before anybody waited for it', async () => {
	expect( await arrival( TEST_EVENT ) ).toBe( 'pushed' );
} );

it( 'says of one that was only looked for that it was', async () => {
	const page = pageEnvironment( 'https://hub.example.com' );
	mockHears.connection?.( 'polling' );
	mockHears.event?.( TEST_EVENT );
	expect( await page.awaitTestEvent() ).toBe( 'polled' );
	page.stop();
} );

it( 'has nothing sent before it hears it, and waits for that only so long', async () => {
	let isReady = false;
	mockPage.phase = 'idle';
	const open = () => {
		isReady = false;
		const page = pageEnvironment( 'https://hub.example.com' );
		void page.ready.then( () => ( isReady = true ) );
		return page;
	};
	for ( const phase of [ 'live', 'polling', 'denied' ] as const ) {
		const page = open();
		mockHears.connection?.( 'connecting' );
		await jest.advanceTimersByTimeAsync( 500 );
		expect( isReady ).toBe( false );
		mockHears.connection?.( phase );
		await jest.advanceTimersByTimeAsync( 0 );
		expect( isReady ).toBe( true );
		page.stop();
	}
	const page = open();
	mockHears.connection?.( 'connecting' );
	await jest.advanceTimersByTimeAsync( 10_000 );
	expect( isReady ).toBe( true );
	page.stop();
} );

it( 'has a page that polls try again, since it may be older than its hub, and waits for what comes of it', async () => {
	for ( const [ before, phase, retryAt ] of [
		// Without a key there was nothing to try.
		[ null, 'live', null ],
		[ 9_000, 'live', null ],
		// It still does not get there, and knows when it tries next.
		[ null, 'polling', 15_000 ],
		[ 9_000, 'polling', 15_000 ],
	] as const ) {
		mockPage.phase = 'polling';
		mockPage.retryAt = before;
		mockPage.tries = 0;
		let isReady = false;
		const page = pageEnvironment( 'https://hub.example.com' );
		void page.ready.then( () => ( isReady = true ) );
		expect( mockPage.tries ).toBe( 1 );
		await jest.advanceTimersByTimeAsync( 500 );
		expect( isReady ).toBe( false );
		mockHears.connection?.( phase, retryAt );
		await jest.advanceTimersByTimeAsync( 0 );
		expect( isReady ).toBe( true );
		page.stop();
	}
} );

it( 'leaves a page alone that is live, or about to be', () => {
	for ( const phase of [ 'live', 'idle', 'connecting' ] as const ) {
		mockPage.phase = phase;
		pageEnvironment( 'https://hub.example.com' ).stop();
	}
	expect( mockPage.tries ).toBe( 0 );
} );
