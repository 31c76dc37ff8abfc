import { ensureBuild } from './lib/build.mjs';
import { requireNode } from './lib/node-version.mjs';
import { ensureNodeModules } from './lib/npm.mjs';
import { printError } from './lib/plain-error.mjs';
import { onStopRequest, stopEverything } from './lib/processes.mjs';

onStopRequest( async () => {
	await stopEverything();
	process.exit( 1 );
} );

try {
	requireNode();
	await ensureNodeModules();
	await ensureBuild( { force: true } );
} catch ( error ) {
	printError( error );
	process.exitCode = 1;
}
