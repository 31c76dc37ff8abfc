/**
 * The hub, but that looking at a token takes as long as AUTH_MS says: as if it
 * had to ask somebody.
 */
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { verifyToken } from '../../../../src/hub/auth/token-verifier';
import { loadConfig } from '../../../../src/hub/config/load';
import { createHub } from '../../../../src/hub/hub';
import { createLogger } from '../../../../src/hub/operations/logger';

const config = loadConfig( {
	args: process.argv.slice( 2 ),
	env: process.env,
	readFile: ( path ) => readFileSync( path, 'utf8' ),
} );

void createHub( config, {
	logger: createLogger( config.logLevel ),
	version: 'bench',
	verify: async ( ...given ) => {
		await pause( Number( process.env.AUTH_MS ) );
		return verifyToken( ...given );
	},
} ).start();
