import { useSelect } from '@wordpress/data';
import { store as editorStore } from '@wordpress/editor';
import { postChannel } from '../protocol';

/**
 * What is edited.
 *
 * @since 0.1.0
 */
export interface EditedPost {
	readonly id: number;
	readonly type: string;
	/** As events name it: `post/42`. */
	readonly subject: string;
	/** Where its editors meet. */
	readonly channel: string;
}

/**
 * @since 0.1.0
 *
 * @return Null for what is no post: a template that was not saved has no number.
 */
export function usePost(): EditedPost | null {
	const id = useSelect(
		( select ) => select( editorStore ).getCurrentPostId(),
		[]
	);
	const type = useSelect(
		( select ) => select( editorStore ).getCurrentPostType(),
		[]
	);
	if ( typeof id !== 'number' || typeof type !== 'string' ) {
		return null;
	}
	return {
		id,
		type,
		subject: `post/${ id }`,
		channel: postChannel( type, id ),
	};
}
