import type { BrowserContext, Page } from '@playwright/test';
import { chooseMore, expect, test, titled } from './support/feed';

/** What left the page for the desktop and for the loudspeaker: the tones by their frequency, whole hertz. */
interface Alerted {
	notifications: string[];
	tones: number[];
}

const BELL = [ 659, 1976 ];
const CHIME = [ 880, 1319 ];
const SILENCE: Alerted = { notifications: [], tones: [] };

/** Between two soundings of what is repeated. */
const REPEAT_EVERY_MS = 15_000;
/** Much longer than alerts keep apart from each other. */
const LATER_MS = 60_000;

/** Notes on every page of a browser what it hands to the system; all of it still happens. */
const listen = ( context: BrowserContext ) =>
	context.addInitScript( () => {
		const alerted: Alerted = { notifications: [], tones: [] };
		Object.assign( window, {
			alerted,
			Notification: class extends Notification {
				public constructor(
					title: string,
					options: NotificationOptions = {}
				) {
					super( title, options );
					alerted.notifications.push( options.body ?? '' );
				}
			},
		} );
		const { start } = AudioScheduledSourceNode.prototype;
		AudioScheduledSourceNode.prototype.start = function ( when ) {
			if ( this instanceof OscillatorNode ) {
				alerted.tones.push( Math.round( this.frequency.value ) );
			}
			start.call( this, when );
		};
	} );

const alerted = ( page: Page ): Promise< Alerted > =>
	page.evaluate(
		() => ( window as unknown as { alerted: Alerted } ).alerted
	);

const forget = ( page: Page ): Promise< void > =>
	page.evaluate( () => {
		const noted = ( window as unknown as { alerted: Alerted } ).alerted;
		noted.notifications.length = 0;
		noted.tones.length = 0;
	} );

const oClock = ( hour: number ): string =>
	`${ String( ( hour + 24 ) % 24 ).padStart( 2, '0' ) }:00`;

test( 'who asked for it is alerted in one tab, until somebody is there, and not in quiet hours; nobody else is', async ( {
	openFeed,
	loggedInPage,
	rest,
	forgetsPreferencesOf,
}, { repeatEachIndex } ) => {
	forgetsPreferencesOf( 'editor' );
	const post = ( title: string ) =>
		rest( 'author' )( 'POST', '/wp/v2/posts', {
			title,
			status: 'publish',
		} );
	const [ rings, quiet ] = [
		`Rye ${ repeatEachIndex } rings`,
		`Wheat ${ repeatEachIndex } is quiet`,
	];
	const first = await loggedInPage( 'editor' );
	const browser = first.context();
	await browser.grantPermissions( [ 'notifications' ] );
	await browser.clock.install();
	await listen( browser );
	await openFeed( first );
	await chooseMore( first, 'Alerts…' );
	const dialog = first.getByRole( 'dialog', { name: 'Alerts' } );
	await dialog
		.getByRole( 'combobox', { name: 'Alert me to' } )
		.selectOption( 'Post published' );
	const rule = dialog.getByRole( 'group', { name: 'Post published' } );
	await rule
		.getByRole( 'combobox', { name: 'Sound' } )
		.selectOption( 'bell' );
	await rule.getByRole( 'checkbox', { name: /^Repeat/ } ).check();
	expect( await alerted( first ), 'what is chosen is heard' ).toEqual( {
		notifications: [],
		tones: BELL,
	} );
	await first.keyboard.press( 'Escape' );
	await forget( first );

	const second = await browser.newPage();
	await openFeed( second );
	const bystander = await loggedInPage( 'admin' );
	await listen( bystander.context() );
	await openFeed( bystander );

	await post( rings );
	for ( const page of [ first, second, bystander ] ) {
		await expect( titled( page, rings ) ).toBeVisible();
	}
	await expect
		.poll( () => alerted( first ) )
		.toEqual( {
			notifications: [ expect.stringContaining( rings ) ],
			tones: expect.arrayContaining( BELL ),
		} );
	expect( await alerted( second ), 'the other tab' ).toEqual( SILENCE );
	expect( await alerted( bystander ), 'the other person' ).toEqual( SILENCE );

	// Again and again, until a touch says that somebody is there.
	await browser.clock.fastForward( REPEAT_EVERY_MS );
	await expect
		.poll( async () => ( await alerted( first ) ).tones.slice( 0, 4 ) )
		.toEqual( [ ...BELL, ...BELL ] );
	await first.keyboard.press( 'Shift' );
	await forget( first );
	await browser.clock.fastForward( LATER_MS );

	await chooseMore( first, 'Alerts…' );
	const hour = await first.evaluate( () => new Date().getHours() );
	await dialog.getByLabel( 'Quiet from' ).fill( oClock( hour - 1 ) );
	await dialog
		.getByLabel( 'until', { exact: true } )
		.fill( oClock( hour + 2 ) );
	await first.keyboard.press( 'Escape' );
	await post( quiet );
	await expect( titled( first, quiet ) ).toBeVisible();
	expect( await alerted( first ), 'quiet hours' ).toEqual( SILENCE );
} );

test( 'what an admin chose for everybody alerts who has chosen nothing', async ( {
	openFeed,
	loggedInPage,
	rest,
} ) => {
	const type = 'post.published';
	const settings = async ( method: string, body?: unknown ) =>
		( await rest( 'admin' )( method, '/wp/v2/settings', body ) ).body as {
			realtime_events: { types: Record< string, object > };
		};
	const choose = ( choice: object | undefined ) =>
		settings( 'POST', {
			realtime_events: { types: { [ type ]: choice } },
		} );
	const before = ( await settings( 'GET' ) ).realtime_events.types[ type ];
	await choose( { ...before, enabled: true, alerts: 'sound' } );
	try {
		const page = await loggedInPage( 'shop_manager' );
		await listen( page.context() );
		await openFeed( page );
		await rest( 'author' )( 'POST', '/wp/v2/posts', {
			title: 'Oats ring for all',
			status: 'publish',
		} );
		await expect
			.poll( async () => ( await alerted( page ) ).tones )
			.toEqual( CHIME );
	} finally {
		await choose( { alerts: 'none', ...before } );
	}
} );
