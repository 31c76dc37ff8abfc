import { WebSocket } from 'ws';
import {
	WEBSOCKET_SUBPROTOCOL,
	codeOfClose,
	remedyFor,
	type ChannelAnswer,
	type CloudEvent,
	type Code,
	type EventsMessage,
	type Position,
} from '../../protocol';
import { compareSequences } from '../delivery/sequences';

/** @since 0.1.0 */
export interface FollowerOptions {
	/** Where the hub is, http or https. */
	readonly url: string;
	readonly site: string;
	/** Asked for a new token at each connection. */
	readonly token: () => Promise< string >;
	readonly channels: readonly string[];
	readonly onEvent: ( event: CloudEvent, channel: string ) => void;
	/**
	 * The hub could not say what was missed in a channel: the site can, after
	 * this sequence (undefined where none was seen).
	 */
	readonly onGap?: ( channel: string, after: string | undefined ) => void;
	/** Why the connection before was cut, where that could not be told then. */
	readonly onCut?: ( code: Code ) => void;
	readonly onState?: ( state: 'live' | 'reconnecting' ) => void;
}

interface Incoming {
	readonly type: string;
	readonly id?: number;
	readonly ok?: boolean;
	readonly code?: Code;
	readonly message?: string;
	readonly channels?: readonly ChannelAnswer[];
	readonly connection?: string;
}

/** How far a client has come in a channel. */
interface Place extends Position {
	readonly sequence?: string;
}

const CONNECT = 1;
const SUBSCRIBE = 2;
const TOKEN = 3;
const RECONNECT_MIN_MS = 100;
const RECONNECT_MAX_MS = 10_000;
const STEADY_MS = 5000;
/** More than a recovery can hold, of several channels. */
const MAX_SEEN = 5000;

/**
 * Follows channels of a hub over plain WebSocket, without a gap as long as the
 * hub remembers.
 *
 * @since 0.1.0
 */
export class Follower {
	readonly #options: FollowerOptions;
	/** Each once: the hub takes no request that names one twice. */
	readonly #channels: readonly string[];
	readonly #places = new Map< string, Place >();
	/** Ids that came last: what is given again after a restart is known by them. */
	readonly #seen = new Set< string >();
	/** What the hub called the connection. */
	#connection: string | undefined;
	#socket: WebSocket | null = null;
	#timer: NodeJS.Timeout | undefined;
	#asking: NodeJS.Timeout | undefined;
	#attempt = 0;
	#isStopped = false;
	#settle: ( error: Error | null ) => void = () => {};
	/** Resolves after `stop()`, rejects where coming back is of no use. */
	readonly done: Promise< void >;

	constructor( options: FollowerOptions ) {
		this.#options = options;
		this.#channels = [ ...new Set( options.channels ) ];
		this.done = new Promise( ( resolve, reject ) => {
			this.#settle = ( error ) => ( error ? reject( error ) : resolve() );
		} );
	}

	start(): void {
		this.#options.token().then(
			( token ) => {
				if ( ! this.#isStopped ) {
					this.#connect( token );
				}
			},
			( error: Error ) => this.#settle( error )
		);
	}

	stop(): void {
		this.#isStopped = true;
		clearTimeout( this.#timer );
		clearTimeout( this.#asking );
		const socket = this.#socket;
		this.#socket = null;
		socket?.close();
		this.#settle( null );
	}

	/** As a lost network does. */
	cut(): void {
		this.#socket?.terminate();
	}

	#connect( token: string ): void {
		const url = new URL( '/ws', this.#options.url );
		url.protocol = url.protocol.replace( 'http', 'ws' );
		const socket = new WebSocket( url, WEBSOCKET_SUBPROTOCOL );
		this.#socket = socket;
		let refused: Code | null = null;
		socket.on( 'open', () =>
			this.#say( {
				type: 'connect',
				id: CONNECT,
				site: this.#options.site,
				token,
				previous: this.#connection,
			} )
		);
		socket.on( 'message', ( data ) => {
			const message = JSON.parse( String( data ) ) as Incoming;
			refused = message.ok === false ? ( message.code ?? null ) : refused;
			this.#hear( message );
		} );
		socket.on( 'error', () => {} );
		socket.on( 'close', ( close ) => {
			if ( this.#socket === socket ) {
				this.#lost( codeOfClose( close ) ?? refused );
			}
		} );
	}

	#lost( code: Code | null ): void {
		if ( code && remedyFor( code ) === 'stop' ) {
			this.#socket = null;
			this.#settle( new Error( `The hub refused: ${ code }.` ) );
			return;
		}
		this.#options.onState?.( 'reconnecting' );
		const ceiling = Math.min(
			RECONNECT_MAX_MS,
			RECONNECT_MIN_MS * 2 ** this.#attempt++
		);
		this.#timer = setTimeout( () => this.start(), Math.random() * ceiling );
	}

	#hear( message: Incoming ): void {
		if (
			message.type === 'answer' &&
			message.id === CONNECT &&
			message.ok
		) {
			this.#connection = message.connection;
			this.#subscribe( this.#channels );
		} else if ( message.type === 'answer' && message.id === SUBSCRIBE ) {
			if ( message.ok === false ) {
				const { code = 'internal_error', message: text = code } =
					message;
				this.#refused( { code, message: text }, this.#channels );
			} else {
				this.#joined( message.channels ?? [] );
			}
		} else if ( message.type === 'events' ) {
			this.#take( message as unknown as EventsMessage );
		} else if ( message.type === 'cut' && message.code ) {
			this.#options.onCut?.( message.code );
		} else if ( message.type === 'resync' ) {
			this.#subscribe(
				( message.channels ?? [] ) as unknown as string[]
			);
		} else if ( message.type === 'token' ) {
			this.#options.token().then(
				( token ) => this.#say( { type: 'token', id: TOKEN, token } ),
				() => {
					// Without one the hub closes, and the next connection asks again.
				}
			);
		}
	}

	#subscribe( channels: readonly string[] ): void {
		this.#say( {
			type: 'subscribe',
			id: SUBSCRIBE,
			channels: channels.map( ( channel ) => ( {
				channel,
				...this.#places.get( channel ),
			} ) ),
		} );
	}

	#joined( answers: readonly ChannelAnswer[] ): void {
		for ( const answer of answers ) {
			if ( ! answer.ok ) {
				this.#refused( answer, [ answer.channel ] );
				continue;
			}
			const { channel, epoch, offset, recovered, events } = answer;
			const before = this.#places.get( channel );
			this.#places.set( channel, { ...before, epoch, offset } );
			if ( before && ! recovered ) {
				this.#options.onGap?.( channel, before.sequence );
			}
			this.#give( channel, events );
		}
		this.#options.onState?.( 'live' );
		clearTimeout( this.#timer );
		this.#timer = setTimeout(
			() => ( this.#attempt = 0 ),
			STEADY_MS
		).unref();
	}

	/** Asks again where that may help, ends where it does not. */
	#refused(
		{ code, message }: { readonly code: Code; readonly message: string },
		channels: readonly string[]
	): void {
		switch ( remedyFor( code ) ) {
			case 'stop':
				this.#settle(
					new Error( `${ channels.join() }: ${ message }` )
				);
				this.stop();
				return;
			case 'reauthenticate':
				this.cut();
				return;
			default:
				this.#asking = setTimeout(
					() => this.#subscribe( channels ),
					RECONNECT_MIN_MS * ( 1 + Math.random() )
				);
		}
	}

	#take( { channel, epoch, offset, events }: EventsMessage ): void {
		const before = this.#places.get( channel );
		const first = offset - events.length + 1;
		if ( before?.epoch !== epoch || first !== before.offset + 1 ) {
			this.#subscribe( [ channel ] );
			return;
		}
		this.#places.set( channel, { ...before, epoch, offset } );
		this.#give( channel, events );
	}

	#give( channel: string, events: readonly CloudEvent[] ): void {
		for ( const event of events ) {
			const place = this.#places.get( channel );
			if ( place && event.sequence !== undefined ) {
				const sequence = later( place.sequence, event.sequence );
				this.#places.set( channel, { ...place, sequence } );
			}
			if ( this.#isNew( event.id ) ) {
				this.#options.onEvent( event, channel );
			}
		}
	}

	#isNew( id: string ): boolean {
		const isNew = ! this.#seen.has( id );
		this.#seen.add( id );
		for ( const oldest of this.#seen ) {
			if ( this.#seen.size <= MAX_SEEN ) {
				break;
			}
			this.#seen.delete( oldest );
		}
		return isNew;
	}

	#say( message: object ): void {
		if ( this.#socket?.readyState === WebSocket.OPEN ) {
			this.#socket.send( JSON.stringify( message ) );
		}
	}
}

const later = ( a: string | undefined, b: string ): string =>
	a !== undefined && compareSequences( a, b ) > 0 ? a : b;
