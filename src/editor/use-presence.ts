import { useSelect } from '@wordpress/data';
import { store as editorStore } from '@wordpress/editor';
import { useEffect, useMemo } from '@wordpress/element';
import { join, setState, store } from '@realtime-events/client';
import { othersHere, type Lock, type Person } from './others';

interface Presence {
	readonly people: readonly Person[];
	/** Whether the hub has said who is here, which it does once it has let one in. */
	readonly isKnown: boolean;
}

/**
 * Who else has this post open; and tells them whether one edits it oneself.
 *
 * @since 0.1.0
 *
 * @param channel Of the post; null for none.
 * @param ownId   The user's own id.
 */
export function usePresence( channel: string | null, ownId: number ): Presence {
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
		return isPostLocked() ? ( getPostLockUser() as Lock | null ) : null;
	}, [] );
	const isEditing = useSelect(
		( select ) => select( editorStore ).isEditedPostDirty(),
		[]
	);
	// Before the hub has let one in there is nobody to tell.
	const isHere =
		members?.some( ( { id } ) => id === String( ownId ) ) ?? false;
	useEffect( () => {
		if ( channel !== null && isHere ) {
			setState( channel, { editing: isEditing } );
		}
	}, [ channel, isHere, isEditing ] );
	const people = useMemo(
		() => othersHere( members ?? [], ownId, lock ),
		[ members, ownId, lock ]
	);
	return { people, isKnown: isHere };
}
