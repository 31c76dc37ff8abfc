import { event, post } from '../hub/support/publishing';
import { expect, test } from './support/fixtures';

/** More than a feed keeps. */
const EVENTS = 12_000;
const MAX_ROWS = 10_000;
const BATCH = 100;
/** What a screen has room for, and a few beyond its edges. */
const MAX_DRAWN = 60;
const ARRIVES_WITHIN_MS = 60_000;

/** What the page knows of the feed. */
interface FeedPage {
	told: { times: number; ids: Set< string > };
	wp: {
		realtimeEvents: {
			on: (
				type: string,
				tell: ( event: { id: string } ) => void
			) => void;
		};
		data: {
			select: ( store: 'realtime-events' ) => {
				getItems: () => Array< { sequence: string } >;
				hasOlder: () => boolean;
			};
		};
	};
}

test( 'a feed under a flood loses nothing, doubles nothing, and keeps no more than its window', async ( {
	loggedInPage,
	demo,
	hub,
} ) => {
	// Nobody else’s read mark is to be moved by what no ledger knows.
	const page = await loggedInPage( 'shop_manager' );
	await page.goto( demo.feed );
	await expect(
		page.getByRole( 'button', { name: /^Connection:/ } )
	).toContainText( 'Live' );
	const first = await page.evaluate( () => {
		const told = { times: 0, ids: new Set< string >() };
		Object.assign( window, { told } );
		const { wp } = window as unknown as FeedPage;
		wp.realtimeEvents.on( '*', ( { id } ) => {
			told.times++;
			told.ids.add( id );
		} );
		const [ newest ] = ( window as unknown as FeedPage ).wp.data
			.select( 'realtime-events' )
			.getItems();
		return Number( newest?.sequence ) + 1;
	} );
	for ( let sent = 0; sent < EVENTS; sent += BATCH ) {
		const events = Array.from( { length: BATCH }, ( _, index ) =>
			event( {
				source: demo.site,
				type: `flood.number_${ ( sent + index ) % 3 }`,
				subject: `flood/${ sent + index }`,
				sequence: String( first + sent + index ),
				time: new Date().toISOString(),
			} )
		);
		const answer = await post( demo.hub, JSON.stringify( events ), {
			site: demo.siteId,
			apiKey: demo.apiKey,
		} );
		expect( answer.status ).toBe( 202 );
	}
	const last = first + EVENTS - 1;
	await page.waitForFunction(
		( sequence ) =>
			( window as unknown as FeedPage ).wp.data
				.select( 'realtime-events' )
				.getItems()[ 0 ]?.sequence === sequence,
		String( last ),
		{ timeout: ARRIVES_WITHIN_MS }
	);
	const kept = await page.evaluate( () => {
		const { told, wp } = window as unknown as FeedPage;
		const feed = wp.data.select( 'realtime-events' );
		return {
			times: told.times,
			ids: told.ids.size,
			hasOlder: feed.hasOlder(),
			sequences: feed
				.getItems()
				.map( ( { sequence } ) => Number( sequence ) ),
		};
	} );
	expect( { times: kept.times, ids: kept.ids } ).toEqual( {
		times: EVENTS,
		ids: EVENTS,
	} );
	expect( kept.hasOlder ).toBe( true );
	expect( kept.sequences ).toEqual(
		Array.from( { length: MAX_ROWS }, ( _, index ) => last - index )
	);
	await expect(
		page.getByText( `flood.number_${ ( EVENTS - 1 ) % 3 }` ).first()
	).toBeVisible();
	expect(
		await page.getByRole( 'feed' ).getByRole( 'article' ).count()
	).toBeLessThanOrEqual( MAX_DRAWN );

	// The hub forgets what the ledger never knew.
	await hub.kill();
	await hub.start();
} );
