import type { PresenceMember } from '../protocol';

/** Somebody who has the same post open. @since 0.1.0 */
export interface Person {
	readonly id: string;
	readonly name: string;
	readonly avatar: string;
	/** Has changes that are not saved, or WordPress's lock; else looks on. */
	readonly isEditing: boolean;
}

/** What WordPress itself knows of who edits a post. @since 0.1.0 */
export interface Lock {
	readonly name?: string;
	readonly avatar?: string;
}

const BY_LOCK = 'lock';

/**
 * The others who are here. Where the hub is away, WordPress's own lock still
 * knows who edits.
 *
 * @since 0.1.0
 *
 * @param members Who the hub says is here.
 * @param ownId   The user's own id.
 * @param lock    Null: nobody else holds it.
 */
export function othersHere(
	members: readonly PresenceMember[],
	ownId: number,
	lock: Lock | null
): Person[] {
	const others = members
		.filter( ( { id } ) => id !== String( ownId ) )
		.map( ( { id, name, avatar = '', state } ) => ( {
			id,
			name,
			avatar,
			isEditing: state?.editing === true,
		} ) );
	if ( others.length > 0 || ! lock?.name ) {
		return others;
	}
	return [
		{
			id: BY_LOCK,
			name: lock.name,
			avatar: lock.avatar ?? '',
			isEditing: true,
		},
	];
}

/**
 * Who came since the last look.
 *
 * @since 0.1.0
 *
 * @param before Ids of those who were here; null: nobody has looked yet.
 * @param people
 */
export const newcomer = (
	before: ReadonlySet< string > | null,
	people: readonly Person[]
): Person | undefined =>
	before === null
		? undefined
		: people.find( ( { id } ) => ! before.has( id ) );
