import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { changedElsewhere, isLive } from './support/around';
import { axeFindings } from './support/axe';
import { openSidebar, sidebar, type WordPress } from './support/editor';
import { expect, test } from './support/fixtures';

const run = promisify( execFile );

const DASHBOARD = '/wp-admin/index.php';

test( 'a form in wp-admin says so at once when somebody else saves what is on it', async ( {
	loggedInPage,
	demo,
	rest,
} ) => {
	const { body } = await rest( 'admin' )( 'POST', '/wp/v2/categories', {
		name: `Rolls ${ Date.now() }`,
	} );
	const { id } = body as { id: number };
	const page = await loggedInPage( 'admin' );
	await page.goto(
		`${ demo.site }/wp-admin/term.php?taxonomy=category&tag_ID=${ id }`
	);
	const banner = changedElsewhere( page );
	await isLive( page );
	// One's own change is no news to oneself; the next one, which is, comes after it.
	await rest( 'admin' )( 'POST', `/wp/v2/categories/${ id }`, {
		description: 'Mine',
	} );
	await rest( 'editor' )( 'POST', `/wp/v2/categories/${ id }`, {
		description: 'Theirs',
	} );
	await expect( banner ).toContainText( demo.users.editor.login, {
		ignoreCase: true,
	} );
	await banner.getByRole( 'button', { name: 'Dismiss' } ).click();
	await expect( banner ).toHaveCount( 0 );
} );

test( 'the command palette leads to the live feed, where others are at work', async ( {
	loggedInPage,
	demo,
	rest,
} ) => {
	const page = await loggedInPage( 'admin' );
	await page.goto( demo.site + DASHBOARD );
	// Nobody can see when WordPress has begun to listen to the key.
	const palette = page.getByRole( 'combobox' );
	await expect( async () => {
		if ( ! ( await palette.isVisible() ) ) {
			await page.keyboard.press( 'ControlOrMeta+k' );
		}
		await expect( palette ).toBeVisible( { timeout: 2_000 } );
	} ).toPass();
	await palette.fill( 'live feed' );
	await page
		.getByRole( 'option', { name: 'Realtime Events: open the live feed' } )
		.click();
	await expect( page.getByRole( 'feed' ) ).toBeVisible();
	await isLive( page );
	const title = `Palette ${ Date.now() }`;
	await rest( 'editor' )( 'POST', '/realtime-events/v1/publish', {
		type: 'palette.opened',
		data: { title },
	} );
	await expect(
		page.getByRole( 'article' ).getByText( title )
	).toBeVisible();
} );

test( 'a page of settings says so when a setting is changed by the command line', async ( {
	loggedInPage,
	demo,
} ) => {
	const page = await loggedInPage( 'admin' );
	await page.goto( `${ demo.site }/wp-admin/options-general.php` );
	await isLive( page );
	await run( demo.wp, [
		'option',
		'update',
		'blogdescription',
		'Warm rolls',
	] );
	await expect( changedElsewhere( page ) ).toContainText( 'Tagline' );
	expect( await axeFindings( page, '.realtime-events-elsewhere' ) ).toEqual(
		[]
	);
} );

test( 'the quick view counts what comes, and asks for nothing until it is opened', async ( {
	loggedInPage,
	demo,
	rest,
} ) => {
	const page = await loggedInPage( 'admin' );
	const asked: string[] = [];
	page.on( 'request', ( request ) => {
		const { pathname, search } = new URL( request.url() );
		if ( /\/realtime-events\/v1\/events/.test( pathname + search ) ) {
			asked.push( request.url() );
		}
	} );
	// A page without anything else of ours.
	await page.goto( `${ demo.site }/wp-admin/tools.php` );
	await isLive( page );
	const before = asked.length;
	await rest( 'editor' )( 'POST', '/realtime-events/v1/publish', {
		type: 'oven.heated',
		data: { title: 'The oven is hot' },
	} );
	const item = page.locator( '#wp-admin-bar-realtime-events' );
	await expect( item.getByText( /\d+ new events?/ ) ).toBeVisible();
	expect( asked.slice( before ) ).toEqual( [] );
	await item.hover();
	await expect( item.getByText( 'The oven is hot' ) ).toBeVisible();
	expect( asked.length - before ).toBe( 1 );
	await expect( item.getByText( /\d+ new events?/ ) ).toHaveCount( 0 );
	expect( await axeFindings( page, '.realtime-events-toolbar' ) ).toEqual(
		[]
	);
} );

test( 'on a phone the item is an icon with its count, and the bar stays one line', async ( {
	loggedInPage,
	demo,
	rest,
} ) => {
	const page = await loggedInPage( 'admin' );
	await page.setViewportSize( { width: 390, height: 844 } );
	await page.goto( `${ demo.site }/wp-admin/tools.php` );
	await isLive( page );
	await rest( 'editor' )( 'POST', '/realtime-events/v1/publish', {
		type: 'oven.heated',
		data: { title: 'The oven is hot again' },
	} );
	const item = page.locator( '#wp-admin-bar-realtime-events' );
	await expect( item.getByText( /\d+ new events?/ ) ).toBeVisible();
	await item.hover();
	const view = item.locator( '.realtime-events-toolbar__view' );
	await expect( view.getByText( 'The oven is hot again' ) ).toBeVisible();
	expect( await view.boundingBox() ).toMatchObject( { x: 0, width: 390 } );
	expect( await axeFindings( page, '.realtime-events-toolbar' ) ).toEqual(
		[]
	);
	await page.mouse.move( 200, 700 );
	const account = page.locator( '#wp-admin-bar-my-account' );
	for ( const [ width, isThere ] of [
		[ 782, true ],
		[ 360, true ],
		[ 359, false ],
		[ 320, false ],
	] as const ) {
		await page.setViewportSize( { width, height: 844 } );
		await expect( item ).toBeVisible( { visible: isThere } );
		// What has no room in the bar's line would go below it.
		expect( ( await account.boundingBox() )?.y, `${ width } px` ).toBe( 0 );
	}
} );

test( 'the dashboard shows what happens as it happens', async ( {
	loggedInPage,
	demo,
	rest,
} ) => {
	const page = await loggedInPage( 'admin' );
	await page.goto( demo.site + DASHBOARD );
	const widget = page.locator( '#realtime-events-dashboard' );
	await expect(
		widget.getByRole( 'button', { name: /Connection: Live/ } )
	).toBeVisible();
	await rest( 'editor' )( 'POST', '/realtime-events/v1/publish', {
		type: 'oven.heated',
		data: { title: 'Ready to bake' },
	} );
	await expect( widget.getByRole( 'listitem' ).first() ).toContainText(
		'Ready to bake'
	);
	expect( await axeFindings( page, '#realtime-events-dashboard' ) ).toEqual(
		[]
	);
} );

test( 'an open editor has the new state of what somebody else changed', async ( {
	loggedInPage,
	demo,
	rest,
} ) => {
	const { body } = await rest( 'admin' )( 'POST', '/wp/v2/categories', {
		name: `Cakes ${ Date.now() }`,
	} );
	const { id } = body as { id: number };
	const page = await loggedInPage( 'admin' );
	await page.goto( `${ demo.site }/wp-admin/post-new.php` );
	await openSidebar( page );
	const nameInEditor = () =>
		page.evaluate( ( term ) => {
			const { select } = ( window as unknown as WordPress ).wp.data;
			const record = select( 'core' ).getEntityRecord?.(
				'taxonomy',
				'category',
				term
			) as { name: string } | undefined;
			return record?.name ?? '';
		}, id );
	await expect.poll( nameInEditor ).toContain( 'Cakes' );
	await rest( 'editor' )( 'POST', `/wp/v2/categories/${ id }`, {
		name: 'Pies',
	} );
	await expect.poll( nameInEditor ).toBe( 'Pies' );
} );

test( 'an open editor has the new title of another post and of a picture that somebody else renamed', async ( {
	loggedInPage,
	demo,
	rest,
}, { repeatEachIndex } ) => {
	const { body } = await rest( 'editor' )( 'POST', '/wp/v2/posts', {
		title: `Baguette ${ repeatEachIndex }`,
		status: 'publish',
	} );
	const post = ( body as { id: number } ).id;
	const { stdout } = await run( demo.wp, [
		'eval',
		`echo wp_insert_attachment( array( 'post_title' => 'Oven ${ repeatEachIndex }', 'post_mime_type' => 'image/png' ) );`,
	] );
	const picture = Number( stdout );
	const page = await loggedInPage( 'admin' );
	await page.goto( `${ demo.site }/wp-admin/post-new.php` );
	await openSidebar( page );
	await isLive( page );
	const titleInEditor = ( type: string, id: number ) => () =>
		page.evaluate(
			( [ name, record ] ) => {
				const { select } = ( window as unknown as WordPress ).wp.data;
				const found = select( 'core' ).getEntityRecord?.(
					'postType',
					name,
					record
				) as { title: { raw: string } } | undefined;
				return found?.title.raw ?? '';
			},
			[ type, id ] as const
		);
	for ( const { type, path, id, before, after } of [
		{
			type: 'post',
			path: 'posts',
			id: post,
			before: `Baguette ${ repeatEachIndex }`,
			after: `Ficelle ${ repeatEachIndex }`,
		},
		{
			type: 'attachment',
			path: 'media',
			id: picture,
			before: `Oven ${ repeatEachIndex }`,
			after: `Stove ${ repeatEachIndex }`,
		},
	] ) {
		const title = titleInEditor( type, id );
		await expect.poll( title ).toBe( before );
		await rest( 'editor' )( 'POST', `/wp/v2/${ path }/${ id }`, {
			title: after,
		} );
		await expect.poll( title ).toBe( after );
	}
} );

test( 'a list of posts shows who is at which, and which rows are out of date', async ( {
	loggedInPage,
	demo,
	rest,
} ) => {
	const make = async ( title: string ) => {
		const { body } = await rest( 'editor' )( 'POST', '/wp/v2/posts', {
			title,
			status: 'draft',
		} );
		return ( body as { id: number } ).id;
	};
	const [ looked, other ] = [
		await make( 'Bagel' ),
		await make( 'Pretzel' ),
	];
	const list = await loggedInPage( 'admin' );
	await list.goto( `${ demo.site }/wp-admin/edit.php` );
	await isLive( list );
	const row = ( id: number ) => list.locator( `#post-${ id }` );
	const here = ( id: number ) =>
		row( id ).locator( '.column-realtime-events-live' );
	await expect( here( looked ) ).toContainText( 'Nobody is here.' );

	const editor = await loggedInPage( 'editor' );
	await editor.goto(
		`${ demo.site }/wp-admin/post.php?post=${ looked }&action=edit`
	);
	await openSidebar( editor );
	await expect( here( looked ) ).toContainText( 'Edda Editor has it open' );
	// Who reads the list is nowhere.
	await expect(
		sidebar( editor ).getByText( 'Nobody else has this open.' )
	).toBeVisible();
	await editor.evaluate( () =>
		( window as unknown as WordPress ).wp.data
			.dispatch( 'core/editor' )
			.editPost?.( { title: 'Bagel with sesame' } )
	);
	await expect( here( looked ) ).toContainText( 'Edda Editor is editing' );
	// WordPress's own lock knows the same: one says it.
	await list.reload();
	await expect( row( looked ) ).toHaveClass( /wp-locked/ );
	await expect( here( looked ) ).toContainText( 'Edda Editor is editing' );
	await expect( row( looked ).locator( '.locked-info' ) ).toBeHidden();
	await expect(
		row( looked ).locator( '.locked-indicator-icon' )
	).toBeVisible();
	await expect( here( other ) ).toContainText( 'Nobody is here.' );

	await rest( 'editor' )( 'POST', `/wp/v2/posts/${ other }`, {
		title: 'Pretzel with salt',
	} );
	await expect(
		here( other ).getByRole( 'link', {
			name: /Changed.*Pretzel with salt/,
		} )
	).toBeVisible();
	expect( await axeFindings( list, '.column-realtime-events-live' ) ).toEqual(
		[]
	);

	// Quick Edit makes the row anew: it shows what is.
	await row( other ).hover();
	await row( other )
		.getByRole( 'button', { name: /Quick edit/i } )
		.click();
	await list
		.locator( `#edit-${ other }` )
		.getByRole( 'button', { name: 'Update' } )
		.click();
	await expect( here( other ) ).toContainText( 'Nobody is here.' );

	await editor.close();
	await expect( here( looked ) ).toContainText( 'Nobody is here.' );
} );
