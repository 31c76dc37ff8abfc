import type {
	ChannelJoined,
	ChannelRequest,
	CloudEvent,
	SubscribeAnswer,
} from '../../../protocol';
import type {
	Credentials,
	PushHandlers,
	PushTransport,
} from '../../../connection/types';
import { recalling } from '../recall';

const CREDENTIALS: Credentials = {
	site: '',
	url: '',
	path: '',
	profile: 'hub',
	transport: 'hub',
	reach: 'all',
	channels: [],
};

const event = ( sequence: number ): CloudEvent => ( {
	specversion: '1.0',
	id: `e${ sequence }`,
	source: 'https://example.org/',
	type: 'post.published',
	time: '2026-01-31T12:00:00.000Z',
	data: {},
	sequence: String( sequence ),
	channel: 'public',
	severity: 'info',
} );

/**
 * A hub that answers by offset only, as one does whose log does not reach back.
 *
 * @param log   What it remembers.
 * @param epoch
 */
function hubWith( log: readonly CloudEvent[], epoch = 'a' ) {
	const asked: ChannelRequest[] = [];
	const transport = {
		subscribe: (
			requests: readonly ChannelRequest[],
			answered: ( answer: SubscribeAnswer | null ) => void
		) => {
			asked.push( ...requests );
			answered( {
				channels: requests.map( ( { channel, offset, ...seen } ) => {
					const missed = log.length - ( offset ?? NaN );
					const recovered = seen.epoch === epoch && missed <= 30;
					return {
						channel,
						ok: true,
						epoch,
						offset: log.length,
						recovered,
						events: recovered ? log.slice( -missed ) : [],
					};
				} ),
			} );
		},
	} as unknown as PushTransport;
	const subscribe = async ( request: ChannelRequest ) => {
		const wrapped = await new Promise< PushTransport >( ( resolve ) => {
			void recalling( ( _credentials, handlers ) => {
				handlers.opened( transport, 'one' );
				return Promise.resolve( transport );
			} )( CREDENTIALS, {
				opened: ( opened: PushTransport ) => resolve( opened ),
			} as unknown as PushHandlers );
		} );
		return new Promise< ChannelJoined >( ( resolve ) =>
			wrapped.subscribe( [ request ], ( answer ) =>
				resolve(
					( answer as { channels: ChannelJoined[] } )
						.channels[ 0 ] as ChannelJoined
				)
			)
		);
	};
	return { asked, subscribe };
}

const idsOf = ( { events }: ChannelJoined ) => events.map( ( { id } ) => id );

describe( 'recalling', () => {
	it( 'asks again for what the hub would not vouch for, and leaves out what was rendered', async () => {
		const hub = hubWith( [ event( 7 ), event( 9 ), event( 12 ) ] );
		const joined = await hub.subscribe( {
			channel: 'public',
			sequence: '8',
		} );
		expect( idsOf( joined ) ).toEqual( [ 'e9', 'e12' ] );
		expect( joined.recovered ).toBe( true );
	} );

	it( 'asks for less where the hub does not remember that much', async () => {
		const log = Array.from( { length: 100 }, ( _, n ) => event( n + 1 ) );
		const hub = hubWith( log );
		const joined = await hub.subscribe( {
			channel: 'public',
			sequence: '20',
		} );
		expect( hub.asked.map( ( { offset } ) => offset ) ).toEqual( [
			undefined,
			50,
			90,
		] );
		expect( idsOf( joined ) ).toHaveLength( 10 );
	} );

	it( 'takes the answer as it is where nothing is missing', async () => {
		const hub = hubWith( [ event( 1 ), event( 2 ) ] );
		const joined = await hub.subscribe( {
			channel: 'public',
			epoch: 'a',
			offset: 1,
		} );
		expect( idsOf( joined ) ).toEqual( [ 'e2' ] );
		expect( hub.asked ).toHaveLength( 1 );
	} );

	it( 'does not ask an empty log again', async () => {
		const hub = hubWith( [] );
		await hub.subscribe( { channel: 'public', sequence: '5' } );
		expect( hub.asked ).toHaveLength( 1 );
	} );

	it( 'gives up in the end', async () => {
		const hub = hubWith(
			Array.from( { length: 100 }, ( _, n ) => event( n + 1 ) ),
			'a'
		);
		const joined = await hub.subscribe( {
			channel: 'public',
			epoch: 'z',
			offset: 3,
			sequence: '200',
		} );
		expect( idsOf( joined ) ).toEqual( [] );
		expect( hub.asked.length ).toBeLessThanOrEqual( 3 );
	} );
} );
