import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { BrowserContext } from '@playwright/test';
import type { Demo } from '../../support/harness';

const run = promisify( execFile );

const COOKIE = 'realtime_events_test_rtl';

/** A language pack has to be fetched; what it would say of the direction is said here, to browsers with the cookie alone. */
const PLUGIN = `<?php
add_action( 'setup_theme', static function () {
	if ( isset( $_COOKIE['${ COOKIE }'] ) ) {
		$GLOBALS['text_direction'] = 'rtl';
	}
} );
`;

/**
 * From now on WordPress is written from right to left in this browser, as in Arabic.
 *
 * @param context The browser.
 * @param demo    The site.
 */
export async function writeFromRightToLeft(
	context: BrowserContext,
	demo: Demo
): Promise< void > {
	await run( demo.wp, [
		'eval',
		`wp_mkdir_p( WPMU_PLUGIN_DIR ); file_put_contents( WPMU_PLUGIN_DIR . '/test-rtl.php', ${ JSON.stringify(
			PLUGIN
		).replaceAll( '$', '\\$' ) } );`,
	] );
	await context.addCookies( [
		{ name: COOKIE, value: '1', url: demo.site },
	] );
}
