import {
	remedyFor,
	type ClosingMessage,
	type Code,
	type HubToClient,
} from '../../protocol';
import type { Claims } from '../auth/token-verifier';
import type { Dialect, Frame } from '../delivery/frames';
import type { Site } from '../config/sites';
import { Backlog } from './backlog';
import type { Connection } from './connection';
import type { Subscription } from './subscription';
import type { Watch } from './watch';

/** A client that has more than this waiting does not read. */
const MAX_WAITING_BYTES = 512 * 1024;
const MAX_WAITING_FRAMES = 1000;

/** @since 0.1.0 */
export interface SessionObserver {
	closed: ( session: Session, code: Code ) => void;
	/** It was ended without a word to the client. */
	cut: ( session: Session, code: Code ) => void;
}

/** @since 0.1.0 */
export type MessageName = keyof HubToClient;

/**
 * One client of one site, whatever it is connected by.
 *
 * @since 0.1.0
 */
export class Session {
	readonly connection: Connection;
	readonly siteId: string;
	readonly subscriptions = new Map< string, Subscription >();
	/** Null as long as it only looks at what it is in. */
	watches: Map< string, Watch > | null = null;
	claims: Claims | null;
	/** The token that a successor was asked for. */
	askedForTokenOf: Claims | null = null;
	/** Why the client's connection before this one was cut. */
	previous: Code | null = null;
	readonly #observer: SessionObserver;
	/** Null while the client reads as fast as it is written to. */
	#backlog: Backlog | null = null;
	/** Bytes of an answer that it asked for, and that may wait besides. */
	#granted = 0;
	#isClosed = false;
	#tasks: Promise< void > = Promise.resolve();

	constructor(
		connection: Connection,
		site: Site,
		claims: Claims | null,
		observer: SessionObserver
	) {
		this.connection = connection;
		this.siteId = site.id;
		this.claims = claims;
		this.#observer = observer;
	}

	get id(): string {
		return this.connection.id;
	}

	get dialect(): Dialect {
		return this.connection.dialect;
	}

	get isClosed(): boolean {
		return this.#isClosed;
	}

	/** Whether more waits for the client than may. */
	get isBehind(): boolean {
		return (
			this.connection.waitingBytes() > MAX_WAITING_BYTES + this.#granted
		);
	}

	/** Runs what the client asks for one after the other, in its order. */
	enqueue( task: () => void | Promise< void > ): Promise< void > {
		const done = this.#tasks.then( () =>
			this.#isClosed ? undefined : task()
		);
		// What fails is the affair of who asked for it, and not of what comes next.
		this.#tasks = done.catch( () => {} );
		return done;
	}

	/** An answer is about to be written. What was caught up on may be large, and a slow line still reads it. */
	grant( bytes: number ): void {
		if ( this.connection.waitingBytes() === 0 ) {
			this.#granted = bytes;
		}
	}

	send< Name extends MessageName >(
		name: Name,
		payload: Parameters< HubToClient[ Name ] >[ 0 ]
	): void {
		this.write( this.dialect.message( name, JSON.stringify( payload ) ) );
	}

	write( frame: Frame ): void {
		// Some dialects have no word for some messages.
		if ( this.#isClosed || frame.bytes === 0 ) {
			return;
		}
		if ( this.#isSlow( frame ) ) {
			this.cut();
			return;
		}
		this.connection.write( frame );
	}

	/** Ends it as one that does not read, which could not be told so. */
	cut(): void {
		if ( this.#isClosed ) {
			return;
		}
		this.#observer.cut( this, 'slow_consumer' );
		this.#end( 'slow_consumer' );
		this.connection.terminate();
	}

	#isSlow( { bytes }: Frame ): boolean {
		const waiting = this.connection.waitingBytes();
		if ( waiting === 0 ) {
			this.#backlog = null;
			this.#granted = 0;
			return false;
		}
		this.#backlog ??= new Backlog( waiting );
		this.#backlog.add( bytes );
		return (
			waiting > MAX_WAITING_BYTES + this.#granted ||
			this.#backlog.count( waiting + bytes ) > MAX_WAITING_FRAMES
		);
	}

	/** Tells the client why, and what to do, before the connection closes. */
	close( code: Code, reason: string, afterMs?: number ): void {
		if ( this.#isClosed ) {
			return;
		}
		const closing: ClosingMessage = {
			code,
			reason,
			retry: remedyFor( code ) !== 'stop',
			...( afterMs !== undefined && { after: afterMs } ),
		};
		this.send( 'closing', closing );
		this.#end( code );
		this.connection.close( code );
	}

	/** The transport is gone. */
	disconnected(): void {
		this.#isClosed = true;
	}

	#end( code: Code ): void {
		if ( ! this.#isClosed ) {
			this.#isClosed = true;
			this.#observer.closed( this, code );
		}
	}
}
