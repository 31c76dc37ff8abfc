import { defineConfig } from '@playwright/test';
import { resolve } from 'node:path';

const ROOT = resolve( __dirname, '../..' );
// When a test gives up, not how long it takes: on a machine that has other things to do an editor needs half a minute to be drawn.
const TEST_TIMEOUT_MS = 180_000;
const EXPECT_TIMEOUT_MS = 30_000;
const ACTION_TIMEOUT_MS = 30_000;
const PAGE_LOAD_TIMEOUT_MS = 60_000;

/** A shop's tests need what this project does not fetch, and run only when they are asked for. */
const IN_SHOP = Boolean( process.env.REALTIME_EVENTS_WOOCOMMERCE );

export default defineConfig( {
	testDir: IN_SHOP ? resolve( __dirname, 'woocommerce' ) : __dirname,
	testMatch: '**/*.spec.ts',
	testIgnore: IN_SHOP ? [] : '**/woocommerce/**',
	// Not yet run often enough to be believed when they fail: tests/README.md.
	grepInvert: process.env.REALTIME_EVENTS_TRIAL ? [] : /@trial/,
	outputDir: resolve( ROOT, 'test-results' ),
	// One site, one hub, one machine: tests that run side by side would see each other's events.
	workers: 1,
	fullyParallel: false,
	// A test that passes at a second try is a test that fails.
	retries: 0,
	forbidOnly: true,
	timeout: TEST_TIMEOUT_MS,
	expect: { timeout: EXPECT_TIMEOUT_MS },
	reporter: 'list',
	use: {
		browserName: 'chromium',
		viewport: { width: 1280, height: 900 },
		locale: 'en-US',
		actionTimeout: ACTION_TIMEOUT_MS,
		navigationTimeout: PAGE_LOAD_TIMEOUT_MS,
		screenshot: 'only-on-failure',
		// A trace makes a test take half as long again, and all of them would be recorded for one that fails: ask for it with --trace=on.
		trace: 'off',
		launchOptions: {
			executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
			args: [
				'--no-sandbox',
				'--disable-gpu',
				'--disable-quic',
				'--no-first-run',
				'--disable-background-networking',
				'--disable-component-update',
				'--disable-sync',
				// The tests stay on this machine: a name on the internet is not found, at once, instead of late.
				'--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
			],
		},
	},
} );
