import { fanOut, type Receiver } from '../fan-out';
import {
	socketIoDialect,
	webSocketDialect,
	type Dialect,
	type Frame,
} from '../frames';

const BATCH = {
	channel: 'editors',
	epoch: 'e',
	entries: [ { offset: 1, id: 'a', json: '{"n":1}', bytes: 7, time: 0 } ],
};

/** A dialect that tells how often something was encoded in it. */
function counting( dialect: Dialect ) {
	const counted = {
		encoded: 0,
		...dialect,
		events: ( ...args: Parameters< Dialect[ 'events' ] > ) => {
			counted.encoded++;
			return dialect.events( ...args );
		},
	};
	return counted;
}

describe( 'fanOut', () => {
	it( 'encodes and frames a batch once for each dialect, however many receivers there are', async () => {
		const dialects = [ socketIoDialect, webSocketDialect ].map( counting );
		const frames = new Map< Dialect, Set< Frame > >(
			dialects.map( ( dialect ) => [ dialect, new Set() ] )
		);
		let delivered = 0;
		const receivers = new Set(
			Array.from( { length: 1000 }, ( _, index ): Receiver => {
				const dialect = dialects[ index % 2 ]!;
				return {
					dialect,
					deliver: ( frame ) => {
						delivered++;
						frames.get( dialect )!.add( frame );
					},
				};
			} )
		);
		await fanOut( BATCH, receivers );
		expect( delivered ).toBe( 1000 );
		expect( dialects.map( ( { encoded } ) => encoded ) ).toEqual( [
			1, 1,
		] );
		for ( const written of frames.values() ) {
			expect( written.size ).toBe( 1 );
		}
	} );
} );
