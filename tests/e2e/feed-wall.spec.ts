import type { Page } from '@playwright/test';
import { expect, rows, test, titled } from './support/feed';

/** The locks by which the page keeps the screen awake. */
interface Awake {
	locks: WakeLockSentinel[];
}

const noteLocks = ( page: Page ) =>
	page.addInitScript( () => {
		const locks: WakeLockSentinel[] = [];
		Object.assign( window, { locks } );
		const { request } = WakeLock.prototype;
		WakeLock.prototype.request = async function ( type ) {
			const lock = await request.call( this, type );
			locks.push( lock );
			return lock;
		};
	} );

/** Of each lock that was got whether it is held. */
const isHeld = ( page: Page ): Promise< boolean[] > =>
	page.evaluate( () =>
		( window as unknown as Awake ).locks.map(
			( { released } ) => ! released
		)
	);

const isFullScreen = ( page: Page ): Promise< boolean > =>
	page.evaluate(
		() => document.fullscreenElement === document.documentElement
	);

const sizeOfText = ( page: Page ): Promise< number > =>
	rows( page )
		.first()
		.evaluate( ( row ) => parseFloat( getComputedStyle( row ).fontSize ) );

test( 'the wall fills the screen, keeps it awake, and shows what somebody else does', async ( {
	loggedInPage,
	openFeed,
	publish,
}, { repeatEachIndex } ) => {
	await publish( 'editor', { type: 'wall.before' } );
	const page = await loggedInPage( 'admin' );
	await noteLocks( page );
	await openFeed( page );
	await expect( titled( page, 'wall.before' ).first() ).toBeVisible();
	const usual = await sizeOfText( page );

	await page.getByRole( 'button', { name: 'Wall', exact: true } ).click();
	await expect.poll( () => isFullScreen( page ) ).toBe( true );
	await expect.poll( () => isHeld( page ) ).toEqual( [ true ] );
	for ( const chrome of [ '#wpadminbar', '#adminmenu', '#wpfooter' ] ) {
		await expect( page.locator( chrome ), chrome ).toBeHidden();
	}
	await expect( page.getByRole( 'searchbox' ) ).toBeHidden();
	expect( await sizeOfText( page ) ).toBeGreaterThan( usual );
	const feed = await page.locator( '.realtime-events-feed' ).boundingBox();
	const width = await page.evaluate( () => window.innerWidth );
	expect( feed?.width ).toBeGreaterThan( width - 100 );

	const title = `Oven ${ repeatEachIndex } is hot`;
	await publish( 'editor', { type: 'wall.seen', data: { title } } );
	await expect( titled( page, title ) ).toBeInViewport();

	await page.keyboard.press( 'Escape' );
	await expect( page.locator( '#wpadminbar' ) ).toBeVisible();
	await expect.poll( () => isFullScreen( page ) ).toBe( false );
	await expect.poll( () => isHeld( page ) ).toEqual( [ false ] );
} );
