import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { chromium } from '@playwright/test';
import { startDemo } from '../tests/support/demo.mjs';
import { ROOT } from './lib/paths.mjs';
import { ensurePrograms } from './lib/programs.mjs';
import { step } from './lib/progress.mjs';
import { ADMIN_SHOTS, fill, showAdmin } from './lib/screenshots/admin.mjs';
import {
	BLOCK_EDITOR_SHOTS,
	showInEditor,
} from './lib/screenshots/block-editor.mjs';
import { EDITOR_SHOTS, showEditor } from './lib/screenshots/editor.mjs';
import { logIn } from './lib/screenshots/log-in.mjs';
import {
	prepareVisitors,
	showToVisitor,
	VISITOR_SHOTS,
} from './lib/screenshots/visitors.mjs';

/** Where the documentation expects its pictures. */
const IMAGES = resolve( ROOT, 'docs/images' );

const SETTLE_TIMEOUT_MS = 60_000;

const SIZES = {
	desktop: { width: 1400, height: 900 },
	tablet: { width: 1000, height: 760 },
	phone: { width: 390, height: 844 },
};

/** `npm run screenshots -- blocks settings-phone` takes those whose names begin so. */
const wanted = process.argv.slice( 2 );
const isWanted = ( { file } ) =>
	wanted.length === 0 || wanted.some( ( name ) => file.startsWith( name ) );

/**
 * Takes a picture.
 *
 * @param {Object}      browser The browser.
 * @param {Object}      demo    The demo.
 * @param {Object|null} session Whose; null for a visitor.
 * @param {Object}      shot    `file` and `size`, by default a desktop.
 * @param {Function}    show    Brings the page to where it is worth a picture.
 */
async function take( browser, demo, session, shot, show ) {
	const { file, size = 'desktop' } = shot;
	const context = await browser.newContext( {
		viewport: SIZES[ size ],
		reducedMotion: 'reduce',
		...( session && { storageState: session } ),
	} );
	try {
		const page = await context.newPage();
		page.setDefaultTimeout( SETTLE_TIMEOUT_MS );
		await show( page, demo, shot );
		await page.screenshot( { path: resolve( IMAGES, `${ file }.png` ) } );
	} finally {
		await context.close();
	}
}

await ensurePrograms( [ 'chromium', 'emoji' ] );
const demo = await step( 'Start a demo', () => startDemo() );
const browser = await chromium.launch( {
	executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
	args: [
		'--no-sandbox',
		'--disable-gpu',
		'--disable-background-networking',
	],
} );
try {
	await mkdir( IMAGES, { recursive: true } );
	await fill( demo );
	await prepareVisitors( demo );
	const session = await logIn( browser, demo, 'admin' );
	for ( const [ shots, who, show ] of [
		[ ADMIN_SHOTS, session, showAdmin ],
		[ VISITOR_SHOTS, null, showToVisitor ],
		[ BLOCK_EDITOR_SHOTS, session, showInEditor ],
		[ EDITOR_SHOTS, session, showEditor ],
	] ) {
		for ( const shot of shots.filter( isWanted ) ) {
			await step( shot.file, () =>
				take( browser, demo, who, shot, show )
			);
		}
	}
} finally {
	await browser.close();
	await demo.stop();
}
