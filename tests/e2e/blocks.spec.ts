import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { axeFindings } from './support/axe';
import {
	BLOCKS,
	connected,
	expect,
	makePublic,
	notices,
	rows,
	test,
	visit,
} from './support/blocks';
import { openSidebar, sidebar } from './support/editor';
import { requestsToWordPress } from './support/requests';

const MAX_VIEW_BYTES = 6 * 1024;
const VISITORS = 50;

/** Three a second; a whole minute of them where somebody has the time. */
const FLOOD = process.env.REALTIME_EVENTS_LONG_TESTS ? 180 : 30;

/** What a page may keep after all of them, in nodes and in bytes. */
const MAX_KEPT_NODES = 400;
const MAX_KEPT_BYTES = 2 * 1024 * 1024;

/** Long enough to get there by mouse on any machine; the clock of the page is put forward. */
const SHOWN_SECONDS = 20;

/** Fifty pages, on a machine that may have other things to do. */
const ALL_VISITED_WITHIN_MS = 80_000;

/** Long enough for a hub that came back to be found again by the backoff. */
const RECOVERY_WITHIN_MS = 45_000;

test.describe( 'the blocks for visitors', () => {
	test( 'show an announcement at once, and cost the site no request', async ( {
		browser,
		site,
	} ) => {
		const url = await site.makePage( 'toast', 'feed', 'today', 'bound' );
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
		await site.announce( text );
		await expect( notices( page ) ).toContainText( text );
		await expect( rows( page ).first() ).toContainText( text );
		// The blocks take an event in one after the other: each is waited for.
		await expect( counter ).toHaveText( `${ before + 1 } announcements` );
		await expect( page.getByText( `${ before + 1 } bound` ) ).toBeVisible();
		expect( asked ).toEqual( [] );
		expect( await context.cookies() ).toEqual( [] );
		await context.close();
	} );

	test( 'share one connection, however many they are', async ( {
		browser,
		site,
	} ) => {
		const url = await site.makePage( 'toast', 'banner', 'feed', 'readers' );
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
		loggedInPage,
		site,
	} ) => {
		await makePublic( site, 'post.published' );
		const url = await site.makePage( 'toast', 'feed', 'posts', 'banner' );
		const page = await visit( browser, url );
		const stamp = String( Date.now() );
		const text = `<script>window.pwned = 1</script><img src=x onerror="window.pwned = 1"> ${ stamp }`;
		await site.announce( text );
		const post = await site.makePost( text );
		// Whatever a title says, and whoever says that it is one.
		await site.php(
			`realtime_events_publish( 'post.updated', array( 'id' => ${ post }, 'title' => base64_decode( '${ Buffer.from(
				text
			).toString(
				'base64'
			) }' ) ), array( 'subject' => 'post/${ post }' ) );`
		);
		// A name of an event type is text as well, in a bound paragraph and in its label.
		const bound = await site.makePage(
			`<!-- wp:paragraph {"metadata":{"bindings":{"content":{"source":"realtime-events/value","args":{"counts":"events","eventType":"post.published","label":"{count} \\u003cimg src=x onerror=window.pwned=1\\u003e"}}}}} --><p>Many</p><!-- /wp:paragraph -->`
		);
		for ( const notice of [
			notices( page ).first(),
			notices( page ).last(),
		] ) {
			await expect( notice ).toContainText( text );
		}
		await expect( rows( page ).first() ).toContainText( text );
		await expect(
			page.locator( '.wp-block-realtime-events-feed' ).nth( 1 )
		).toContainText( stamp );
		await page.reload();
		await expect( rows( page ).first() ).toContainText( text );
		await page.goto( bound );
		await expect( page.getByText( /\d+ <img src=x/ ) ).toBeVisible();
		const editor = await loggedInPage( 'admin' );
		await editor.goto(
			`${ demo.site }/wp-admin/post.php?post=${ post }&action=edit`
		);
		await openSidebar( editor );
		await expect(
			sidebar( editor ).getByText( text ).first()
		).toBeVisible();
		for ( const screen of [ page, editor ] ) {
			expect(
				await screen.evaluate( () => 'pwned' in window ),
				'a script ran'
			).toBe( false );
		}
		await page.context().close();
	} );

	test( 'count who reads a page, and who is on the site', async ( {
		browser,
		site,
	} ) => {
		const url = await site.makePage( 'readers', 'visitors' );
		const first = await visit( browser, url );
		await expect( first.getByText( 'One reader' ) ).toBeVisible();
		const second = await visit( browser, url );
		await expect( first.getByText( '2 readers' ) ).toBeVisible();
		await expect( second.getByText( '2 readers' ) ).toBeVisible();
		const elsewhere = await visit( browser, await site.makePage( 'feed' ) );
		await expect( first.getByText( '3 visitors' ) ).toBeVisible();
		await expect( first.getByText( '2 readers' ) ).toBeVisible();
		await second.context().close();
		await expect( first.getByText( 'One reader' ) ).toBeVisible();
		await expect( first.getByText( '2 visitors' ) ).toBeVisible();
		await elsewhere.context().close();
		await first.context().close();
	} );

	test( 'work on a page that a cache serves to everybody, and catch up', async ( {
		browser,
		demo,
		site,
	} ) => {
		await site.announce( 'Before the page was cached' );
		const url = await site.makePage( 'feed', 'today' );
		const html = await ( await fetch( url ) ).text();
		for ( const secret of [ 'nonce', '"token"', 'Ada Admin' ] ) {
			expect( html ).not.toContain( secret );
		}
		const text = `After the page was cached ${ Date.now() }`;
		await site.announce( text );
		// What a page cache does: the file is served, and WordPress is not asked.
		await writeFile(
			resolve( demo.wordpress, 'cached.html' ),
			// Without its looks: fifty themes at once are much for one machine, and are not what this is about.
			html.replace(
				/<style\b[^]*?<\/style>|<link\b[^>]*rel=['"](?:stylesheet|preload)['"][^>]*>/g,
				''
			)
		);
		await writeFile(
			resolve( demo.wordpress, 'visitors.html' ),
			// Each as high as a page, and all of them in sight.
			`<!doctype html><style>body { display: grid; grid-template-columns: repeat( 10, 100px ); margin: 0 } div { height: 100px; overflow: hidden; width: 100px } iframe { border: 0; height: 1000px; transform: scale( 0.1 ); transform-origin: 0 0; width: 1000px }</style>${ '<div><iframe src="cached.html"></iframe></div>'.repeat(
				VISITORS
			) }`
		);
		const context = await browser.newContext();
		const page = await context.newPage();
		const asked: string[] = [];
		page.on( 'request', ( request ) => asked.push( request.url() ) );
		// Not until all of them have loaded, which takes a slow machine its time.
		await page.goto( `${ demo.site }/visitors.html`, {
			waitUntil: 'commit',
		} );
		// Each in a document of its own, with a connection of its own.
		await expect
			.poll(
				() =>
					page.evaluate(
						( newest ) =>
							[ ...document.querySelectorAll( 'iframe' ) ].filter(
								( { contentDocument } ) =>
									contentDocument
										?.querySelector(
											'.wp-block-realtime-events-feed li'
										)
										?.textContent?.includes( newest )
							).length,
						text
					),
				{ timeout: ALL_VISITED_WITHIN_MS }
			)
			.toBe( VISITORS );
		expect(
			asked.filter( ( one ) => /wp-json|admin-ajax/.test( one ) )
		).toEqual( [] );
		await context.close();
	} );

	test( 'say without JavaScript what was known when the page was made', async ( {
		browser,
		site,
	} ) => {
		const text = `Known already ${ Date.now() }`;
		await site.announce( text );
		const url = await site.makePage( 'feed', 'today', 'bound' );
		const context = await browser.newContext( {
			javaScriptEnabled: false,
		} );
		const page = await context.newPage();
		await page.goto( url );
		await expect( rows( page ).first() ).toContainText( text );
		await expect( page.getByText( /\d+ bound/ ) ).toBeVisible();
		await context.close();
	} );

	test( 'stay as they were while the hub is away, and go on when it is back', async ( {
		browser,
		hub,
		site,
	} ) => {
		const before = `Before ${ Date.now() }`;
		await site.announce( before );
		const url = await site.makePage( 'toast', 'feed' );
		await hub.kill();
		const context = await browser.newContext();
		const page = await context.newPage();
		const asked: string[] = [];
		page.on( 'request', ( request ) => asked.push( request.url() ) );
		await page.goto( url );
		const top = rows( page ).first();
		await expect( top ).toContainText( before );
		const text = `While it was away ${ Date.now() }`;
		await site.announce( text );
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
		site,
	} ) => {
		const url = await site.makePage( 'toast' );
		const page = await visit( browser, url );
		await site.announce( 'First' );
		await expect( notices( page ) ).toHaveCount( 1 );
		expect(
			await page.locator( ':focus' ).count(),
			'nothing takes the focus'
		).toBe( 0 );
		await expect( page.getByRole( 'status' ) ).toHaveText( 'First' );
		await page.getByRole( 'button', { name: 'Dismiss' } ).click();
		await expect( notices( page ) ).toHaveCount( 0 );
		await site.announce( 'Second' );
		await page.getByRole( 'button', { name: 'Mute for a day' } ).click();
		await expect( notices( page ) ).toHaveCount( 0 );
		await connected( page, () => page.reload() );
		await page.evaluate( () => {
			const heard: unknown[] = [];
			Object.assign( window, { heard } );
			new MutationObserver( ( changes ) =>
				heard.push( ...changes )
			).observe(
				document.querySelector(
					'.wp-block-realtime-events-notice__list'
				) as Node,
				{ childList: true }
			);
		} );
		const other = await visit( browser, url );
		await site.announce( 'Third' );
		await expect( notices( other ) ).toContainText( 'Third' );
		await expect( notices( page ) ).toHaveCount( 0 );
		expect(
			await page.evaluate(
				() => ( window as unknown as { heard: unknown[] } ).heard.length
			),
			'nothing came, not even for a moment'
		).toBe( 0 );
		await other.context().close();
		await page.context().close();
	} );

	test( 'hold still while somebody reads', async ( { browser, site } ) => {
		const url = await site.makePage( 'feed' );
		const page = await visit( browser, url );
		await site.announce( 'To be read' );
		await expect( rows( page ).first() ).toContainText( 'To be read' );
		await rows( page ).first().hover();
		const witness = await visit( browser, url );
		await site.announce( 'To be waited for' );
		await expect( rows( witness ).first() ).toContainText(
			'To be waited for'
		);
		await expect( rows( page ).first() ).toContainText( 'To be read' );
		await page.mouse.move( 0, 0 );
		await expect( rows( page ).first() ).toContainText(
			'To be waited for'
		);
		await witness.context().close();
		await page.context().close();
	} );

	test( 'move nothing on the page and keep nothing of what is over, three notices a second', async ( {
		browser,
		site,
	} ) => {
		test.setTimeout( 240_000 );
		const url = await site.makePage( 'banner', 'inline', 'toast' );
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
		await site.announce( 'The first of many' );
		await expect( notices( page ).last() ).toBeVisible();
		const devtools = await page.context().newCDPSession( page );
		await devtools.send( 'Performance.enable' );
		const kept = async () => {
			await devtools.send( 'HeapProfiler.collectGarbage' );
			const { nodes } = await devtools.send( 'Memory.getDOMCounters' );
			const { metrics } = await devtools.send( 'Performance.getMetrics' );
			const bytes =
				metrics.find( ( { name } ) => name === 'JSHeapUsedSize' )
					?.value ?? Number.NaN;
			return { nodes, bytes };
		};
		const before = await kept();
		await site.php(
			`$dispatcher = Realtime_Events\\container()->get( Realtime_Events\\Delivery\\Dispatcher::class );
			for ( $i = 1; $i <= ${ FLOOD }; $i++ ) {
				realtime_events_publish( 'site.announcement', array( 'message' => "Number $i of a flood of notices" ) );
				$dispatcher->flush();
				usleep( 333000 );
			}`
		);
		await expect( notices( page ).last() ).toContainText(
			`Number ${ FLOOD } `,
			{ timeout: 60_000 }
		);
		expect(
			await page.evaluate(
				() => ( window as unknown as { shifts: number[] } ).shifts
			)
		).toEqual( [] );
		// Banner, two in the text and three toasts, and some room for the browser's own.
		const after = await kept();
		expect( after.nodes - before.nodes ).toBeLessThan( MAX_KEPT_NODES );
		expect( after.bytes - before.bytes ).toBeLessThan( MAX_KEPT_BYTES );
		await page.context().close();
	} );

	test( 'are free of barriers that a machine can find', async ( {
		browser,
		site,
	} ) => {
		const url = await site.makePage(
			'banner',
			'inline',
			'toast',
			'feed',
			'cards',
			'today',
			'readers'
		);
		const page = await visit( browser, url );
		await site.announce( 'Something to look at' );
		await expect( notices( page ).first() ).toBeVisible();
		// Colours are only what they are once nothing fades in any more.
		await page.evaluate( () =>
			Promise.all(
				document.getAnimations().map( ( one ) => one.finish() )
			).catch( () => undefined )
		);
		expect(
			await axeFindings( page, '[class*="wp-block-realtime-events"]' )
		).toEqual( [] );
		await page.context().close();
	} );

	test( 'weigh next to nothing before they connect, and nothing where they are not', async ( {
		browser,
		demo,
		site,
	} ) => {
		const url = await site.makePage( 'toast' );
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
		await context.close();
		for ( const name of [ 'notice', 'feed', 'counter', 'order-status' ] ) {
			const view = await readFile(
				resolve(
					demo.wordpress,
					`wp-content/plugins/realtime-events/build/blocks/${ name }/view.js`
				)
			);
			expect( gzipSync( view ).byteLength, name ).toBeLessThanOrEqual(
				MAX_VIEW_BYTES
			);
		}
		const elsewhere = await ( await fetch( demo.site ) ).text();
		expect( elsewhere ).not.toContain( 'realtime-events' );
	} );

	test( 'move nothing as they come alive', async ( { browser, site } ) => {
		await site.announce( 'There already' );
		const url = await site.makePage(
			BLOCKS.banner.replace( '"seconds"', '"backlog":1,"seconds"' ),
			'feed',
			'cards',
			'today',
			'readers',
			'inline'
		);
		const context = await browser.newContext();
		const page = await context.newPage();
		// A font that comes late moves everything, and is the theme's.
		await page.route( /\.woff2/, ( route ) => route.abort() );
		await page.addInitScript( () => {
			const shifts: unknown[] = [];
			interface Shift extends PerformanceEntry {
				sources: readonly { node: Node | null }[];
			}
			// The theme's own menu grows while the page comes in.
			const isOfTheTheme = ( { node }: { node: Node | null } ) =>
				node?.parentElement?.closest( 'header' );
			const take = ( entries: PerformanceEntryList ) =>
				shifts.push(
					...( entries as Shift[] )
						.filter(
							( { sources } ) => ! sources.every( isOfTheTheme )
						)
						.map( ( one ) => one.toJSON() )
				);
			const observer = new PerformanceObserver( ( list ) =>
				take( list.getEntries() )
			);
			observer.observe( { type: 'layout-shift', buffered: true } );
			Object.assign( window, {
				takeShifts: () => {
					take( observer.takeRecords() );
					return shifts;
				},
			} );
		} );
		await connected( page, () => page.goto( url ) );
		await expect(
			rows( page )
				.first()
				.getByText( /second|now|minute/ ),
			'the date of the server has become a time'
		).toBeVisible();
		await expect( page.getByText( 'One reader' ) ).toBeVisible();
		expect(
			await page.evaluate( () =>
				(
					window as unknown as { takeShifts: () => unknown[] }
				 ).takeShifts()
			)
		).toEqual( [] );
		await context.close();
	} );

	test( 'connect for what is near the screen and not before', async ( {
		browser,
		site,
	} ) => {
		const far = `<!-- wp:spacer {"height":"3000px"} --><div style="height:3000px" aria-hidden="true" class="wp-block-spacer"></div><!-- /wp:spacer -->`;
		const url = await site.makePage( far, 'feed' );
		const context = await browser.newContext();
		const page = await context.newPage();
		const loaded: string[] = [];
		page.on( 'request', ( request ) => loaded.push( request.url() ) );
		await page.goto( url, { waitUntil: 'networkidle' } );
		const live = () =>
			loaded.filter( ( one ) => one.includes( 'blocks/live.js' ) );
		expect( live() ).toEqual( [] );
		await connected( page, () =>
			page
				.locator( '.wp-block-realtime-events-feed' )
				.scrollIntoViewIfNeeded()
		);
		expect( live() ).toHaveLength( 1 );
		await context.close();
	} );

	test( 'stay while they are pointed at or have the focus, and hold still for who wants no motion', async ( {
		browser,
		site,
	} ) => {
		const url = await site.makePage(
			BLOCKS.toast.replace(
				'"seconds":0',
				`"seconds":${ SHOWN_SECONDS }`
			)
		);
		const context = await browser.newContext( {
			reducedMotion: 'reduce',
		} );
		const page = await context.newPage();
		await connected( page, () => page.goto( url ) );
		await page.clock.install();
		const wait = () => page.clock.fastForward( 2 * SHOWN_SECONDS * 1_000 );
		await site.announce( 'To be read at leisure' );
		await notices( page ).hover();
		expect(
			await page.evaluate( () => document.getAnimations().length )
		).toBe( 0 );
		await wait();
		await expect( notices( page ) ).toHaveText( /To be read at leisure/ );
		await page.mouse.move( 0, 0 );
		await wait();
		await expect( notices( page ) ).toHaveCount( 0 );

		await site.announce( 'To be read by keyboard' );
		const dismiss = notices( page ).getByRole( 'button', {
			name: 'Dismiss',
		} );
		await dismiss.focus();
		await wait();
		await expect( notices( page ) ).toHaveText( /To be read by keyboard/ );
		await dismiss.blur();
		await wait();
		await expect( notices( page ) ).toHaveCount( 0 );
		await context.close();
	} );

	test( 'tell an announcement without asking WordPress for anything', async ( {
		browser,
		demo,
		site,
	} ) => {
		const page = await visit(
			browser,
			await site.makePage( 'toast', 'feed', 'today' )
		);
		// WordPress's own scripts come late as well.
		await page.waitForLoadState( 'networkidle' );
		const requests = await requestsToWordPress( demo );
		const text = `We close at noon ${ Date.now() }`;
		await site.announce( text );
		await expect( notices( page ) ).toContainText( text );
		await expect( rows( page ).first() ).toContainText( text );
		expect(
			await requests.end(),
			'the announcement itself, and nothing for who sees it'
		).toEqual( [ '/wp-json/realtime-events/v1/publish' ] );
		await page.context().close();
	} );

	test( 'are fed by the form of a shop manager', async ( {
		browser,
		demo,
		loggedInPage,
		site,
	} ) => {
		const visitor = await visit( browser, await site.makePage( 'banner' ) );
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
} );
