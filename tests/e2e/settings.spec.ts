import type { Page } from '@playwright/test';
import { axeFindings } from './support/axe';
import { expect, pill, rows, test as base, titled } from './support/feed';
import { logIn } from './support/log-in';

const ROOT = '#realtime-events-settings';
const SETTINGS = '/wp-admin/admin.php?page=realtime-events-settings';
const KEY_PATTERN = /rte_[A-Za-z0-9_-]{20,}/;

const test = base.extend< {
	/** The settings as an admin sees them; `&tab=…` for another tab. */
	openSettings: ( more?: string ) => Promise< Page >;
} >( {
	openSettings: async ( { demo, loggedInPage }, provide ) => {
		await provide( async ( more = '' ) => {
			const page = await loggedInPage( 'admin' );
			// What fades in has another contrast until it has.
			await page.emulateMedia( { reducedMotion: 'reduce' } );
			await page.goto( `${ demo.site }${ SETTINGS }${ more }` );
			return page;
		} );
	},
} );

const days = ( page: Page ) =>
	page.getByRole( 'spinbutton', {
		name: 'Keep events for this many days',
	} );

const save = async ( page: Page ) => {
	await page.getByRole( 'button', { name: 'Save changes' } ).click();
	await expect(
		page.getByTestId( 'snackbar' ).filter( { hasText: 'Settings saved.' } )
	).toBeVisible();
};

// What a test changed must not reach the next: they share a site.
test.afterEach( async ( { demo, rest } ) => {
	const asAdmin = rest( 'admin' );
	await asAdmin( 'POST', '/realtime-events/v1/settings/key', {
		action: 'set',
		key: demo.apiKey,
	} );
	await asAdmin( 'POST', '/wp/v2/settings', {
		realtime_events: {
			server_url: demo.hub,
			profile: 'hub',
			profile_options: {
				publish_path: '',
				socket_url: '',
				relay_is_private: false,
				auth: 'signature',
				headers: {},
			},
			retention_days: 90,
			retention_rows: 1_000_000,
			types: {
				'post.updated': {
					enabled: true,
					public: false,
					channel: '',
					alerts: 'none',
				},
			},
			roles: { view: [], publish: [], manage: [] },
		},
	} );
} );

test( 'what is chosen on any tab is there after a reload', async ( {
	openSettings,
} ) => {
	const page = await openSettings();
	await page.getByRole( 'tab', { name: 'Events' } ).click();
	await page
		.getByRole( 'checkbox', { name: 'Post updated', exact: true } )
		.uncheck();
	await page.getByRole( 'tab', { name: 'Data' } ).click();
	await days( page ).fill( '30' );
	await save( page );

	await page.reload();
	await expect( page.getByRole( 'tab', { name: 'Data' } ) ).toHaveAttribute(
		'aria-selected',
		'true'
	);
	await expect( days( page ) ).toHaveValue( '30' );
	await page.getByRole( 'tab', { name: 'Events' } ).click();
	await expect(
		page.getByRole( 'checkbox', { name: 'Post updated', exact: true } )
	).not.toBeChecked();
} );

test( 'what a relay has to know is saved from the screen', async ( {
	openSettings,
} ) => {
	const page = await openSettings();
	const change = page.getByRole( 'button', { name: /^Change – Server/ } );
	const kind = page.getByRole( 'combobox', { name: 'Kind of server' } );
	const path = page.getByRole( 'textbox', { name: 'Path for events' } );
	const socket = page.getByRole( 'textbox', {
		name: 'Address for browsers',
	} );
	const isPrivate = page.getByRole( 'checkbox', {
		name: 'Only people I trust can listen to this relay',
	} );
	await change.click();
	await kind.selectOption( 'ws-event' );
	await path.fill( '/in' );
	await socket.fill( 'wss://live.example.com' );
	await isPrivate.check();
	await save( page );

	await page.reload();
	await change.click();
	await expect( kind ).toHaveValue( 'ws-event' );
	await expect( path ).toHaveValue( '/in' );
	await expect( socket ).toHaveValue( 'https://live.example.com' );
	await expect( isPrivate ).toBeChecked();
} );

test( 'a header is saved from the screen, and its value is nowhere afterwards', async ( {
	openSettings,
	rest,
} ) => {
	const secret = 'sk-live-5f2b';
	const page = await openSettings();
	await page.getByRole( 'button', { name: /^Change – Server/ } ).click();
	await page
		.getByRole( 'combobox', { name: 'Kind of server' } )
		.selectOption( 'http' );
	await page.getByRole( 'button', { name: 'Add a header' } ).click();
	await page
		.getByRole( 'textbox', { name: 'Name of header 1' } )
		.fill( 'X-Api-Key' );
	await page.getByLabel( 'Value of header 1' ).fill( secret );
	// Before “Saved”: axe does not like the name of WordPress's own snackbar.
	expect( await axeFindings( page, ROOT ) ).toEqual( [] );
	await save( page );

	await page.reload();
	await page.getByRole( 'button', { name: /^Change – Server/ } ).click();
	await expect( page.getByLabel( 'Value of header 1' ) ).toHaveAttribute(
		'placeholder',
		'Stored, not shown'
	);
	expect( await page.content() ).not.toContain( secret );
	const { body } = await rest( 'admin' )( 'GET', '/wp/v2/settings' );
	expect( JSON.stringify( body ) ).toContain( '"headers":{"X-Api-Key":""}' );
} );

test( 'a type is kept from editors, and their feed has it no more', async ( {
	openSettings,
	rest,
} ) => {
	const page = await openSettings( '&tab=events' );
	await page
		.getByRole( 'button', {
			name: 'Who receives it and how it is told: Post updated',
		} )
		.click();
	await page
		.getByRole( 'combobox', { name: 'Who receives it: Post updated' } )
		.selectOption( 'admins' );
	await page
		.getByRole( 'combobox', { name: 'How it is told: Post updated' } )
		.selectOption( 'notification' );
	expect( await axeFindings( page, ROOT ) ).toEqual( [] );
	await save( page );

	const asEditor = rest( 'editor' );
	const post = ( await asEditor( 'POST', '/wp/v2/posts', {
		title: 'First words',
		status: 'publish',
	} ) ) as { body: { id: number } };
	await asEditor( 'POST', `/wp/v2/posts/${ post.body.id }`, {
		title: 'Second words',
	} );
	const updates = `/realtime-events/v1/events?type[]=post.updated&subject[]=post/${ post.body.id }`;
	expect( ( await asEditor( 'GET', updates ) ).body ).toEqual( [] );
	expect( ( await rest( 'admin' )( 'GET', updates ) ).body ).toHaveLength(
		1
	);
} );

test( 'an address that the site refuses is told beside its field, stores nothing and stays as it was typed', async ( {
	openSettings,
	demo,
	rest,
} ) => {
	const page = await openSettings();
	await page.getByRole( 'button', { name: /^Change – Server/ } ).click();
	const address = page.getByRole( 'textbox', { name: 'Server address' } );
	await address.fill( 'https://ada:secret@hub.example.com' );
	await page.getByRole( 'button', { name: 'Save changes' } ).click();
	await expect( address ).toHaveAttribute( 'aria-invalid', 'true' );
	await expect( address ).toHaveAccessibleDescription(
		/user name and password/
	);
	await expect( address ).toHaveValue( 'https://ada:secret@hub.example.com' );
	const { body } = await rest( 'admin' )( 'GET', '/wp/v2/settings' );
	expect( body ).toMatchObject( {
		realtime_events: { server_url: demo.hub },
	} );
} );

test( 'the site itself refuses what its screen would not have let through', async ( {
	demo,
	rest,
} ) => {
	const answer = await rest( 'admin' )( 'POST', '/wp/v2/settings', {
		realtime_events: {
			server_url: 'ftp://hub.example.com',
			retention_days: 5,
		},
	} );
	expect( answer ).toMatchObject( {
		status: 400,
		body: { data: { params: { server_url: expect.any( String ) } } },
	} );
	const { body } = await rest( 'admin' )( 'GET', '/wp/v2/settings' );
	expect( body ).toMatchObject( {
		realtime_events: { server_url: demo.hub, retention_days: 90 },
	} );
} );

test( 'a new key is shown once and is nowhere afterwards', async ( {
	openSettings,
	demo,
	rest,
} ) => {
	const page = await openSettings();
	await page.getByRole( 'button', { name: 'Change – API key' } ).click();
	await page.getByRole( 'button', { name: 'Replace the key…' } ).click();
	await page
		.getByRole( 'combobox', { name: 'The old key' } )
		.selectOption( 'works for another hour' );
	expect( await axeFindings( page, '[role="dialog"]' ), 'replace' ).toEqual(
		[]
	);
	await page.getByRole( 'button', { name: 'Make a new key' } ).click();
	const dialog = page.getByRole( 'dialog', { name: 'Your new key' } );
	const key =
		( await dialog
			.getByRole( 'textbox', { name: 'API key' } )
			.textContent() ) ?? '';
	expect( key ).toMatch( KEY_PATTERN );
	expect( await axeFindings( page, '[role="dialog"]' ) ).toEqual( [] );

	await page.keyboard.press( 'Escape' );
	await page.mouse.click( 5, 400 );
	await expect( dialog ).toBeVisible();
	await page.getByRole( 'button', { name: 'I have stored it' } ).click();
	await expect( dialog ).toBeHidden();
	await expect(
		page.getByText( /^The previous key works too, until / )
	).toBeVisible();

	await page.reload();
	await expect(
		page.getByText( `A key that ends in ${ key.slice( -4 ) } is set.` )
	).toBeAttached();
	const places = [
		await page.content(),
		...( await Promise.all(
			[
				'/wp/v2/settings',
				'/realtime-events/v1/settings/key',
				'/realtime-events/v1/status',
			].map( async ( route ) =>
				JSON.stringify( ( await rest( 'admin' )( 'GET', route ) ).body )
			)
		) ),
	];
	for ( const place of places ) {
		expect( place ).not.toMatch( KEY_PATTERN );
		expect( place ).not.toContain( demo.apiKey );
	}
} );

test( 'the connection is tried from the site and from the browser, onto this screen', async ( {
	openSettings,
} ) => {
	const page = await openSettings();
	await expect(
		page.getByRole( 'button', { name: /Connection: Live/ } )
	).toBeVisible();
	await page.getByRole( 'button', { name: 'Test connection' } ).click();
	await expect(
		page.getByRole( 'status' ).filter( { hasText: 'It works' } )
	).toBeVisible();
	await expect(
		page
			.getByRole( 'list', { name: 'From this browser' } )
			.getByRole( 'listitem' )
			.filter( { hasText: 'arrives on this screen' } )
	).toContainText( 'Works' );
} );

test( 'without a hub the test names the step that fails and what to do', async ( {
	openSettings,
	hub,
} ) => {
	await hub.kill();
	const page = await openSettings();
	await page.getByRole( 'button', { name: 'Test connection' } ).click();
	await expect(
		page.getByRole( 'status' ).filter( { hasText: 'The step that fails' } )
	).toBeVisible();
	const failed = page
		.getByRole( 'list', { name: 'From your site' } )
		.getByRole( 'listitem' )
		.filter( { hasText: 'Failed' } );
	await expect( failed ).toHaveCount( 1 );
	await expect( failed ).toContainText( 'Start the hub' );
	expect( await axeFindings( page, ROOT ) ).toEqual( [] );
} );

test( 'the form saves without JavaScript', async ( {
	browser,
	demo,
	rest,
} ) => {
	const context = await browser.newContext( { javaScriptEnabled: false } );
	await logIn( context, demo, 'admin' );
	const page = await context.newPage();
	await page.goto( demo.site + SETTINGS );
	await page
		.locator( '[name="realtime_events[retention_days]"]' )
		.fill( '14' );
	await page
		.locator( `${ ROOT } form[action*="options.php"] [type="submit"]` )
		.first()
		.click();
	await expect( page.getByText( 'Settings saved.' ) ).toBeVisible();
	await context.close();
	const { body } = await rest( 'admin' )( 'GET', '/wp/v2/settings' );
	expect( body ).toMatchObject( { realtime_events: { retention_days: 14 } } );
} );

test( 'who may not manage gets no settings, by no way', async ( {
	loggedInPage,
	demo,
	rest,
} ) => {
	const page = await loggedInPage( 'editor' );
	const answer = await page.goto( demo.site + SETTINGS );
	expect( answer?.status() ).toBe( 403 );
	for ( const [ method, route, body ] of [
		[ 'GET', '/wp/v2/settings' ],
		[ 'GET', '/realtime-events/v1/settings/key' ],
		[ 'POST', '/realtime-events/v1/settings/key', { action: 'generate' } ],
		[ 'POST', '/realtime-events/v1/status/test' ],
	] as const ) {
		const { status } = await rest( 'editor' )( method, route, body );
		expect( status, `${ method } ${ route }` ).toBe( 403 );
	}
} );

test( 'which roles see events is chosen by ticks, and goes back to the usual', async ( {
	openSettings,
	rest,
} ) => {
	const page = await openSettings( '&tab=access' );
	await expect(
		page.getByRole( 'checkbox', { name: 'Administrator: Manage' } )
	).toBeDisabled();
	expect(
		( await rest( 'subscriber' )( 'GET', '/realtime-events/v1/status' ) )
			.status
	).toBe( 403 );
	await page
		.getByRole( 'checkbox', { name: 'Subscriber: See events' } )
		.check();
	await save( page );
	expect(
		( await rest( 'subscriber' )( 'GET', '/realtime-events/v1/status' ) )
			.status
	).toBe( 200 );
	await page
		.getByRole( 'button', { name: 'Back to the usual roles: See events' } )
		.click();
	await expect(
		page.getByRole( 'checkbox', { name: 'Subscriber: See events' } )
	).not.toBeChecked();
	await page.getByRole( 'button', { name: 'Save changes' } ).click();
	await expect
		.poll(
			async () =>
				(
					await rest( 'subscriber' )(
						'GET',
						'/realtime-events/v1/status'
					)
				).status
		)
		.toBe( 403 );
} );

test( 'who sees what of an event is shown for each role and a visitor, field by field', async ( {
	openSettings,
	rest,
}, { repeatEachIndex } ) => {
	await rest( 'admin' )( 'POST', '/wp/v2/settings', {
		realtime_events: {
			types: { 'post.updated': { enabled: true, public: true } },
		},
	} );
	const { body } = await rest( 'editor' )( 'POST', '/wp/v2/posts', {
		title: 'First words',
		status: 'publish',
	} );
	const title = `Second words ${ repeatEachIndex }`;
	await rest( 'editor' )(
		'POST',
		`/wp/v2/posts/${ ( body as { id: number } ).id }`,
		{ title }
	);
	const page = await openSettings( '&tab=events' );
	await page
		.getByRole( 'button', { name: 'Who sees what: Post updated' } )
		.click();
	const dialog = page.getByRole( 'dialog' );
	const offered = dialog
		.getByRole( 'list', { name: 'Show as' } )
		.getByRole( 'button' );
	await expect( offered.first() ).toBeVisible();
	const open = async ( index: number ) => {
		await offered.nth( index ).click();
		await expect( offered.nth( index ) ).toHaveAttribute(
			'aria-pressed',
			'true'
		);
		return dialog.evaluate( ( element ) => ( {
			who: element.querySelector( '[aria-pressed="true"] > span' )
				?.textContent,
			verdict: element.querySelector( '[aria-pressed="true"] > small' )
				?.textContent,
			fields: Object.fromEntries(
				[ ...element.querySelectorAll( 'dl > div' ) ].map(
					( field ) => [
						field.querySelector( 'dt' )?.textContent,
						field.querySelector( 'dd' )?.textContent,
					]
				)
			) as Record< string, string >,
		} ) );
	};

	const views = [];
	for ( let index = 0; index < ( await offered.count() ); index++ ) {
		views.push( await open( index ) );
	}
	expect(
		views.map( ( { who, verdict } ) => `${ who }: ${ verdict }` )
	).toEqual( [
		'Administrator: Everything',
		'Editor: Everything',
		'Author: Everything',
		'Contributor: Everything',
		'Subscriber: The public part',
		'Shop manager: Everything',
		'Visitor: The public part',
	] );
	expect( await axeFindings( page, '[role="dialog"]' ), 'a part' ).toEqual(
		[]
	);
	const all = views[ 0 ]?.fields ?? {};
	expect( all ).toMatchObject( { title, 'post type': 'post' } );
	const isPublic = ( name: string ) =>
		[ 'id', 'post type', 'title', 'url' ].includes( name );
	const publicPart = Object.fromEntries(
		Object.entries( all ).map( ( [ name, value ] ) => [
			name,
			isPublic( name ) ? value : 'Hidden',
		] )
	);
	expect( Object.values( all ) ).not.toContain( 'Hidden' );
	expect( Object.values( publicPart ) ).toContain( 'Hidden' );
	for ( const { who, verdict, fields } of views ) {
		expect( fields, who ?? '' ).toEqual(
			verdict === 'Everything' ? all : publicPart
		);
	}
	await offered.first().click();
	await expect( dialog.getByText( 'Hidden' ) ).toHaveCount( 0 );
	expect( await axeFindings( page, '[role="dialog"]' ), 'all' ).toEqual( [] );
} );

test( 'the hub tells its own figures through the site, of everybody who is connected', async ( {
	openSettings,
	openFeed,
} ) => {
	const page = await openSettings();
	const figure = ( term: string ) =>
		page
			.locator( '.realtime-events-hub-figures > div' )
			.filter( { hasText: term } )
			.getByRole( 'definition' );
	for ( const term of [
		'Events a second',
		'Channels',
		'Nodes',
		'Memory',
		'Version',
	] ) {
		await expect( figure( term ), term ).toHaveText( /\d/ );
	}
	const alone = Number( await figure( 'Connections' ).textContent() );
	await openFeed( 'editor' );
	await expect
		.poll( async () =>
			Number( await figure( 'Connections' ).textContent() )
		)
		.toBeGreaterThan( alone );
} );

test( 'what two people change at a time is both kept, and what is not saved is not left unasked', async ( {
	openSettings,
	demo,
	rest,
} ) => {
	await rest( 'admin' )( 'POST', '/wp/v2/settings', {
		realtime_events: {
			roles: { view: [], publish: [], manage: [ 'shop_manager' ] },
		},
	} );
	const page = await openSettings( '&tab=data' );
	await days( page ).fill( '21' );
	const asked = page.waitForEvent( 'dialog' );
	// Does not end before somebody has answered.
	const leaving = page.goto( demo.feed ).catch( () => null );
	const question = await asked;
	expect( question.type() ).toBe( 'beforeunload' );
	await question.dismiss();
	await leaving;
	await expect( days( page ) ).toHaveValue( '21' );

	const { status } = await rest( 'shop_manager' )(
		'POST',
		'/realtime-events/v1/settings',
		{
			realtime_events: {
				// Beside what the page changes, and of what it has read.
				retention_rows: 500_000,
				types: {
					'post.updated': {
						enabled: true,
						public: false,
						channel: '',
						alerts: 'sound',
					},
				},
			},
		}
	);
	expect( status ).toBe( 200 );
	await save( page );
	const { body } = await rest( 'admin' )( 'GET', '/wp/v2/settings' );
	expect( body ).toMatchObject( {
		realtime_events: {
			retention_days: 21,
			retention_rows: 500_000,
			types: { 'post.updated': { alerts: 'sound' } },
		},
	} );
} );

test( 'who takes the key away sets up anew step by step, and meanwhile nobody misses anything', async ( {
	openSettings,
	loggedInPage,
	openFeed,
	publish,
	demo,
}, { repeatEachIndex } ) => {
	const page = await openSettings();
	await page.getByRole( 'button', { name: 'Change – API key' } ).click();
	await page.getByRole( 'button', { name: 'Remove', exact: true } ).click();
	await page
		.getByRole( 'alertdialog' )
		.getByRole( 'button', { name: 'Remove the key' } )
		.click();
	await expect(
		page.getByText( 'No key yet.', { exact: false } ).first()
	).toBeVisible();
	const colleague = await loggedInPage( 'editor' );
	await colleague.goto( demo.feed );
	await expect( pill( colleague ) ).toContainText( 'Polling' );
	const polled = `Polled ${ repeatEachIndex }`;
	await publish( 'author', {
		type: 'setup.polled',
		data: { title: polled },
	} );
	await expect( titled( colleague, polled ) ).toHaveCount( 1 );

	await page.reload();
	/** Without what is told at the foot of the screen: axe does not like the name of WordPress's own snackbar. */
	const lookAt = async ( step: string ) =>
		expect(
			await axeFindings(
				page,
				'[aria-labelledby="realtime-events-first-run"]'
			),
			step
		).toEqual( [] );
	await expect(
		page.getByRole( 'heading', {
			name: 'Connect your realtime server',
		} )
	).toBeVisible();
	await page.getByRole( 'button', { name: 'Choose your server' } ).click();
	await expect(
		page.getByRole( 'textbox', { name: 'Server address' } )
	).toHaveValue( demo.hub );
	await lookAt( 'the server' );
	await page.getByRole( 'button', { name: 'Make a key' } ).click();
	await page.getByRole( 'button', { name: 'Use a key I have' } ).click();
	await page.getByLabel( 'Your key' ).fill( demo.apiKey );
	await lookAt( 'a key that is typed' );
	await page.getByRole( 'button', { name: 'Store this key' } ).click();
	const goOn = page.getByRole( 'button', { name: 'Continue', exact: true } );
	await expect( goOn ).toBeVisible();
	await lookAt( 'a key that is stored' );
	await goOn.click();
	const isRunning = page.getByRole( 'button', { name: 'It is running' } );
	await expect( isRunning ).toBeVisible();
	await lookAt( 'the command' );
	await isRunning.click();
	const tryIt = page.getByRole( 'button', { name: 'Test connection' } );
	await expect( tryIt ).toBeVisible();
	await lookAt( 'a test to come' );
	await tryIt.click();
	await expect(
		page.getByText( 'That was your first pushed event.', {
			exact: false,
		} )
	).toBeVisible();
	await lookAt( 'a test that passed' );
	// A page that was opened without a key would look for a hub again only after minutes.
	await expect( pill( page ) ).toContainText( 'Live' );
	// One more, that is for who sends it alone.
	const mine = await openFeed(
		await page.context().newPage(),
		`&type=realtime_events.test&since=${ new Date().toISOString() }`
	);
	await page.getByRole( 'button', { name: 'Send test event' } ).click();
	await expect( rows( mine ) ).toHaveCount( 1 );
	await lookAt( 'a test event that is sent' );
	await page.getByRole( 'button', { name: 'Finish' } ).click();
	await expect(
		page.getByRole( 'heading', { name: 'Server', exact: true } )
	).toBeVisible();

	// The colleague's page was open all the time, and nobody has touched it.
	await expect( pill( colleague ) ).toContainText( 'Live' );
	const pushed = `Pushed ${ repeatEachIndex }`;
	await publish( 'author', {
		type: 'setup.pushed',
		data: { title: pushed },
	} );
	await expect( titled( colleague, pushed ) ).toHaveCount( 1 );
} );

test( 'without a key the first steps are shown, and can be skipped', async ( {
	openSettings,
	rest,
} ) => {
	await rest( 'admin' )( 'DELETE', '/realtime-events/v1/settings/key' );
	const page = await openSettings( '&welcome=1' );
	await expect(
		page.getByRole( 'heading', { name: 'Welcome to Realtime Events' } )
	).toBeVisible();
	expect( await axeFindings( page, ROOT ) ).toEqual( [] );
	await page.getByRole( 'link', { name: /^Skip this/ } ).click();
	await expect( page.getByRole( 'feed' ) ).toBeVisible();
} );

for ( const tab of [ 'connection', 'events', 'hooks', 'access', 'data' ] ) {
	test( `axe finds nothing on the ${ tab } tab, at any width`, async ( {
		openSettings,
	} ) => {
		const page = await openSettings( `&tab=${ tab }` );
		await expect( page.getByRole( 'tabpanel' ) ).toBeVisible();
		await expect(
			page.locator( `${ ROOT } .components-spinner` )
		).toHaveCount( 0 );
		for ( const width of [ 1400, 782, 320 ] ) {
			await page.setViewportSize( { width, height: 900 } );
			expect( await axeFindings( page, ROOT ), `${ width } px` ).toEqual(
				[]
			);
			const overflow = await page.evaluate(
				() => document.documentElement.scrollWidth - window.innerWidth
			);
			expect( overflow, `${ width } px` ).toBeLessThanOrEqual( 0 );
		}
	} );
}
