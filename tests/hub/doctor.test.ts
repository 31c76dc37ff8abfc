import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import WebSocket from 'ws';
import { runBrowserChecks } from '../../src/admin/settings/doctor/browser-checks';
import { proxySnippets } from '../../src/admin/settings/doctor/fixes';
import { probeHttp } from '../../src/admin/settings/doctor/probe-http';
import { probeSocket } from '../../src/admin/settings/doctor/probe-socket';
import type { TestStep } from '../../src/admin/settings/types';
import { eventually } from './support/client';
import {
	freePort,
	hubConfig,
	OTHER_KEY,
	type RunningHub,
	SITE,
	startHub,
} from './support/hub-fixture';
import { nowSeconds, token } from './support/publishing';

/*
 * The browser's half of the connection doctor against a real hub, and a real nginx in front of it.
 */

// Over http, so that an address without a certificate is no mixed content.
const ORIGIN = 'http://shop.test';
const STRANGER = 'http://stranger.test';
const HUB_IN_SNIPPETS = 'HUB_HOST:8090';

interface Visit {
	readonly origin?: string;
	readonly token?: () => Promise< string >;
}

/** A browser's rule, which Node has not: what another origin says is read only with leave. */
const asInAPageOf =
	( origin: string ): typeof fetch =>
	async ( address, options ) => {
		const answer = await fetch( address, {
			...options,
			headers: { origin },
		} );
		if (
			options?.mode === 'cors' &&
			answer.headers.get( 'access-control-allow-origin' ) !== origin
		) {
			throw new TypeError( 'Failed to fetch' );
		}
		return answer;
	};

/** What the doctor says in a page of the site. */
async function examine( url: string, visit: Visit = {} ) {
	const { origin = ORIGIN, token: take = token } = visit;
	const steps: TestStep[] = [];
	await runBrowserChecks(
		{
			origin,
			now: () => performance.now(),
			takeToken: async () => ( { site: SITE, token: await take() } ),
			probeSocket: ( site, given ) =>
				probeSocket( {
					url,
					site,
					token: given,
					timeoutMs: 5_000,
					now: () => performance.now(),
					createSocket: ( address ) => {
						const socket = new WebSocket( address, { origin } );
						// A browser tells of a failure by closing, and of no reason.
						socket.on( 'error', () => undefined );
						return socket as unknown as globalThis.WebSocket;
					},
				} ),
			probeHttp: ( site ) =>
				probeHttp( {
					url,
					site,
					timeoutMs: 5_000,
					fetch: asInAPageOf( origin ),
				} ),
			awaitTestEvent: async () => 'pushed',
		},
		url,
		false,
		( step ) => steps.push( step )
	);
	const last = steps.at( -1 );
	return {
		outcomes: steps.map( ( { id, ok } ) => `${ id } ${ ok }` ),
		message: last?.message ?? '',
		fix: last?.fix ?? '',
		copied: last?.snippets?.map( ( { text } ) => text ) ?? [],
	};
}

describe( 'the doctor in a browser', () => {
	let hub: RunningHub;
	const servers: ChildProcess[] = [];
	const folders: string[] = [];

	beforeAll( async () => {
		const sites = hubConfig().sites.map( ( site ) => ( {
			...site,
			origins: [ ORIGIN ],
		} ) );
		hub = await startHub( { sites } );
	} );

	afterAll( async () => {
		for ( const server of servers ) {
			const gone = once( server, 'exit' );
			server.kill( 'SIGKILL' );
			await gone;
		}
		folders.forEach( ( folder ) => rmSync( folder, { recursive: true } ) );
		await hub.stop();
	} );

	/** Starts an nginx whose server block holds this. */
	async function nginx( inServerBlock: string ): Promise< string > {
		const folder = mkdtempSync( join( tmpdir(), 'realtime-events-' ) );
		folders.push( folder );
		const port = await freePort();
		const file = join( folder, 'nginx.conf' );
		writeFileSync(
			file,
			`daemon off; master_process off; pid ${ folder }/pid; error_log ${ folder }/log;
			events {}
			http {
				access_log off;
				client_body_temp_path ${ folder }/b; proxy_temp_path ${ folder }/p; fastcgi_temp_path ${ folder }/f;
				scgi_temp_path ${ folder }/s; uwsgi_temp_path ${ folder }/u;
				server { listen 127.0.0.1:${ port }; ${ inServerBlock } }
			}`
		);
		const server = spawn( 'nginx', [
			'-p',
			folder,
			'-e',
			`${ folder }/log`,
			'-c',
			file,
		] );
		servers.push( server );
		const url = `http://127.0.0.1:${ port }`;
		await eventually( () => fetch( url ) );
		return url;
	}

	it( 'is let in by a hub that knows the site, the page and the key', async () => {
		expect( ( await examine( hub.url ) ).outcomes ).toEqual( [
			'token true',
			'upgrade true',
			'accept true',
		] );
	} );

	it( 'names a proxy that hands no WebSocket through, and what to copy into it', async () => {
		const url = await nginx(
			`location / { proxy_pass http://127.0.0.1:${ hub.port }; }`
		);
		// What the site itself asks gets through.
		expect( ( await fetch( `${ url }/healthz` ) ).status ).toBe( 200 );
		const { outcomes, message, fix, copied } = await examine( url );
		expect( outcomes ).toEqual( [ 'token true', 'upgrade false' ] );
		expect( message ).toContain( 'its WebSocket does not open' );
		expect( fix ).toContain( 'does not hand WebSockets through' );
		expect( copied.join( '\n' ) ).toContain(
			'proxy_set_header Upgrade $http_upgrade'
		);
	} );

	it.each( [ '', '/live' ] )(
		'is let in through an nginx with the lines that it gives to copy, at “%s”',
		async ( path ) => {
			const [ snippet ] = proxySnippets( `https://example.com${ path }` );
			const lines = snippet?.text.replace(
				HUB_IN_SNIPPETS,
				`127.0.0.1:${ hub.port }`
			);
			const url = await nginx( lines ?? '' );
			expect( ( await examine( url + path ) ).outcomes ).toEqual( [
				'token true',
				'upgrade true',
				'accept true',
			] );
		}
	);

	it( 'names the origin that the hub does not let in, and the flag for it', async () => {
		const { outcomes, message, copied } = await examine( hub.url, {
			origin: STRANGER,
		} );
		expect( outcomes.at( -1 ) ).toMatch( /false$/ );
		expect( message ).toContain( STRANGER );
		expect( copied ).toContain( `--origins ${ STRANGER }` );
	} );

	it( 'speaks of the key and the clock where the hub takes no token', async () => {
		const wrongKey = await examine( hub.url, {
			token: () => token( { apiKey: OTHER_KEY } ),
		} );
		const outdated = await examine( hub.url, {
			token: () =>
				token( {
					claims: {
						iat: nowSeconds() - 900,
						nbf: nowSeconds() - 900,
						exp: nowSeconds() - 600,
					},
				} ),
		} );
		for ( const { outcomes, fix } of [ wrongKey, outdated ] ) {
			expect( outcomes ).toEqual( [
				'token true',
				'upgrade true',
				'accept false',
			] );
			expect( fix ).toContain( 'key' );
			expect( fix ).toContain( 'clock' );
		}
	} );

	it( 'tells that nothing can be opened where no hub is', async () => {
		const { outcomes, message, copied } = await examine(
			`http://127.0.0.1:${ await freePort() }`
		);
		expect( outcomes ).toEqual( [ 'token true', 'upgrade false' ] );
		expect( message ).toContain( 'this browser does not' );
		expect( copied ).not.toEqual( [] );
	} );
} );
