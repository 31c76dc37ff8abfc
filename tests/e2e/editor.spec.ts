import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { axeFindings } from './support/axe';
import { canvas } from './support/block-editor';
import {
	enableSidebar,
	expect,
	openSidebar,
	sidebar,
	test,
	type WordPress,
} from './support/editor';

const run = promisify( execFile );

const banner = ( page: Page ) =>
	page.locator( '.components-notice', {
		hasText: 'This post was changed elsewhere',
	} );

test.describe( 'live activity in the block editor', () => {
	test( 'shows what happened to the post, what happens, and who else is there', async ( {
		edit,
		editBesideActivity,
		newDraft,
	} ) => {
		const id = await newDraft( 'Sourdough' );
		const admin = await editBesideActivity( 'admin', id );
		await expect(
			sidebar( admin ).getByRole( 'listitem' ).first()
		).toContainText( 'saved the draft “Sourdough”' );
		await expect(
			sidebar( admin ).getByText( 'Nobody else has this open.' )
		).toBeVisible();

		const editor = await edit( 'editor', id );
		await expect(
			sidebar( admin ).getByText( '1 other person has this open' )
		).toBeVisible();
		await expect(
			admin.getByText( 'Edda Editor opened this post.' ).first()
		).toBeVisible();
		await expect(
			admin.locator( '.realtime-events-icon__count' ),
			'the button in the toolbar says how many'
		).toHaveText( '1' );
		await editor.close();
		await expect(
			sidebar( admin ).getByText( 'Nobody else has this open.' )
		).toBeVisible();
	} );

	test( 'shows what happens on the whole site on demand, and leads to the feed with the same filter', async ( {
		editBesideActivity,
		newDraft,
	} ) => {
		const id = await newDraft( 'Ciabatta' );
		const admin = await editBesideActivity( 'admin', id );
		const list = sidebar( admin ).getByRole( 'listitem' );
		const feed = sidebar( admin ).getByRole( 'link', {
			name: /Open the live feed/,
		} );
		await expect( list.first() ).toContainText( 'Ciabatta' );
		await expect( feed ).toHaveAttribute(
			'href',
			new RegExp( `subject=post(/|%2F)${ id }$` )
		);
		await newDraft( 'Grissini' );
		await sidebar( admin )
			.getByRole( 'radio', { name: 'Whole site' } )
			.click();
		await expect( list.filter( { hasText: 'Grissini' } ) ).toHaveCount( 1 );
		await expect( feed ).not.toHaveAttribute( 'href', /subject/ );
		await newDraft( 'Stollen' );
		await expect( list.first() ).toContainText( 'Stollen' );
		await sidebar( admin )
			.getByRole( 'radio', { name: 'This post' } )
			.click();
		await expect( list.first() ).toContainText( 'Ciabatta' );
		await expect( list.filter( { hasText: 'Stollen' } ) ).toHaveCount( 0 );
	} );

	test( 'says that a post was changed elsewhere, and not that one changed it oneself', async ( {
		changeElsewhere,
		editBesideActivity,
		newDraft,
	} ) => {
		const id = await newDraft( 'Rye bread' );
		const admin = await editBesideActivity( 'admin', id );
		await admin.evaluate( async () => {
			const { dispatch } = ( window as unknown as WordPress ).wp.data;
			await dispatch( 'core/editor' ).editPost?.( {
				title: 'Rye bread, longer',
			} );
			await dispatch( 'core/editor' ).savePost?.();
		} );
		await expect(
			sidebar( admin )
				.getByText( /Ada Admin.*Rye bread, longer/ )
				.first()
		).toBeVisible();
		await expect( banner( admin ) ).toHaveCount( 0 );

		await changeElsewhere( id, 'Rye bread, by somebody else' );
		await expect( banner( admin ) ).toHaveCount( 1 );
		await expect(
			banner( admin ).getByRole( 'link', { name: 'Compare' } )
		).toHaveAttribute( 'href', /revision\.php\?revision=\d+$/ );
		expect(
			await axeFindings( admin, '.components-notice.is-warning' )
		).toEqual( [] );

		const reloaded = admin.waitForEvent( 'load' );
		await banner( admin ).getByRole( 'button', { name: 'Reload' } ).click();
		await reloaded;
		await expect(
			canvas( admin ).getByRole( 'textbox', { name: 'Add title' } )
		).toHaveText( 'Rye bread, by somebody else' );
		await expect( banner( admin ) ).toHaveCount( 0 );
	} );

	test( 'says so where it was changed by REST', async ( {
		editBesideActivity,
		newDraft,
		rest,
	} ) => {
		const id = await newDraft( 'Crispbread' );
		const admin = await editBesideActivity( 'admin', id );
		await rest( 'editor' )( 'POST', `/wp/v2/posts/${ id }`, {
			title: 'Crispbread, by REST',
		} );
		await expect( banner( admin ) ).toHaveCount( 1 );
	} );

	test( 'says before publishing who will be told, and lets the author keep visitors out', async ( {
		demo,
		editBesideActivity,
		loggedInPage,
		newDraft,
		rest,
	} ) => {
		await run( demo.wp, [
			'eval',
			`update_option( 'realtime_events', array( 'types' => array( 'post.published' => array( 'enabled' => true, 'public' => true ) ) ) + get_option( 'realtime_events' ) );`,
		] );
		const id = await newDraft( 'Secret recipe' );
		// Somebody who sees it.
		const admin = await loggedInPage( 'admin' );
		await admin.goto( `${ demo.site }/wp-admin/index.php` );
		await expect(
			admin.getByRole( 'button', { name: /Connection: Live/ } )
		).toBeVisible();
		const editor = await editBesideActivity( 'editor', id );
		await editor
			.getByRole( 'region', { name: 'Editor top bar' } )
			.getByRole( 'button', { name: 'Publish', exact: true } )
			.click();
		const panel = editor.getByRole( 'region', { name: 'Editor publish' } );
		await expect(
			panel.getByText( 'your team, and everybody who is on the site' )
		).toBeVisible();
		await panel.getByLabel( 'Tell visitors' ).uncheck();
		await expect(
			panel.getByText( 'Visitors are not told.' )
		).toBeVisible();
		await panel
			.getByRole( 'button', { name: 'Publish', exact: true } )
			.click();
		await expect( panel.getByText( 'Stored' ) ).toBeVisible();
		await expect( panel.getByText( /Sent \(\d+ ms\)/ ) ).toBeVisible();
		await expect(
			panel.getByText( 'Shown to 1 other person' )
		).toBeVisible();
		expect(
			await axeFindings(
				editor,
				'.editor-post-publish-panel .realtime-events-steps'
			)
		).toEqual( [] );

		const { body } = await rest( 'admin' )(
			'GET',
			`/realtime-events/v1/events?subject[]=post/${ id }&type[]=post.published`
		);
		expect(
			( body as Array< { channel: string } > ).map(
				( { channel } ) => channel
			)
		).toEqual( [ 'editors' ] );
	} );

	test( 'tells in Preferences and in the sidebar what one is told, and keeps to it', async ( {
		changeElsewhere,
		edit,
		editBesideActivity,
		newDraft,
	} ) => {
		const id = await newDraft( 'Brioche' );
		const admin = await editBesideActivity( 'admin', id );
		await admin.evaluate( () =>
			( window as unknown as WordPress ).wp.data
				.dispatch( 'core/interface' )
				.openModal?.( 'editor/preferences' )
		);
		const dialog = admin.getByRole( 'dialog', { name: 'Preferences' } );
		await dialog
			.getByLabel( 'Tell me when somebody opens this post' )
			.uncheck();
		await expect(
			dialog.getByLabel( 'Tell me when somebody saves this post' )
		).toBeChecked();
		await admin.keyboard.press( 'Escape' );

		await edit( 'editor', id );
		await expect(
			sidebar( admin ).getByText( '1 other person has this open' )
		).toBeVisible();
		await changeElsewhere( id, 'Brioche with raisins' );
		// This one is wanted, and comes after the other would have.
		await expect(
			admin
				.getByTestId( 'snackbar' )
				.filter( { hasText: 'Brioche with raisins' } )
		).toBeVisible();
		await expect(
			admin.getByText( 'Edda Editor opened this post.' )
		).toHaveCount( 0 );

		await sidebar( admin )
			.getByRole( 'button', { name: 'Notices' } )
			.click();
		const tellsJoins = sidebar( admin ).getByLabel(
			'Tell me when somebody opens this post'
		);
		await expect( tellsJoins ).not.toBeChecked();
		expect(
			await axeFindings( admin, '.realtime-events-activity' )
		).toEqual( [] );
		// Kept with the user, so it is the same on every device; and other tests want to be told.
		const kept = admin.waitForResponse( ( response ) =>
			( response.request().postData() ?? '' ).includes(
				'"editor-notice-joins":true'
			)
		);
		await tellsJoins.check();
		expect( ( await kept ).ok() ).toBe( true );
	} );

	test( 'is in the site editor', async ( { demo, loggedInPage } ) => {
		const admin = await loggedInPage( 'admin' );
		await admin.goto(
			`${ demo.site }/wp-admin/site-editor.php?canvas=edit`
		);
		await openSidebar( admin );
		await expect(
			sidebar( admin ).getByRole( 'link', { name: /Open the live feed/ } )
		).toBeVisible();
	} );

	test( 'is nowhere for who may not see events', async ( {
		demo,
		loggedInPage,
	} ) => {
		const subscriber = await loggedInPage( 'subscriber' );
		await subscriber.goto( `${ demo.site }/wp-admin/profile.php` );
		expect( await subscriber.content() ).not.toContain(
			'realtime-events-editor'
		);
	} );

	test( 'knows by WordPress’s lock who edits while the hub is away', async ( {
		demo,
		edit,
		hub,
		newDraft,
	} ) => {
		const id = await newDraft( 'Pumpernickel' );
		await hub.kill();
		// A lock, as WordPress sets it when somebody opens the post.
		await run( demo.wp, [
			'eval',
			`wp_set_current_user( get_user_by( 'login', 'editor' )->ID ); require_once ABSPATH . 'wp-admin/includes/post.php'; wp_set_post_lock( ${ id } );`,
		] );
		const admin = await edit( 'admin', id );
		await enableSidebar( admin );
		// Not by its role: WordPress's own dialog about the lock, which lies over all, takes that from it.
		await expect(
			admin.locator( '.realtime-events-people__person' )
		).toHaveText( /Edda Editor.*is editing/ );
	} );

	test( 'with a classic theme is where posts are edited, and neither among widgets nor in the Customizer', async ( {
		demo,
		editBesideActivity,
		newDraft,
	} ) => {
		const theme = join( demo.wordpress, 'wp-content/themes/plain' );
		await mkdir( theme, { recursive: true } );
		await writeFile(
			join( theme, 'style.css' ),
			'/* Theme Name: Plain */'
		);
		await writeFile(
			join( theme, 'index.php' ),
			'<?php wp_head(); wp_footer();'
		);
		await writeFile(
			join( theme, 'functions.php' ),
			"<?php add_action( 'widgets_init', static fn() => register_sidebar( array( 'id' => 'side', 'name' => 'Side' ) ) );"
		);
		const { stdout } = await run( demo.wp, [
			'option',
			'get',
			'stylesheet',
		] );
		await run( demo.wp, [ 'theme', 'activate', 'plain' ] );
		try {
			const id = await newDraft( 'Toast' );
			const admin = await editBesideActivity( 'admin', id );
			const scripts = admin.locator(
				'script[id^="realtime-events-editor"]'
			);
			await expect(
				sidebar( admin ).getByText( 'saved the draft “Toast”' )
			).toBeVisible();
			expect( await scripts.count() ).toBeGreaterThan( 0 );
			for ( const page of [ 'widgets.php', 'customize.php' ] ) {
				await admin.goto( `${ demo.site }/wp-admin/${ page }` );
				await admin.waitForFunction(
					() => ( window as unknown as WordPress ).wp?.data
				);
				expect( await scripts.count(), page ).toBe( 0 );
			}
		} finally {
			await run( demo.wp, [ 'theme', 'activate', stdout.trim() ] );
		}
	} );
} );
