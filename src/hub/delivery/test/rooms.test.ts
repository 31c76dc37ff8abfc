import {
	LogUnavailable,
	type LogEntry,
	type LogWindow,
	type TailListener,
} from '../../log/event-log';
import { MemoryLog } from '../../log/memory-log';
import { until } from '../../../../tests/hub/support/client';
import { webSocketDialect } from '../frames';
import type { DeliveryObserver } from '../observer';
import { Rooms } from '../rooms';

const ADDRESS = { site: 'a', channel: 'editors' };

/** A log whose tail can go deaf, as a connection does that nobody closed. */
class DeafLog extends MemoryLog {
	isDeaf = false;
	reads = 0;
	/** What a log says that came back from an old copy. */
	instead: LogWindow | null = null;
	readonly renewed: string[] = [];
	renewing = Promise.resolve();
	/** What it says once its epoch has been ended. */
	renewedInstead: LogWindow | null = null;
	/** Comes between what a read finds and the answer to it. */
	meanwhile: ( () => Promise< unknown > ) | null = null;

	override tail( listener: TailListener ): void {
		super.tail( ( batch ) => {
			if ( ! this.isDeaf ) {
				listener( batch );
			}
		} );
	}

	override async read( ...args: Parameters< MemoryLog[ 'read' ] > ) {
		this.reads++;
		const found = this.instead ?? ( await super.read( ...args ) );
		await this.meanwhile?.();
		return found;
	}

	override async renew( ...[ , epoch ]: string[] ): Promise< void > {
		this.renewed.push( epoch! );
		await this.renewing;
		this.instead = this.renewedInstead ?? this.instead;
	}
}

function setup() {
	const log = new DeafLog( {
		maxEvents: 1000,
		maxAgeMs: 1e9,
		epoch: 'e1',
		now: () => 1000,
	} );
	const gaps: string[] = [];
	const observer: DeliveryObserver = {
		delivered: () => {},
		recovered: () => {},
		gap: ( site ) => gaps.push( site ),
	};
	const rooms = new Rooms( log, observer );
	const delivered: string[] = [];
	const resyncs: string[] = [];
	const receiver = {
		dialect: webSocketDialect,
		deliver: ( { buffer }: { buffer: Buffer } ) => {
			const text = String( buffer );
			const found = ( pattern: RegExp ) =>
				[ ...text.matchAll( pattern ) ].map( ( [ , one ] ) => one! );
			delivered.push( ...found( /"n":(\d+)/g ) );
			resyncs.push( ...found( /"type":"resync".*"code":"(\w+)"/g ) );
		},
	};
	const append = ( ...numbers: number[] ) =>
		log.append(
			'a',
			numbers.map( ( n ) => ( {
				id: String( n ),
				channel: 'editors',
				json: `{"n":${ n }}`,
			} ) )
		);
	return { log, rooms, receiver, append, delivered, resyncs, gaps };
}

describe( 'the position check', () => {
	let all: ReturnType< typeof setup >;

	beforeEach( async () => {
		jest.useFakeTimers();
		all = setup();
		const room = all.rooms.room( ADDRESS );
		await room.open();
		room.join( all.receiver, {} );
	} );

	afterEach( () => {
		all.rooms.close();
		jest.useRealTimers();
	} );

	it( 'finds within 30 s what a deaf tail did not bring, and delivers it once, in order', async () => {
		const { append, delivered, gaps, log, resyncs } = all;
		await append( 1 );
		log.isDeaf = true;
		await append( 2, 3 );
		await jest.advanceTimersByTimeAsync( 29_000 );
		expect( delivered ).toEqual( [ '1' ] );
		await jest.advanceTimersByTimeAsync( 2000 );
		expect( delivered ).toEqual( [ '1', '2', '3' ] );
		expect( gaps ).toEqual( [ 'a' ] );
		expect( resyncs ).toEqual( [] );
	} );

	it( 'tells its clients where more is missing than can be made up for', async () => {
		const { append, log, resyncs, delivered } = all;
		log.isDeaf = true;
		await append(
			...Array.from( { length: 400 }, ( _, index ) => index + 1 )
		);
		await jest.advanceTimersByTimeAsync( 31_000 );
		expect( resyncs ).toEqual( [ 'insufficient_state' ] );
		expect( delivered ).toEqual( [] );
	} );

	it( 'ends the epoch of a log that is behind what was delivered', async () => {
		const { append, log, resyncs } = all;
		await append( 1, 2 );
		const entries: LogEntry[] = [];
		log.instead = { epoch: 'e1', top: 0, entries };
		await jest.advanceTimersByTimeAsync( 31_000 );
		expect( resyncs ).toEqual( [ 'insufficient_state' ] );
		expect( log.renewed ).toEqual( [ 'e1' ] );
	} );

	it( 'lets nobody come back to an epoch before it has ended', async () => {
		const { append, log, receiver, rooms } = all;
		await append( 1, 2 );
		let end = () => {};
		log.renewing = new Promise( ( resolve ) => ( end = resolve ) );
		log.instead = { epoch: 'e1', top: 0, entries: [] };
		await jest.advanceTimersByTimeAsync( 31_000 );
		const room = rooms.room( ADDRESS );
		let isOpen = false;
		const opened = room.open().then( () => ( isOpen = true ) );
		await jest.advanceTimersByTimeAsync( 100 );
		expect( isOpen ).toBe( false );

		log.instead = { epoch: 'e2', top: 0, entries: [] };
		end();
		await opened;
		expect(
			room.join( receiver, { epoch: 'e1', offset: 2 } )
		).toMatchObject( { recovered: false, epoch: 'e2' } );
		expect( log.renewed ).toEqual( [ 'e1' ] );
	} );

	it( 'lets nobody in while an epoch cannot be ended, and tries again', async () => {
		const { append, log, rooms } = all;
		await append( 1, 2 );
		const away = Promise.reject( new LogUnavailable( 'away' ) );
		away.catch( () => {} );
		log.renewing = away;
		log.instead = { epoch: 'e1', top: 0, entries: [] };
		await jest.advanceTimersByTimeAsync( 31_000 );
		const room = rooms.room( ADDRESS );
		await expect( room.open() ).rejects.toThrow( LogUnavailable );
		log.renewing = Promise.resolve();
		await room.open();
		expect( log.renewed ).toEqual( [ 'e1', 'e1', 'e1' ] );
	} );

	it( 'takes what comes while the log is read for no sign of an old copy', async () => {
		const { append, delivered, log, resyncs } = all;
		log.isDeaf = true;
		await append( 1 );
		log.isDeaf = false;
		let n = 1;
		log.meanwhile = async () => n < 4 && append( ++n );
		await jest.advanceTimersByTimeAsync( 31_000 );
		expect( resyncs ).toEqual( [] );
		expect( log.renewed ).toEqual( [] );
		expect( delivered ).toEqual( [ '1', '2', '3', '4' ] );
	} );

	it( 'asks nobody to come back where the tail was only late, and the log is gone by then', async () => {
		const { append, delivered, log, resyncs } = all;
		log.isDeaf = true;
		await append( 1 );
		const late = await log.read( ADDRESS, 10 );
		log.isDeaf = false;
		const room = all.rooms.room( ADDRESS );
		log.meanwhile = async () => {
			// The answer that shows a hole is out: what the tail brings closes it, and the next question fails.
			log.meanwhile = async () => {
				room.accept( { address: ADDRESS, ...late } );
				throw new LogUnavailable( 'away' );
			};
		};
		await jest.advanceTimersByTimeAsync( 31_000 );
		expect( delivered ).toEqual( [ '1' ] );
		expect( resyncs ).toEqual( [] );
	} );

	it( 'does not vouch for an old copy that is as long as what was delivered before the log went away', async () => {
		const { append, log, receiver, resyncs, rooms } = all;
		await append( 1, 2 );
		log.isDeaf = true;
		await append( 3 );
		log.meanwhile = async () => {
			log.meanwhile = async () => {
				throw new LogUnavailable( 'away' );
			};
		};
		await jest.advanceTimersByTimeAsync( 31_000 );
		expect( resyncs ).toEqual( [ 'log_unavailable' ] );

		log.meanwhile = null;
		const [ first, second ] = ( await log.read( ADDRESS, 10 ) ).entries;
		log.instead = {
			epoch: 'e1',
			top: 2,
			entries: [ first!, { ...second!, id: 'another' } ],
		};
		log.renewedInstead = { ...log.instead, epoch: 'e2' };
		const room = rooms.room( ADDRESS );
		await room.open();
		expect( log.renewed ).toEqual( [ 'e1' ] );
		expect(
			room.join( receiver, { epoch: 'e1', offset: 2 } ).recovered
		).toBe( false );
	} );

	it( 'costs nothing where nobody has ever joined', async () => {
		const { log, rooms } = all;
		rooms.close();
		const before = log.reads;
		await rooms.checkPositions();
		expect( log.reads ).toBe( before );
	} );
} );

describe( 'the hole in a tail', () => {
	it( 'is closed from the log as soon as it shows', async () => {
		const { append, delivered, gaps, log, rooms, receiver } = setup();
		const room = rooms.room( ADDRESS );
		await room.open();
		room.join( receiver, {} );
		log.isDeaf = true;
		await append( 1, 2 );
		log.isDeaf = false;
		await append( 3 );
		await until( () => delivered.length > 0 );
		expect( delivered ).toEqual( [ '1', '2', '3' ] );
		expect( gaps ).toEqual( [ 'a' ] );
		rooms.close();
	} );
} );

describe( 'a room', () => {
	beforeEach( () => void jest.useFakeTimers() );
	afterEach( () => void jest.useRealTimers() );

	it( 'goes after a while where nobody has joined it or all have left, and stays where somebody is', async () => {
		const { rooms, receiver } = setup();
		const left = rooms.room( { ...ADDRESS, channel: 'left' } );
		const joined = rooms.room( ADDRESS );
		rooms.room( { ...ADDRESS, channel: 'asked for in vain' } );
		for ( const room of [ joined, left ] ) {
			await room.open();
			room.join( receiver, {} );
		}
		left.leave( receiver );
		rooms.release( left );
		expect( rooms.size ).toBe( 3 );
		await jest.advanceTimersByTimeAsync( 61_000 );
		expect( [ ...rooms.addresses() ] ).toEqual( [ ADDRESS ] );
		rooms.close();
	} );
} );
