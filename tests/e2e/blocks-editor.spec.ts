import type { Page } from '@playwright/test';
import { connected, expect, keepToTeam, notices, test } from './support/blocks';
import { canvas, editPost, insertBlocks } from './support/block-editor';

const TRAP = '<img src=x onerror="window.parent.pwned = window.pwned = 1">';

/** Puts a notice at the foot of every page; answers with the number of what does it. */
const FOOTER = `$post = wp_insert_post( array( 'post_type' => 'wp_template_part', 'post_name' => 'footer', 'post_title' => 'Footer', 'post_status' => 'publish', 'post_content' => '<!-- wp:realtime-events/notice {"types":["site.announcement"],"display":"inline","seconds":0} /-->' ) );
wp_set_object_terms( $post, get_stylesheet(), 'wp_theme' );
wp_set_object_terms( $post, 'footer', 'wp_template_part_area' );
echo $post;`;

interface Facts {
	readonly patterns: string[];
	readonly invalid: string[];
	readonly blocks: Record< string, unknown >[];
}

/**
 * What the editor thinks of our blocks and patterns.
 *
 * @param page An editor.
 */
const factsOf = ( page: Page ): Promise< Facts > =>
	page.evaluate( async () => {
		interface Parsed {
			name: string;
			isValid: boolean;
			innerBlocks: Parsed[];
		}
		const { apiFetch, blocks } = (
			window as unknown as {
				wp: {
					apiFetch: ( options: { path: string } ) => Promise<
						{
							name: string;
							content: string;
							categories: string[];
						}[]
					>;
					blocks: {
						parse: ( content: string ) => Parsed[];
						getBlockTypes: () => {
							name: string;
							apiVersion: number;
							supports: Record< string, unknown >;
							example?: unknown;
						}[];
					};
				};
			}
		 ).wp;
		const all = await apiFetch( {
			path: '/wp/v2/block-patterns/patterns',
		} );
		const ours = all.filter( ( { name } ) =>
			name.startsWith( 'realtime-events/' )
		);
		const invalid: string[] = [];
		const look = ( pattern: string, parsed: Parsed[] ) => {
			for ( const { name, isValid, innerBlocks } of parsed ) {
				if ( ! isValid || name === 'core/missing' ) {
					invalid.push( `${ pattern }: ${ name }` );
				}
				look( pattern, innerBlocks );
			}
		};
		for ( const { name, content } of ours ) {
			look( name, blocks.parse( content ) );
		}
		return {
			patterns: ours.map( ( { name } ) => name ).sort(),
			invalid,
			blocks: blocks
				.getBlockTypes()
				.filter( ( { name } ) => name.startsWith( 'realtime-events/' ) )
				.map( ( { name, apiVersion, supports, example } ) => ( {
					name,
					apiVersion,
					supports: [
						'align',
						'color',
						'typography',
						'spacing',
						'__experimentalBorder',
					].filter( ( one ) => supports[ one ] ),
					hasExample: Boolean( example ),
				} ) ),
		};
	} );

const SUPPORTS = [
	'align',
	'color',
	'typography',
	'spacing',
	'__experimentalBorder',
];

test.describe( 'the blocks in the editor', () => {
	test( 'are known to it with all that themes style, and so is each pattern', async ( {
		demo,
		loggedInPage,
		site,
	} ) => {
		await keepToTeam( site, 'post.updated' );
		const page = await loggedInPage( 'editor' );
		await editPost( page, demo, await site.makePost( 'Of blocks' ) );
		const facts = await factsOf( page );
		expect( facts.patterns ).toEqual( [
			'realtime-events/announcement',
			'realtime-events/news',
			'realtime-events/readers',
		] );
		expect( facts.invalid ).toEqual( [] );
		expect( facts.blocks ).toEqual(
			[ 'counter', 'feed', 'notice', 'order-status' ].map( ( name ) => ( {
				name: `realtime-events/${ name }`,
				apiVersion: 3,
				supports: SUPPORTS,
				hasExample: true,
			} ) )
		);

		await insertBlocks( page, [
			[ 'realtime-events/feed', { types: [ 'post.updated' ] } ],
		] );
		await expect(
			page.getByText( 'An administrator can make it public.', {
				exact: true,
			} ),
			'who may not switch it on is told who may'
		).toBeVisible();
		await expect(
			page.getByRole( 'button', { name: 'Make it public' } )
		).toHaveCount( 0 );
	} );

	test( 'show samples as text, send one more on demand, and say what visitors are not told yet', async ( {
		demo,
		loggedInPage,
		site,
	} ) => {
		await keepToTeam( site, 'post.updated' );
		const page = await loggedInPage( 'admin' );
		await editPost( page, demo, await site.makePost( 'Of notices' ) );
		await insertBlocks( page, [
			[
				'realtime-events/notice',
				{
					types: [ 'post.updated' ],
					display: 'inline',
					stack: 5,
					templates: { 'post.updated': `${ TRAP } {title}` },
				},
			],
			[ 'realtime-events/feed', { templates: { 'post.updated': TRAP } } ],
		] );
		const notice = canvas( page ).locator(
			'.wp-block-realtime-events-notice__card'
		);
		await expect( notice ).toHaveCount( 2 );
		await expect( notice.first() ).toContainText( TRAP );
		await page
			.getByRole( 'button', { name: 'Preview arriving notice' } )
			.click();
		await expect( notice ).toHaveCount( 3 );
		expect( await page.evaluate( () => 'pwned' in window ) ).toBe( false );

		const settings = page.getByRole( 'region', {
			name: 'Editor settings',
		} );
		await settings.getByRole( 'tab', { name: 'Settings' } ).click();
		const field = settings.getByLabel( /Words for/ );
		await expect( field ).toHaveValue( `${ TRAP } {title}` );
		await settings.getByRole( 'button', { name: 'Insert {link}' } ).click();
		await expect( field ).toHaveValue( `${ TRAP } {title} {link}` );
		const warning = settings.getByText( /Visitors are not told yet of/ );
		await expect( warning.first() ).toBeVisible();
		await settings
			.getByRole( 'button', { name: 'Make it public' } )
			.click();
		await expect( warning ).toHaveCount( 0 );
		expect(
			await site.php(
				`echo (int) Realtime_Events\\container()->get( Realtime_Events\\Settings\\Options::class )->type_is_public( 'post.updated' );`
			)
		).toBe( '1' );
	} );

	test( 'stand in the site editor and in a template, on every page of which they are alive', async ( {
		browser,
		demo,
		loggedInPage,
		site,
	} ) => {
		const part = await site.php( FOOTER );
		try {
			const page = await loggedInPage( 'admin' );
			await page.goto(
				`${ demo.site }/wp-admin/site-editor.php?postType=wp_template_part&postId=twentytwentyfive//footer&canvas=edit`
			);
			await expect(
				canvas( page )
					.locator( '.wp-block-realtime-events-notice__card' )
					.first()
			).toBeVisible();
			const context = await browser.newContext();
			const visitor = await context.newPage();
			await connected( visitor, async () => {
				await visitor.goto( `${ demo.site }/?p=1` );
				await visitor
					.locator( '.wp-block-realtime-events-notice' )
					.scrollIntoViewIfNeeded();
			} );
			const text = `At the foot of all pages ${ Date.now() }`;
			await site.announce( text );
			await expect( notices( visitor ) ).toContainText( text );
			await context.close();
		} finally {
			// It stands on every page of the site, those of other tests among them.
			await site.php( `wp_delete_post( ${ part }, true );` );
		}
	} );
} );
