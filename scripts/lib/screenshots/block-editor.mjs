import { post } from './rest.mjs';

const CANVAS = 'iframe[name="editor-canvas"]';

/** What who puts a block on a page sees: samples in the page, and beside it what is told, in which words. */
export const BLOCK_EDITOR_SHOTS = [
	{
		file: 'blocks-editor',
		content:
			'<!-- wp:realtime-events/notice {"types":["post.updated"],"display":"inline","stack":2} /--><!-- wp:realtime-events/feed {"types":["site.announcement"],"items":3} /-->',
		selected: 0,
		ready: '.wp-block-realtime-events-notice__card',
	},
];

/**
 * Opens a page in the block editor, with one of its blocks selected.
 *
 * @param {Object} page The page.
 * @param {Object} demo The demo.
 * @param {Object} shot What is shown.
 */
export async function showInEditor( page, demo, shot ) {
	const { content, selected, ready } = shot;
	const { id } = await post( demo, 'admin', '/wp/v2/pages', {
		status: 'draft',
		title: 'What is new',
		content,
	} );
	await page.goto(
		`${ demo.site }/wp-admin/post.php?post=${ id }&action=edit`
	);
	await page.frameLocator( CANVAS ).locator( ready ).first().waitFor();
	await page.evaluate( async ( index ) => {
		const { dispatch, select } = window.wp.data;
		await dispatch( 'core/preferences' ).set(
			'core/edit-post',
			'welcomeGuide',
			false
		);
		const blocks = select( 'core/block-editor' ).getBlocks();
		await dispatch( 'core/block-editor' ).selectBlock(
			blocks[ index ].clientId
		);
		await dispatch( 'core/interface' ).enableComplementaryArea(
			'core',
			'edit-post/block'
		);
	}, selected );
	await page
		.getByText( /Visitors are not told yet of/ )
		.first()
		.waitFor();
}
