import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, type Browser, type Page } from '@playwright/test';
import type { Demo } from '../../support/harness';
import { test as base } from './fixtures';
import { restAs } from './rest';

const run = promisify( execFile );

const MINUTE_MS = 60_000;

export const BLOCKS = {
	toast: '<!-- wp:realtime-events/notice {"types":["site.announcement"],"seconds":0} /-->',
	banner: '<!-- wp:realtime-events/notice {"types":["site.announcement"],"display":"banner","seconds":0,"align":"full"} /-->',
	inline: '<!-- wp:realtime-events/notice {"types":["site.announcement"],"display":"inline","stack":2,"seconds":0} /-->',
	feed: '<!-- wp:realtime-events/feed {"types":["site.announcement"]} /-->',
	posts: '<!-- wp:realtime-events/feed {"types":["post.published"]} /-->',
	cards: '<!-- wp:realtime-events/feed {"types":["site.announcement"],"layout":"cards","items":3} /-->',
	today: '<!-- wp:realtime-events/counter {"counts":"events","eventType":"site.announcement","label":"{count} announcements"} /-->',
	readers:
		'<!-- wp:realtime-events/counter {"counts":"page","label":"{count} readers","labelOne":"One reader"} /-->',
	visitors:
		'<!-- wp:realtime-events/counter {"counts":"site","label":"{count} visitors","labelOne":"One visitor"} /-->',
	bound: '<!-- wp:paragraph {"metadata":{"bindings":{"content":{"source":"realtime-events/value","args":{"counts":"events","eventType":"site.announcement","label":"{count} bound"}}}}} --><p>Many</p><!-- /wp:paragraph -->',
} as const;

/** What the tests of blocks do to the site, by its REST API: a command line would take a second each. */
interface Site {
	/** Publishes a page of these blocks; anything that is none of them is content. */
	makePage: ( ...blocks: string[] ) => Promise< string >;
	/** Two posts of the same second have no order: where one counts, say when. */
	makePost: ( title: string, minutesAgo?: number ) => Promise< number >;
	announce: ( message: string ) => Promise< void >;
	/** Says PHP to the site. */
	php: ( code: string ) => Promise< string >;
}

function siteOf( demo: Demo ): Site {
	const rest = restAs( demo, 'admin' );
	const made = async ( route: string, body: unknown ) => {
		const answer = await rest( 'POST', route, body );
		expect( answer.status, JSON.stringify( answer.body ) ).toBe( 201 );
		return answer.body as { id: number; link: string };
	};
	return {
		makePage: async ( ...blocks ) => {
			const { link } = await made( '/wp/v2/pages', {
				status: 'publish',
				title: 'Live',
				content: blocks
					.map( ( name ) =>
						name in BLOCKS
							? BLOCKS[ name as keyof typeof BLOCKS ]
							: name
					)
					.join( '\n' ),
			} );
			return link;
		},
		makePost: async ( title, minutesAgo = 0 ) => {
			const { id } = await made( '/wp/v2/posts', {
				status: 'publish',
				title,
				...( minutesAgo > 0 && {
					date_gmt: new Date( Date.now() - minutesAgo * MINUTE_MS )
						.toISOString()
						.slice( 0, 'YYYY-MM-DDTHH:MM:SS'.length ),
				} ),
			} );
			return id;
		},
		announce: async ( message ) => {
			await made( '/realtime-events/v1/publish', {
				type: 'site.announcement',
				data: { message },
			} );
		},
		php: async ( code ) =>
			( await run( demo.wp, [ 'eval', code ] ) ).stdout,
	};
}

export const test = base.extend< { site: Site } >( {
	site: async ( { demo }, provide ) => {
		await provide( siteOf( demo ) );
	},
} );

export { expect };

/**
 * Waits until the hub has answered the page's subscription: from then on it is live.
 *
 * @param page
 * @param act  What makes it connect.
 */
export async function connected(
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

/**
 * A visitor of his own, whose page is live.
 *
 * @param browser
 * @param url
 */
export async function visit( browser: Browser, url: string ): Promise< Page > {
	const context = await browser.newContext();
	const page = await context.newPage();
	await connected( page, () => page.goto( url ) );
	return page;
}

export const notices = ( page: Page ) =>
	page.locator( '.wp-block-realtime-events-notice__card' );

export const rows = ( page: Page ) =>
	page.locator( '.wp-block-realtime-events-feed li' );

/**
 * Makes types public, besides those that are already.
 *
 * @param site
 * @param types
 */
export const makePublic = ( site: Site, ...types: string[] ) =>
	choose( site, types, true );

/**
 * Keeps types to the team, whatever a test before has made of them.
 *
 * @param site
 * @param types
 */
export const keepToTeam = ( site: Site, ...types: string[] ) =>
	choose( site, types, false );

const choose = ( site: Site, types: readonly string[], isPublic: boolean ) =>
	site.php(
		`$all = get_option( 'realtime_events' );
		foreach ( ${ phpList( types ) } as $type ) { $all['types'][ $type ] = array( 'enabled' => true, 'public' => ${ String(
			isPublic
		) } ); }
		update_option( 'realtime_events', $all );`
	);

const phpList = ( words: readonly string[] ) =>
	`array( ${ words.map( ( word ) => `'${ word }'` ).join( ', ' ) } )`;
