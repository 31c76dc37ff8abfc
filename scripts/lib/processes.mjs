import { spawn, spawnSync } from 'node:child_process';
import {
	closeSync,
	existsSync,
	openSync,
	readdirSync,
	readFileSync,
} from 'node:fs';
import { loadavg } from 'node:os';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PlainError } from './plain-error.mjs';

const GRACE_MS = 5_000;
const WATCH_PARENT_MS = 1_000;
/** A service that ends is noticed at once; one that is slow on a busy machine is let be. A hub first waits for its site's ledger, too. */
const READY_TIMEOUT_MS = 90_000;
const OUTPUT_TAIL_CHARS = 4_000;
const REAPER = fileURLToPath( new URL( './reaper.sh', import.meta.url ) );

/**
 * What this command has started and must end: by process group, because
 * PHP's server and npm leave children that do not hear their parent's signal.
 *
 * @type {Set<Service>}
 */
const running = new Set();

/** @type {import('node:child_process').ChildProcess | undefined} */
let reaper;

/**
 * Puts a process group under the reaper, which ends it should this command be killed.
 *
 * @param {string} line `+PID` or `-PID`.
 */
function tellReaper( line ) {
	if ( ! reaper ) {
		reaper = spawn( 'sh', [ REAPER ], {
			detached: true,
			stdio: [ 'pipe', 'ignore', 'ignore' ],
		} );
		reaper.on( 'error', () => {} );
		reaper.stdin.on( 'error', () => {} );
		reaper.unref();
		reaper.stdin.unref?.();
	}
	reaper.stdin.write( `${ line }\n` );
}

/**
 * @param {import('node:child_process').ChildProcess} child A child that leads its own process group.
 */
function watch( child ) {
	if ( child.pid ) {
		tellReaper( `+${ child.pid }` );
		child.once( 'exit', () => tellReaper( `-${ child.pid }` ) );
	}
}

/**
 * @param {number}           pid    The leader of a process group.
 * @param {NodeJS.Signals|0} signal What to send; 0 only asks whether the group exists.
 * @return {boolean} Whether there was such a group.
 */
function signalGroup( pid, signal ) {
	try {
		process.kill( -pid, signal );
		return true;
	} catch {
		return false;
	}
}

/**
 * Whether anybody of a process group still runs. One that has ended and only
 * waits for init to notice does not count; on some machines that takes seconds.
 *
 * @param {number} pid The leader of the group.
 */
function groupRuns( pid ) {
	if ( ! signalGroup( pid, 0 ) ) {
		return false;
	}
	if ( ! existsSync( '/proc/self/stat' ) ) {
		return true;
	}
	return readdirSync( '/proc' )
		.filter( ( name ) => /^\d+$/.test( name ) )
		.some( ( name ) => {
			try {
				// After the command's name, which may hold anything: state, parent, group.
				const stat = readFileSync( `/proc/${ name }/stat`, 'utf8' );
				const [ state, , group ] = stat
					.slice( stat.lastIndexOf( ')' ) + 2 )
					.split( ' ' );
				return Number( group ) === pid && state !== 'Z';
			} catch {
				return false;
			}
		} );
}

/**
 * Runs a command to its end and gives back what it wrote.
 *
 * @param {string}   command The program.
 * @param {string[]} args    Its arguments.
 * @param {Object}   options As for `spawn`; besides `input` (written to its standard input), `onOutput`
 *                           (called with each piece of output), `end` (a signal that ends it and its children)
 *                           and `allowFailure`.
 * @return {Promise<{ code: number, stdout: string, stderr: string }>} Exit code and output.
 */
export function run( command, args = [], options = {} ) {
	const {
		input,
		onOutput,
		end,
		allowFailure = false,
		...spawnOptions
	} = options;
	return new Promise( ( resolve, reject ) => {
		const child = spawn( command, args, {
			...spawnOptions,
			detached: true,
			stdio: [ input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe' ],
		} );
		watch( child );
		const service = new Service( command, child );
		end?.addEventListener( 'abort', () => service.stop(), { once: true } );
		const output = { stdout: '', stderr: '' };
		for ( const stream of [ 'stdout', 'stderr' ] ) {
			child[ stream ].setEncoding( 'utf8' );
			child[ stream ].on( 'data', ( text ) => {
				output[ stream ] += text;
				onOutput?.( text, stream );
			} );
		}
		child.on( 'error', reject );
		child.on( 'close', ( code, signal ) => {
			running.delete( service );
			if ( code === 0 || allowFailure ) {
				resolve( { code: code ?? 1, ...output } );
				return;
			}
			const tail = ( output.stderr + output.stdout )
				.trim()
				.slice( -OUTPUT_TAIL_CHARS );
			reject(
				new PlainError(
					`${ [ command, ...args ].join( ' ' ) } failed (${
						signal ?? code
					}).\n${ tail }`
				)
			);
		} );
		if ( input !== undefined ) {
			child.stdin.on( 'error', () => {} );
			child.stdin.end( input );
		}
	} );
}

/** A process that is to go on running until it is stopped. */
export class Service {
	/**
	 * @param {string}                                    name  What people call it.
	 * @param {import('node:child_process').ChildProcess} child Its process.
	 */
	constructor( name, child ) {
		this.name = name;
		this.child = child;
		this.stopping = false;
		/** Resolves with the exit code, or the signal that ended it. */
		this.ended = new Promise( ( resolve ) => {
			child.once( 'exit', ( code, signal ) => resolve( code ?? signal ) );
			child.once( 'error', () => resolve( 'not started' ) );
		} );
		running.add( this );
		this.ended.then( () => {
			this.hasEnded = true;
			this.hasLeftNobody = ! this.pid || ! groupRuns( this.pid );
		} );
	}

	hasEnded = false;

	/** From then on the number may be given to a group that is not ours. */
	hasLeftNobody = false;

	get pid() {
		return this.child.pid;
	}

	/**
	 * Asks the process and its children to end, and makes them after a grace period.
	 *
	 * @param {NodeJS.Signals} signal The first thing to send.
	 */
	async stop( signal = 'SIGTERM' ) {
		this.stopping = true;
		running.delete( this );
		if ( ! this.pid || this.hasLeftNobody ) {
			return;
		}
		signalGroup( this.pid, signal );
		const deadline = Date.now() + GRACE_MS;
		while ( groupRuns( this.pid ) && Date.now() < deadline ) {
			await new Promise( ( resolve ) => setTimeout( resolve, 25 ) );
		}
		if ( groupRuns( this.pid ) ) {
			signalGroup( this.pid, 'SIGKILL' );
		}
		await this.ended;
	}
}

/**
 * Starts a process that goes on running, with its output in a file.
 *
 * @param {string}   name    What people call it.
 * @param {string}   command The program.
 * @param {string[]} args    Its arguments.
 * @param {Object}   options As for `spawn`; besides `log`, the file for its output.
 * @return {Service} The running process.
 */
export function startService( name, command, args, options = {} ) {
	const { log, ...spawnOptions } = options;
	const sink = log ? openSync( log, 'a' ) : 'ignore';
	const child = spawn( command, args, {
		...spawnOptions,
		detached: true,
		stdio: [ 'ignore', sink, sink ],
	} );
	if ( log ) {
		closeSync( sink );
	}
	watch( child );
	const service = new Service( name, child );
	service.log = log;
	return service;
}

/**
 * Waits until a service answers, and fails at once where it ended instead.
 *
 * @param {Service}                          service   What is starting.
 * @param {() => Promise<boolean> | boolean} isReady   Whether it answers.
 * @param {number}                           timeoutMs How long it may take.
 */
export async function waitUntilReady(
	service,
	isReady,
	timeoutMs = READY_TIMEOUT_MS
) {
	const deadline = Date.now() + timeoutMs;
	while ( ! ( await isReady() ) ) {
		if ( service.hasEnded || Date.now() > deadline ) {
			const why = service.hasEnded
				? `ended (${ await service.ended })`
				: `did not answer within ${ timeoutMs / 1000 } s (load of this machine: ${ loadavg()[ 0 ].toFixed( 1 ) })`;
			let tail = '';
			try {
				tail = readFileSync( service.log, 'utf8' )
					.trim()
					.slice( -OUTPUT_TAIL_CHARS );
			} catch {}
			await service.stop();
			throw new PlainError( `${ service.name } ${ why }.\n${ tail }` );
		}
		await new Promise( ( resolve ) => setTimeout( resolve, 50 ) );
	}
}

/** Ends everything this command has started, in reverse order. */
export async function stopEverything() {
	for ( const service of [ ...running ].reverse() ) {
		await service.stop();
	}
}

/**
 * Calls back once when this command is asked to end: by Ctrl-C or SIGTERM, or
 * because who started it is gone (npm was killed, or a test run).
 *
 * @param {(reason: string) => void} onStop Told why.
 */
export function onStopRequest( onStop ) {
	let asked = false;
	const stop = ( reason ) => {
		if ( ! asked ) {
			asked = true;
			onStop( reason );
		}
	};
	process.on( 'SIGINT', () => stop( 'SIGINT' ) );
	process.on( 'SIGTERM', () => stop( 'SIGTERM' ) );
	process.on( 'disconnect', () => stop( 'parent gone' ) );
	if ( process.env.npm_lifecycle_event ) {
		watchNpm( () => stop( 'parent gone' ) );
	}
}

/**
 * Calls back when the npm that runs this command is gone. Some shells stand
 * between the two and outlive it, so then the shell's parent is watched.
 *
 * @param {() => void} onGone Told so.
 */
function watchNpm( onGone ) {
	const parent = process.ppid;
	const { ppid: npm } = /^(|ba|da|k|z)sh$/.test( processInfo( parent ).name )
		? processInfo( parent )
		: { ppid: 0 };
	const timer = setInterval( () => {
		const isGone =
			process.ppid !== parent ||
			( npm && processInfo( parent ).ppid !== npm );
		if ( isGone ) {
			clearInterval( timer );
			onGone();
		}
	}, WATCH_PARENT_MS );
	timer.unref();
}

/**
 * @param {number} pid A process.
 * @return {{ ppid: number, name: string }} Its parent and its program's name.
 */
function processInfo( pid ) {
	try {
		const stat = readFileSync( `/proc/${ pid }/stat`, 'utf8' );
		const end = stat.lastIndexOf( ')' );
		return {
			name: stat.slice( stat.indexOf( '(' ) + 1, end ),
			ppid: Number( stat.slice( end + 2 ).split( ' ' )[ 1 ] ),
		};
	} catch {
		// Not every system has /proc.
	}
	const { stdout } = spawnSync( 'ps', [
		'-o',
		'ppid=',
		'-o',
		'comm=',
		'-p',
		String( pid ),
	] );
	const [ ppid = '', name = '' ] = String( stdout ?? '' )
		.trim()
		.split( /\s+/ );
	return { ppid: Number( ppid ), name: basename( name ) };
}
