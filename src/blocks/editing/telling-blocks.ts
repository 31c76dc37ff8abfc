import { createBlock } from '@wordpress/blocks';
import type { Templates } from '../shared/item';
import type { Transforms } from './register';

/** What the blocks that tell of events have in common. */
interface Telling {
	readonly types?: string[];
	readonly templates?: Templates;
}

const asked =
	( name: string ) =>
	( { types, templates }: Telling ) =>
		createBlock( name, { types, templates } );

/**
 * A notice and a feed tell of the same events, in the same words.
 *
 * @since 0.1.0
 */
export const noticeTransforms: Transforms = {
	to: [
		{
			type: 'block',
			blocks: [ 'realtime-events/feed' ],
			transform: asked( 'realtime-events/feed' ),
		},
	],
};

interface LatestPosts {
	readonly postsToShow?: number;
}

interface LatestComments {
	readonly commentsToShow?: number;
}

/**
 * Core's lists of what is new come alive.
 *
 * @since 0.1.0
 */
export const feedTransforms: Transforms = {
	from: [
		{
			type: 'block',
			blocks: [ 'core/latest-posts' ],
			transform: ( { postsToShow }: LatestPosts ) =>
				createBlock( 'realtime-events/feed', {
					types: [ 'post.published' ],
					items: postsToShow,
				} ),
		},
		{
			type: 'block',
			blocks: [ 'core/latest-comments' ],
			transform: ( { commentsToShow }: LatestComments ) =>
				createBlock( 'realtime-events/feed', {
					types: [ 'comment.approved' ],
					items: commentsToShow,
				} ),
		},
	],
	to: [
		{
			type: 'block',
			blocks: [ 'realtime-events/notice' ],
			transform: asked( 'realtime-events/notice' ),
		},
	],
};
