import { RedisLog } from '../../src/hub/log/redis-log';
import { createLogger } from '../../src/hub/operations/logger';
import { eventually } from './support/client';
import { RedisServer } from './support/redis';

/** By itself: who listens to a channel finds out by other ways, too. */
describe( 'a log in Redis', () => {
	let redis: RedisServer;
	let log: RedisLog;
	let count = 0;

	beforeEach( async () => {
		redis = await RedisServer.create();
		log = new RedisLog( {
			url: redis.url,
			maxEvents: 100,
			maxAgeMs: 3_600_000,
			logger: createLogger( 'silent' ),
			now: Date.now,
			maxTops: 1,
		} );
		await log.start();
	}, 20_000 );

	afterEach( async () => {
		await log.close();
		await redis.remove();
	}, 20_000 );

	/** Puts one in as soon as the log is there. */
	const append = ( channel: string ) =>
		eventually( async () => {
			const [ appended ] = await log.append( 's', [
				{ id: `event-${ count++ }`, channel, json: '{}' },
			] );
			return appended!;
		} );

	it.each( [ 'forgotten', 'never seen' ] )(
		'is known to have come back from an old copy by any event, also of a channel that is %s',
		async ( channel ) => {
			const { epoch } = await append( 'forgotten' );
			await redis.kill();
			await redis.copy();
			await redis.start();
			await append( 'forgotten' );
			expect( await append( 'other' ) ).toMatchObject( {
				epoch,
				offset: 1,
			} );
			await redis.kill();
			await redis.restore();
			await redis.start();
			const after = await append( channel );
			expect( after.epoch ).not.toBe( epoch );
			expect( await append( 'other' ) ).toMatchObject( {
				epoch: after.epoch,
				offset: 1,
			} );
		},
		40_000
	);
} );
