import { createServer, type IncomingMessage, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import { deriveKey } from '../../src/hub/config/sites';
import { verifySignature } from '../../src/hub/auth/signature';
import { createLogger } from '../../src/hub/operations/logger';
import type { CloudEvent } from '../../src/protocol';
import { connect, join, refusedCode, until } from './support/client';
import {
	API_KEY,
	ORIGIN,
	OTHER_KEY,
	SITE,
	hubConfig,
	startHub,
	type RunningHub,
} from './support/hub-fixture';
import { event, nowSeconds, publish, token } from './support/publishing';

interface Asked {
	readonly method: string;
	readonly url: URL;
	readonly body: string;
	readonly isSigned: boolean;
	readonly site: unknown;
}

/** A WordPress as the hub sees it: two routes below one of two addresses. */
class FakeSite {
	readonly asked: Asked[] = [];
	readonly #server: Server;
	ledger: CloudEvent[] = [];
	completeAfter = '0';
	pageSize = 500;
	status = 200;

	constructor( readonly hasPrettyPermalinks: boolean ) {
		this.#server = createServer( ( request, response ) => {
			void this.#answer( request ).then( ( { status, body } ) => {
				response.writeHead( status, {
					'content-type': 'application/json',
				} );
				response.end( JSON.stringify( body ) );
			} );
		} );
	}

	async listen(): Promise< string > {
		this.#server.listen( 0, '127.0.0.1' );
		await once( this.#server, 'listening' );
		return `http://127.0.0.1:${ ( this.#server.address() as AddressInfo ).port }`;
	}

	close(): void {
		this.#server.closeAllConnections();
		this.#server.close();
	}

	async #answer(
		request: IncomingMessage
	): Promise< { status: number; body: object } > {
		let body = '';
		for await ( const chunk of request ) {
			body += chunk;
		}
		const url = new URL( request.url!, 'http://x' );
		const route = this.hasPrettyPermalinks
			? /^\/wp-json(\/.*)$/.exec( url.pathname )?.[ 1 ]
			: url.searchParams.get( 'rest_route' );
		if ( ! route ) {
			return { status: 404, body: {} };
		}
		url.searchParams.delete( 'rest_route' );
		const signed =
			request.method === 'POST'
				? body
				: `${ route }?${ url.searchParams }`;
		this.asked.push( {
			method: request.method!,
			url: new URL( route, 'http://x' ),
			body,
			site: request.headers[ 'realtime-events-site' ],
			isSigned:
				verifySignature(
					Buffer.from( signed ),
					request.headers,
					[ deriveKey( API_KEY, 'hub' ) ],
					nowSeconds()
				) === 'valid',
		} );
		return {
			status: this.status,
			body: route.endsWith( '/ledger' ) ? this.#page( url ) : {},
		};
	}

	#page( { searchParams }: URL ): object {
		const after = Number( searchParams.get( 'after' ) );
		const rest = this.ledger.filter(
			( { sequence } ) => Number( sequence ) > after
		);
		const events = rest.slice( 0, this.pageSize );
		return {
			events,
			complete_after: this.completeAfter,
			...( rest.length > events.length && {
				next: events.at( -1 )!.sequence,
			} ),
		};
	}
}

describe( 'what the hub asks of a site', () => {
	let site: FakeSite;
	let hub: RunningHub;
	let url: string;

	const start = async ( hasPrettyPermalinks = true ) => {
		site = new FakeSite( hasPrettyPermalinks );
		url = await site.listen();
	};

	const startForSite = ( apiKeys = [ API_KEY ] ) =>
		startHub(
			{
				sites: [
					{
						id: SITE,
						url,
						apiKeys,
						origins: [ ORIGIN ],
					},
				],
			},
			{ fetch }
		);

	afterEach( async () => {
		await hub.stop();
		site.close();
	} );

	it.each( [ true, false ] )(
		'wakes it with a signed request, pretty permalinks: %s',
		async ( isPretty ) => {
			await start( isPretty );
			hub = await startForSite();
			const wakes = () =>
				site.asked.filter( ( { method } ) => method === 'POST' );
			await until( () => wakes().length === 1 );
			expect( wakes()[ 0 ] ).toMatchObject( {
				isSigned: true,
				site: SITE,
				body: JSON.stringify( { site: SITE, reason: 'hub_started' } ),
				url: expect.objectContaining( {
					pathname: '/realtime-events/v1/wake',
				} ),
			} );
		}
	);

	it( 'signs with either key while they rotate: a site may know the former alone', async () => {
		await start();
		hub = await startForSite( [ OTHER_KEY, API_KEY ] );
		await until( () => site.asked.length >= 2 );
		expect( site.asked.map( ( { isSigned } ) => isSigned ) ).not.toContain(
			false
		);
	} );

	const ledgerEvents = ( count: number ) =>
		Array.from( { length: count }, ( _, i ) =>
			event( {
				sequence: String( 100 + i ),
				time: new Date(
					Date.now() - ( count - i ) * 60_000
				).toISOString(),
			} )
		);

	it.each( [ true, false ] )(
		'fills its log from the ledger before anyone can connect, pretty permalinks: %s',
		async ( isPretty ) => {
			await start( isPretty );
			site.ledger = ledgerEvents( 7 );
			site.completeAfter = '99';
			site.pageSize = 3;
			hub = await startForSite();
			expect(
				site.asked
					.filter( ( { method } ) => method === 'GET' )
					.map( ( { isSigned } ) => isSigned )
			).toEqual( [ true, true, true ] );
			const socket = await connect( hub.url, {
				auth: {
					site: SITE,
					token: await token( { claims: { iss: url } } ),
				},
			} );
			// A browser that comes back with the position of the log before.
			const joined = await join( socket, {
				channel: 'editors',
				epoch: 'before',
				offset: 4,
				sequence: '103',
			} );
			expect( joined.recovered ).toBe( true );
			expect( joined.events.slice( -3 ) ).toEqual(
				site.ledger.slice( 4 )
			);
			expect(
				await join( socket, {
					channel: 'editors',
					epoch: 'before',
					offset: 1,
					sequence: '98',
				} )
			).toMatchObject( { recovered: false } );
			// Nothing was missed in a channel without events either.
			expect(
				await join( socket, {
					channel: 'admins',
					epoch: 'before',
					offset: 1,
					sequence: '103',
				} )
			).toMatchObject( { recovered: true, events: [] } );
			// What the outbox sends again is known.
			const { results } = await publish( hub.url, [ site.ledger[ 6 ] ] );
			expect( results[ 0 ]?.status ).toBe( 'duplicate' );
			socket.disconnect();
		}
	);

	it( 'starts empty where there is no ledger, and vouches for nothing', async () => {
		await start();
		site.status = 401;
		site.ledger = ledgerEvents( 2 );
		hub = await startForSite();
		const socket = await connect( hub.url, {
			auth: {
				site: SITE,
				token: await token( { claims: { iss: url } } ),
			},
		} );
		expect(
			await join( socket, { channel: 'editors', sequence: '100' } )
		).toMatchObject( { recovered: false, offset: 0 } );
		socket.disconnect();
	} );
} );

describe( 'a log that cannot be filled from its ledger', () => {
	const SECRET = 'what is in the ledger';

	/** A hub whose site answers so, and what whoever runs it is told. */
	const startWith = async ( answer: typeof fetch ) => {
		const lines: string[] = [];
		const logger = createLogger(
			'info',
			new Writable( {
				write( chunk, _encoding, done ) {
					lines.push( String( chunk ) );
					done();
				},
			} )
		);
		const hub = await startHub( {}, { fetch: answer, logger } );
		const text = await ( await fetch( `${ hub.url }/metrics` ) ).text();
		await hub.stop();
		expect( lines.join( '' ) ).not.toContain( SECRET );
		expect( lines.join( '' ) ).not.toContain( API_KEY );
		return {
			said: lines
				.map( ( line ) => JSON.parse( line ) )
				.find(
					( { msg, site } ) =>
						msg === 'log not filled' && site === SITE
				),
			counted:
				/log_fills_total\{site="shop.test",result="(\w+)"\} 1/.exec(
					text
				)?.[ 1 ],
		};
	};

	it.each( [
		[
			'no ledger',
			'refused',
			() => new Response( SECRET, { status: 403 } ),
		],
		[
			'a page for people',
			'refused',
			() => new Response( `<p>${ SECRET }` ),
		],
		[ 'nothing', 'refused', () => Response.json( null ) ],
		[
			'a page of no ledger',
			'refused',
			() => Response.json( { events: SECRET, complete_after: '0' } ),
		],
		[
			'the same page again and again',
			'refused',
			() =>
				Response.json( { events: [], complete_after: '0', next: '0' } ),
		],
		[
			'a ledger without an end',
			'refused',
			( url: URL ) =>
				Response.json( {
					events: [],
					complete_after: '0',
					next: String(
						1 + Number( url.searchParams.get( 'after' ) )
					),
				} ),
		],
		[
			'no connection',
			'failed',
			() => {
				throw new TypeError( 'fetch failed', {
					cause: new Error( 'connect ECONNREFUSED' ),
				} );
			},
		],
	] )(
		'is told and counted: the site answers with %s',
		async ( _what, result, answer ) => {
			const { said, counted } = await startWith( async ( url ) =>
				answer( url as URL )
			);
			expect( said ).toMatchObject( {
				level: 'warn',
				result,
				err: { message: expect.any( String ) },
			} );
			expect( counted ).toBe( result );
		}
	);

	it( 'is told and counted: the site does not answer in time', async () => {
		const { said, counted } = await startWith(
			( _url, init ) =>
				new Promise( ( _resolve, reject ) => {
					init?.signal?.addEventListener( 'abort', () =>
						reject( init.signal!.reason )
					);
				} )
		);
		expect( said ).toMatchObject( {
			level: 'warn',
			result: 'late',
			timeoutMs: 5000,
		} );
		expect( counted ).toBe( 'late' );
	}, 20_000 );

	it( 'is no news where it was filled', async () => {
		const { said, counted } = await startWith( async () =>
			Response.json( { events: [], complete_after: '0' } )
		);
		expect( said ).toBeUndefined();
		expect( counted ).toBe( 'filled' );
	} );
} );

describe( 'a reload', () => {
	it( 'takes new sites and keys without dropping a socket of those that stay', async () => {
		const hub = await startHub();
		const config = hubConfig();
		const [ shop ] = config.sites;
		const staying = await connect( hub.url, {
			auth: { site: SITE, token: await token() },
		} );
		const leaving = await connect( hub.url, {
			origin: 'https://other.test',
			auth: { site: 'other.test' },
		} );
		hub.hub.reload( [
			{ ...shop!, apiKeys: [ OTHER_KEY, API_KEY ] },
			{
				id: 'new.test',
				url: 'https://new.test',
				apiKeys: [ OTHER_KEY ],
				origins: [ 'https://new.test' ],
			},
		] );
		await until( () => leaving.disconnected );
		expect( staying.connected ).toBe( true );
		expect(
			await refusedCode( hub.url, {
				origin: 'https://new.test',
				auth: { site: 'new.test' },
			} )
		).toBe( 'connected' );
		expect(
			await refusedCode( hub.url, { auth: { site: 'other.test' } } )
		).toBe( 'site_unknown' );
		// Both keys are good while they rotate.
		for ( const apiKey of [ OTHER_KEY, API_KEY ] ) {
			const { results } = await publish( hub.url, [ event() ], {
				apiKey,
			} );
			expect( results[ 0 ]?.status ).toBe( 'accepted' );
			const auth = { site: SITE, token: await token( { apiKey } ) };
			expect( await refusedCode( hub.url, { auth } ) ).toBe(
				'connected'
			);
			// Who sends as to a relay shows the key itself.
			const { status } = await fetch( `${ hub.url }/api/send-event`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify( { type: 'post_published', apiKey } ),
			} );
			expect( status ).toBe( 200 );
		}
		staying.disconnect();
		await hub.stop();
	} );
} );
