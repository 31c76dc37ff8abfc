import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { axeFindings } from './support/axe';
import { chooseMore, expect, panel, rows, test, titled } from './support/feed';
import { writeFromRightToLeft } from './support/rtl';

const ROOT = '#realtime-events-feed';

/** How far the page is wider than the window, in pixels. */
const overflow = ( page: Page ): Promise< number > =>
	page.evaluate(
		() => document.documentElement.scrollWidth - window.innerWidth
	);

/** The feed's own question of the ledger, and no other. */
const isHistory = ( url: URL ): boolean =>
	url.pathname.endsWith( '/realtime-events/v1/events' ) &&
	! url.searchParams.has( 'after' );

test( 'axe finds nothing where there is nothing to show, and each such state has a next step', async ( {
	loggedInPage,
	demo,
} ) => {
	const page = await loggedInPage( 'admin' );
	await page.emulateMedia( { reducedMotion: 'reduce' } );
	await page.goto( `${ demo.feed }&type=nothing.of_the_kind` );
	await expect(
		page.getByRole( 'button', { name: 'Clear filters' } )
	).toBeVisible();
	expect( await axeFindings( page, ROOT ), 'empty' ).toEqual( [] );

	let status = 500;
	await page.route( isHistory, ( route ) =>
		route.fulfill( {
			status,
			json: { code: 'broken', message: 'The ledger is away.' },
		} )
	);
	await page.goto( demo.feed );
	await expect(
		page.getByRole( 'button', { name: 'Try again' } )
	).toBeVisible();
	expect( await axeFindings( page, ROOT ), 'failed' ).toEqual( [] );

	status = 403;
	await page.goto( demo.feed );
	await expect(
		page.getByRole( 'link', { name: 'Go to the Dashboard' } )
	).toBeVisible();
	expect( await axeFindings( page, ROOT ), 'forbidden' ).toEqual( [] );
} );

test( 'axe finds nothing on the wall and in the dialogs', async ( {
	loggedInPage,
	demo,
	rest,
} ) => {
	await rest( 'editor' )( 'POST', '/realtime-events/v1/publish', {
		type: 'wall.hung',
		severity: 'warning',
	} );
	const page = await loggedInPage( 'admin' );
	// What fades in has another contrast until it has.
	await page.emulateMedia( { reducedMotion: 'reduce' } );
	await page.goto( demo.feed );
	await expect( rows( page ).first() ).toBeVisible();
	for ( const item of [ 'Alerts…', 'Export…', 'Keyboard shortcuts' ] ) {
		await chooseMore( page, item );
		await expect( page.getByRole( 'dialog' ) ).toBeVisible();
		expect( await axeFindings( page, '[role="dialog"]' ), item ).toEqual(
			[]
		);
		await page.keyboard.press( 'Escape' );
		await expect( page.getByRole( 'dialog' ) ).toHaveCount( 0 );
	}
	// An export that has begun and gets no further.
	let answer: () => void = () => undefined;
	await page.route( /events(%2F|\/)export/, async ( route ) => {
		await new Promise< void >( ( onAnswer ) => {
			answer = onAnswer;
		} );
		await route.abort();
	} );
	await page.addInitScript( () =>
		Object.assign( window, { showSaveFilePicker: undefined } )
	);
	await page.reload();
	await chooseMore( page, 'Export…' );
	const dialog = page.getByRole( 'dialog' );
	await dialog.getByRole( 'button', { name: 'Export', exact: true } ).click();
	await expect( dialog.getByRole( 'progressbar' ) ).toBeVisible();
	expect( await axeFindings( page, '[role="dialog"]' ), 'export' ).toEqual(
		[]
	);
	answer();
	await expect( dialog.getByRole( 'progressbar' ) ).toHaveCount( 0 );
	await expect( dialog.getByRole( 'status' ) ).not.toBeEmpty();
	expect(
		await axeFindings( page, '[role="dialog"]' ),
		'export that broke off'
	).toEqual( [] );
	await page.keyboard.press( 'Escape' );
	await page.getByRole( 'button', { name: 'Wall', exact: true } ).click();
	await expect( page.locator( '#adminmenumain' ) ).toBeHidden();
	const chrome = page.locator( '.realtime-events-header__actions' );
	await expect( chrome ).toHaveCSS( 'opacity', '0' );
	expect( await axeFindings( page, ROOT ), 'wall' ).toEqual( [] );
	// From the button that was pressed the keyboard goes on, and what has the focus is seen.
	await page.keyboard.press( 'Tab' );
	await expect( chrome ).toHaveCSS( 'opacity', '1' );
	await page.keyboard.press( 'Escape' );
	await expect( page.locator( '#wpadminbar' ) ).toBeVisible();
	await expect( chrome ).toHaveCSS( 'opacity', '1' );
} );

for ( const direction of [ 'ltr', 'rtl' ] as const ) {
	test( `fits a phone, a page at 200 % and a desk, ${ direction }, with rows and with one open`, async ( {
		loggedInPage,
		demo,
		rest,
	} ) => {
		const { body } = await rest( 'editor' )(
			'POST',
			'/realtime-events/v1/publish',
			{
				type: 'size.tried',
				subject: `size/${ randomUUID() }`,
				severity: 'error',
				data: { message: 'unbreakable'.repeat( 20 ) },
			}
		);
		const { id } = body as { id: string };
		const page = await loggedInPage( 'admin' );
		await page.emulateMedia( { reducedMotion: 'reduce' } );
		if ( direction === 'rtl' ) {
			await writeFromRightToLeft( page.context(), demo );
		}
		// 1280 px wide at 200 % are 640.
		for ( const width of [ 1280, 640, 320 ] ) {
			await page.setViewportSize( { width, height: 900 } );
			await page.goto( demo.feed );
			await expect( page.locator( 'html' ) ).toHaveCSS(
				'direction',
				direction
			);
			const row = page.locator( `[data-event="${ id }"]` );
			await expect( row ).toBeVisible();
			await expect
				.poll( () => overflow( page ), `${ width } px` )
				.toBeLessThanOrEqual( 0 );
			await row.focus();
			await page.keyboard.press( 'Enter' );
			await expect(
				panel( page ).getByText( 'size.tried' ).first()
			).toBeVisible();
			await expect
				.poll(
					() => overflow( page ),
					`${ width } px, with a row open`
				)
				.toBeLessThanOrEqual( 0 );
			expect( await axeFindings( page, ROOT ), `${ width } px` ).toEqual(
				[]
			);
		}
	} );
}

test( 'moves nothing for who asked for less motion', async ( {
	loggedInPage,
	demo,
	rest,
} ) => {
	await rest( 'editor' )( 'POST', '/realtime-events/v1/publish', {
		type: 'motion.tried',
	} );
	const page = await loggedInPage( 'admin' );
	await page.goto( demo.feed );
	await expect( rows( page ).first() ).toBeVisible();
	/** What moves where a row has just come; a row of that kind is one for two seconds. */
	const motionOfANewRow = (): Promise< string[] > =>
		rows( page )
			.first()
			.evaluate( ( row ) => {
				row.classList.remove( 'is-new' );
				row.classList.add( 'is-new' );
				return row
					.getAnimations( { subtree: true } )
					.map( ( motion ) =>
						motion instanceof CSSAnimation
							? motion.animationName
							: 'transition'
					);
			} );
	await page.emulateMedia( { reducedMotion: 'no-preference' } );
	expect( await motionOfANewRow() ).toContain( 'realtime-events-arrive' );
	await page.emulateMedia( { reducedMotion: 'reduce' } );
	expect( await motionOfANewRow() ).toEqual( [] );
} );

test( 'has a new row slide in when it comes to be seen, once, and not for who asked for less motion', async ( {
	loggedInPage,
	openFeed,
	publish,
	rest,
}, { repeatEachIndex } ) => {
	const subject = `slide/${ repeatEachIndex }`;
	const { status } = await rest( 'editor' )(
		'POST',
		'/realtime-events/v1/publish/batch',
		{
			// No two of a kind: those would be one row.
			events: Array.from( { length: 25 }, ( _, index ) => ( {
				type: `slide.before_${ index }`,
				subject,
			} ) ),
		}
	);
	expect( status ).toBeLessThan( 300 );
	const page = await loggedInPage( 'admin' );
	await page.clock.install();
	await openFeed( page, `&subject=${ encodeURIComponent( subject ) }` );
	await expect( titled( page, 'slide.before_24' ) ).toBeVisible();
	await expect( rows( page ).last() ).not.toBeInViewport();
	const begun = await page.evaluateHandle( () => {
		const names: Array< [ string, string | undefined ] > = [];
		document.addEventListener( 'animationstart', ( motion ) => {
			const row = ( motion.target as Element ).closest< HTMLElement >(
				'[data-event]'
			);
			names.push( [ motion.animationName, row?.dataset.event ] );
		} );
		return names;
	} );
	/** The events whose rows have slid in. */
	const slidIn = async () =>
		( await begun.jsonValue() )
			.filter( ( [ name ] ) => name === 'realtime-events-arrive' )
			.map( ( [ , id ] ) => id );

	const atTheTop = await publish( 'author', { type: 'slide.top', subject } );
	await expect( titled( page, 'slide.top' ) ).toBeInViewport();
	await expect.poll( slidIn ).toEqual( [ atTheTop.id ] );

	// Further down it waits, and does not slide before it is asked for, however late that is.
	await expect( async () => {
		await page.evaluate( () =>
			window.scrollTo( 0, document.body.scrollHeight )
		);
		await expect( titled( page, 'slide.top' ) ).not.toBeInViewport( {
			timeout: 500,
		} );
	} ).toPass();
	const waited = await publish( 'author', { type: 'slide.waits', subject } );
	const waiting = page.getByRole( 'button', { name: /1 new event/ } );
	await expect( waiting ).toBeVisible();
	await page.clock.fastForward( 10_000 );
	expect( await slidIn() ).toEqual( [ atTheTop.id ] );
	await waiting.click();
	await expect( titled( page, 'slide.waits' ) ).toBeInViewport();
	await expect.poll( slidIn ).toEqual( [ atTheTop.id, waited.id ] );

	await page.emulateMedia( { reducedMotion: 'reduce' } );
	await publish( 'author', { type: 'slide.still', subject } );
	await expect( titled( page, 'slide.still' ) ).toBeInViewport();
	// What moves has begun to with the next picture.
	await page.evaluate(
		() =>
			new Promise( ( drawn ) =>
				requestAnimationFrame( () => requestAnimationFrame( drawn ) )
			)
	);
	expect( await slidIn() ).toEqual( [ atTheTop.id, waited.id ] );
} );
