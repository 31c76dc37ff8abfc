import { startHub } from '../support/harness';
import { expect, pill, rows, test, titled } from './support/feed';

/** A screen that lost its hub comes back with the second attempt at the latest, and before its next token is due. */
const FOLLOWS_WITHIN_MS = 30_000;

// The tests share a site.
test.afterEach( async ( { demo, rest } ) => {
	await rest( 'admin' )( 'POST', '/realtime-events/v1/settings/key', {
		action: 'set',
		key: demo.apiKey,
	} );
	await rest( 'admin' )( 'POST', '/wp/v2/settings', {
		realtime_events: { server_url: demo.hub },
	} );
} );

test( 'open screens go along when the site moves to another hub, though the former one is still there', async ( {
	demo,
	rest,
	openFeed,
	publish,
}, { repeatEachIndex } ) => {
	const move = async ( url: string ) => {
		const { status } = await rest( 'admin' )( 'POST', '/wp/v2/settings', {
			realtime_events: { server_url: url },
		} );
		expect( status ).toBe( 200 );
	};
	const other = await startHub( {
		siteId: demo.siteId,
		siteUrl: demo.site,
		apiKey: demo.apiKey,
	} );
	try {
		const feeds = [ await openFeed( 'admin' ), await openFeed( 'editor' ) ];
		const opened: string[] = [];
		feeds.forEach( ( feed ) =>
			feed.on( 'websocket', ( socket ) =>
				opened.push( new URL( socket.url() ).host )
			)
		);
		for ( const [ url, name ] of [
			[ other.url, `Away ${ repeatEachIndex }` ],
			[ demo.hub, `Home ${ repeatEachIndex }` ],
		] as const ) {
			opened.length = 0;
			await move( url );
			// At once: what happens before the screens are there is not lost either.
			await publish( 'author', {
				type: 'hub.moved',
				data: { title: name },
			} );
			for ( const feed of feeds ) {
				await expect( titled( feed, name ) ).toHaveCount( 1, {
					timeout: FOLLOWS_WITHIN_MS,
				} );
				await expect( pill( feed ) ).toContainText( 'Live', {
					timeout: FOLLOWS_WITHIN_MS,
				} );
			}
			expect( opened ).toEqual( feeds.map( () => new URL( url ).host ) );
		}
		for ( const feed of feeds ) {
			await expect( rows( feed ) ).not.toHaveCount( 0 );
		}
	} finally {
		await other.stop();
	}
} );

test( 'an open screen says at once that nothing is pushed any more when the key is taken away, and goes on', async ( {
	rest,
	openFeed,
	publish,
}, { repeatEachIndex } ) => {
	const feed = await openFeed( 'editor' );
	await expect( pill( feed ) ).toContainText( 'Live' );
	await rest( 'admin' )( 'DELETE', '/realtime-events/v1/settings/key' );
	await expect( pill( feed ) ).toContainText( 'Polling', {
		timeout: FOLLOWS_WITHIN_MS,
	} );
	const name = `Keyless ${ repeatEachIndex }`;
	await publish( 'author', {
		type: 'hub.keyless',
		data: { title: name },
	} );
	await expect( titled( feed, name ) ).toHaveCount( 1 );
} );
