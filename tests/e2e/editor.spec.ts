import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import type { Demo } from '../support/harness';
import { axeFindings } from './support/axe';
import { openSidebar, sidebar, type WordPress } from './support/editor';
import { expect, test } from './support/fixtures';

const run = promisify( execFile );

async function newDraft( demo: Demo, title: string ): Promise< string > {
	const { stdout } = await run( demo.wp, [
		'post',
		'create',
		`--post_title=${ title }`,
		'--post_status=draft',
		'--user=editor',
		'--porcelain',
	] );
	return stdout.trim();
}

/** Opens a post with the sidebar “Live activity” beside it. */
async function edit( page: Page, demo: Demo, id: string ): Promise< void > {
	await page.goto(
		`${ demo.site }/wp-admin/post.php?post=${ id }&action=edit`
	);
	await openSidebar( page );
}

const banner = ( page: Page ) =>
	page.locator( '.components-notice', {
		hasText: 'This post was changed elsewhere',
	} );

test.describe( 'live activity in the block editor', () => {
	test( 'shows what happened to the post, what happens, and who else is there', async ( {
		demo,
		loggedInPage,
	} ) => {
		const id = await newDraft( demo, 'Sourdough' );
		const admin = await loggedInPage( 'admin' );
		await edit( admin, demo, id );
		await expect(
			sidebar( admin ).getByRole( 'listitem' ).first()
		).toContainText( 'saved the draft “Sourdough”' );
		await expect(
			sidebar( admin ).getByText( 'Nobody else has this open.' )
		).toBeVisible();

		const editor = await loggedInPage( 'editor' );
		await editor.goto(
			`${ demo.site }/wp-admin/post.php?post=${ id }&action=edit`
		);
		await expect(
			sidebar( admin ).getByText( '1 other person has this open' )
		).toBeVisible();
		await expect(
			admin.getByText( 'Edda Editor opened this post.' ).first()
		).toBeVisible();
		await editor.close();
		await expect(
			sidebar( admin ).getByText( 'Nobody else has this open.' )
		).toBeVisible();
	} );

	test( 'says that a post was changed elsewhere, and not that one changed it oneself', async ( {
		demo,
		loggedInPage,
	} ) => {
		const id = await newDraft( demo, 'Rye bread' );
		const admin = await loggedInPage( 'admin' );
		await edit( admin, demo, id );
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

		// The REST API tells changes apart by the second.
		await expect
			.poll( async () => {
				await run( demo.wp, [
					'post',
					'update',
					id,
					'--post_title=Rye bread, by somebody else',
					'--user=editor',
				] );
				return banner( admin ).count();
			} )
			.toBe( 1 );
		await expect(
			banner( admin ).getByRole( 'link', { name: 'Compare' } )
		).toHaveAttribute( 'href', /revision\.php\?revision=\d+$/ );
		await expect(
			banner( admin ).getByRole( 'button', { name: 'Reload' } )
		).toBeVisible();
	} );

	test( 'says so where it was changed by REST', async ( {
		demo,
		loggedInPage,
		rest,
	} ) => {
		const id = await newDraft( demo, 'Crispbread' );
		const admin = await loggedInPage( 'admin' );
		await edit( admin, demo, id );
		await rest( 'editor' )( 'POST', `/wp/v2/posts/${ id }`, {
			title: 'Crispbread, by REST',
		} );
		await expect( banner( admin ) ).toHaveCount( 1 );
	} );

	test( 'says before publishing who will be told, and lets the author keep visitors out', async ( {
		demo,
		loggedInPage,
		rest,
	} ) => {
		await run( demo.wp, [
			'eval',
			`update_option( 'realtime_events', array( 'types' => array( 'post.published' => array( 'enabled' => true, 'public' => true ) ) ) + get_option( 'realtime_events' ) );`,
		] );
		const id = await newDraft( demo, 'Secret recipe' );
		// Somebody who sees it.
		const admin = await loggedInPage( 'admin' );
		await admin.goto( `${ demo.site }/wp-admin/index.php` );
		await expect(
			admin.getByRole( 'button', { name: /Connection: Live/ } )
		).toBeVisible();
		const editor = await loggedInPage( 'editor' );
		await edit( editor, demo, id );
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
		demo,
		loggedInPage,
	} ) => {
		const id = await newDraft( demo, 'Brioche' );
		const admin = await loggedInPage( 'admin' );
		await edit( admin, demo, id );
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

		const editor = await loggedInPage( 'editor' );
		await editor.goto(
			`${ demo.site }/wp-admin/post.php?post=${ id }&action=edit`
		);
		await expect(
			sidebar( admin ).getByText( '1 other person has this open' )
		).toBeVisible();
		await run( demo.wp, [
			'post',
			'update',
			id,
			'--post_title=Brioche with raisins',
			'--user=editor',
		] );
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
		await expect(
			sidebar( admin ).getByLabel(
				'Tell me when somebody opens this post'
			)
		).not.toBeChecked();
		expect(
			await axeFindings( admin, '.realtime-events-activity' )
		).toEqual( [] );
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

	test(
		'knows by WordPress’s lock who edits while the hub is away',
		{ tag: '@trial' },
		async ( { demo, hub, loggedInPage } ) => {
			const id = await newDraft( demo, 'Pumpernickel' );
			await hub.kill();
			// A lock, as WordPress sets it when somebody opens the post.
			await run( demo.wp, [
				'eval',
				`wp_set_current_user( get_user_by( 'login', 'editor' )->ID ); require_once ABSPATH . 'wp-admin/includes/post.php'; wp_set_post_lock( ${ id } );`,
			] );
			const admin = await loggedInPage( 'admin' );
			await admin.goto(
				`${ demo.site }/wp-admin/post.php?post=${ id }&action=edit`
			);
			await openSidebar( admin, /Connection: (Polling|Reconnecting)/ );
			// WordPress's own dialog about the lock hides the page behind it from roles.
			await expect(
				sidebar( admin )
					.locator( 'li' )
					.filter( { hasText: 'Edda Editor' } )
					.filter( { hasText: 'is editing' } )
			).toBeVisible();
		}
	);

	test(
		'with a classic theme is where posts are edited, and neither among widgets nor in the Customizer',
		{ tag: '@trial' },
		async ( { demo, loggedInPage } ) => {
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
				const id = await newDraft( demo, 'Toast' );
				const admin = await loggedInPage( 'admin' );
				await edit( admin, demo, id );
				await expect(
					sidebar( admin ).getByText( 'saved the draft “Toast”' )
				).toBeVisible();
				for ( const page of [ 'widgets.php', 'customize.php' ] ) {
					await admin.goto( `${ demo.site }/wp-admin/${ page }` );
					await admin.waitForFunction(
						() => ( window as unknown as WordPress ).wp?.data
					);
					expect(
						await admin
							.locator( 'script[id^="realtime-events-editor"]' )
							.count(),
						page
					).toBe( 0 );
				}
			} finally {
				await run( demo.wp, [ 'theme', 'activate', stdout.trim() ] );
			}
		}
	);
} );
