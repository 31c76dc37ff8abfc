import fc from 'fast-check';
import { CONTENT_TYPE_EVENT } from '../../src/protocol';
import { connect, Inbox, join } from './support/client';
import {
	OTHER_KEY,
	OTHER_SITE,
	SITE,
	startHub,
	type RunningHub,
} from './support/hub-fixture';
import { event, nowSeconds, post, publish, token } from './support/publishing';

describe( 'POST /api/v1/events', () => {
	let hub: RunningHub;

	beforeAll( async () => {
		hub = await startHub();
	} );

	afterAll( () => hub.stop() );

	const errorOf = async ( response: Response ) => {
		const body = ( await response.json() ) as {
			code: string;
			message: string;
		};
		expect( body.message ).toEqual( expect.any( String ) );
		return [ response.status, body.code ];
	};

	it( 'accepts each event once, however often it is sent', async () => {
		const batch = [ event(), event() ];
		const first = await publish( hub.url, batch );
		const second = await publish( hub.url, [ ...batch, batch[ 0 ] ] );
		expect( first.results.map( ( { status } ) => status ) ).toEqual( [
			'accepted',
			'accepted',
		] );
		expect( second.results.map( ( { status } ) => status ) ).toEqual( [
			'duplicate',
			'duplicate',
			'duplicate',
		] );
	} );

	it( 'takes a single event as well as a batch', async () => {
		const response = await post( hub.url, JSON.stringify( event() ), {
			headers: { 'content-type': CONTENT_TYPE_EVENT },
		} );
		expect( response.status ).toBe( 202 );
	} );

	it( 'takes the good ones of a batch and says of each bad one what is wrong', async () => {
		const good = event();
		const { results } = await publish( hub.url, [
			good,
			{ ...event(), id: '' },
			{ ...event(), type: 'Not A Type' },
			{ ...event(), channel: 'nowhere' },
			{ ...event(), channel: 'page:7' },
			{ ...event(), data: { text: 'x'.repeat( 65 * 1024 ) } },
			{ ...event(), data: [ 1 ] },
			{ ...event(), Extra: 1 },
			null,
			'text',
			JSON.parse( '{"__proto__":{"polluted":true}}' ),
			event(),
		] );
		expect(
			results.map( ( result ) =>
				'code' in result ? result.code : result.status
			)
		).toEqual( [
			'accepted',
			'event_invalid',
			'event_invalid',
			'channel_unknown',
			'channel_without_events',
			'event_too_large',
			'event_invalid',
			'event_invalid',
			'event_invalid',
			'event_invalid',
			'event_invalid',
			'accepted',
		] );
		expect( results[ 0 ]?.id ).toBe( good.id );
		expect( ( {} as { polluted?: boolean } ).polluted ).toBeUndefined();
	} );

	it( 'delivers what was accepted and nothing that was rejected', async () => {
		const socket = await connect( hub.url, {
			auth: { site: SITE, token: await token() },
		} );
		const inbox = new Inbox( socket );
		await join( socket, { channel: 'admins' } );
		const good = [
			event( { channel: 'admins' } ),
			event( { channel: 'admins' } ),
		];
		await publish( hub.url, [
			good[ 0 ],
			{ ...good[ 0 ], type: '' },
			good[ 1 ],
		] );
		await inbox.has( 2 );
		expect( inbox.ids ).toEqual( good.map( ( { id } ) => id ) );
		expect( inbox.events[ 0 ] ).toEqual( good[ 0 ] );
		socket.disconnect();
	} );

	it.each( [
		[ 'no signature', { 'webhook-signature': '' }, 'signature_invalid' ],
		[
			'a signature of nonsense',
			{ 'webhook-signature': 'v1,AAAA' },
			'signature_invalid',
		],
		[
			'another version',
			{ 'webhook-signature': 'v9,AAAA' },
			'signature_invalid',
		],
		[ 'a changed id', { 'webhook-id': 'other' }, 'signature_invalid' ],
		[ 'a changed time', { 'webhook-timestamp': '1' }, 'signature_invalid' ],
		[
			'a time that is none',
			{ 'webhook-timestamp': '1e9' },
			'signature_invalid',
		],
		[
			'an unknown site',
			{ 'realtime-events-site': 'x.test' },
			'site_unknown',
		],
		[
			'a site that is an object key',
			{ 'realtime-events-site': '__proto__' },
			'site_unknown',
		],
	] )( 'refuses %s', async ( _what, headers, code ) => {
		const response = await post( hub.url, JSON.stringify( [ event() ] ), {
			headers: headers as unknown as Record< string, string >,
		} );
		expect( await errorOf( response ) ).toEqual( [ 401, code ] );
	} );

	it( "refuses one site's key for another site", async () => {
		const body = JSON.stringify( [ event() ] );
		expect(
			await errorOf( await post( hub.url, body, { apiKey: OTHER_KEY } ) )
		).toEqual( [ 401, 'signature_invalid' ] );
		expect(
			await errorOf( await post( hub.url, body, { site: OTHER_SITE } ) )
		).toEqual( [ 401, 'signature_invalid' ] );
	} );

	it( 'refuses a request that was recorded longer than five minutes ago, or comes from the future', async () => {
		for ( const timestamp of [ nowSeconds() - 302, nowSeconds() + 302 ] ) {
			const response = await post( hub.url, '[]', { timestamp } );
			expect( await errorOf( response ) ).toEqual( [
				401,
				'signature_expired',
			] );
		}
		const late = await post( hub.url, '[]', {
			timestamp: nowSeconds() - 290,
		} );
		expect( late.status ).toBe( 202 );
	} );

	it( 'refuses what is no JSON, another type, too much, too many', async () => {
		const refused = async ( body: string, headers = {} ) =>
			errorOf( await post( hub.url, body, { headers } ) );
		expect( await refused( '[{' ) ).toEqual( [ 400, 'body_invalid' ] );
		expect( await refused( '' ) ).toEqual( [ 400, 'body_invalid' ] );
		expect( await refused( '{}' ) ).toEqual( [ 400, 'body_invalid' ] );
		expect(
			await refused( '[]', { 'content-type': 'text/plain' } )
		).toEqual( [ 415, 'media_type_unsupported' ] );
		expect( await refused( `[${ 'null,'.repeat( 500 ) }null]` ) ).toEqual( [
			413,
			'body_too_large',
		] );
		expect( await refused( `"${ 'x'.repeat( 1024 * 1024 ) }"` ) ).toEqual( [
			413,
			'body_too_large',
		] );
	} );

	it( 'answers every body with a verdict or a code, never with an error of its own', async () => {
		await fc.assert(
			fc.asyncProperty( fc.json( { maxDepth: 4 } ), async ( json ) => {
				const response = await post( hub.url, json );
				await response.body?.cancel();
				expect( [ 202, 400, 429 ] ).toContain( response.status );
			} ),
			{ numRuns: 60 }
		);
	} );

	it( 'answers unknown addresses in the same form', async () => {
		expect(
			await errorOf( await fetch( `${ hub.url }/nothing` ) )
		).toEqual( [ 404, 'not_found' ] );
	} );
} );
