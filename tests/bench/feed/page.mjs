import { chromium } from '@playwright/test';

/** Where Debian has it; Playwright's own otherwise. */
const CHROMIUM = '/usr/bin/chromium';
const SCREEN = { width: 1_400, height: 900 };

/**
 * The feed in a browser, with somebody logged in, that notes how long tasks take.
 *
 * @param {Object} demo A demo.
 */
export async function openFeed( demo ) {
	const browser = await chromium.launch( {
		executablePath: CHROMIUM,
		args: [ '--no-sandbox', '--enable-precise-memory-info' ],
	} );
	const context = await browser.newContext( { viewport: SCREEN } );
	const form = `${ demo.site }/wp-login.php`;
	const { login, password } = demo.users.admin;
	await context.request.get( form );
	await context.request.post( form, {
		form: { log: login, pwd: password, testcookie: '1' },
		maxRedirects: 0,
	} );
	const page = await context.newPage();
	await page.addInitScript( watch );
	await page.goto( demo.feed );
	await page.waitForFunction(
		() =>
			window.wp?.data?.select( 'realtime-events' )?.getConnection()
				.phase === 'live'
	);
	await page.evaluate( () =>
		window.wp.realtimeEvents.on( '*', ( { id, sequence } ) => {
			window.bench.ids.add( id );
			window.bench.times++;
			window.bench.lastSequence = sequence;
		} )
	);
	const devtools = await context.newCDPSession( page );
	return { browser, page, devtools };
}

/** Runs in the page, before its own scripts. */
function watch() {
	window.bench = {
		ids: new Set(),
		times: 0,
		lastSequence: '0',
		longTasks: [],
		frames: [],
	};
	const { longTasks, frames } = window.bench;
	new PerformanceObserver( ( list ) => {
		for ( const { startTime, duration } of list.getEntries() ) {
			longTasks.push( { startTime, duration } );
		}
	} ).observe( { type: 'longtask' } );
	new PerformanceObserver( ( list ) => {
		for ( const frame of list.getEntries() ) {
			frames.push( {
				startTime: frame.startTime,
				duration: frame.duration,
				scripts: frame.scripts.map( ( script ) => ( {
					duration: script.duration,
					layout: script.forcedStyleAndLayoutDuration,
					invoker: script.invoker,
					source: script.sourceURL.replace( /\?.*/, '' ),
				} ) ),
			} );
		}
	} ).observe( { type: 'long-animation-frame' } );
}

/**
 * @param {Object} devtools A session of the browser's developer tools.
 * @return {Promise<number>} Bytes that are really needed.
 */
export async function usedHeap( devtools ) {
	await devtools.send( 'HeapProfiler.collectGarbage' );
	const { usedSize } = await devtools.send( 'Runtime.getHeapUsage' );
	return usedSize;
}

/**
 * Where the time went.
 *
 * @param {Object} profile A CPU profile of the browser.
 * @return {{ name: string, ms: number }[]} Functions by the time in themselves.
 */
export function hottest( profile ) {
	const nodes = new Map( profile.nodes.map( ( node ) => [ node.id, node ] ) );
	const times = new Map();
	profile.samples.forEach( ( id, index ) => {
		const { functionName, url, lineNumber, columnNumber } =
			nodes.get( id ).callFrame;
		const file = url
			.replace( /\?.*/, '' )
			.split( '/' )
			.slice( -2 )
			.join( '/' );
		const name = `${ functionName || '(anonymous)' } ${ file }:${ lineNumber }:${ columnNumber }`;
		times.set(
			name,
			( times.get( name ) ?? 0 ) + profile.timeDeltas[ index ] / 1_000
		);
	} );
	return [ ...times ]
		.map( ( [ name, ms ] ) => ( { name, ms } ) )
		.sort( ( a, b ) => b.ms - a.ms );
}
