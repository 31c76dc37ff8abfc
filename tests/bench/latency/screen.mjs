import { chromium } from '@playwright/test';

const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const TIMEOUT_MS = 30_000;

/**
 * Runs in the page: notes when each event has reached the client, and when its
 * row has been painted. Times are ms since 1970, with fractions.
 */
function watchFeed() {
	const now = () => performance.timeOrigin + performance.now();
	const seen = { arrived: {}, painted: {} };
	window.benchSeen = seen;
	window.wp.realtimeEvents.onEvents( ( events ) => {
		events.forEach( ( { id } ) => ( seen.arrived[ id ] = now() ) );
	} );
	new window.MutationObserver( () => {
		const fresh = [ ...document.querySelectorAll( 'article[data-event]' ) ]
			.map( ( article ) => article.dataset.event )
			.filter( ( id ) => ! ( id in seen.painted ) );
		if ( fresh.length > 0 ) {
			fresh.forEach( ( id ) => ( seen.painted[ id ] = null ) );
			// The frame that shows it is made before the one after it begins.
			window.requestAnimationFrame( () =>
				setTimeout( () =>
					fresh.forEach( ( id ) => ( seen.painted[ id ] = now() ) )
				)
			);
		}
	} ).observe( document.body, { childList: true, subtree: true } );
}

/**
 * Opens the feed in a real browser, as an editor.
 *
 * @param {Object} site A site, as of startSite().
 * @return {Promise<{ seen: ( id: string ) => Promise<{ arrived: number, painted: number }>, stop: () => Promise<void> }>} Tells when an event arrived and was painted, as soon as both are so.
 */
export async function openFeed( site ) {
	const browser = await chromium.launch( {
		executablePath: CHROMIUM,
		args: [ '--no-sandbox', '--disable-gpu' ],
	} );
	const context = await browser.newContext();
	const form = `${ site.site }/wp-login.php`;
	const { login, password } = site.users.editor;
	await context.request.get( form );
	await context.request.post( form, {
		form: { log: login, pwd: password, testcookie: '1' },
		maxRedirects: 0,
	} );
	const page = await context.newPage();
	page.setDefaultTimeout( TIMEOUT_MS );
	await page.goto( site.feed );
	await page.getByRole( 'button', { name: /^Connection:.*Live/ } ).waitFor();
	await page.evaluate( watchFeed );

	return {
		async seen( id ) {
			const handle = await page.waitForFunction( ( wanted ) => {
				const { arrived, painted } = window.benchSeen;
				return (
					arrived[ wanted ] &&
					painted[ wanted ] && {
						arrived: arrived[ wanted ],
						painted: painted[ wanted ],
					}
				);
			}, id );
			return handle.jsonValue();
		},
		stop: () => browser.close(),
	};
}
