import { io, type Socket } from 'socket.io-client';
import type {
	ChannelAnswer,
	ChannelJoined,
	ChannelRequest,
	ClientToHub,
	CloudEvent,
	EventsMessage,
	HubToClient,
	SubscribeAnswer,
} from '../../../src/protocol';
import { ORIGIN, SITE } from './hub-fixture';

export type HubSocket = Socket< HubToClient, ClientToHub >;

export interface ConnectOptions {
	readonly auth?: object | ( ( send: ( auth: object ) => void ) => void );
	readonly origin?: string | null;
	readonly reconnection?: boolean;
}

export function openSocket(
	url: string,
	{
		auth = { site: SITE },
		origin = ORIGIN,
		reconnection = false,
	}: ConnectOptions = {}
): HubSocket {
	return io( url, {
		transports: [ 'websocket' ],
		forceNew: true,
		reconnection,
		reconnectionDelay: 10,
		reconnectionDelayMax: 50,
		auth: auth as { [ key: string ]: unknown },
		...( origin && { extraHeaders: { origin } } ),
	} );
}

/** @return The open socket, or rejects with the error of the refusal. */
export async function connect(
	url: string,
	options: ConnectOptions = {}
): Promise< HubSocket > {
	const socket = openSocket( url, options );
	await new Promise< void >( ( resolve, reject ) => {
		socket.once( 'connect', resolve );
		socket.once( 'connect_error', ( error ) => {
			socket.disconnect();
			reject( error );
		} );
	} );
	return socket;
}

/** @return The code that a connection is refused with. */
export async function refusedCode(
	url: string,
	options: ConnectOptions = {}
): Promise< string > {
	try {
		( await connect( url, options ) ).disconnect();
		return 'connected';
	} catch ( error ) {
		const { data, message } = error as Error & { data?: { code: string } };
		return data?.code ?? message;
	}
}

export async function subscribe(
	socket: HubSocket,
	...channels: ChannelRequest[]
): Promise< readonly ChannelAnswer[] > {
	const answer: SubscribeAnswer = await socket
		.timeout( 5000 )
		.emitWithAck( 'subscribe', { channels } );
	if ( ! ( 'channels' in answer ) ) {
		throw new Error( answer.code );
	}
	return answer.channels;
}

export async function join(
	socket: HubSocket,
	request: ChannelRequest
): Promise< ChannelJoined > {
	const [ answer ] = await subscribe( socket, request );
	if ( ! answer?.ok ) {
		throw new Error( answer?.code );
	}
	return answer;
}

/** Keeps what a socket is sent. */
export class Inbox {
	readonly messages: EventsMessage[] = [];
	readonly #waiting = new Set< () => void >();

	constructor( socket: HubSocket ) {
		socket.on( 'events', ( message ) => {
			this.messages.push( message );
			this.#waiting.forEach( ( check ) => check() );
		} );
	}

	get events(): CloudEvent[] {
		return this.messages.flatMap( ( { events } ) => events );
	}

	get ids(): string[] {
		return this.events.map( ( { id } ) => id );
	}

	/** Resolves as soon as so many events are there. */
	has( count: number ): Promise< void > {
		return until( () => this.events.length >= count, this.#waiting );
	}
}

const GIVE_UP_MS = 15_000;
const POLL_MS = 5;
/** Rarer than any limit on messages and requests. */
const ASK_AGAIN_MS = 100;

/**
 * Asks again until it succeeds with what was waited for, for a bounded time: a
 * loop that goes on after its test has failed keeps Jest from ever ending.
 *
 * @param ask     What is asked. Where it throws, it is asked again.
 * @param isIt    Whether the answer is the one. Any is, by default.
 * @param everyMs The pause between two questions.
 */
export async function eventually< Value >(
	ask: () => Promise< Value >,
	isIt: ( value: Value ) => boolean = () => true,
	everyMs = ASK_AGAIN_MS
): Promise< Value > {
	const end = Date.now() + GIVE_UP_MS;
	for (;;) {
		let problem: unknown;
		try {
			const value = await ask();
			if ( isIt( value ) ) {
				return value;
			}
			problem = new Error( `It is still ${ JSON.stringify( value ) }.` );
		} catch ( error ) {
			problem = error;
		}
		if ( Date.now() > end ) {
			throw problem;
		}
		await new Promise( ( resolve ) => setTimeout( resolve, everyMs ) );
	}
}

/** Waits for a condition, for a bounded time. */
export function until(
	condition: () => boolean,
	notifiers?: Set< () => void >
): Promise< void > {
	return new Promise( ( resolve, reject ) => {
		const done = () => {
			clearTimeout( limit );
			clearInterval( poll );
			notifiers?.delete( check );
		};
		const check = () => {
			if ( condition() ) {
				done();
				resolve();
			}
		};
		const limit = setTimeout( () => {
			done();
			reject( new Error( 'The condition did not come true in time.' ) );
		}, GIVE_UP_MS );
		const poll = setInterval( check, POLL_MS );
		notifiers?.add( check );
		check();
	} );
}
