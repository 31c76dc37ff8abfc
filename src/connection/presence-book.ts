import type {
	PresenceMember,
	PresenceMessage,
	PresenceSnapshot,
} from '../protocol';
import type { Presence } from './types';

interface Entry {
	readonly members: ReadonlyMap< string, PresenceMember > | null;
	readonly count: number;
}

/**
 * Who is in which channel, kept up to date by the hub's messages.
 *
 * @since 0.1.0
 */
export class PresenceBook {
	private entries = new Map< string, Entry >();

	public open( channel: string, snapshot: PresenceSnapshot ): Presence {
		const members = snapshot.members
			? new Map(
					snapshot.members.map( ( member ) => [ member.id, member ] )
				)
			: null;
		return this.put( channel, { members, count: snapshot.count } );
	}

	public change( message: PresenceMessage ): Presence {
		const known = this.entries.get( message.channel )?.members;
		const names = message.join.length > 0 || message.leave.length > 0;
		if ( ! known && ! names ) {
			return this.put( message.channel, {
				members: null,
				count: message.count,
			} );
		}
		const members = new Map( known ?? [] );
		message.leave.forEach( ( id ) => members.delete( id ) );
		message.join.forEach( ( member ) => members.set( member.id, member ) );
		return this.put( message.channel, { members, count: message.count } );
	}

	public all(): Array< [ string, Presence ] > {
		return [ ...this.entries ].map( ( [ channel, entry ] ) => [
			channel,
			toPresence( entry ),
		] );
	}

	/** Nobody can be seen while nobody is listening. */
	public clear(): string[] {
		const channels = [ ...this.entries.keys() ];
		this.entries = new Map();
		return channels;
	}

	private put( channel: string, entry: Entry ): Presence {
		this.entries.set( channel, entry );
		return toPresence( entry );
	}
}

function toPresence( { members, count }: Entry ): Presence {
	return members ? { members: [ ...members.values() ], count } : { count };
}
