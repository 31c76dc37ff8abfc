import { expect, type Page } from '@playwright/test';

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
 * Opens the sidebar “Live activity” of the editor that is on the page, and waits until it is live.
 *
 * @param page
 * @param connection What the connection has to be, where not live.
 */
export async function openSidebar(
	page: Page,
	connection = /Connection: Live/
): Promise< void > {
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
	await expect(
		sidebar( page ).getByRole( 'button', { name: connection } )
	).toBeVisible();
}

export const sidebar = ( page: Page ) =>
	page.getByRole( 'region', { name: 'Editor settings' } );
