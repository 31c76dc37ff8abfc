import { dressIn, everywhere } from './admin.mjs';
import { logIn } from './log-in.mjs';
import { post } from './rest.mjs';

const CANVAS = 'iframe[name="editor-canvas"]';
const SIDEBAR = 'realtime-events/live-activity';

const paragraph = ( text ) =>
	`<!-- wp:paragraph --><p>${ text }</p><!-- /wp:paragraph -->`;

const CONTENT = [
	'It takes five days, two bowls and nothing but flour and water. What lives in it was there before you came.',
	'Day one: mix as much rye as water, and leave it where it is warm. Day two: nothing. Do not worry.',
]
	.map( paragraph )
	.join( '' );

/**
 * @param {Object} demo   The demo.
 * @param {string} title  Its title.
 * @param {string} author Who writes it.
 * @return {Promise<Object>} A draft.
 */
const draft = ( demo, title, author = 'editor' ) =>
	post( demo, author, '/wp/v2/posts', {
		status: 'draft',
		title,
		content: CONTENT,
	} );

const addressOf = ( demo, { id } ) =>
	`${ demo.site }/wp-admin/post.php?post=${ id }&action=edit`;

const isLive = ( page ) =>
	page
		.getByRole( 'button', { name: /Connection: Live/ } )
		.first()
		.waitFor();

/**
 * Opens a post in the block editor.
 *
 * @param {Object} page  Whose.
 * @param {Object} demo  The demo.
 * @param {Object} which The post.
 */
async function edit( page, demo, which ) {
	await page.goto( addressOf( demo, which ) );
	await page.frameLocator( CANVAS ).locator( 'p' ).first().waitFor();
	await page.evaluate( () =>
		window.wp.data
			.dispatch( 'core/preferences' )
			.set( 'core/edit-post', 'welcomeGuide', false )
	);
}

// Where no sidebar says so.
const isLiveUnseen = ( page ) =>
	page.waitForFunction(
		() =>
			window.wp.data.select( 'realtime-events' ).getConnection().phase ===
			'live'
	);

async function openSidebar( page ) {
	await page.evaluate(
		( name ) =>
			window.wp.data
				.dispatch( 'core/interface' )
				.enableComplementaryArea( 'core', name ),
		SIDEBAR
	);
	await isLive( page );
}

/**
 * Somebody else opens a post, and stays until the pictures are taken.
 *
 * @param {Object} page  Of who is in the picture.
 * @param {Object} demo  The demo.
 * @param {Object} which The post.
 */
async function editorComes( page, demo, which ) {
	const browser = page.context().browser();
	const context = await browser.newContext( {
		storageState: await logIn( browser, demo, 'editor' ),
	} );
	await edit( await context.newPage(), demo, which );
}

async function askToPublish( page ) {
	await page
		.getByRole( 'region', { name: 'Editor top bar' } )
		.getByRole( 'button', { name: 'Publish', exact: true } )
		.click();
	const panel = page.getByRole( 'region', { name: 'Editor publish' } );
	await panel.getByText( 'This will be announced to' ).waitFor();
	return panel;
}

/** What who writes sees of the others, and of what becomes of the news. */
export const EDITOR_SHOTS = [
	...everywhere( {
		file: 'editor-sidebar',
		act: async ( page, demo ) => {
			const which = await draft( demo, 'Sourdough' );
			await post( demo, 'author', '/wp/v2/posts', {
				status: 'publish',
				title: 'Why we close on Mondays',
			} );
			await edit( page, demo, which );
			await openSidebar( page );
			await editorComes( page, demo, which );
			await page.getByText( /other person has this open/ ).waitFor();
			await post( demo, 'editor', `/wp/v2/posts/${ which.id }`, {
				title: 'Sourdough, day by day',
			} );
			await page
				.getByText( /Sourdough, day by day/ )
				.first()
				.waitFor();
		},
	} ),
	...everywhere( {
		file: 'editor-changed',
		size: 'tablet',
		act: async ( page, demo, { size } ) => {
			const which = await draft( demo, 'Rye bread' );
			await edit( page, demo, which );
			// On a phone it lies over the post, and so over what is shown here.
			await ( size === 'phone'
				? isLiveUnseen( page )
				: openSidebar( page ) );
			await post( demo, 'editor', `/wp/v2/posts/${ which.id }`, {
				title: 'Rye bread for beginners',
			} );
			await page
				.locator( '.components-notice', {
					hasText: 'This post was changed elsewhere',
				} )
				.waitFor();
		},
	} ),
	...everywhere( {
		file: 'editor-pre-publish',
		size: 'tablet',
		act: async ( page, demo ) => {
			await edit( page, demo, await draft( demo, 'Brioche', 'admin' ) );
			await askToPublish( page );
		},
	} ),
	...everywhere( {
		file: 'editor-post-publish',
		size: 'tablet',
		act: async ( page, demo ) => {
			const which = await draft( demo, 'Focaccia', 'admin' );
			await edit( page, demo, which );
			await openSidebar( page );
			const panel = await askToPublish( page );
			await panel
				.getByRole( 'button', { name: 'Publish', exact: true } )
				.click();
			await panel.getByText( /^(Shown to|Nobody else)/ ).waitFor();
		},
	} ),
	...everywhere( {
		file: 'post-list',
		act: async ( page, demo ) => {
			const at = await draft( demo, 'Bagels with sesame' );
			const changed = await draft( demo, 'Pretzels' );
			await page.goto( `${ demo.site }/wp-admin/edit.php` );
			const rowOf = ( { id } ) => page.locator( `#post-${ id }` );
			await editorComes( page, demo, at );
			await rowOf( at ).getByText( 'Edda Editor' ).first().waitFor();
			await post( demo, 'editor', `/wp/v2/posts/${ changed.id }`, {
				title: 'Pretzels with salt',
			} );
			await rowOf( changed )
				.getByRole( 'link', { name: /Changed/ } )
				.waitFor();
		},
	} ),
];

/**
 * Shows one of them.
 *
 * @param {Object} page The page.
 * @param {Object} demo The demo.
 * @param {Object} shot What is shown.
 */
export async function showEditor( page, demo, shot ) {
	await dressIn( demo, shot.scheme );
	await shot.act( page, demo, shot );
}
