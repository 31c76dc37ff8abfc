import { loadConfig, type ConfigSources } from '../config/load';
import { createHub } from '../hub';
import { createLogger } from '../operations/logger';

/** Longer than any drain: a stop that hangs ends by itself. */
const STOP_TIMEOUT_MARGIN_MS = 10_000;

/**
 * Runs a hub until a signal ends it.
 *
 * @since 0.1.0
 *
 * @throws ConfigError Before anything was started.
 */
export async function serve(
	sources: ConfigSources,
	version: string
): Promise< void > {
	const config = loadConfig( sources );
	const logger = createLogger( config.logLevel );
	const hub = createHub( config, { logger, version } );
	let isStopping = false;
	const stop = ( signal: NodeJS.Signals ) => {
		if ( isStopping ) {
			return;
		}
		isStopping = true;
		logger.info( { signal }, 'stopping' );
		setTimeout(
			() => process.exit( 1 ),
			config.drainSeconds * 1000 + STOP_TIMEOUT_MARGIN_MS
		).unref();
		hub.stop().then(
			() => process.exit( 0 ),
			( error: unknown ) => {
				logger.error( { err: error }, 'stop failed' );
				process.exit( 1 );
			}
		);
	};
	// It ends as it would have, but says so where whoever runs it looks.
	process.on( 'uncaughtExceptionMonitor', ( error ) =>
		logger.fatal( { err: error }, 'crashed' )
	);
	process.on( 'SIGTERM', stop );
	process.on( 'SIGINT', stop );
	process.on( 'SIGHUP', () => {
		try {
			hub.reload( loadConfig( sources ).sites );
		} catch ( error ) {
			// The sites that are served stay as they are.
			logger.error( { err: error }, 'reload refused' );
		}
	} );
	await hub.start();
}
