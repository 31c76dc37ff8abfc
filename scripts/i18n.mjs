import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { blockStrings } from './lib/block-strings.mjs';
import { ensureBuild } from './lib/build.mjs';
import { requireNode } from './lib/node-version.mjs';
import { ensureNodeModules } from './lib/npm.mjs';
import { ROOT } from './lib/paths.mjs';
import { ensurePhp } from './lib/php.mjs';
import { PlainError, printError } from './lib/plain-error.mjs';
import { onStopRequest, stopEverything } from './lib/processes.mjs';
import { step } from './lib/progress.mjs';
import { tempFolder } from './lib/temp-folder.mjs';
import { wp } from './lib/wp-cli.mjs';
import { ensureWordPressParts } from './lib/wordpress-parts.mjs';

const POT = resolve( ROOT, 'languages/realtime-events.pot' );

/**
 * WordPress finds a script's translations by the script's path, and WP-CLI
 * cannot read TypeScript: so strings are taken from what was built.
 */
const INCLUDED = 'realtime-events.php,uninstall.php,includes,build';
const EXCLUDED = 'node_modules,src,tests,scripts,.cache,build/hub.mjs';

/** A line that is another each time, though no string changed. */
const CREATION_DATE = /^"POT-Creation-Date: .*\n/m;

/** Where a string stands: moves with every line above it. */
const PLACES = /^#: .*\n/gm;

/**
 * What a template asks translators for. The check goes by this alone, so that
 * only a change of a text, of its context or of its comment needs a new file.
 *
 * @param {string} pot A template.
 * @return {string} Its entries without their places, in a fixed order.
 */
const entriesOf = ( pot ) =>
	pot
		.replace( PLACES, '' )
		.split( '\n\n' )
		.map( ( entry ) => entry.trim() )
		.sort()
		.join( '\n\n' );

/** @return {Promise<string>} The strings of this moment. */
async function extract() {
	const folder = await tempFolder( 'i18n' );
	const file = join( folder, 'realtime-events.pot' );
	const blocks = join( folder, 'blocks.pot' );
	await writeFile( blocks, await blockStrings() );
	await wp( ROOT, [
		'i18n',
		'make-pot',
		ROOT,
		file,
		'--slug=realtime-events',
		'--domain=realtime-events',
		'--package-name=Realtime Events',
		`--include=${ INCLUDED }`,
		`--exclude=${ EXCLUDED }`,
		`--merge=${ blocks }`,
		'--skip-block-json',
		'--skip-theme-json',
		'--skip-audit',
	] );
	return ( await readFile( file, 'utf8' ) ).replace( CREATION_DATE, '' );
}

onStopRequest( async () => {
	await stopEverything();
	process.exit( 1 );
} );

try {
	requireNode();
	const { values } = parseArgs( {
		options: { check: { type: 'boolean', default: false } },
	} );
	await ensureNodeModules();
	await ensurePhp();
	await ensureWordPressParts();
	await ensureBuild();

	const pot = await step( 'Collect the translatable strings', extract );
	if ( values.check ) {
		const kept = existsSync( POT ) ? await readFile( POT, 'utf8' ) : '';
		if ( entriesOf( kept ) !== entriesOf( pot ) ) {
			throw new PlainError(
				'languages/realtime-events.pot has not the texts of these sources. Please run: npm run i18n'
			);
		}
	} else {
		await mkdir( dirname( POT ), { recursive: true } );
		await writeFile( POT, pot );
	}
} catch ( error ) {
	printError( error );
	process.exitCode = 1;
}
