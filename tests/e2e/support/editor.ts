import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, type Page } from '@playwright/test';
import type { DemoLogin } from '../../support/harness';
import { test as base } from './fixtures';

const run = promisify( execFile );

/** The part of WordPress's global that the tests speak to. */
export interface WordPress {
	wp: {
		data: {
			dispatch: (
				store: string
			) => Record< string, ( ...args: unknown[] ) => Promise< unknown > >;
			select: (
				store: string
			) => Record< string, ( ...args: unknown[] ) => unknown >;
		};
	};
}

const SIDEBAR = 'realtime-events/live-activity';

/**
 * Opens the sidebar “Live activity” of the editor that is on the page, whatever its connection is.
 *
 * @param page
 */
export async function enableSidebar( page: Page ): Promise< void > {
	await page.waitForFunction( () =>
		( window as unknown as WordPress ).wp?.data
			?.select( 'core/editor' )
			?.getCurrentPostId?.()
	);
	await page.evaluate( async ( name ) => {
		const { dispatch } = ( window as unknown as WordPress ).wp.data;
		for ( const editor of [ 'core/edit-post', 'core/edit-site' ] ) {
			await dispatch( 'core/preferences' ).set?.(
				editor,
				'welcomeGuide',
				false
			);
		}
		await dispatch( 'core/interface' ).enableComplementaryArea?.(
			'core',
			name
		);
	}, SIDEBAR );
}

/**
 * The same, and waits until it is live.
 *
 * @param page
 */
export async function openSidebar( page: Page ): Promise< void > {
	await enableSidebar( page );
	await expect(
		sidebar( page ).getByRole( 'button', { name: /Connection: Live/ } )
	).toBeVisible();
}

export const sidebar = ( page: Page ) =>
	page.getByRole( 'region', { name: 'Editor settings' } );

interface EditorFixtures {
	/** Makes a draft of the user “editor”; answers with its number. */
	newDraft: ( title: string ) => Promise< string >;
	/** A page on which this user edits a post. */
	edit: ( login: DemoLogin, post: string ) => Promise< Page >;
	/** The same with the sidebar “Live activity” beside it, which is live. */
	editBesideActivity: ( login: DemoLogin, post: string ) => Promise< Page >;
	/** Changes a post as the user “editor”, by the command line. */
	changeElsewhere: ( post: string, title: string ) => Promise< void >;
}

export const test = base.extend< EditorFixtures >( {
	newDraft: async ( { demo }, provide ) => {
		await provide( async ( title ) => {
			const { stdout } = await run( demo.wp, [
				'post',
				'create',
				`--post_title=${ title }`,
				'--post_status=draft',
				'--user=editor',
				'--porcelain',
			] );
			return stdout.trim();
		} );
	},

	edit: async ( { demo, loggedInPage }, provide ) => {
		await provide( async ( login, post ) => {
			const page = await loggedInPage( login );
			await page.goto(
				`${ demo.site }/wp-admin/post.php?post=${ post }&action=edit`
			);
			return page;
		} );
	},

	editBesideActivity: async ( { edit }, provide ) => {
		await provide( async ( login, post ) => {
			const page = await edit( login, post );
			await openSidebar( page );
			return page;
		} );
	},

	changeElsewhere: async ( { demo }, provide ) => {
		await provide( async ( post, title ) => {
			await run( demo.wp, [
				'post',
				'update',
				post,
				`--post_title=${ title }`,
				'--user=editor',
			] );
		} );
	},
} );

export { expect };
