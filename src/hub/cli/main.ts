import { readFileSync } from 'node:fs';
import { ConfigError } from '../config/config-error';
import { loadConfig } from '../config/load';
import {
	benchCommand,
	publishCommand,
	tailCommand,
	type CommandContext,
} from './commands';
import { helpText } from './help';
import { serve } from './serve';

/** Put in when the file is bundled. */
declare const HUB_VERSION: string;

const EXIT_CONFIG = 78;

const COMMANDS: Readonly<
	Record< string, ( context: CommandContext ) => Promise< number > >
> = {
	publish: publishCommand,
	tail: tailCommand,
	bench: benchCommand,
};

function run(
	name: string,
	args: readonly string[]
): Promise< number > | null {
	const command = Object.hasOwn( COMMANDS, name )
		? COMMANDS[ name ]
		: undefined;
	if ( ! command ) {
		return null;
	}
	const stop = new AbortController();
	process.once( 'SIGINT', () => stop.abort() );
	process.once( 'SIGTERM', () => stop.abort() );
	return command( {
		args,
		env: process.env,
		print: ( line ) => process.stdout.write( `${ line }\n` ),
		signal: stop.signal,
	} );
}

async function main( args: readonly string[] ): Promise< number | undefined > {
	const version = HUB_VERSION;
	if ( args.includes( '--help' ) || args.includes( '-h' ) ) {
		process.stdout.write( helpText( 'node hub.mjs' ) );
		return 0;
	}
	if ( args.includes( '--version' ) ) {
		process.stdout.write( `${ version }\n` );
		return 0;
	}
	const [ name = '', ...rest ] = args;
	const running = run( name, rest );
	if ( running ) {
		return running;
	}
	const sources = {
		args: args.filter( ( arg ) => arg !== '--check-config' ),
		env: process.env,
		readFile: ( path: string ) => readFileSync( path, 'utf8' ),
	};
	if ( args.includes( '--check-config' ) ) {
		const { sites } = loadConfig( sources );
		process.stdout.write(
			`The configuration is good (${ sites.length } sites).\n`
		);
		return 0;
	}
	await serve( sources, version );
	return undefined;
}

main( process.argv.slice( 2 ) ).then(
	( code ) => {
		if ( code !== undefined ) {
			process.exitCode = code;
		}
	},
	( error: unknown ) => {
		const isConfig = error instanceof ConfigError;
		process.stderr.write( `${ ( error as Error ).message }\n` );
		process.exitCode = isConfig ? EXIT_CONFIG : 1;
	}
);
