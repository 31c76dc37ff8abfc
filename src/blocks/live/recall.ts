import type {
	ChannelAnswer,
	ChannelJoined,
	ChannelRequest,
	CloudEvent,
	SubscribeAnswer,
} from '../../protocol';
import { compareSequences } from '../../connection/sequence';
import type { PushFactory, PushTransport } from '../../connection/types';

/** How much of a log is asked for, the more the better; a young log has less. */
const RECALLED_EVENTS = [ 50, 10 ];

/**
 * Lets the hub recall for a visitor what it would not vouch for. A team's feed
 * takes what the hub does not know from the ledger; a visitor must not cost the
 * site a request, and is well served by the newest that the hub remembers.
 *
 * @since 0.1.0
 *
 * @param open Opens the transport that is asked.
 */
export const recalling =
	( open: PushFactory ): PushFactory =>
	async ( credentials, handlers ) =>
		withRecall(
			await open( credentials, {
				...handlers,
				opened: ( transport, id ) =>
					handlers.opened( withRecall( transport ), id ),
			} )
		);

const withRecall = ( transport: PushTransport ): PushTransport => ( {
	...transport,
	subscribe: ( requests, answered ) =>
		transport.subscribe( requests, ( answer ) =>
			recall( transport, requests, answer, answered )
		),
} );

function recall(
	transport: PushTransport,
	requests: readonly ChannelRequest[],
	answer: SubscribeAnswer | null,
	answered: ( answer: SubscribeAnswer | null ) => void,
	attempt = 0
): void {
	const size = RECALLED_EVENTS[ attempt ];
	if ( answer === null || answer.ok === false || size === undefined ) {
		answered( answer );
		return;
	}
	const forgotten = answer.channels.filter( isForgotten );
	if ( forgotten.length === 0 ) {
		answered( answer );
		return;
	}
	const again = forgotten.map( ( { channel, epoch, offset } ) => ( {
		channel,
		epoch,
		offset: Math.max( 0, offset - size ),
	} ) );
	transport.subscribe( again, ( second ) => {
		if ( second === null || second.ok === false ) {
			answered( second );
			return;
		}
		const recalled = new Map(
			second.channels.map( ( one ) => [ one.channel, one ] )
		);
		const channels = answer.channels.map( ( one ) => {
			const better = recalled.get( one.channel );
			return better ? sinceAsked( better, requests ) : one;
		} );
		recall( transport, requests, { channels }, answered, attempt + 1 );
	} );
}

const isForgotten = ( answer: ChannelAnswer ): answer is ChannelJoined =>
	answer.ok && ! answer.recovered && answer.offset > 0;

/**
 * Without what the page was rendered with.
 *
 * @param answer
 * @param requests
 */
function sinceAsked(
	answer: ChannelAnswer,
	requests: readonly ChannelRequest[]
): ChannelAnswer {
	const after = requests.find(
		( { channel } ) => channel === answer.channel
	)?.sequence;
	if ( ! answer.ok || after === undefined ) {
		return answer;
	}
	const isNew = ( { sequence }: CloudEvent ) =>
		sequence === undefined || compareSequences( sequence, after ) > 0;
	return { ...answer, events: answer.events.filter( isNew ) };
}
