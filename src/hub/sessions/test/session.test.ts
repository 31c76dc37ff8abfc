import { createSite } from '../../config/sites';
import { createFrame, webSocketDialect } from '../../delivery/frames';
import { Backlog } from '../backlog';
import { Session } from '../session';

function openSession( reads = true ) {
	let waiting = 0;
	let isTerminated = false;
	const closed: string[] = [];
	const cut: string[] = [];
	const session = new Session(
		{
			id: 'c',
			ip: '::1',
			origin: null,
			dialect: webSocketDialect,
			write: ( { bytes } ) => ( waiting += reads ? 0 : bytes ),
			waitingBytes: () => waiting,
			close: () => {},
			terminate: () => ( isTerminated = true ),
		},
		createSite( {
			id: 's',
			url: 'https://s.test',
			apiKeys: [ 'k'.repeat( 16 ) ],
			origins: [],
		} ),
		null,
		{
			closed: ( _session, code ) => closed.push( code ),
			cut: ( _session, code ) => cut.push( code ),
		}
	);
	const writeUntilCut = ( bytes: number, most: number ) => {
		const frame = createFrame( Buffer.alloc( bytes ) );
		let written = 0;
		while ( ! session.isClosed && written < most ) {
			session.write( frame );
			written++;
		}
		return written;
	};
	return {
		session,
		writeUntilCut,
		closed,
		cut,
		waiting: () => waiting,
		isTerminated: () => isTerminated,
	};
}

describe( 'Backlog', () => {
	it( 'counts frames that have not left, oldest first', () => {
		const backlog = new Backlog( 0 );
		[ 10, 20, 30 ].forEach( ( bytes ) => backlog.add( bytes ) );
		expect( backlog.count( 60 ) ).toBe( 3 );
		expect( backlog.count( 51 ) ).toBe( 3 );
		expect( backlog.count( 50 ) ).toBe( 2 );
		expect( backlog.count( 1 ) ).toBe( 1 );
		expect( backlog.count( 0 ) ).toBe( 0 );
	} );

	it( 'does not count what waited before', () => {
		const backlog = new Backlog( 1000 );
		backlog.add( 10 );
		expect( backlog.count( 1010 ) ).toBe( 1 );
		expect( backlog.count( 10 ) ).toBe( 1 );
		expect( backlog.count( 0 ) ).toBe( 0 );
	} );
} );

describe( 'a session whose client does not read', () => {
	it( 'is cut after 1,000 frames', () => {
		const { writeUntilCut, closed, cut, isTerminated } =
			openSession( false );
		expect( writeUntilCut( 10, 5000 ) ).toBe( 1002 );
		expect( isTerminated() ).toBe( true );
		expect( closed ).toEqual( [ 'slow_consumer' ] );
		expect( cut ).toEqual( [ 'slow_consumer' ] );
	} );

	it( 'is cut after 512 KiB', () => {
		const { writeUntilCut, waiting, closed } = openSession( false );
		writeUntilCut( 60_000, 5000 );
		expect( closed ).toEqual( [ 'slow_consumer' ] );
		expect( waiting() ).toBeLessThan( 512 * 1024 + 2 * 60_000 );
	} );

	it( 'may have a large answer that it asked for waiting, and no more than ever behind it', () => {
		const { session, writeUntilCut, waiting } = openSession( false );
		const answer = createFrame( Buffer.alloc( 1024 * 1024 ) );
		session.grant( answer.bytes );
		session.connection.write( answer );
		expect( session.isBehind ).toBe( false );
		writeUntilCut( 60_000, 5 );
		expect( session.isClosed ).toBe( false );
		// Another one that is asked for meanwhile is not granted besides.
		session.grant( answer.bytes );
		writeUntilCut( 60_000, 5000 );
		expect( session.isClosed ).toBe( true );
		expect( waiting() ).toBeLessThan( 1536 * 1024 + 2 * 60_000 );
	} );

	it( 'is left alone where it reads, however much it is sent', () => {
		const { writeUntilCut, closed } = openSession();
		expect( writeUntilCut( 60_000, 5000 ) ).toBe( 5000 );
		expect( closed ).toEqual( [] );
	} );
} );

describe( 'what a client asks for', () => {
	it( 'is done in its order, and a failure costs nothing that comes after it', async () => {
		const { session } = openSession();
		const done: number[] = [];
		const failing = session.enqueue( async () => {
			await Promise.resolve();
			throw new Error( 'a fault of our own' );
		} );
		const next = session.enqueue( () => void done.push( 2 ) );
		await expect( failing ).rejects.toThrow( 'a fault of our own' );
		await next;
		await session.enqueue( () => void done.push( 3 ) );
		expect( done ).toEqual( [ 2, 3 ] );
	} );
} );
