import type { TypeFacts } from '../types';

/**
 * The fields that visitors would see of every public type of a group, where
 * these are the same for all: said once for the group and not on each row.
 *
 * @since 0.1.0
 */
export function sharedPublicFields(
	types: readonly TypeFacts[]
): readonly string[] | null {
	const lists = types
		.map( ( { publicFields } ) => publicFields )
		.filter( ( fields ) => fields.length > 0 );
	const [ first ] = lists;
	return first && lists.every( ( list ) => list.join() === first.join() )
		? first
		: null;
}
