import { createHmac, generateKeyPairSync, randomUUID } from 'node:crypto';
import { SignJWT, UnsecuredJWT } from 'jose';
import { TOKEN_AUDIENCE } from '../../src/protocol';
import {
	connect,
	Inbox,
	join,
	refusedCode,
	subscribe,
	until,
} from './support/client';
import {
	OTHER_KEY,
	OTHER_SITE,
	OTHER_URL,
	SITE,
	SITE_URL,
	startHub,
	type RunningHub,
} from './support/hub-fixture';
import { event, nowSeconds, post, publish, token } from './support/publishing';

describe( 'who may join', () => {
	let hub: RunningHub;

	beforeAll( async () => {
		hub = await startHub();
	} );

	afterAll( () => hub.stop() );

	const codesFor = async ( auth: object, channels: string[] ) => {
		const socket = await connect( hub.url, { auth } );
		const answers = await subscribe(
			socket,
			...channels.map( ( channel ) => ( { channel } ) )
		);
		socket.disconnect();
		return answers.map( ( answer ) =>
			answer.ok ? 'joined' : answer.code
		);
	};

	it( 'lets a visitor without a token into public and page channels only', async () => {
		expect(
			await codesFor( { site: SITE }, [
				'public',
				'page:7',
				'editors',
				'admins',
				'user:1',
				'postType/post:1',
				'nowhere',
			] )
		).toEqual( [
			'joined',
			'joined',
			'token_required',
			'token_required',
			'token_required',
			'token_required',
			'channel_unknown',
		] );
	} );

	it( 'lets a user into the channels of its token and its own, and into no other', async () => {
		const jwt = await token( {
			channels: [ 'editors', 'postType/post:1' ],
		} );
		expect(
			await codesFor( { site: SITE, token: jwt }, [
				'editors',
				'postType/post:1',
				'user:1',
				'public',
				'admins',
				'user:2',
				'postType/post:2',
			] )
		).toEqual( [
			'joined',
			'joined',
			'joined',
			'joined',
			'channel_forbidden',
			'channel_forbidden',
			'channel_forbidden',
		] );
	} );

	it( 'refuses pages of a foreign origin before the upgrade', async () => {
		for ( const origin of [
			'https://evil.test',
			'null',
			'http://shop.test',
			OTHER_URL + '.evil.test',
		] ) {
			expect( await refusedCode( hub.url, { origin } ) ).toBe(
				'websocket error'
			);
		}
	} );

	it( 'refuses a page of one site that asks for another site', async () => {
		expect( await refusedCode( hub.url, { origin: OTHER_URL } ) ).toBe(
			'origin_forbidden'
		);
	} );

	it( 'refuses a site that it does not serve', async () => {
		for ( const site of [ 'x.test', '__proto__', 7, null ] ) {
			expect( await refusedCode( hub.url, { auth: { site } } ) ).toBe(
				'site_unknown'
			);
		}
	} );

	it( 'asks a script, which has no origin, for a token even for public', async () => {
		const socket = await connect( hub.url, { origin: null } );
		const [ answer ] = await subscribe( socket, { channel: 'public' } );
		expect( answer ).toMatchObject( { ok: false, code: 'token_required' } );
		socket.disconnect();
	} );

	it( 'refuses tokens that are expired, early, foreign, unsigned or of another kind', async () => {
		const past = nowSeconds() - 3600;
		const { publicKey, privateKey } = generateKeyPairSync( 'rsa', {
			modulusLength: 2048,
		} );
		const claims = {
			iss: SITE_URL,
			aud: TOKEN_AUDIENCE,
			site: SITE,
			sub: '1',
			channels: [ 'editors' ],
			iat: nowSeconds(),
			nbf: nowSeconds(),
			exp: nowSeconds() + 300,
			jti: randomUUID(),
		};
		const pem = publicKey
			.export( { type: 'spki', format: 'pem' } )
			.toString();
		const encoded = ( value: object ) =>
			Buffer.from( JSON.stringify( value ) ).toString( 'base64url' );
		const signedWithPublicKey = `${ encoded( { alg: 'HS256' } ) }.${ encoded( claims ) }`;
		const tokens: Record< string, string > = {
			expired: await token( {
				claims: { iat: past, nbf: past, exp: past + 300 },
			} ),
			early: await token( { claims: { nbf: nowSeconds() + 120 } } ),
			foreignAudience: await token( {
				claims: { aud: 'somebody-else' },
			} ),
			audienceList: await token( {
				claims: { aud: [ TOKEN_AUDIENCE, 'x' ] },
			} ),
			foreignIssuer: await token( { claims: { iss: OTHER_URL } } ),
			foreignSite: await token( { claims: { site: OTHER_SITE } } ),
			foreignKey: await token( { apiKey: OTHER_KEY } ),
			withoutJti: await token( { claims: { jti: undefined } } ),
			withoutUser: await token( { claims: { sub: '0' } } ),
			tooLong: await token( { claims: { exp: nowSeconds() + 86_400 } } ),
			channelsOfNonsense: await token( {
				claims: { channels: [ 'nowhere' ] },
			} ),
			otherHash: await token( { alg: 'HS512' } ),
			none: new UnsecuredJWT( claims ).encode(),
			rsa: await new SignJWT( claims )
				.setProtectedHeader( { alg: 'RS256' } )
				.sign( privateKey ),
			confused: `${ signedWithPublicKey }.${ createHmac( 'sha256', pem ).update( signedWithPublicKey ).digest( 'base64url' ) }`,
			noToken: 'not.a.token',
			empty: '',
			huge: 'x'.repeat( 20_000 ),
		};
		const codes: Record< string, string > = {};
		for ( const [ name, jwt ] of Object.entries( tokens ) ) {
			codes[ name ] = await refusedCode( hub.url, {
				auth: { site: SITE, token: jwt },
			} );
		}
		expect( codes ).toEqual( {
			...Object.fromEntries(
				Object.keys( tokens ).map( ( name ) => [
					name,
					'token_invalid',
				] )
			),
			expired: 'token_expired',
		} );
	} );

	it( 'shows nothing of one site to another, whatever the channel is called', async () => {
		const here = await connect( hub.url, {
			auth: { site: SITE, token: await token() },
		} );
		const there = await connect( hub.url, {
			origin: OTHER_URL,
			auth: {
				site: OTHER_SITE,
				token: await token( {
					apiKey: OTHER_KEY,
					claims: { iss: OTHER_URL, site: OTHER_SITE },
				} ),
			},
		} );
		const [ hereInbox, thereInbox ] = [
			new Inbox( here ),
			new Inbox( there ),
		];
		await join( here, { channel: 'editors' } );
		const joined = await join( there, { channel: 'editors' } );
		const mine = event();
		const theirs = event( { id: mine.id, source: OTHER_URL } );
		await publish( hub.url, [ mine ] );
		const { results } = await publish( hub.url, [ theirs ], {
			site: OTHER_SITE,
			apiKey: OTHER_KEY,
		} );
		await Promise.all( [ hereInbox.has( 1 ), thereInbox.has( 1 ) ] );
		// The same id on another site is another event.
		expect( results[ 0 ]?.status ).toBe( 'accepted' );
		expect( joined ).toMatchObject( { offset: 0, presence: { count: 1 } } );
		expect( hereInbox.events ).toEqual( [ mine ] );
		expect( thereInbox.events ).toEqual( [ theirs ] );
		here.disconnect();
		there.disconnect();
	} );

	it( 'answers messages that are not as documented with a code, and goes on', async () => {
		const socket = await connect( hub.url );
		const say = async ( name: string, payload: unknown ) =>
			(
				( await socket
					.timeout( 5000 )
					.emitWithAck( name as 'subscribe', payload as never ) ) as {
					code?: string;
				}
			 ).code;
		expect( await say( 'subscribe', null ) ).toBe( 'message_invalid' );
		expect( await say( 'subscribe', { channels: [] } ) ).toBe(
			'message_invalid'
		);
		expect(
			await say( 'subscribe', {
				channels: [ { channel: 'public', offset: -1 } ],
			} )
		).toBe( 'message_invalid' );
		expect(
			await say( 'subscribe', {
				channels: Array( 129 ).fill( { channel: 'public' } ),
			} )
		).toBe( 'message_invalid' );
		expect( await say( 'constructor', {} ) ).toBe( 'message_invalid' );
		expect( await say( 'signal', { channel: 'public', type: 'x' } ) ).toBe(
			'not_subscribed'
		);
		expect( await join( socket, { channel: 'public' } ) ).toMatchObject( {
			ok: true,
		} );
		expect( await say( 'signal', { channel: 'public', type: 'x' } ) ).toBe(
			'signal_forbidden'
		);
		socket.disconnect();
	} );

	it( 'closes the sockets of a user whose rights were withdrawn, and lets the old token in no more', async () => {
		const iat = nowSeconds() - 10;
		const jwt = await token( { claims: { sub: '77', iat } } );
		const socket = await connect( hub.url, {
			auth: { site: SITE, token: jwt },
		} );
		const bystander = await connect( hub.url, {
			auth: { site: SITE, token: await token() },
		} );
		let code: string | undefined;
		socket.on( 'closing', ( closing ) => ( code = closing.code ) );
		const before = performance.now();
		const response = await post(
			hub.url,
			JSON.stringify( { type: 'revoke', user: '77' } ),
			{
				path: '/api/v1/control',
				headers: { 'content-type': 'application/json' },
			}
		);
		expect( response.status ).toBe( 202 );
		await until( () => socket.disconnected );
		expect( performance.now() - before ).toBeLessThan( 1000 );
		expect( code ).toBe( 'token_revoked' );
		expect( bystander.connected ).toBe( true );
		expect(
			await refusedCode( hub.url, { auth: { site: SITE, token: jwt } } )
		).toBe( 'token_revoked' );
		bystander.disconnect();
	} );

	it( 'withdraws nobody of another site, though the users have one number', async () => {
		const there = {
			site: OTHER_SITE,
			token: await token( {
				apiKey: OTHER_KEY,
				claims: { iss: OTHER_URL, site: OTHER_SITE, sub: '80' },
			} ),
		};
		const here = {
			site: SITE,
			token: await token( { claims: { sub: '80' } } ),
		};
		const socket = await connect( hub.url, {
			origin: OTHER_URL,
			auth: there,
		} );
		const own = await connect( hub.url, { auth: here } );
		await post( hub.url, JSON.stringify( { type: 'revoke', user: '80' } ), {
			path: '/api/v1/control',
		} );
		await until( () => own.disconnected );
		expect( socket.connected ).toBe( true );
		expect(
			await refusedCode( hub.url, { origin: OTHER_URL, auth: there } )
		).toBe( 'connected' );
		// Nor does a token of one open anything of the other.
		expect(
			await socket.emitWithAck( 'token', { token: here.token } )
		).toMatchObject( { ok: false, code: 'token_invalid' } );
		socket.disconnect();
	} );

	it( 'closes the sockets of all users of a site that has left, and of no visitor and no other site', async () => {
		const iat = nowSeconds() - 10;
		const [ first, second, later ] = await Promise.all( [
			token( { claims: { sub: '81', iat } } ),
			token( { claims: { sub: '82', iat } } ),
			token( { claims: { sub: '82', iat: nowSeconds() } } ),
		] );
		const open = ( jwt?: string ) =>
			connect( hub.url, { auth: { site: SITE, token: jwt } } );
		const users = [ await open( first ), await open( second ) ];
		const visitor = await open();
		const elsewhere = await connect( hub.url, {
			origin: OTHER_URL,
			auth: {
				site: OTHER_SITE,
				token: await token( {
					apiKey: OTHER_KEY,
					claims: { iss: OTHER_URL, site: OTHER_SITE, iat },
				} ),
			},
		} );
		const codes: string[] = [];
		users.forEach( ( socket ) =>
			socket.on( 'closing', ( { code } ) => codes.push( code ) )
		);
		const revoke = ( user: unknown ) =>
			post(
				hub.url,
				JSON.stringify( {
					type: 'revoke',
					user,
					at: ( iat + 5 ) * 1000,
				} ),
				{ path: '/api/v1/control' }
			);
		for ( const wrong of [ '**', '*1', '', '0' ] ) {
			expect( ( await revoke( wrong ) ).status ).toBe( 400 );
		}
		expect( ( await revoke( '*' ) ).status ).toBe( 202 );
		await until( () => users.every( ( socket ) => socket.disconnected ) );
		expect( codes ).toEqual( [ 'token_revoked', 'token_revoked' ] );
		expect( visitor.connected ).toBe( true );
		expect( elsewhere.connected ).toBe( true );
		const code = ( jwt: string ) =>
			refusedCode( hub.url, { auth: { site: SITE, token: jwt } } );
		expect( await code( first ) ).toBe( 'token_revoked' );
		// Who comes back later, because the site has, is let in.
		expect( await code( later ) ).toBe( 'connected' );
		visitor.disconnect();
		elsewhere.disconnect();
	} );

	it( 'tells tokens of before a withdrawal from those after it within one second', async () => {
		const second = nowSeconds();
		const at = second * 1000 + 500;
		const tokenAt = ( iat: number ) =>
			token( { claims: { sub: '78', iat } } );
		const [ before, same, after, undated ] = await Promise.all( [
			tokenAt( second + 0.499 ),
			tokenAt( second + 0.5 ),
			tokenAt( second + 0.501 ),
			tokenAt( second ),
		] );
		const open = ( jwt: string ) =>
			connect( hub.url, { auth: { site: SITE, token: jwt } } );
		const [ old, fresh ] = await Promise.all( [
			open( before ),
			open( after ),
		] );
		const revoke = ( body: object ) =>
			post( hub.url, JSON.stringify( { type: 'revoke', ...body } ), {
				path: '/api/v1/control',
			} );
		expect( ( await revoke( { user: '78', at } ) ).status ).toBe( 202 );
		await until( () => old.disconnected );
		expect( fresh.connected ).toBe( true );
		const code = ( jwt: string ) =>
			refusedCode( hub.url, { auth: { site: SITE, token: jwt } } );
		expect( [
			await code( before ),
			await code( same ),
			await code( undated ),
			await code( after ),
		] ).toEqual( [
			'token_revoked',
			'token_revoked',
			'token_revoked',
			'connected',
		] );
		expect(
			await fresh.emitWithAck( 'token', { token: before } )
		).toMatchObject( { ok: false, code: 'token_revoked' } );
		// A message that was on its way for longer takes nothing back, and a moment that has not come locks nobody out.
		await revoke( { user: '78', at: at - 1000 } );
		expect( await code( same ) ).toBe( 'token_revoked' );
		await revoke( { user: '78', at: ( second + 7200 ) * 1000 } );
		expect( await code( await tokenAt( second + 20 ) ) ).toBe(
			'connected'
		);
		for ( const wrong of [ '1', 1.5, null, {}, -Infinity ] ) {
			expect( ( await revoke( { user: '78', at: wrong } ) ).status ).toBe(
				400
			);
		}
		fresh.disconnect();
	} );

	it( 'refuses every token of the second of a withdrawal that does not say its moment', async () => {
		const second = nowSeconds();
		const response = await post(
			hub.url,
			JSON.stringify( { type: 'revoke', user: '79' } ),
			{ path: '/api/v1/control', timestamp: second }
		);
		expect( response.status ).toBe( 202 );
		const codeAt = async ( iat: number ) =>
			refusedCode( hub.url, {
				auth: {
					site: SITE,
					token: await token( { claims: { sub: '79', iat } } ),
				},
			} );
		expect( await codeAt( second + 0.9 ) ).toBe( 'token_revoked' );
		expect( await codeAt( second + 1 ) ).toBe( 'connected' );
	} );

	it( 'takes a new token on the open socket, of the same person only', async () => {
		const socket = await connect( hub.url, {
			auth: {
				site: SITE,
				token: await token( { channels: [ 'editors', 'admins' ] } ),
			},
		} );
		const inbox = new Inbox( socket );
		await subscribe(
			socket,
			{ channel: 'editors' },
			{ channel: 'admins' }
		);
		const renewed = await socket.emitWithAck( 'token', {
			token: await token( { channels: [ 'editors' ] } ),
		} );
		expect( renewed ).toMatchObject( {
			ok: true,
			channels: [ 'editors' ],
		} );
		const stolen = await socket.emitWithAck( 'token', {
			token: await token( { claims: { sub: '2' } } ),
		} );
		expect( stolen ).toMatchObject( { ok: false, code: 'token_invalid' } );
		// The channel that the new token does not name is left.
		await publish( hub.url, [ event( { channel: 'admins' } ) ] );
		const wanted = event( { channel: 'editors' } );
		await publish( hub.url, [ wanted ] );
		await inbox.has( 1 );
		expect( inbox.ids ).toEqual( [ wanted.id ] );
		socket.disconnect();
	} );

	it( 'asks for a new token when the old one has run out, and closes where none comes', async () => {
		let aheadMs = 0;
		const later = await startHub( {}, { now: () => Date.now() + aheadMs } );
		const auth = { site: SITE, token: await token() };
		const [ careful, careless ] = await Promise.all( [
			connect( later.url, { auth } ),
			connect( later.url, { auth } ),
		] );
		const asked = Promise.all(
			[ careful, careless ].map(
				( socket ) =>
					new Promise( ( resolve ) =>
						socket.once( 'token', resolve )
					)
			)
		);
		let closing: string | undefined;
		careless.on( 'closing', ( { code } ) => ( closing = code ) );
		aheadMs = 310_000;
		expect( await asked ).toMatchObject( [
			{ code: 'token_expired' },
			{ code: 'token_expired' },
		] );
		const now = nowSeconds() + 310;
		const renewed = await careful.emitWithAck( 'token', {
			token: await token( {
				claims: { iat: now, nbf: now, exp: now + 300 },
			} ),
		} );
		expect( renewed ).toMatchObject( { ok: true, exp: now + 300 } );
		aheadMs = 370_000;
		await until( () => careless.disconnected );
		expect( closing ).toBe( 'token_expired' );
		expect( careful.connected ).toBe( true );
		careful.disconnect();
		await later.stop();
	} );
} );
