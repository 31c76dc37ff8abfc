import type { Browser, BrowserContext, Page } from '@playwright/test';

/** How many times slower than it is a browser pretends the processor to be; 1: as it is. */
const SLOWNESS = Number( process.env.REALTIME_EVENTS_SLOW ?? 1 );

async function slowDown( page: Page ): Promise< void > {
	try {
		const session = await page.context().newCDPSession( page );
		await session.send( 'Emulation.setCPUThrottlingRate', {
			rate: SLOWNESS,
		} );
	} catch ( error ) {
		// It was closed before it could be slow.
		if ( ! page.isClosed() ) {
			throw error;
		}
	}
}

/**
 * Makes every page of a browser slow, if that is asked for: what a test only
 * gets right because this machine is fast, it gets wrong then.
 *
 * @param browser A browser.
 */
export function slowDownIfAsked( browser: Browser ): void {
	if ( ! ( SLOWNESS > 1 ) ) {
		return;
	}
	const newContext = browser.newContext.bind( browser );
	browser.newContext = async ( options ): Promise< BrowserContext > => {
		const context = await newContext( options );
		context.on( 'page', ( page ) => void slowDown( page ) );
		return context;
	};
}
