import { createHmac } from 'node:crypto';
import type { Page } from '@playwright/test';
import { deriveKey } from '../../src/hub/config/sites';
import type { Demo } from '../support/harness';
import { expect, pill, rows, test, titled } from './support/feed';

/** More than the newest page of the ledger, and than one that a gap is closed with. */
const MISSED = 120;
const BATCH = 60;
/** Older than a token may be, younger than what the hub forgives a clock. */
const AGE_SECONDS = 20;

const isToken = ( url: URL ): boolean =>
	url.pathname.endsWith( '/realtime-events/v1/token' );

/** A program puts that many things onto a shelf. */
async function importShelf( demo: Demo, type: string ): Promise< void > {
	for ( let start = 0; start < MISSED; start += BATCH ) {
		const { status } = await fetch(
			`${ demo.site }/wp-json/realtime-events/v1/publish/batch`,
			{
				method: 'POST',
				headers: {
					Authorization: `Bearer ${ demo.apiKey }`,
					'Content-Type': 'application/json',
				},
				body: JSON.stringify( {
					events: Array.from( { length: BATCH }, ( _, index ) => ( {
						type,
						subject: `shelf/${ start + index }`,
					} ) ),
				} ),
			}
		);
		expect( status ).toBeLessThan( 300 );
	}
}

/** A page that is not loaded again keeps what is written on it. */
const mark = ( page: Page ): Promise< void > =>
	page.evaluate( () => void Object.assign( window, { isMarked: true } ) );

const isMarked = ( page: Page ): Promise< boolean > =>
	page.evaluate( () => 'isMarked' in window );

/** Notes from now on each word of the pill, and whatever else claims attention. */
const watchNoise = ( page: Page ): Promise< void > =>
	page.evaluate( () => {
		const noise = new Set< string >();
		Object.assign( window, { noise } );
		const look = () => {
			for ( const element of document.querySelectorAll(
				'.realtime-events-pill__toggle, [role="alert"], .components-notice, .components-snackbar, [role="dialog"]'
			) ) {
				noise.add(
					( element.textContent ?? '' ).replace( /\d+/g, '#' )
				);
			}
		};
		look();
		new MutationObserver( look ).observe( document.body, {
			subtree: true,
			childList: true,
			characterData: true,
		} );
	} );

const noiseOn = ( page: Page ): Promise< string[] > =>
	page.evaluate( () => [
		...( window as unknown as { noise: Set< string > } ).noise,
	] );

/** The same token, as the site would have issued it when it was so much younger. */
function aged( token: string, { apiKey }: Demo ): string {
	const [ header = '', payload = '' ] = token.split( '.' );
	const claims = JSON.parse(
		Buffer.from( payload, 'base64url' ).toString()
	) as { iat: number; nbf: number; exp: number };
	const by = claims.exp - Math.floor( Date.now() / 1000 ) + AGE_SECONDS;
	const older = Buffer.from(
		JSON.stringify( {
			...claims,
			iat: claims.iat - by,
			nbf: claims.nbf - by,
			exp: claims.exp - by,
		} )
	).toString( 'base64url' );
	const signature = createHmac( 'sha256', deriveKey( apiKey, 'token' ) )
		.update( `${ header }.${ older }` )
		.digest( 'base64url' );
	return `${ header }.${ older }.${ signature }`;
}

/** What is said on the sockets of a page, as Socket.IO writes it. */
function eavesdrop( page: Page ) {
	const heard = { sockets: 0, said: [] as string[], got: [] as string[] };
	page.on( 'websocket', ( socket ) => {
		heard.sockets++;
		socket.on( 'framesent', ( { payload } ) =>
			heard.said.push( String( payload ) )
		);
		socket.on( 'framereceived', ( { payload } ) =>
			heard.got.push( String( payload ) )
		);
	} );
	return heard;
}

/** How many tokens the hub was shown on an open socket, and took. */
const tokensTaken = ( { said, got }: ReturnType< typeof eavesdrop > ): number =>
	said
		.map( ( frame ) => /^42(\d+)\["token",/.exec( frame )?.[ 1 ] )
		.filter(
			( id ) =>
				id !== undefined &&
				got.some( ( frame ) =>
					frame.startsWith( `43${ id }[{"ok":true` )
				)
		).length;

test( 'a laptop that slept for an hour wakes to a complete feed, each event once and in order, on the same page', async ( {
	demo,
	loggedInPage,
	openFeed,
	publish,
}, { repeatEachIndex } ) => {
	const [ evening, first, shelf, last, morning ] = [
		'evening',
		'first',
		'shelf',
		'last',
		'morning',
	].map( ( name ) => `asleep.${ name }_${ repeatEachIndex }` ) as [
		string,
		string,
		string,
		string,
		string,
	];
	const page = await loggedInPage( 'editor' );
	await page.clock.install();
	await openFeed( page );
	const awake = await openFeed( 'admin' );
	await publish( 'author', { type: evening } );
	await expect( titled( page, evening ) ).toHaveCount( 1 );
	await mark( page );

	await page.context().setOffline( true );
	await expect( pill( page ) ).toContainText( 'Offline' );
	await publish( 'author', { type: first } );
	await importShelf( demo, shelf );
	await publish( 'author', { type: last } );
	await expect( titled( awake, last ) ).toHaveCount( 1 );
	await expect( titled( page, first ) ).toHaveCount( 0 );
	await page.clock.fastForward( '01:00:00' );
	await page.context().setOffline( false );

	await expect( pill( page ) ).toContainText( 'Live' );
	await publish( 'author', { type: morning } );
	for ( const screen of [ page, awake ] ) {
		await expect( titled( screen, morning ) ).toHaveCount( 1 );
		// What one person did in one go is one row, which says how much it was.
		await expect( titled( screen, shelf ) ).toContainText(
			`and ${ MISSED - 1 } more`
		);
		const order = ( await rows( screen ).allTextContents() ).flatMap(
			( text ) =>
				[ morning, last, shelf, first, evening ].find( ( type ) =>
					text.includes( type )
				) ?? []
		);
		expect( order ).toEqual( [ morning, last, shelf, first, evening ] );
	}
	expect( await isMarked( page ) ).toBe( true );
	await expect( page.getByRole( 'alert' ) ).toHaveCount( 0 );
} );

test( 'a token and a nonce that died while somebody looked are renewed, and nobody notices', async ( {
	demo,
	loggedInPage,
	openFeed,
	publish,
	rest,
}, { repeatEachIndex } ) => {
	const type = `renewed.example_${ repeatEachIndex }`;
	const { body } = await rest( 'editor' )( 'POST', '/wp/v2/posts', {
		title: 'Looked at',
	} );
	const page = await loggedInPage( 'editor' );
	const heard = eavesdrop( page );
	await openFeed( page );
	await mark( page );
	await watchNoise( page );
	const asked: string[] = [];
	const refused = new Set< string >();
	page.on( 'request', ( request ) => asked.push( request.url() ) );
	page.on( 'response', ( response ) => {
		if ( response.status() >= 400 ) {
			refused.add( response.request().headers()[ 'x-wp-nonce' ] ?? '' );
		}
	} );
	const hubHasAsked = () =>
		heard.got.some( ( frame ) => frame.startsWith( '42["token",' ) );
	await page.route( isToken, async ( route ) => {
		const response = await route.fetch();
		const json = ( await response.json() ) as { token?: string };
		await route.fulfill( {
			response,
			json:
				json.token && ! hubHasAsked()
					? { ...json, token: aged( json.token, demo ) }
					: json,
		} );
	} );

	// The screen wants a channel that its token does not name: it asks for another, which is dead when it comes.
	await page.evaluate(
		( channel ) => {
			const { apiFetch, realtimeEvents } = window.wp as unknown as {
				apiFetch: { nonceMiddleware: { nonce: string } };
				realtimeEvents: { join: ( name: string ) => void };
			};
			apiFetch.nonceMiddleware.nonce = 'dead';
			realtimeEvents.join( channel );
		},
		`postType/post:${ ( body as { id: number } ).id }`
	);
	await expect.poll( hubHasAsked ).toBe( true );
	await expect.poll( () => tokensTaken( heard ) ).toBeGreaterThan( 1 );
	expect( [ ...refused ], 'refused is the dead nonce alone' ).toEqual( [
		'dead',
	] );

	await publish( 'author', { type } );
	await expect( titled( page, type ) ).toHaveCount( 1 );
	expect( heard.got.some( ( frame ) => frame.includes( type ) ) ).toBe(
		true
	);
	expect( asked.filter( ( url ) => /after=/.test( url ) ) ).toEqual( [] );
	expect( heard.sockets ).toBe( 1 );
	expect( await isMarked( page ) ).toBe( true );
	for ( const words of await noiseOn( page ) ) {
		expect( words ).toMatch( /^Live/ );
	}
} );
