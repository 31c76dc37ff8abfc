/**
 * The browser's filter, for tests in another language: reads one JSON object
 * from standard input and answers with one on standard output.
 *
 *   { "types": { … } }                                   → { "events": [ … ], "filters": [ … ] }
 *   { "types": { … }, "filters": [ … ], "events": [ … ],
 *     "actions": [ … ] }                                  → [ [ id, … ], … ]
 */
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** The code as it is in the sources at this moment, without a build of the plugin. */
async function load() {
	const { outputFiles } = await build( {
		entryPoints: [
			fileURLToPath( new URL( 'pairs.ts', import.meta.url ) ),
		],
		bundle: true,
		format: 'esm',
		platform: 'node',
		write: false,
	} );
	const code = Buffer.from( outputFiles[ 0 ].contents ).toString( 'base64' );
	return import( `data:text/javascript;base64,${ code }` );
}

const { types, filters, events, actions } = JSON.parse(
	await text( process.stdin )
);
const { generate, judge } = await load();
process.stdout.write(
	JSON.stringify(
		filters ? judge( types, filters, events, actions ) : generate( types )
	)
);
