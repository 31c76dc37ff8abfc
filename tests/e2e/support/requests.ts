import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Demo } from '../../support/harness';

/** Notes each request that reaches WordPress by way of the web server, before anything else does. */
const COUNTER = `<?php
if ( 'cli' !== PHP_SAPI ) {
	file_put_contents( __DIR__ . '/requests.log', strtok( (string) $_SERVER['REQUEST_URI'], '?' ) . "\n", FILE_APPEND | LOCK_EX );
}
`;

interface Requests {
	/** Ends the counting; answers with the paths that WordPress was asked for. */
	end: () => Promise< string[] >;
}

/** The demo's own clock calls it once a minute, visitors or not. */
const OF_THE_CLOCK = '/wp-cron.php';

/**
 * Counts from now on what WordPress is asked for.
 *
 * @param demo
 */
export async function requestsToWordPress( demo: Demo ): Promise< Requests > {
	const plugins = resolve( demo.wordpress, 'wp-content/mu-plugins' );
	const counter = resolve( plugins, 'realtime-events-requests.php' );
	const log = resolve( plugins, 'requests.log' );
	await mkdir( dirname( counter ), { recursive: true } );
	await writeFile( log, '' );
	await writeFile( counter, COUNTER );
	return {
		end: async () => {
			const asked = ( await readFile( log, 'utf8' ) )
				.split( '\n' )
				.filter( Boolean );
			await rm( counter );
			await rm( log );
			return asked.filter( ( path ) => path !== OF_THE_CLOCK );
		},
	};
}
