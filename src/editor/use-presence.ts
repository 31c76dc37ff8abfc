import { useSelect } from '@wordpress/data';
import { store as editorStore } from '@wordpress/editor';
import { useEffect, useMemo } from '@wordpress/element';
import { join, setState, store } from '@realtime-events/client';
import type { PresenceMember } from '../protocol';
import { othersHere, type Lock, type Person } from './others';

/** @since 0.1.0 */
export interface Presence {
	readonly people: readonly Person[];
	/** Whether the hub has said who is here, which it does once it has let one in. */
	readonly isKnown: boolean;
	/** Whether the hub cannot let one in, because this browser is in too many posts already. */
	readonly lacksRoom: boolean;
}

/** Of what is no post. */
const NOBODY: { members?: readonly PresenceMember[]; code?: string } = {};

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
	const { members, code } = useSelect(
		( select ) =>
			channel === null ? NOBODY : select( store ).getPresence( channel ),
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
	return { people, isKnown: isHere, lacksRoom: code === 'channel_limit' };
}
