import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from '@playwright/test';
import type { Demo } from '../support/harness';
import { expect, test } from './support/fixtures';

const run = promisify( execFile );

const AXE = resolve( __dirname, '../../node_modules/axe-core/axe.min.js' );
const MAX_VIEW_BYTES = 6 * 1024;
const VISITORS = 50;

/** Long enough for a hub that came back to be found again by the backoff. */
const RECOVERY_WITHIN_MS = 45_000;

const BLOCKS = {
	toast: '<!-- wp:realtime-events/notice {"types":["site.announcement"],"seconds":0} /-->',
	banner: '<!-- wp:realtime-events/notice {"types":["site.announcement"],"display":"banner","seconds":0,"align":"full"} /-->',
	inline: '<!-- wp:realtime-events/notice {"types":["site.announcement"],"display":"inline","stack":2,"seconds":0} /-->',
	feed: '<!-- wp:realtime-events/feed {"types":["site.announcement"]} /-->',
	posts: '<!-- wp:realtime-events/feed {"types":["post.published"]} /-->',
	cards: '<!-- wp:realtime-events/feed {"types":["site.announcement"],"layout":"cards","items":3} /-->',
	today: '<!-- wp:realtime-events/counter {"counts":"events","eventType":"site.announcement","label":"{count} announcements"} /-->',
	readers:
		'<!-- wp:realtime-events/counter {"counts":"page","label":"{count} readers","labelOne":"One reader"} /-->',
	bound: '<!-- wp:paragraph {"metadata":{"bindings":{"content":{"source":"realtime-events/value","args":{"counts":"events","eventType":"site.announcement","label":"{count} bound"}}}}} --><p>Many</p><!-- /wp:paragraph -->',
};

/** Says PHP to the demo site. */
async function php( demo: Demo, code: string ): Promise< string > {
	return ( await run( demo.wp, [ 'eval', code ] ) ).stdout;
}

async function makePage(
	demo: Demo,
	...blocks: Array< keyof typeof BLOCKS >
): Promise< string > {
	const content = blocks.map( ( name ) => BLOCKS[ name ] ).join( '\n' );
	return php(
		demo,
		`echo get_permalink( wp_insert_post( wp_slash( array( 'post_type' => 'page', 'post_status' => 'publish', 'post_title' => 'Live', 'post_content' => base64_decode( '${ Buffer.from(
			content
		).toString( 'base64' ) }' ) ) ) ) );`
	);
}

const announce = ( demo: Demo, message: string ): Promise< string > =>
	php(
		demo,
		`realtime_events_publish( 'site.announcement', array( 'message' => base64_decode( '${ Buffer.from(
			message
		).toString( 'base64' ) }' ) ) );`
	);

async function visit( browser: Browser, url: string ): Promise< Page > {
	const context = await browser.newContext();
	const page = await context.newPage();
	await connected( page, () => page.goto( url ) );
	return page;
}

/**
 * Waits until the hub has answered the page's subscription: from then on it is live.
 *
 * @param page
 * @param act  What makes it connect.
 */
async function connected(
	page: Page,
	act: () => Promise< unknown >
): Promise< void > {
	const answered = page.waitForEvent( 'websocket' ).then( ( socket ) =>
		socket.waitForEvent( 'framereceived', ( { payload } ) =>
			// Engine.IO message, Socket.IO acknowledgement.
			String( payload ).startsWith( '43' )
		)
	);
	await act();
	await answered;
}

const notices = ( page: Page ) =>
	page.locator( '.wp-block-realtime-events-notice__card' );

test.describe( 'the blocks for visitors', () => {
	test( 'show an announcement at once, and cost the site no request', async ( {
		browser,
		demo,
	} ) => {
		const url = await makePage( demo, 'toast', 'feed', 'today', 'bound' );
		const context = await browser.newContext();
		const page = await context.newPage();
		const asked: string[] = [];
		await connected( page, () => page.goto( url ) );
		// WordPress's own scripts come late as well.
		await page.waitForLoadState( 'networkidle' );
		const counter = page.locator( '.wp-block-realtime-events-counter' );
		const before = Number.parseInt( await counter.innerText(), 10 );
		page.on( 'request', ( request ) => asked.push( request.url() ) );
		const text = `We open at six ${ Date.now() }`;
		await announce( demo, text );
		await expect( notices( page ) ).toContainText( text );
		await expect(
			page.locator( '.wp-block-realtime-events-feed li' ).first()
		).toContainText( text );
		// The blocks take an event in one after the other: each is waited for.
		await expect( counter ).toHaveText( `${ before + 1 } announcements` );
		await expect( page.getByText( `${ before + 1 } bound` ) ).toBeVisible();
		expect( asked ).toEqual( [] );
		expect( await context.cookies() ).toEqual( [] );
		await context.close();
	} );

	test( 'share one connection, however many they are', async ( {
		browser,
		demo,
	} ) => {
		const url = await makePage(
			demo,
			'toast',
			'banner',
			'feed',
			'readers'
		);
		const context = await browser.newContext();
		const page = await context.newPage();
		let sockets = 0;
		page.on( 'websocket', () => sockets++ );
		await connected( page, () => page.goto( url ) );
		await page
			.locator( '.wp-block-realtime-events-counter' )
			.scrollIntoViewIfNeeded();
		await expect( page.getByText( 'One reader' ) ).toBeVisible();
		expect( sockets ).toBe( 1 );
		await context.close();
	} );

	test( 'say what is in an event as text, be it a script', async ( {
		browser,
		demo,
		rest,
	} ) => {
		await php(
			demo,
			`update_option( 'realtime_events', array( 'types' => array( 'post.published' => array( 'enabled' => true, 'public' => true ) ) ) + get_option( 'realtime_events' ) );`
		);
		const url = await makePage( demo, 'toast', 'feed', 'posts', 'banner' );
		const page = await visit( browser, url );
		const stamp = String( Date.now() );
		const text = `<script>window.pwned = 1</script><img src=x onerror="window.pwned = 1"> ${ stamp }`;
		await announce( demo, text );
		const { status } = await rest( 'admin' )( 'POST', '/wp/v2/posts', {
			title: text,
			status: 'publish',
		} );
		expect( status ).toBe( 201 );
		await expect( notices( page ).first() ).toContainText( text );
		await expect(
			page.locator( '.wp-block-realtime-events-feed li' ).first()
		).toContainText( text );
		await expect(
			page.locator( '.wp-block-realtime-events-feed' ).nth( 1 )
		).toContainText( stamp );
		await page.reload();
		await expect(
			page.locator( '.wp-block-realtime-events-feed li' ).first()
		).toContainText( text );
		expect(
			await page.evaluate( () => 'pwned' in window ),
			'a script ran'
		).toBe( false );
		await page.context().close();
	} );

	test( 'count who reads a page', async ( { browser, demo } ) => {
		const url = await makePage( demo, 'readers' );
		const first = await visit( browser, url );
		await expect( first.getByText( 'One reader' ) ).toBeVisible();
		const second = await visit( browser, url );
		await expect( first.getByText( '2 readers' ) ).toBeVisible();
		await expect( second.getByText( '2 readers' ) ).toBeVisible();
		await second.context().close();
		await expect( first.getByText( 'One reader' ) ).toBeVisible();
		await first.context().close();
	} );

	test( 'work on a page that a cache serves to everybody, and catch up', async ( {
		browser,
		demo,
	} ) => {
		await announce( demo, 'Before the page was cached' );
		const url = await makePage( demo, 'feed', 'today' );
		const html = await ( await fetch( url ) ).text();
		for ( const secret of [ 'nonce', '"token"', 'Ada Admin' ] ) {
			expect( html ).not.toContain( secret );
		}
		const text = `After the page was cached ${ Date.now() }`;
		await announce( demo, text );
		// What a page cache does: the file is served, and WordPress is not asked.
		await writeFile( resolve( demo.wordpress, 'cached.html' ), html );
		const context = await browser.newContext();
		for ( let visitor = 0; visitor < VISITORS; visitor++ ) {
			const page = await context.newPage();
			await page.goto( `${ demo.site }/cached.html` );
			await expect(
				page.locator( '.wp-block-realtime-events-feed li' ).first()
			).toContainText( text );
			await page.close();
		}
		await context.close();
	} );

	test( 'say without JavaScript what was known when the page was made', async ( {
		browser,
		demo,
	} ) => {
		const text = `Known already ${ Date.now() }`;
		await announce( demo, text );
		const url = await makePage( demo, 'feed', 'today', 'bound' );
		const context = await browser.newContext( {
			javaScriptEnabled: false,
		} );
		const page = await context.newPage();
		await page.goto( url );
		await expect(
			page.locator( '.wp-block-realtime-events-feed li' ).first()
		).toContainText( text );
		await expect( page.getByText( /\d+ bound/ ) ).toBeVisible();
		await context.close();
	} );

	test( 'stay as they were while the hub is away, and go on when it is back', async ( {
		browser,
		demo,
		hub,
	} ) => {
		const before = `Before ${ Date.now() }`;
		await announce( demo, before );
		const url = await makePage( demo, 'toast', 'feed' );
		await hub.kill();
		const context = await browser.newContext();
		const page = await context.newPage();
		const asked: string[] = [];
		page.on( 'request', ( request ) => asked.push( request.url() ) );
		await page.goto( url );
		const top = page.locator( '.wp-block-realtime-events-feed li' ).first();
		await expect( top ).toContainText( before );
		const text = `While it was away ${ Date.now() }`;
		await announce( demo, text );
		await hub.start();
		await expect( top ).toContainText( text, {
			timeout: RECOVERY_WITHIN_MS,
		} );
		expect( asked.filter( ( one ) => one.includes( 'wp-json' ) ) ).toEqual(
			[]
		);
		await context.close();
	} );

	test( 'remember what a visitor does not want to see', async ( {
		browser,
		demo,
	} ) => {
		const url = await makePage( demo, 'toast' );
		const page = await visit( browser, url );
		await announce( demo, 'First' );
		await expect( notices( page ) ).toHaveCount( 1 );
		expect(
			await page.locator( ':focus' ).count(),
			'nothing takes the focus'
		).toBe( 0 );
		await expect( page.getByRole( 'status' ) ).toHaveText( 'First' );
		await page.getByRole( 'button', { name: 'Dismiss' } ).click();
		await expect( notices( page ) ).toHaveCount( 0 );
		await announce( demo, 'Second' );
		await page.getByRole( 'button', { name: 'Mute for a day' } ).click();
		await expect( notices( page ) ).toHaveCount( 0 );
		await connected( page, () => page.reload() );
		const told = page
			.waitForEvent( 'console', ( message ) =>
				message.text().includes( 'heard' )
			)
			.catch( () => null );
		await page.evaluate( () => {
			const list = document.querySelector(
				'.wp-block-realtime-events-notice__list'
			);
			new MutationObserver( () => console.log( 'heard' ) ).observe(
				list as Node,
				{ childList: true }
			);
		} );
		const other = await visit( browser, url );
		await announce( demo, 'Third' );
		await expect( notices( other ) ).toContainText( 'Third' );
		await expect( notices( page ) ).toHaveCount( 0 );
		await other.context().close();
		await page.context().close();
		expect( await told ).toBeNull();
	} );

	test( 'hold still while somebody reads', async ( { browser, demo } ) => {
		const url = await makePage( demo, 'feed' );
		const page = await visit( browser, url );
		await announce( demo, 'To be read' );
		const rows = page.locator( '.wp-block-realtime-events-feed li' );
		await expect( rows.first() ).toContainText( 'To be read' );
		await rows.first().hover();
		const witness = await visit( browser, url );
		await announce( demo, 'To be waited for' );
		await expect(
			witness.locator( '.wp-block-realtime-events-feed li' ).first()
		).toContainText( 'To be waited for' );
		await expect( rows.first() ).toContainText( 'To be read' );
		await page.mouse.move( 0, 0 );
		await expect( rows.first() ).toContainText( 'To be waited for' );
		await witness.context().close();
		await page.context().close();
	} );

	test( 'move nothing on the page, three notices a second for a minute', async ( {
		browser,
		demo,
	} ) => {
		test.setTimeout( 240_000 );
		const url = await makePage( demo, 'banner', 'inline', 'toast' );
		const page = await visit( browser, url );
		await page.evaluate( () => {
			const shifts: number[] = [];
			Object.assign( window, { shifts } );
			new PerformanceObserver( ( list ) => {
				for ( const entry of list.getEntries() ) {
					shifts.push(
						( entry as PerformanceEntry & { value: number } ).value
					);
				}
			} ).observe( { type: 'layout-shift' } );
		} );
		await announce( demo, 'The first of many' );
		await expect( notices( page ).first() ).toBeVisible();
		const devtools = await page.context().newCDPSession( page );
		const nodes = async () => {
			await devtools.send( 'HeapProfiler.collectGarbage' );
			const { nodes: count } = await devtools.send(
				'Memory.getDOMCounters'
			);
			return count;
		};
		const before = await nodes();
		await php(
			demo,
			`$dispatcher = Realtime_Events\\container()->get( Realtime_Events\\Delivery\\Dispatcher::class );
			for ( $i = 0; $i < 180; $i++ ) {
				realtime_events_publish( 'site.announcement', array( 'message' => "Number $i of a flood of notices" ) );
				$dispatcher->flush();
				usleep( 333000 );
			}`
		);
		await expect( notices( page ).last() ).toContainText( 'Number 179', {
			timeout: 60_000,
		} );
		expect(
			await page.evaluate(
				() => ( window as unknown as { shifts: number[] } ).shifts
			)
		).toEqual( [] );
		// Banner, two in the text and three toasts, and some room for the browser's own.
		expect( ( await nodes() ) - before ).toBeLessThan( 400 );
		await page.context().close();
	} );

	test( 'are free of barriers that a machine can find', async ( {
		browser,
		demo,
	} ) => {
		const url = await makePage(
			demo,
			'banner',
			'inline',
			'toast',
			'feed',
			'cards',
			'today',
			'readers'
		);
		const page = await visit( browser, url );
		await announce( demo, 'Something to look at' );
		await expect( notices( page ).first() ).toBeVisible();
		await page.addScriptTag( { path: AXE } );
		const found = await page.evaluate( async () => {
			const { axe } = window as unknown as {
				axe: {
					run: (
						context: unknown,
						options: unknown
					) => Promise< {
						violations: Array< {
							id: string;
							nodes: Array< { html: string } >;
						} >;
					} >;
				};
			};
			// Colours are only what they are once nothing fades in any more.
			await Promise.all(
				document.getAnimations().map( ( one ) => one.finish?.() )
			).catch( () => undefined );
			const { violations } = await axe.run(
				{ include: [ [ '[class*="wp-block-realtime-events"]' ] ] },
				{ resultTypes: [ 'violations' ] }
			);
			return violations.map(
				( { id, nodes } ) => `${ id }: ${ nodes[ 0 ]?.html }`
			);
		} );
		expect( found ).toEqual( [] );
		await page.context().close();
	} );

	test( 'weigh next to nothing before they connect, and nothing where they are not', async ( {
		browser,
		demo,
	} ) => {
		const url = await makePage( demo, 'toast' );
		const context = await browser.newContext();
		const page = await context.newPage();
		const loaded: string[] = [];
		page.on( 'request', ( request ) => loaded.push( request.url() ) );
		await connected( page, () => page.goto( url ) );
		const scripts = loaded.filter( ( one ) =>
			/realtime-events\/build\/.*\.js/.test( one )
		);
		expect(
			scripts.map( ( one ) => one.replace( /.*build\/|\?.*/g, '' ) )
		).toEqual( [ 'blocks/notice/view.js', 'blocks/live.js' ] );
		const view = await ( await fetch( scripts[ 0 ] ?? '' ) ).text();
		expect( gzipSync( view ).byteLength ).toBeLessThanOrEqual(
			MAX_VIEW_BYTES
		);
		await context.close();
		const elsewhere = await ( await fetch( demo.site ) ).text();
		expect( elsewhere ).not.toContain( 'realtime-events' );
	} );

	test( 'are fed by the form of a shop manager', async ( {
		browser,
		demo,
		loggedInPage,
	} ) => {
		const visitor = await visit(
			browser,
			await makePage( demo, 'banner' )
		);
		const manager = await loggedInPage( 'shop_manager' );
		await manager.goto(
			`${ demo.site }/wp-admin/admin.php?page=realtime-events-announce`
		);
		const text = `Fresh pretzels ${ Date.now() }`;
		await manager.getByLabel( 'Message' ).fill( text );
		await manager.getByLabel( 'Link' ).fill( '/pretzels/' );
		await manager.getByRole( 'button', { name: 'Announce now' } ).click();
		await expect( manager.getByText( 'Announced.' ) ).toBeVisible();
		await expect(
			visitor.getByRole( 'link', { name: text } )
		).toHaveAttribute( 'href', /\/pretzels\/$/ );
		await visitor.context().close();
	} );

	test( 'look after themselves in a classic theme', async ( {
		browser,
		demo,
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
			const url = await makePage( demo, 'toast', 'feed', 'today' );
			const page = await visit( browser, url );
			const text = `In a classic theme ${ Date.now() }`;
			await announce( demo, text );
			await expect( notices( page ) ).toContainText( text );
			await expect(
				page.locator( '.wp-block-realtime-events-feed li' ).first()
			).toContainText( text );
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
		} finally {
			await run( demo.wp, [ 'theme', 'activate', stdout.trim() ] );
		}
	} );
} );
