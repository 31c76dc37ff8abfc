import type {
	PresenceMember,
	PresenceMessage,
	PresenceSnapshot,
} from '../protocol';
import type { Presence } from './types';

interface Entry {
	readonly members: ReadonlyMap< string, PresenceMember > | null;
	readonly count: number;
	/** Why it is not known. */
	readonly code?: string;
}

/**
 * Who is in which channel, kept up to date by the hub's messages.
 *
 * @since 0.1.0
 */
export class PresenceBook {
	private readonly entries = new Map< string, Entry >();

	/**
	 * @param tell Is told of each change.
	 */
	public constructor(
		private readonly tell: ( channel: string, presence: Presence ) => void
	) {}

	public open( channel: string, snapshot: PresenceSnapshot ): void {
		const members = snapshot.members
			? new Map(
					snapshot.members.map( ( member ) => [ member.id, member ] )
				)
			: null;
		this.put( channel, { members, count: snapshot.count } );
	}

	/** Whoever listens must not take silence for an empty room. */
	public refuse( channel: string, code: string ): void {
		this.put( channel, { members: null, count: 0, code } );
	}

	public change( message: PresenceMessage ): void {
		const known = this.entries.get( message.channel )?.members;
		const names = message.join.length > 0 || message.leave.length > 0;
		if ( ! known && ! names ) {
			this.put( message.channel, {
				members: null,
				count: message.count,
			} );
			return;
		}
		const members = new Map( known ?? [] );
		message.leave.forEach( ( id ) => members.delete( id ) );
		message.join.forEach( ( member ) => members.set( member.id, member ) );
		this.put( message.channel, { members, count: message.count } );
	}

	public all(): Array< [ string, Presence ] > {
		return [ ...this.entries ].map( ( [ channel, entry ] ) => [
			channel,
			toPresence( entry ),
		] );
	}

	/** Nobody can be seen where nobody is listening. */
	public close( channel: string ): void {
		if ( this.entries.delete( channel ) ) {
			this.tell( channel, { count: 0 } );
		}
	}

	public clear(): void {
		[ ...this.entries.keys() ].forEach( ( channel ) =>
			this.close( channel )
		);
	}

	private put( channel: string, entry: Entry ): void {
		this.entries.set( channel, entry );
		this.tell( channel, toPresence( entry ) );
	}
}

const toPresence = ( { members, count, code }: Entry ): Presence => ( {
	...( members && { members: [ ...members.values() ] } ),
	count,
	...( code !== undefined && { code } ),
} );
