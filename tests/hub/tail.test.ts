import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { fieldsOf } from '../../src/hub/log/redis-replies';
import { RedisTail } from '../../src/hub/log/redis-tail';
import { createLogger } from '../../src/hub/operations/logger';
import { until } from './support/client';
import { Proxy } from './support/proxy';
import { RedisServer } from './support/redis';

const KEY = 'a:tail';

/** By itself: behind it the rooms find what it has lost, so that it would not show there. */
describe( 'the tail of a log in Redis', () => {
	let redis: RedisServer;
	let proxy: Proxy;
	let tail: RedisTail;
	let told: string[];
	let restored: number;

	beforeEach( async () => {
		redis = await RedisServer.create();
		proxy = await Proxy.create( redis.port );
		told = [];
		restored = 0;
		tail = new RedisTail( {
			url: `redis://127.0.0.1:${ proxy.port }`,
			key: KEY,
			logger: createLogger( 'silent' ),
			onEntries: ( entries ) =>
				told.push( ...entries.map( ( one ) => fieldsOf( one ).n! ) ),
			onRestored: () => restored++,
		} );
	}, 20_000 );

	afterEach( async () => {
		await tail.close();
		await proxy.close();
		await redis.remove();
	}, 20_000 );

	const redisCli = ( ...args: string[] ) =>
		promisify( execFile )( 'redis-cli', [
			...[ '-p', String( redis.port ) ],
			...args,
		] );

	const add = ( n: string ) => redisCli( 'xadd', KEY, '*', 'n', n );

	it( 'begins with what comes after its start, and goes on where it stopped', async () => {
		await add( 'before' );
		await tail.start();
		await add( 'first' );
		await until( () => told.length === 1 );
		proxy.mode = 'refuse';
		await until( () => ! tail.isReading );
		await add( 'while away' );
		await add( 'still away' );
		proxy.mode = 'pass';
		await until( () => restored === 1 );
		await add( 'back' );
		await until( () => told.includes( 'back' ) );
		expect( told ).toEqual( [
			'first',
			'while away',
			'still away',
			'back',
		] );
	}, 20_000 );

	it( 'begins anew in a stream that came back empty', async () => {
		await tail.start();
		await add( 'first' );
		await until( () => told.length === 1 );
		proxy.mode = 'refuse';
		await until( () => ! tail.isReading );
		await redisCli( 'flushall' );
		// Before what was read last, as where the clock was set back.
		await redisCli( 'xadd', KEY, '1-1', 'n', 'of another time' );
		proxy.mode = 'pass';
		await until( () => told.length === 2 );
		expect( told ).toEqual( [ 'first', 'of another time' ] );
	}, 20_000 );
} );
