import type { Locator, Page } from '@playwright/test';
import type { WordPress } from './editor';

/**
 * Waits until what happens from now on comes to the page.
 *
 * @param page
 */
export async function isLive( page: Page ): Promise< void > {
	await page.waitForFunction( () =>
		[ 'live' ].includes(
			(
				( window as unknown as WordPress ).wp?.data
					?.select( 'realtime-events' )
					?.getConnection?.() as { phase: string } | undefined
			 )?.phase ?? ''
		)
	);
}

/** What a form says when somebody else has saved what is on it. */
export const changedElsewhere = ( page: Page ): Locator =>
	page.getByRole( 'status' ).filter( { hasText: 'Changed elsewhere' } );
