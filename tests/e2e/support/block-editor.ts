import type { Page } from '@playwright/test';
import type { Demo } from '../../support/harness';
import type { WordPress } from './editor';

/** Name and attributes of a block. */
export type NewBlock = readonly [ string, Record< string, unknown > ];

/** The frame in which the editor shows what is edited. */
export const canvas = ( page: Page ) =>
	page.frameLocator( 'iframe[name="editor-canvas"]' );

/**
 * Opens a post in the block editor, without its welcome.
 *
 * @param page
 * @param demo
 * @param post Its id.
 */
export async function editPost(
	page: Page,
	demo: Demo,
	post: number
): Promise< void > {
	await page.goto(
		`${ demo.site }/wp-admin/post.php?post=${ post }&action=edit`
	);
	// What is inserted before the post is drawn is gone once it is.
	await canvas( page )
		.getByRole( 'textbox', { name: 'Add title' } )
		.waitFor();
	await page.evaluate( () =>
		( window as unknown as WordPress ).wp.data
			.dispatch( 'core/preferences' )
			.set?.( 'core/edit-post', 'welcomeGuide', false )
	);
}

/**
 * Puts blocks into the post that is edited, and selects the first of them.
 *
 * @param page
 * @param blocks
 */
export async function insertBlocks(
	page: Page,
	blocks: readonly NewBlock[]
): Promise< void > {
	await page.evaluate( async ( wanted ) => {
		const { blocks: registry, data } = ( window as unknown as Editor ).wp;
		const made = wanted.map( ( [ name, attributes ] ) =>
			registry.createBlock( name, attributes )
		);
		const editor = data.dispatch( 'core/block-editor' );
		await editor.insertBlocks?.( made );
		await editor.selectBlock?.( made[ 0 ]?.clientId );
		await data
			.dispatch( 'core/interface' )
			.enableComplementaryArea?.( 'core', 'edit-post/block' );
	}, blocks );
}

interface Editor extends WordPress {
	wp: WordPress[ 'wp' ] & {
		blocks: {
			createBlock: (
				name: string,
				attributes: Record< string, unknown >
			) => { clientId: string };
		};
	};
}
