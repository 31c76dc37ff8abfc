import { useSelect } from '@wordpress/data';
import { store as editorStore } from '@wordpress/editor';
import { useEffect } from '@wordpress/element';
import { join, store } from '@realtime-events/client';

/** @since 0.1.0 */
export interface Person {
	readonly id: string;
	readonly name: string;
	readonly avatar: string;
}

/**
 * Who else has this post open. Where the hub is away, WordPress's own lock still
 * knows who edits it.
 *
 * @since 0.1.0
 *
 * @param channel Of the post; null for none.
 * @param ownId   The user's own id.
 */
export function usePresence(
	channel: string | null,
	ownId: number
): readonly Person[] {
	useEffect(
		() => ( channel === null ? undefined : join( channel ) ),
		[ channel ]
	);
	const members = useSelect(
		( select ) =>
			channel === null
				? undefined
				: select( store ).getPresence( channel ).members,
		[ channel ]
	);
	const lock = useSelect( ( select ) => {
		const { isPostLocked, getPostLockUser } = select( editorStore );
		return isPostLocked()
			? ( getPostLockUser() as { name?: string; avatar?: string } | null )
			: null;
	}, [] );
	const others = ( members ?? [] )
		.filter( ( { id } ) => id !== String( ownId ) )
		.map( ( { id, name, avatar = '' } ) => ( { id, name, avatar } ) );
	if ( others.length === 0 && lock?.name ) {
		return [ { id: 'lock', name: lock.name, avatar: lock.avatar ?? '' } ];
	}
	return others;
}
