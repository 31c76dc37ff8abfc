import type { Page } from '@playwright/test';
import { startHub } from '../support/harness';
import { changedElsewhere } from './support/around';
import { expect, panel, pill, rows, test, titled } from './support/feed';
import { logIn } from './support/log-in';

const SETTINGS = '/wp-admin/admin.php?page=realtime-events-settings';
const ROOT = '#realtime-events-settings';

/** A hub that returns is found with the next attempt, at most half a minute later. */
const RETURNS_WITHIN_MS = 45_000;

/** What a type is before anybody has chosen. */
const AS_INSTALLED = {
	enabled: true,
	public: false,
	channel: '',
	alerts: 'none',
};

const saved = ( page: Page ) =>
	page.getByTestId( 'snackbar' ).filter( { hasText: 'Settings saved.' } );

/** Tries the connection; answers when it is known what came of it. */
async function testConnection( page: Page, outcome: string ): Promise< void > {
	await page.getByRole( 'button', { name: 'Test connection' } ).click();
	await expect(
		page.getByRole( 'status' ).filter( { hasText: outcome } )
	).toBeVisible();
}

async function save( page: Page ): Promise< void > {
	await page.getByRole( 'button', { name: 'Save changes' } ).click();
	await expect( saved( page ) ).toBeVisible();
}

/** What the page itself, with its own session and nonce, is answered. */
const statusOf = ( page: Page, method: string, path: string ) =>
	page.evaluate(
		async ( request ) => {
			const { apiFetch } = (
				window as unknown as {
					wp: {
						apiFetch: ( request: object ) => Promise< Response >;
					};
				}
			 ).wp;
			return apiFetch( { ...request, parse: false } ).then(
				( { status } ) => status,
				( { status }: Response ) => status
			);
		},
		{ method, path }
	);

/** What the details of an event say that it carries, by name, “previous …” for what was. */
const told = ( page: Page ): Promise< Record< string, string > > =>
	panel( page ).evaluate( ( element ) => {
		const facts: Record< string, string > = {};
		for ( const section of element.querySelectorAll( 'section' ) ) {
			const heading = section.querySelector( 'h3' )?.textContent;
			for ( const row of section.querySelectorAll( 'dl > div' ) ) {
				const name = row.querySelector( 'dt' )?.textContent ?? '';
				const text = ( selector: string ) =>
					row.querySelector( selector )?.textContent ?? '';
				if ( heading === 'What it says' ) {
					facts[ name ] = text( 'dd' );
				} else if ( heading === 'What changed' ) {
					facts[ name ] = text( 'ins' );
					facts[ `previous ${ name }` ] = text( 'del' );
				}
			}
		}
		return facts;
	} );

/** What is said that a role sees of the event that is open: in two words, and field by field. */
async function previewAs( page: Page, role: string ) {
	await panel( page )
		.getByRole( 'button', { name: 'Who sees what' } )
		.click();
	const dialog = page.getByRole( 'dialog', { name: 'Who sees what' } );
	const choice = dialog
		.getByRole( 'list', { name: 'Show as' } )
		.getByRole( 'button' )
		.filter( { has: page.getByText( role, { exact: true } ) } );
	await choice.click();
	await expect( choice ).toHaveAttribute( 'aria-pressed', 'true' );
	const preview = {
		verdict: await choice.locator( 'small' ).textContent(),
		fields: await dialog.evaluate(
			( element ) =>
				Object.fromEntries(
					[ ...element.querySelectorAll( 'dl > div' ) ]
						.map( ( field ) =>
							[ 'dt', 'dd' ].map(
								( name ) =>
									field.querySelector( name )?.textContent ??
									''
							)
						)
						.filter(
							// Details have no line for what is empty.
							( [ , value ] ) =>
								value !== 'Hidden' && value !== '—'
						)
				) as Record< string, string >
		),
	};
	await page.keyboard.press( 'Escape' );
	await expect( dialog ).toHaveCount( 0 );
	return preview;
}

const steps = ( page: Page, from: 'your site' | 'this browser' ) =>
	page
		.getByRole( 'list', { name: `From ${ from }` } )
		.getByRole( 'listitem' );

/** Makes a new key on the screen; answers with it. */
async function replaceKey( page: Page, oldKey: string ): Promise< string > {
	await page.getByRole( 'button', { name: 'Replace the key…' } ).click();
	await page
		.getByRole( 'combobox', { name: 'The old key' } )
		.selectOption( oldKey );
	await page.getByRole( 'button', { name: 'Make a new key' } ).click();
	const key = await page
		.getByRole( 'dialog', { name: 'Your new key' } )
		.getByRole( 'textbox', { name: 'API key' } )
		.textContent();
	await page.getByRole( 'button', { name: 'I have stored it' } ).click();
	return key ?? '';
}

// A second person who may manage, and everything as it was afterwards: the tests share a site.
test.beforeEach( async ( { rest } ) => {
	await rest( 'admin' )( 'POST', '/wp/v2/settings', {
		realtime_events: {
			roles: { view: [], publish: [], manage: [ 'shop_manager' ] },
		},
	} );
} );

test.afterEach( async ( { demo, rest } ) => {
	await rest( 'admin' )( 'POST', '/realtime-events/v1/settings/key', {
		action: 'set',
		key: demo.apiKey,
	} );
	await rest( 'admin' )( 'POST', '/wp/v2/settings', {
		realtime_events: {
			server_url: demo.hub,
			retention_days: 90,
			roles: { view: [], publish: [], manage: [] },
			types: Object.fromEntries(
				[ 'post.updated', 'post.trashed' ].map( ( type ) => [
					type,
					AS_INSTALLED,
				] )
			),
		},
	} );
} );

test( 'a key is replaced under two open screens, which go on, and the doctor of the other says at each step how it stands', async ( {
	demo,
	hub,
	loggedInPage,
	openFeed,
	publish,
}, { repeatEachIndex } ) => {
	const [ overlapping, moved ] = [
		`key.overlapping_${ repeatEachIndex }`,
		`key.moved_${ repeatEachIndex }`,
	];
	const colleague = await loggedInPage( 'shop_manager' );
	await colleague
		.context()
		.grantPermissions( [ 'clipboard-read', 'clipboard-write' ] );
	await colleague.goto( demo.site + SETTINGS );
	await expect( pill( colleague ) ).toContainText( 'Live' );
	const feed = await openFeed( 'editor' );
	const page = await loggedInPage( 'admin' );
	await page.goto( demo.site + SETTINGS );
	await page.getByRole( 'button', { name: 'Change – API key' } ).click();
	const key = await replaceKey( page, 'works for another hour' );
	expect( key ).toMatch( /^rte_/ );

	// The hub knows the old key alone, and nobody is to notice.
	await publish( 'author', { type: overlapping } );
	await expect( titled( feed, overlapping ) ).toHaveCount( 1 );
	await expect( pill( feed ) ).toContainText( 'Live' );
	await testConnection( colleague, 'It works' );
	for ( const from of [ 'your site', 'this browser' ] as const ) {
		const words = await steps( colleague, from ).allTextContents();
		expect( words.length, from ).toBeGreaterThan( 3 );
		for ( const step of words ) {
			expect( step ).toMatch( /Works\d+ ms/ );
		}
	}

	await hub.kill();
	await testConnection( colleague, 'The step that fails' );
	const failed = steps( colleague, 'your site' ).filter( {
		hasText: 'Failed',
	} );
	await expect( failed ).toHaveCount( 1 );
	await expect( failed ).toContainText( 'Start the hub' );
	const command = failed.getByRole( 'textbox' ).first();
	await expect( command ).toContainText( 'hub.mjs' );
	await failed.getByRole( 'button', { name: 'Copy' } ).first().click();
	await expect(
		failed.getByRole( 'button', { name: 'Copied' } )
	).toBeVisible();
	expect(
		await colleague.evaluate( () => navigator.clipboard.readText() )
	).toBe( await command.textContent() );

	const successor = await startHub( {
		siteId: demo.siteId,
		siteUrl: demo.site,
		apiKey: key,
		port: Number( new URL( demo.hub ).port ),
	} );
	try {
		for ( const screen of [ feed, colleague ] ) {
			await expect( pill( screen ) ).toContainText( 'Live', {
				timeout: RETURNS_WITHIN_MS,
			} );
		}
		await testConnection( colleague, 'It works' );
		await publish( 'author', { type: moved } );
		await expect( titled( feed, moved ) ).toHaveCount( 1 );

		await colleague.reload();
		await colleague
			.getByRole( 'button', { name: 'Change – API key' } )
			.click();
		await expect(
			colleague.getByText(
				`A key that ends in ${ key.slice( -4 ) } is set.`
			)
		).toBeAttached();
		await expect( colleague.getByText( /^Last used / ) ).toBeVisible();
		const former = colleague.getByText(
			/^The previous key works too, until /
		);
		await expect( former ).toBeVisible();

		await replaceKey( page, 'stops at once' );
		await colleague.reload();
		await testConnection( colleague, 'The step that fails' );
		await expect(
			steps( colleague, 'your site' ).filter( { hasText: 'Failed' } )
		).toContainText( /key/i );
		await colleague
			.getByRole( 'button', { name: 'Change – API key' } )
			.click();
		await expect( colleague.getByText( /^Last used / ) ).toBeVisible();
		await expect( former ).toHaveCount( 0 );
	} finally {
		await successor.stop();
	}
} );

test( 'without JavaScript the form says beside a field what is wrong and keeps it, and a colleague sees what was saved', async ( {
	browser,
	demo,
	loggedInPage,
	rest,
} ) => {
	const context = await browser.newContext( {
		javaScriptEnabled: false,
	} );
	await logIn( context, demo, 'admin' );
	const page = await context.newPage();
	await page.goto( demo.site + SETTINGS );
	const address = page.locator( '[name="realtime_events[server_url]"]' );
	const days = page.locator( '[name="realtime_events[retention_days]"]' );
	const send = () =>
		page
			.locator( `${ ROOT } form[action*="options.php"] [type="submit"]` )
			.first()
			.click();
	await address.fill( 'ftp://hub.example.com' );
	await days.fill( '0' );
	await send();
	await expect(
		page.getByText( 'Nothing was saved yet.', { exact: false } )
	).toHaveCount( 1 );
	for ( const [ field, typed, reason ] of [
		[ address, 'ftp://hub.example.com', /http/ ],
		[ days, '0', /1 to 3,?650/ ],
	] as const ) {
		await expect( field ).toHaveValue( typed );
		await expect( field ).toHaveAttribute( 'aria-invalid', 'true' );
		await expect( field ).toHaveAccessibleDescription( reason );
	}
	expect(
		( await rest( 'admin' )( 'GET', '/wp/v2/settings' ) ).body
	).toMatchObject( {
		realtime_events: { server_url: demo.hub, retention_days: 90 },
	} );

	await address.fill( demo.hub );
	await days.fill( '21' );
	await send();
	await expect( page.getByText( 'Settings saved.' ) ).toBeVisible();
	await expect( page.locator( '[aria-invalid]' ) ).toHaveCount( 0 );

	const colleague = await loggedInPage( 'shop_manager' );
	await colleague.goto( `${ demo.site }${ SETTINGS }&tab=data` );
	const theirs = colleague.getByRole( 'spinbutton', {
		name: 'Keep events for this many days',
	} );
	await expect( theirs ).toHaveValue( '21' );
	await theirs.fill( '22' );
	await colleague.getByRole( 'button', { name: 'Save changes' } ).click();
	await expect( saved( colleague ) ).toBeVisible();
	await page.goto( demo.site + SETTINGS );
	await expect( days ).toHaveValue( '22' );
	const fields = await page
		.locator( `${ ROOT } form[action*="options.php"]` )
		.evaluate( ( form: HTMLFormElement ) =>
			Object.fromEntries(
				[ ...new FormData( form ) ].map( ( [ name, value ] ) => [
					name,
					String( value ),
				] )
			)
		);
	await context.close();

	// Who may not manage gets no form, and cannot send another's.
	const stranger = await loggedInPage( 'subscriber' );
	const answer = await stranger.goto( demo.site + SETTINGS );
	expect( answer?.status() ).toBe( 403 );
	await expect( stranger.locator( 'form' ) ).toHaveCount( 0 );
	const sent = await stranger
		.context()
		.request.post( `${ demo.site }/wp-admin/options.php`, {
			form: { ...fields, 'realtime_events[retention_days]': '7' },
		} );
	expect( sent.status() ).toBe( 403 );
	expect(
		( await rest( 'admin' )( 'GET', '/wp/v2/settings' ) ).body
	).toMatchObject( { realtime_events: { retention_days: 22 } } );
} );

test( 'two who manage save what they have changed at the same time, on the same tab and on others, and nothing of either is lost', async ( {
	demo,
	loggedInPage,
	rest,
} ) => {
	const store = ( settings: object ) =>
		rest( 'admin' )( 'POST', '/wp/v2/settings', {
			realtime_events: settings,
		} );
	// Somebody has chosen for both before: each form has read both.
	await store( {
		types: { 'post.updated': AS_INSTALLED, 'post.trashed': AS_INSTALLED },
	} );
	const [ page, colleague ] = await Promise.all( [
		loggedInPage( 'admin' ),
		loggedInPage( 'shop_manager' ),
	] );
	const tab = ( screen: Page, name: string ) =>
		screen.getByRole( 'tab', { name } ).click();
	const tick = ( screen: Page, name: string ) =>
		screen.getByRole( 'checkbox', { name, exact: true } );
	for ( const screen of [ page, colleague ] ) {
		await screen.goto( `${ demo.site }${ SETTINGS }&tab=events` );
	}
	await tick( page, 'Post moved to the Trash' ).uncheck();
	await tab( page, 'Data' );
	await page
		.getByRole( 'spinbutton', { name: 'Keep events for this many days' } )
		.fill( '33' );
	await tab( page, 'Access' );
	await tick( page, 'Subscriber: See events' ).check();

	await colleague
		.getByRole( 'button', {
			name: 'Who receives it and how it is told: Post updated',
		} )
		.click();
	await colleague
		.getByRole( 'combobox', { name: 'Who receives it: Post updated' } )
		.selectOption( 'admins' );
	await tab( colleague, 'Access' );
	await tick( colleague, 'Contributor: Publish' ).uncheck();
	await save( colleague );
	// Whoever has them open is told before saving.
	await expect( changedElsewhere( page ) ).toContainText(
		'changed the settings of Realtime Events'
	);
	await save( page );

	const { body } = await rest( 'admin' )( 'GET', '/wp/v2/settings' );
	expect( body ).toMatchObject( {
		realtime_events: {
			retention_days: 33,
			types: {
				'post.trashed': { ...AS_INSTALLED, enabled: false },
				// Or what was to be kept from editors would be theirs again.
				'post.updated': { ...AS_INSTALLED, channel: 'admins' },
			},
			roles: {
				view: expect.arrayContaining( [ 'subscriber' ] ),
				publish: expect.not.arrayContaining( [ 'contributor' ] ),
				manage: [ 'shop_manager' ],
			},
		},
	} );
	expect(
		( body as { realtime_events: { roles: { publish: string[] } } } )
			.realtime_events.roles.publish
	).toContain( 'author' );
	// Who saves sees what the other has saved.
	await expect( tick( page, 'Contributor: Publish' ) ).not.toBeChecked();
	await colleague.reload();
	await expect( tick( colleague, 'Subscriber: See events' ) ).toBeChecked();
} );

test( 'what a connection test sends comes to who runs it alone, and who does not manage can neither open nor call it', async ( {
	demo,
	loggedInPage,
	openFeed,
	publish,
}, { repeatEachIndex } ) => {
	const after = `doctor.was_here_${ repeatEachIndex }`;
	const filter = `&type[]=realtime_events.test&type[]=${ after }&since=${ new Date().toISOString() }`;
	const colleague = await openFeed( 'shop_manager', filter );
	const editor = await openFeed( 'editor', filter );
	const page = await loggedInPage( 'admin' );
	await page.goto( demo.site + SETTINGS );
	await testConnection( page, 'It works' );
	await expect(
		steps( page, 'this browser' ).filter( {
			hasText: 'arrives on this screen',
		} )
	).toContainText( 'Works' );
	await publish( 'author', { type: after } );
	for ( const screen of [ editor, colleague ] ) {
		await expect( titled( screen, after ) ).toHaveCount( 1 );
		await expect( rows( screen ) ).toHaveCount( 1 );
	}

	for ( const [ method, path ] of [
		[ 'POST', '/realtime-events/v1/status/test' ],
		[ 'GET', '/realtime-events/v1/status/hub' ],
		[ 'GET', '/realtime-events/v1/settings' ],
	] as const ) {
		expect( await statusOf( editor, method, path ), path ).toBe( 403 );
		expect( await statusOf( colleague, method, path ), path ).toBe( 200 );
	}
	await expect(
		editor.locator( 'a[href*="realtime-events-settings"]' )
	).toHaveCount( 0 );
	const answer = await editor.goto( demo.site + SETTINGS );
	expect( answer?.status() ).toBe( 403 );
	await expect(
		editor.getByRole( 'button', { name: 'Test connection' } )
	).toHaveCount( 0 );
} );

test( 'what “Who sees what” says of others is what their feeds show: all of it, the public part, nothing', async ( {
	openFeed,
	publish,
	rest,
}, { repeatEachIndex } ) => {
	await rest( 'admin' )( 'POST', '/wp/v2/settings', {
		realtime_events: {
			roles: {
				view: [ 'editor', 'subscriber' ],
				publish: [],
				manage: [],
			},
			types: { 'post.updated': { ...AS_INSTALLED, public: true } },
		},
	} );
	const { body } = await rest( 'author' )( 'POST', '/wp/v2/posts', {
		title: 'First words',
		status: 'publish',
	} );
	const subject = `post/${ ( body as { id: number } ).id }`;
	const filter = `&subject=${ encodeURIComponent( subject ) }&type=post.updated`;
	const admin = await openFeed( 'admin', `${ filter }&channel=editors` );
	const editor = await openFeed( 'editor', `${ filter }&channel=editors` );
	const subscriber = await openFeed( 'subscriber', filter );
	const title = `Second words ${ repeatEachIndex }`;
	await rest( 'author' )(
		'POST',
		`/wp/v2/${ subject.replace( 'post', 'posts' ) }`,
		{
			title,
		}
	);
	for ( const page of [ admin, editor, subscriber ] ) {
		// Once: who may read all of it gets no part besides.
		await expect( rows( page ) ).toHaveCount( 1 );
		await titled( page, title ).press( 'Enter' );
		await expect( panel( page ) ).toContainText( title );
	}
	const whole = await previewAs( admin, 'Editor' );
	expect( whole.verdict ).toBe( 'Everything' );
	expect( whole.fields ).toMatchObject( { title, id: expect.any( String ) } );
	expect( await told( editor ) ).toEqual( whole.fields );
	const part = await previewAs( admin, 'Subscriber' );
	expect( part.verdict ).toBe( 'The public part' );
	expect( Object.keys( part.fields ).length ).toBeLessThan(
		Object.keys( whole.fields ).length
	);
	expect( await told( subscriber ) ).toEqual( part.fields );

	const secret = `Not for editors ${ repeatEachIndex }`;
	const { id } = await publish( 'admin', {
		type: 'till.counted',
		channel: 'admins',
		data: { title: secret },
	} );
	const after = await publish( 'admin', { type: 'till.closed' } );
	await openFeed( admin, `&event=${ id }` );
	await expect( panel( admin ) ).toContainText( secret );
	await openFeed( editor, `&event=${ id }` );
	await expect(
		editor.locator( `[data-event="${ after.id }"]` )
	).toBeVisible();
	expect( await previewAs( admin, 'Editor' ) ).toEqual( {
		verdict: 'Nothing',
		fields: {},
	} );
	await expect( panel( editor ) ).toContainText(
		'no longer kept, or it is not for you'
	);
	await expect( titled( editor, secret ) ).toHaveCount( 0 );
} );

test( 'the first steps are for all who may set up, done by one they are done for the other, and nobody else is bothered', async ( {
	demo,
	loggedInPage,
	publish,
	rest,
}, { repeatEachIndex } ) => {
	await rest( 'admin' )( 'DELETE', '/realtime-events/v1/settings/key' );
	const [ page, colleague, editor ] = await Promise.all( [
		loggedInPage( 'admin' ),
		loggedInPage( 'shop_manager' ),
		loggedInPage( 'editor' ),
	] );
	await page.goto( `${ demo.site }${ SETTINGS }&welcome=1` );
	await expect(
		page.getByRole( 'heading', { name: 'Welcome to Realtime Events' } )
	).toBeVisible();
	await colleague.goto( demo.site + SETTINGS );
	const firstSteps = colleague.getByRole( 'heading', {
		name: 'Connect your realtime server',
	} );
	await expect( firstSteps ).toBeVisible();
	await editor.goto( demo.feed );
	await expect( pill( editor ) ).toContainText( 'Polling' );
	const polled = `first.polled_${ repeatEachIndex }`;
	await publish( 'author', { type: polled } );
	await expect( titled( editor, polled ) ).toHaveCount( 1 );
	await expect(
		editor.locator( 'a[href*="realtime-events-settings"]' )
	).toHaveCount( 0 );

	await page.getByRole( 'button', { name: 'Use a key I have' } ).click();
	await page.getByLabel( 'Your key' ).fill( demo.apiKey );
	await page.getByRole( 'button', { name: 'Store this key' } ).click();
	await expect(
		page.getByRole( 'button', { name: 'Continue', exact: true } )
	).toBeVisible();
	await colleague.reload();
	await testConnection( colleague, 'It works' );
	await expect( firstSteps ).toHaveCount( 0 );
	expect( await colleague.content() ).not.toContain( demo.apiKey );
	await editor.reload();
	await expect( pill( editor ) ).toContainText( 'Live' );
	const pushed = `first.pushed_${ repeatEachIndex }`;
	await publish( 'author', { type: pushed } );
	await expect( titled( editor, pushed ) ).toHaveCount( 1 );
} );
