/**
 * Runs one service for a process that cannot load modules of this kind (Jest):
 * `node serve.mjs startRedis '{"port":6390}'`, talked to over the IPC channel.
 */
import { stopEverything } from '../../scripts/lib/processes.mjs';
import * as services from './services.mjs';

const [ name, options ] = process.argv.slice( 2 );

const end = async ( code ) => {
	await stopEverything();
	process.exit( code );
};
process.once( 'disconnect', () => end( 0 ) );
// A Ctrl-C reaches us too; the end comes from who started us, when it has no more use for the service.
process.on( 'SIGINT', () => {} );
process.on( 'SIGTERM', () => end( 1 ) );

try {
	const service = await services[ name ]( ...JSON.parse( options ) );
	const methods = Object.keys( service ).filter(
		( key ) => typeof service[ key ] === 'function'
	);
	process.on( 'message', async ( { call } ) => {
		let error = null;
		try {
			await service[ call ]();
		} catch ( problem ) {
			error = problem.message;
		}
		// Waited for, because what follows may be the end.
		await new Promise( ( onSent ) =>
			process.send( { done: call, error, facts: service }, onSent )
		);
		if ( call === 'stop' ) {
			await end( 0 );
		}
	} );
	process.send( { ready: true, facts: service, methods } );
} catch ( error ) {
	await new Promise( ( onSent ) =>
		process.send( { ready: false, error: error.stack }, onSent )
	);
	await end( 1 );
}
