import type {
	ChannelAnswer,
	ChannelRequest,
	CloudEvent,
	EventsMessage,
} from '../../../protocol';
import type {
	Credentials,
	PushFactory,
	PushHandlers,
	PushTransport,
} from '../../types';

interface Log {
	epoch: string;
	events: CloudEvent[];
}

/**
 * A hub without a network: logs, positions and recovery as the protocol has
 * them, and a line that can be cut, doubled and shuffled.
 */
export class FakeHub {
	public isUp = true;
	public sockets = new Set< FakeSocket >();
	public tokens: string[] = [];
	public connects = 0;
	private logs = new Map< string, Log >();
	private epoch = 1;

	public constructor( private readonly name = 'hub' ) {}

	public readonly factory: PushFactory = async ( credentials, handlers ) =>
		this.connect( credentials, handlers );

	public publish( event: CloudEvent ): void {
		const log = this.log( event.channel );
		if ( log.events.some( ( { id } ) => id === event.id ) ) {
			return;
		}
		log.events.push( event );
		const message: EventsMessage = {
			channel: event.channel,
			epoch: log.epoch,
			offset: log.events.length,
			events: [ event ],
		};
		for ( const socket of this.sockets ) {
			if ( socket.channels.has( event.channel ) ) {
				socket.send( message );
			}
		}
	}

	/** Everybody is thrown out; the log stays. */
	public cut(): void {
		for ( const socket of [ ...this.sockets ] ) {
			socket.drop();
		}
	}

	public goDown(): void {
		this.isUp = false;
		this.cut();
	}

	/** Comes back with an empty log, as a hub without Redis does. */
	public restart(): void {
		this.goDown();
		this.logs.clear();
		this.epoch++;
		this.isUp = true;
	}

	public answer( request: ChannelRequest ): ChannelAnswer {
		const { channel, epoch, offset } = request;
		if (
			channel.startsWith( 'postType/' ) &&
			! this.tokens.at( -1 )?.includes( channel )
		) {
			return {
				channel,
				ok: false,
				code: 'channel_forbidden',
				message: 'The token does not name it.',
			};
		}
		const log = this.log( channel );
		const recovered = epoch === log.epoch && offset !== undefined;
		return {
			channel,
			ok: true,
			epoch: log.epoch,
			offset: log.events.length,
			recovered,
			events: recovered ? log.events.slice( offset ) : [],
		};
	}

	private connect(
		credentials: Credentials,
		handlers: PushHandlers
	): PushTransport {
		this.connects++;
		this.tokens.push( credentials.token ?? '' );
		const socket = new FakeSocket( this, handlers );
		if ( this.isUp ) {
			this.sockets.add( socket );
			void Promise.resolve().then( () => socket.opened() );
		} else {
			void Promise.resolve().then( () => socket.refuse() );
		}
		return socket;
	}

	private log( channel: string ): Log {
		let log = this.logs.get( channel );
		if ( ! log ) {
			log = { epoch: `${ this.name }-${ this.epoch }`, events: [] };
			this.logs.set( channel, log );
		}
		return log;
	}
}

export class FakeSocket implements PushTransport {
	public readonly channels = new Set< string >();
	public readonly watched = new Set< string >();
	/** What the line does to the next messages. */
	public mischief: 'none' | 'double' | 'swap' | 'lose' = 'none';
	private kept: EventsMessage | null = null;
	private isOpen = true;

	public constructor(
		private readonly hub: FakeHub,
		public readonly handlers: PushHandlers
	) {}

	public opened(): void {
		if ( this.isOpen ) {
			this.handlers.opened( this, 'some connection' );
		}
	}

	public refuse(): void {
		if ( this.isOpen ) {
			this.isOpen = false;
			this.handlers.closed( {
				reason: 'hub_unreachable',
				code: null,
				afterMs: 0,
			} );
		}
	}

	public drop(): void {
		this.hub.sockets.delete( this );
		if ( this.isOpen ) {
			this.isOpen = false;
			this.handlers.closed( {
				reason: 'connection_lost',
				code: null,
				afterMs: 0,
			} );
		}
	}

	public send( message: EventsMessage ): void {
		switch ( this.mischief ) {
			case 'lose':
				this.mischief = 'none';
				return;
			case 'swap':
				if ( this.kept ) {
					this.handlers.events( message );
					this.handlers.events( this.kept );
					this.kept = null;
					this.mischief = 'none';
				} else {
					this.kept = message;
				}
				return;
			case 'double':
				this.handlers.events( message );
				this.mischief = 'none';
		}
		this.handlers.events( message );
	}

	public subscribe: PushTransport[ 'subscribe' ] = ( requests, answered ) => {
		const names = requests.map( ( { channel } ) => channel );
		if ( new Set( names ).size < names.length ) {
			// As the hub does.
			answered( { ok: false, code: 'message_invalid', message: '' } );
			return;
		}
		const channels = requests.map( ( request ) => {
			const answer = this.hub.answer( request );
			if ( answer.ok ) {
				this.channels.add( request.channel );
			}
			return answer;
		} );
		void Promise.resolve().then( () => {
			if ( this.isOpen ) {
				answered( { channels } );
			}
		} );
	};

	public watch: PushTransport[ 'watch' ] = ( channels, answered ) => {
		const answers = channels.map( ( channel ) => {
			const answer = this.hub.answer( { channel } );
			if ( ! answer.ok ) {
				return answer;
			}
			this.watched.add( channel );
			return { channel, ok: true as const, presence: { count: 1 } };
		} );
		void Promise.resolve().then( () => {
			if ( this.isOpen ) {
				answered( { channels: answers } );
			}
		} );
	};

	public unwatch( channels: readonly string[] ): void {
		channels.forEach( ( channel ) => this.watched.delete( channel ) );
	}

	public unsubscribe( channels: readonly string[] ): void {
		channels.forEach( ( channel ) => this.channels.delete( channel ) );
	}

	public renew: PushTransport[ 'renew' ] = ( token, answered ) => {
		this.hub.tokens.push( token );
		answered( { ok: true, exp: 0, channels: [] } );
	};

	public setState(): void {}

	public close(): void {
		this.isOpen = false;
		this.hub.sockets.delete( this );
	}
}
