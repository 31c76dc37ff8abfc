import type { CloudEvent } from '../../../protocol';
import { Audiences, type Audience } from '../audiences';

const event = ( id: string, channel = 'public' ): CloudEvent => ( {
	specversion: '1.0',
	id,
	source: 'https://example.org/',
	type: 'post.published',
	time: '2026-01-31T12:00:00.000Z',
	data: {},
	channel,
	severity: 'info',
} );

function scene() {
	const joined: string[] = [];
	const left: string[] = [];
	const audiences = new Audiences( {
		joined: ( channel ) => joined.push( channel ),
		left: ( channel ) => left.push( channel ),
	} );
	const listen = ( fields: Partial< Audience > = {} ) => {
		const heard: string[] = [];
		const counts: Array< [ string, number ] > = [];
		const leave = audiences.add( {
			channels: [ 'public' ],
			catchesUp: false,
			onEvents: ( events ) =>
				heard.push( ...events.map( ( e ) => e.id ) ),
			onCount: ( channel, count ) => counts.push( [ channel, count ] ),
			...fields,
		} );
		return { heard, counts, leave };
	};
	return { audiences, joined, left, listen };
}

describe( 'the audiences of a page', () => {
	it( 'join each channel once, however many listen', () => {
		const { joined, listen } = scene();
		listen();
		listen( { channels: [ 'public', 'page:1' ] } );
		expect( joined ).toEqual( [ 'public', 'page:1' ] );
	} );

	it( 'leave a channel when the last has gone', () => {
		const { left, listen } = scene();
		const first = listen();
		const second = listen();
		first.leave();
		expect( left ).toEqual( [] );
		second.leave();
		second.leave();
		expect( left ).toEqual( [ 'public' ] );
	} );

	it( 'hear only of their own channels', () => {
		const { audiences, listen } = scene();
		const { heard } = listen();
		audiences.tell( [ event( 'a' ), event( 'b', 'user:1' ) ], true );
		expect( heard ).toEqual( [ 'a' ] );
	} );

	it( 'hear what is recalled only where they catch up', () => {
		const { audiences, listen } = scene();
		const now = listen();
		const since = listen( { catchesUp: true } );
		audiences.tell( [ event( 'a' ) ], false );
		audiences.tell( [ event( 'b' ) ], true );
		expect( now.heard ).toEqual( [ 'b' ] );
		expect( since.heard ).toEqual( [ 'a', 'b' ] );
	} );

	it( 'miss nothing by coming late, where they catch up', () => {
		const { audiences, listen } = scene();
		listen();
		audiences.tell( [ event( 'a' ) ], false );
		audiences.tell( [ event( 'b' ) ], true );
		expect( listen( { catchesUp: true } ).heard ).toEqual( [ 'a', 'b' ] );
		expect( listen().heard ).toEqual( [] );
	} );

	it( 'do not hoard what happened', () => {
		const { audiences, listen } = scene();
		for ( let n = 0; n < 1_000; n++ ) {
			audiences.tell( [ event( `n${ n }` ) ], true );
		}
		const { heard } = listen( { catchesUp: true } );
		expect( heard ).toHaveLength( 200 );
		expect( heard.at( -1 ) ).toBe( 'n999' );
	} );

	it( 'are told at once how many are there', () => {
		const { audiences, listen } = scene();
		const first = listen( { channels: [ 'page:1' ] } );
		audiences.count( 'page:1', 3 );
		audiences.count( 'page:2', 9 );
		expect( first.counts ).toEqual( [ [ 'page:1', 3 ] ] );
		expect( listen( { channels: [ 'page:1' ] } ).counts ).toEqual( [
			[ 'page:1', 3 ],
		] );
	} );

	it( 'take a token only where one of them needs it, and from that one', async () => {
		const { audiences, listen } = scene();
		listen();
		expect( audiences.takeToken() ).toBeNull();
		const { leave } = listen( {
			channels: [ 'order:42' ],
			token: () => Promise.resolve( 'abc' ),
		} );
		await expect( audiences.takeToken() ).resolves.toBe( 'abc' );
		leave();
		expect( audiences.takeToken() ).toBeNull();
	} );

	it( 'are told whether things are pushed, when they come and when it changes', () => {
		const { audiences, listen } = scene();
		const told: boolean[] = [];
		listen( { onLive: ( isLive ) => told.push( isLive ) } );
		audiences.live( true );
		audiences.live( true );
		audiences.live( false );
		expect( told ).toEqual( [ false, true, false ] );
	} );
} );
