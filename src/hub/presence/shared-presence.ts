import {
	parseChannel,
	type PresenceMember,
	type SignalMessage,
} from '../../protocol';
import { parseAddressKey } from '../log/event-log';
import type { Shared } from '../nodes/shared';
import { isRecord } from '../sessions/requests';
import type { Presence } from './attendance';
import type { PresenceBoard } from './presence-board';

type Told = readonly [ key: string, presence: Presence ];

/**
 * Who is in which channel on this node, for the other nodes.
 *
 * @since 0.1.0
 */
export class SharedPresence implements Shared {
	readonly name = 'presence';
	readonly #board: PresenceBoard;
	#changed = new Set< string >();
	/** Channels that each node has somebody in. */
	readonly #elsewhere = new Map< string, Set< string > >();

	constructor( board: PresenceBoard ) {
		this.#board = board;
		board.onChange( ( key ) => this.#changed.add( key ) );
	}

	changes(): unknown {
		const keys = this.#changed;
		this.#changed = new Set();
		return keys.size === 0 ? null : this.#told( keys );
	}

	all(): unknown {
		return this.#told( this.#board.keys() ).filter(
			( [ , presence ] ) => ! isEmpty( presence )
		);
	}

	take( node: string, payload: unknown, isWhole: boolean ): void {
		const told = Array.isArray( payload ) ? payload : [];
		const before = this.#elsewhere.get( node ) ?? new Set< string >();
		const gone = new Set( isWhole ? before : [] );
		for ( const one of told ) {
			const read = readTold( one );
			if ( read ) {
				const [ key, presence ] = read;
				gone.delete( key );
				this.#set( node, key, presence );
			}
		}
		gone.forEach( ( key ) => this.#set( node, key, null ) );
	}

	forget( node: string ): void {
		this.#elsewhere
			.get( node )
			?.forEach( ( key ) => this.#set( node, key, null ) );
		this.#elsewhere.delete( node );
	}

	#told( keys: Iterable< string > ): Told[] {
		return [ ...keys ].map( ( key ) => [ key, this.#board.here( key ) ] );
	}

	#set( node: string, key: string, presence: Presence | null ): void {
		const channel = parseChannel( parseAddressKey( key ).channel );
		if ( ! channel ) {
			return;
		}
		const keys = this.#elsewhere.get( node ) ?? new Set();
		this.#elsewhere.set( node, keys );
		if ( presence && ! isEmpty( presence ) ) {
			keys.add( key );
		} else {
			keys.delete( key );
		}
		this.#board.setElsewhere( key, channel, node, presence );
	}
}

/** Kept until the next time nodes are told; more are not worth telling. */
const MAX_SIGNALS = 1000;

/**
 * What members say to those of their channel who are on other nodes.
 *
 * @since 0.1.0
 */
export class SharedSignals implements Shared {
	readonly name = 'signals';
	readonly #board: PresenceBoard;
	#waiting: ( readonly [ key: string, message: SignalMessage ] )[] = [];

	constructor( board: PresenceBoard ) {
		this.#board = board;
		board.onSignal( ( key, message ) => {
			if ( this.#waiting.length < MAX_SIGNALS ) {
				this.#waiting.push( [ key, message ] );
			}
		} );
	}

	changes(): unknown {
		const waiting = this.#waiting;
		this.#waiting = [];
		return waiting.length === 0 ? null : waiting;
	}

	all(): unknown {
		return this.changes();
	}

	take( _node: string, payload: unknown ): void {
		for ( const one of Array.isArray( payload ) ? payload : [] ) {
			const [ key, message ] = Array.isArray( one ) ? one : [];
			if ( typeof key === 'string' && isRecord( message ) ) {
				this.#board.signalFromElsewhere(
					key,
					message as unknown as SignalMessage
				);
			}
		}
	}

	forget(): void {}
}

const isEmpty = ( { members, visitors }: Presence ): boolean =>
	members.length + visitors === 0;

function readTold( value: unknown ): Told | null {
	const [ key, presence ] = Array.isArray( value ) ? value : [];
	if ( typeof key !== 'string' || ! isRecord( presence ) ) {
		return null;
	}
	const { members, visitors } = presence;
	return Array.isArray( members ) &&
		members.every( isMember ) &&
		Number.isSafeInteger( visitors )
		? [ key, { members, visitors: visitors as number } ]
		: null;
}

const isMember = ( value: unknown ): value is PresenceMember =>
	isRecord( value ) &&
	typeof value.id === 'string' &&
	typeof value.name === 'string' &&
	typeof value.since === 'string';
