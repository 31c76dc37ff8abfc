import { until } from '../hub/support/client';
import { Proxy } from '../hub/support/proxy';
import { RedisServer } from '../hub/support/redis';
import { HubProcess, buildOnce } from './support/hub-process';
import { Screen } from './support/screen';
import { Site } from './support/site';

const SCREENS = 12;
const EVENTS = 240;
const TIMEOUT_MS = 60_000;

const pause = ( ms: number ) =>
	new Promise( ( resolve ) => setTimeout( resolve, ms ) );

let hub: Awaited< ReturnType< typeof buildOnce > >;
let site: Site;
let screens: Screen[];
let cleanUp: ( () => unknown )[];

beforeAll( async () => {
	hub = await buildOnce();
}, TIMEOUT_MS );

afterAll( () => hub.remove() );

beforeEach( async () => {
	site = await Site.open();
	screens = [];
	cleanUp = [];
} );

afterEach( async () => {
	screens.forEach( ( screen ) => screen.close() );
	await site.close();
	for ( const clean of cleanUp.reverse() ) {
		await clean();
	}
}, TIMEOUT_MS );

const start = async ( ...args: string[] ) => {
	const node = await HubProcess.start( hub.file, site.url, ...args );
	cleanUp.push(
		() => node.goOn(),
		() => node.kill()
	);
	return node;
};

const watch = async ( ...nodes: HubProcess[] ) => {
	screens = await Promise.all(
		Array.from( { length: SCREENS }, ( _, index ) =>
			Screen.open( nodes[ index % nodes.length ]!.url, site )
		)
	);
	site.sendTo( ...nodes.map( ( { url } ) => url ) );
};

/**
 * What the screens made of it when all is over: `shownTwice` on a screen,
 * `givenTwice` by the hub to a client that said where it was.
 */
const account = async () => {
	const all = site.ledger.map( ( { id } ) => id );
	await until( () => site.isEmpty );
	await until( () =>
		screens.every( ( { shown } ) => shown.length >= all.length )
	);
	const sum = ( count: ( screen: Screen ) => number ) =>
		screens.reduce( ( total, screen ) => total + count( screen ), 0 );
	return {
		missing: sum(
			( { shown } ) =>
				all.filter( ( id ) => ! shown.includes( id ) ).length
		),
		shownTwice: sum(
			( { shown } ) => shown.length - new Set( shown ).size
		),
		givenTwice: sum( ( { doubled } ) => doubled ),
	};
};

const ALL_ONCE = { missing: 0, shownTwice: 0, givenTwice: 0 };

describe( 'one hub', () => {
	it(
		'is killed in the middle of a fan-out, twice',
		async () => {
			const node = await start();
			await watch( node );
			const happening = site.happen( EVENTS );
			for ( const count of [ 50, 150 ] ) {
				await until( () =>
					screens.some( ( { shown } ) => shown.length >= count )
				);
				await node.kill();
				await node.start();
			}
			await happening;
			expect( await account() ).toEqual( ALL_ONCE );
		},
		TIMEOUT_MS
	);

	it(
		'hangs with its connections open, then goes on',
		async () => {
			const node = await start();
			await watch( node );
			const happening = site.happen( EVENTS );
			await until( () =>
				screens.some( ( { shown } ) => shown.length >= 50 )
			);
			node.hang();
			await happening;
			// Long enough for the outbox to give up some of its attempts.
			await pause( 1500 );
			expect( site.isEmpty ).toBe( false );
			node.goOn();
			expect( await account() ).toEqual( ALL_ONCE );
		},
		TIMEOUT_MS
	);
} );

describe( 'two nodes on one Redis', () => {
	let redis: RedisServer;
	let proxy: Proxy;

	beforeEach( async () => {
		redis = await RedisServer.create();
		proxy = await Proxy.create( redis.port );
		cleanUp.push(
			() => redis.remove(),
			() => proxy.close()
		);
	}, TIMEOUT_MS );

	it.each( [ 'hang', 'refuse' ] as const )(
		'are split: one does not reach Redis any more (%s), then does again',
		async ( mode ) => {
			const near = await start( '--redis-url', redis.url );
			const far = await start(
				'--redis-url',
				`redis://127.0.0.1:${ proxy.port }`
			);
			await watch( near, far );
			const happening = site.happen( EVENTS );
			await until( () =>
				screens.some( ( { shown } ) => shown.length >= 50 )
			);
			proxy.mode = mode;
			await happening;
			await until( () =>
				screens.some( ( { shown } ) => shown.length === EVENTS )
			);
			proxy.mode = 'pass';
			proxy.cut();
			expect( await account() ).toEqual( ALL_ONCE );
			// Who is on the near one noticed nothing at all.
			expect( screens[ 0 ]!.gaps ).toBe( 0 );
		},
		TIMEOUT_MS
	);

	it(
		'lose Redis, which comes back empty',
		async () => {
			const nodes = [
				await start( '--redis-url', redis.url ),
				await start( '--redis-url', redis.url ),
			];
			await watch( ...nodes );
			const happening = site.happen( EVENTS );
			await until( () =>
				screens.some( ( { shown } ) => shown.length >= 50 )
			);
			await redis.kill();
			await redis.wipe();
			await redis.start();
			await happening;
			expect( await account() ).toEqual( ALL_ONCE );
		},
		TIMEOUT_MS
	);

	it(
		'lose one of them for good: its clients go on where it is started again',
		async () => {
			const [ first, second ] = [
				await start( '--redis-url', redis.url ),
				await start( '--redis-url', redis.url ),
			];
			await watch( first, second );
			const happening = site.happen( EVENTS );
			await until( () =>
				screens.some( ( { shown } ) => shown.length >= 50 )
			);
			await second.kill();
			await happening;
			await second.start();
			expect( await account() ).toEqual( ALL_ONCE );
			// The log was there all the time, so nobody had to ask the site.
			expect( screens.every( ( { gaps } ) => gaps === 0 ) ).toBe( true );
		},
		TIMEOUT_MS
	);
} );
