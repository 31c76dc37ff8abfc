import fc from 'fast-check';
import type { NewEntry, TailBatch } from '../event-log';
import { MemoryLog } from '../memory-log';

const HOUR_MS = 3_600_000;

function createLog( { maxEvents = 5, maxIds = 100 } = {} ) {
	const clock = { now: 0 };
	const log = new MemoryLog( {
		epoch: 'e1',
		maxEvents,
		maxAgeMs: HOUR_MS,
		maxIds,
		now: () => clock.now,
	} );
	const tailed: TailBatch[] = [];
	log.tail( ( batch ) => tailed.push( batch ) );
	return { log, clock, tailed };
}

const entry = ( id: string, channel = 'editors' ): NewEntry => ( {
	id,
	channel,
	json: JSON.stringify( { id } ),
} );

const address = { site: 's', channel: 'editors' };

describe( 'MemoryLog', () => {
	it( 'gives consecutive offsets in each channel', async () => {
		const { log } = createLog();
		const appended = await log.append( 's', [
			entry( 'a' ),
			entry( 'b', 'admins' ),
			entry( 'c' ),
		] );
		expect( appended.map( ( { offset } ) => offset ) ).toEqual( [
			1, 1, 2,
		] );
	} );

	it( 'appends an id once and answers with its first position ever after', async () => {
		const { log, tailed } = createLog();
		await log.append( 's', [ entry( 'a' ), entry( 'a' ) ] );
		const [ again ] = await log.append( 's', [ entry( 'a', 'admins' ) ] );
		expect( again ).toEqual( { epoch: 'e1', offset: 1, duplicate: true } );
		expect( tailed.flatMap( ( { entries } ) => entries ) ).toHaveLength(
			1
		);
	} );

	it( 'knows an id longer than any outbox tries', async () => {
		const { log, clock } = createLog();
		await log.append( 's', [ entry( 'a' ) ] );
		clock.now = 76 * HOUR_MS - 1;
		expect(
			( await log.append( 's', [ entry( 'a' ) ] ) )[ 0 ]?.duplicate
		).toBe( true );
		clock.now = 76 * HOUR_MS;
		expect(
			( await log.append( 's', [ entry( 'a' ) ] ) )[ 0 ]?.duplicate
		).toBe( false );
	} );

	it( 'keeps the sites apart', async () => {
		const { log } = createLog();
		await log.append( 's', [ entry( 'a' ) ] );
		const [ there ] = await log.append( 't', [ entry( 'a' ) ] );
		expect( there ).toMatchObject( { offset: 1, duplicate: false } );
	} );

	it( 'is bounded by count and by age, and never gives an offset twice', async () => {
		const { log, clock } = createLog();
		await log.append(
			's',
			Array.from( { length: 9 }, ( _, i ) => entry( `a${ i }` ) )
		);
		const full = await log.read( address, 100 );
		expect( full.entries.map( ( { offset } ) => offset ) ).toEqual( [
			5, 6, 7, 8, 9,
		] );
		clock.now = HOUR_MS + 1;
		expect( await log.read( address, 100 ) ).toEqual( {
			epoch: 'e1',
			top: 9,
			entries: [],
		} );
		const [ next ] = await log.append( 's', [ entry( 'later' ) ] );
		expect( next?.offset ).toBe( 10 );
	} );

	it( 'keeps nothing for longer of channels in which nothing happens any more', async () => {
		const { log, clock } = createLog();
		await log.append( 's', [
			entry( 'a', 'shop' ),
			entry( 'b', 'user:1' ),
		] );
		clock.now = 2 * HOUR_MS;
		await log.append( 't', [ entry( 'c' ) ] );
		expect( log.size ).toBe( 1 );
		const [ next ] = await log.append( 's', [ entry( 'd', 'shop' ) ] );
		expect( next?.offset ).toBe( 2 );
	} );

	it( 'reads the newest, up to a limit', async () => {
		const { log } = createLog();
		await log.append( 's', [ entry( 'a' ), entry( 'b' ), entry( 'c' ) ] );
		const { top, entries } = await log.read( address, 2 );
		expect( top ).toBe( 3 );
		expect( entries.map( ( { id } ) => id ) ).toEqual( [ 'b', 'c' ] );
		expect(
			( await log.read( { site: 's', channel: 'shop' }, 5 ) ).top
		).toBe( 0 );
	} );

	it( 'tails exactly what it appended, in its order, whatever comes in', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(
					fc.array(
						fc.tuple(
							fc.nat( 30 ),
							fc.constantFrom( 'editors', 'admins' )
						)
					)
				),
				async ( batches ) => {
					const { log, tailed } = createLog( {
						maxEvents: 1000,
						maxIds: 1000,
					} );
					for ( const batch of batches ) {
						await log.append(
							's',
							batch.map( ( [ id, channel ] ) =>
								entry( String( id ), channel )
							)
						);
					}
					const ids = new Set< string >();
					for ( const channel of [ 'editors', 'admins' ] ) {
						const seen = tailed
							.filter(
								( batch ) => batch.address.channel === channel
							)
							.flatMap( ( { entries } ) => entries );
						expect( seen.map( ( { offset } ) => offset ) ).toEqual(
							seen.map( ( _, i ) => i + 1 )
						);
						seen.forEach( ( { id } ) => {
							expect( ids.has( id ) ).toBe( false );
							ids.add( id );
						} );
					}
					expect( ids.size ).toBe(
						new Set( batches.flat().map( ( [ id ] ) => id ) ).size
					);
				}
			)
		);
	} );
} );
