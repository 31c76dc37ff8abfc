import { createSite } from '../../config/sites';
import { createFrame, webSocketDialect } from '../../delivery/frames';
import { Backlog } from '../backlog';
import { Session } from '../session';

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
	function stuck( reads: boolean ) {
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
			writeUntilCut,
			closed,
			cut,
			waiting: () => waiting,
			isTerminated: () => isTerminated,
		};
	}

	it( 'is cut after 1,000 frames', () => {
		const { writeUntilCut, closed, cut, isTerminated } = stuck( false );
		expect( writeUntilCut( 10, 5000 ) ).toBe( 1002 );
		expect( isTerminated() ).toBe( true );
		expect( closed ).toEqual( [ 'slow_consumer' ] );
		expect( cut ).toEqual( [ 'slow_consumer' ] );
	} );

	it( 'is cut after 512 KiB', () => {
		const { writeUntilCut, waiting, closed } = stuck( false );
		writeUntilCut( 60_000, 5000 );
		expect( closed ).toEqual( [ 'slow_consumer' ] );
		expect( waiting() ).toBeLessThan( 512 * 1024 + 2 * 60_000 );
	} );

	it( 'is left alone where it reads, however much it is sent', () => {
		const { writeUntilCut, closed } = stuck( true );
		expect( writeUntilCut( 60_000, 5000 ) ).toBe( 5000 );
		expect( closed ).toEqual( [] );
	} );
} );
