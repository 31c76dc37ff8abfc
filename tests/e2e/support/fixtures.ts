import { test as base, expect } from '@playwright/test';
import { startDemo, startHub } from '../../support/harness';
import type { Demo, DemoLogin, Hub } from '../../support/harness';
import { logIn } from './log-in';
import { allowManyEvents } from './many-events';
import { restAs } from './rest';
import { slowDownIfAsked } from './slow-machine';
import type { Rest } from './rest';
import type { Page } from '@playwright/test';

const START_TIMEOUT_MS = 180_000;

interface WorkerFixtures {
	/** A fresh demo site. Its hub is a fixture of its own, so that tests can take it away. */
	demo: Demo;
	/** The demo's hub, running; `kill()` and `start()` take it away and bring it back. */
	runningHub: Hub;
}

interface TestFixtures {
	/** The hub, running when the test begins and again when it has ended. */
	hub: Hub;
	/**
	 * A page in a browser of its own, with this user logged in. A script error
	 * on it fails the test.
	 */
	loggedInPage: ( login: DemoLogin ) => Promise< Page >;
	/** Calls the site's REST API as this user, with an application password. */
	rest: ( login: DemoLogin ) => Rest;
}

export const test = base.extend< TestFixtures, WorkerFixtures >( {
	browser: [
		async ( { browser }, provide ) => {
			slowDownIfAsked( browser );
			await provide( browser );
		},
		{ scope: 'worker' },
	],

	demo: [
		async ( {}, provide ) => {
			const demo = await startDemo( [ '--no-hub' ] );
			await allowManyEvents( demo );
			await provide( demo );
			await demo.stop();
		},
		{ scope: 'worker', timeout: START_TIMEOUT_MS },
	],

	runningHub: [
		async ( { demo }, provide ) => {
			const hub = await startHub( {
				siteId: demo.siteId,
				siteUrl: demo.site,
				apiKey: demo.apiKey,
				port: Number( new URL( demo.hub ).port ),
			} );
			await provide( hub );
			await hub.stop();
		},
		{ scope: 'worker', timeout: START_TIMEOUT_MS },
	],

	hub: [
		async ( { runningHub }, provide ) => {
			let isRunning = true;
			await provide( {
				...runningHub,
				kill: async () => {
					isRunning = false;
					await runningHub.kill();
				},
				start: async () => {
					await runningHub.start();
					isRunning = true;
				},
			} );
			if ( ! isRunning ) {
				await runningHub.start();
			}
		},
		// Every test has a hub, whether or not it names it.
		{ auto: true },
	],

	loggedInPage: async ( { browser, demo }, provide ) => {
		const pages: Page[] = [];
		const errors: Error[] = [];
		await provide( async ( login ) => {
			const context = await browser.newContext();
			await logIn( context, demo, login );
			const page = await context.newPage();
			page.on( 'pageerror', ( error ) => errors.push( error ) );
			pages.push( page );
			return page;
		} );
		for ( const page of pages ) {
			await page.context().close();
		}
		expect( errors, 'script errors' ).toEqual( [] );
	},

	rest: async ( { demo }, provide ) => {
		await provide( ( login ) => restAs( demo, login ) );
	},
} );

export { expect };
