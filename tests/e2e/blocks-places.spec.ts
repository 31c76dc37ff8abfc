import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import {
	connected,
	expect,
	makePublic,
	notices,
	rows,
	test,
	visit,
} from './support/blocks';

const run = promisify( execFile );

/** A poll finds what happened, and a cached answer may be a few seconds old. */
const POLLED_WITHIN_MS = 30_000;

const bound = ( attribute: string, where: string ) =>
	`{"metadata":{"bindings":{"${ attribute }":{"source":"realtime-events/value","args":{"counts":"comments","label":"{count} in the ${ where }"}}}}}`;

/** Core's own blocks with a live number in them. */
const BOUND = `<!-- wp:heading ${ bound( 'content', 'heading' ) } --><h2 class="wp-block-heading">Some</h2><!-- /wp:heading --><!-- wp:paragraph ${ bound( 'content', 'paragraph' ) } --><p>Some</p><!-- /wp:paragraph --><!-- wp:buttons --><div class="wp-block-buttons"><!-- wp:button ${ bound( 'text', 'button' ) } --><div class="wp-block-button"><a class="wp-block-button__link wp-element-button" href="#comments">Some</a></div><!-- /wp:button --></div><!-- /wp:buttons -->`;

/**
 * Posts one at a time, turned over without loading the page anew.
 *
 * @param words What is in their titles: other tests have made posts as well.
 * @param more  What else stands at each of them.
 */
const query = ( words: string, more = '' ) =>
	`<!-- wp:query {"queryId":7,"query":{"perPage":1,"pages":0,"offset":0,"postType":"post","order":"desc","orderBy":"date","search":"${ words }","inherit":false},"enhancedPagination":true} --><div class="wp-block-query"><!-- wp:post-template --><!-- wp:post-title /--><!-- wp:realtime-events/counter {"counts":"comments","label":"{count} so far","labelOne":"One so far"} /-->${ more }<!-- /wp:post-template --><!-- wp:query-pagination --><!-- wp:query-pagination-next {"label":"Older"} /--><!-- /wp:query-pagination --></div><!-- /wp:query -->`;

async function expectBound( page: Page ): Promise< void > {
	for ( const [ role, where ] of [
		[ 'heading', 'heading' ],
		[ 'paragraph', 'paragraph' ],
		[ 'link', 'button' ],
	] as const ) {
		await expect(
			page.getByRole( role ).filter( { hasText: `in the ${ where }` } )
		).toHaveText( `1 in the ${ where }` );
	}
}

test.describe( 'the blocks for visitors, wherever they stand', () => {
	test( 'count each post of a query loop, and stay alive when its page is turned', async ( {
		browser,
		demo,
		site,
	} ) => {
		await makePublic( site, 'comment.created', 'comment.approved' );
		const loaf = `Loaf ${ Date.now() }`;
		const newer = await site.makePost( `${ loaf }, newer` );
		const older = await site.makePost( `${ loaf }, older`, 1 );
		const comment = ( post: number ) =>
			site.php(
				`wp_insert_comment( array( 'comment_post_ID' => ${ post }, 'comment_content' => 'Good', 'comment_author' => 'Bob', 'comment_approved' => 1 ) );`
			);
		const url = await site.makePage( 'toast', query( loaf ) );
		const context = await browser.newContext();
		const page = await context.newPage();
		let sockets = 0;
		page.on( 'websocket', () => sockets++ );
		await connected( page, () => page.goto( url ) );
		await expect( page.getByText( '0 so far' ) ).toBeVisible();
		await comment( newer );
		await expect( page.getByText( 'One so far' ) ).toBeVisible();

		await page.evaluate( () =>
			Object.assign( window, { isSameDocument: true } )
		);
		await page.getByRole( 'link', { name: 'Older' } ).click();
		await expect(
			page.getByRole( 'heading', { name: `${ loaf }, older` } )
		).toBeVisible();
		await expect( page.getByText( '0 so far' ) ).toBeVisible();
		await comment( older );
		await expect( page.getByText( 'One so far' ) ).toBeVisible();
		const text = `After the page was turned ${ Date.now() }`;
		await site.announce( text );
		await expect( notices( page ) ).toContainText( text );

		expect(
			await page.evaluate( () => 'isSameDocument' in window ),
			'the page was not loaded anew'
		).toBe( true );
		expect( sockets ).toBe( 1 );
		expect( new URL( page.url() ).origin ).toBe( demo.site );
		await context.close();
	} );

	test( 'are live in a heading, a paragraph and a button of core, in each post of a query loop', async ( {
		browser,
		site,
	} ) => {
		await makePublic( site, 'comment.created', 'comment.approved' );
		const roll = `Roll ${ Date.now() }`;
		const newer = await site.makePost( `${ roll }, newer` );
		const older = await site.makePost( `${ roll }, older`, 1 );
		const comment = ( post: number ) =>
			site.php(
				`wp_insert_comment( array( 'comment_post_ID' => ${ post }, 'comment_content' => 'Good', 'comment_author' => 'Bob', 'comment_approved' => 1 ) );`
			);
		const page = await visit(
			browser,
			await site.makePage( 'toast', query( roll, BOUND ) )
		);
		await comment( newer );
		await expectBound( page );
		await page.getByRole( 'link', { name: 'Older', exact: true } ).click();
		await expect( page.getByText( '0 in the heading' ) ).toBeVisible();
		await comment( older );
		await expectBound( page );
		await page.context().close();
	} );

	test( 'ask the site while the hub is away only where the admin lets them, as nobody', async ( {
		browser,
		hub,
		site,
	} ) => {
		const allow = ( is: boolean ) =>
			site.php(
				`update_option( 'realtime_events', array( 'public_polling' => ${ String(
					is
				) } ) + get_option( 'realtime_events' ) );`
			);
		await allow( true );
		const url = await site.makePage( 'feed' );
		await hub.kill();
		const context = await browser.newContext();
		await context.addCookies( [ { name: 'somebody', value: 'yes', url } ] );
		const page = await context.newPage();
		const polled = page.waitForRequest( ( request ) =>
			request.url().includes( 'wp-json' )
		);
		await page.goto( url );
		const request = await polled;
		expect( new URL( request.url() ).searchParams.get( 'channel' ) ).toBe(
			'public'
		);
		expect( await request.headerValue( 'cookie' ) ).toBeNull();
		const response = await request.response();
		expect( await response?.headerValue( 'cache-control' ) ).toBe(
			'public, max-age=5'
		);
		const text = `Polled ${ Date.now() }`;
		await site.announce( text );
		await expect( rows( page ).first() ).toContainText( text, {
			timeout: POLLED_WITHIN_MS,
		} );
		await context.close();
		await allow( false );
	} );

	test( 'look after themselves in a classic theme', async ( {
		browser,
		demo,
		site,
	} ) => {
		const theme = resolve( demo.wordpress, 'wp-content/themes/plain' );
		await mkdir( theme, { recursive: true } );
		await writeFile(
			resolve( theme, 'style.css' ),
			'/*\nTheme Name: Plain\n*/\nbody { font-family: serif; max-width: 40em; margin: 2em auto; }\n'
		);
		await writeFile(
			resolve( theme, 'index.php' ),
			'<!doctype html><html <?php language_attributes(); ?>><head><meta charset="utf-8"><?php wp_head(); ?></head><body <?php body_class(); ?>><main><?php while ( have_posts() ) { the_post(); the_title( "<h1>", "</h1>" ); the_content(); } ?></main><?php wp_footer(); ?></body></html>'
		);
		const { stdout } = await run( demo.wp, [
			'theme',
			'list',
			'--status=active',
			'--field=name',
		] );
		await run( demo.wp, [ 'theme', 'activate', 'plain' ] );
		try {
			const url = await site.makePage( 'toast', 'feed', 'today' );
			const page = await visit( browser, url );
			const text = `In a classic theme ${ Date.now() }`;
			await site.announce( text );
			await expect( notices( page ) ).toContainText( text );
			await expect( rows( page ).first() ).toContainText( text );
			const box = await notices( page ).boundingBox();
			const { width, height } = page.viewportSize() ?? {
				width: 0,
				height: 0,
			};
			expect( box ).not.toBeNull();
			expect( ( box?.x ?? 0 ) + ( box?.width ?? 0 ) ).toBeLessThanOrEqual(
				width
			);
			expect(
				( box?.y ?? 0 ) + ( box?.height ?? 0 )
			).toBeLessThanOrEqual( height );
			await page.context().close();
			// Where there is no block there is nothing, in a theme that knows no blocks as well.
			const elsewhere = await ( await fetch( demo.site ) ).text();
			expect( elsewhere ).toContain( 'plain' );
			expect( elsewhere ).not.toContain( 'realtime-events' );
		} finally {
			await run( demo.wp, [ 'theme', 'activate', stdout.trim() ] );
		}
	} );
} );
