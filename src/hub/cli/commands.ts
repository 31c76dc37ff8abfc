import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { SEVERITIES, isSeverity, type CloudEvent } from '../../protocol';
import { Follower, Publisher, issueToken } from '../client';
import { runBench } from './bench';
import { ConfigError } from '../config/config-error';
import { siteIdOf } from '../config/load';

/** @since 0.1.0 */
export interface CommandContext {
	readonly args: readonly string[];
	readonly env: Readonly< Record< string, string | undefined > >;
	readonly print: ( line: string ) => void;
	/** Ends what goes on until somebody stops it. */
	readonly signal: AbortSignal;
}

const DEFAULT_URL = 'http://127.0.0.1:8090';
const COMMON = [ 'url', 'site', 'site-url' ];

function read( { args, env }: CommandContext, names: readonly string[] ) {
	let values: Record< string, string >;
	try {
		( { values } = parseArgs( {
			args: [ ...args ],
			options: Object.fromEntries(
				[ ...COMMON, ...names ].map( ( name ) => [
					name,
					{ type: 'string' as const },
				] )
			),
		} ) as { values: Record< string, string > } );
	} catch {
		throw new ConfigError(
			'The command line',
			args.join( ' ' ),
			'made of known options (see --help)'
		);
	}
	const siteUrl = values[ 'site-url' ] ?? env.REALTIME_EVENTS_SITE_URL;
	const apiKey = env.REALTIME_EVENTS_API_KEY;
	const site =
		values.site ??
		env.REALTIME_EVENTS_SITE ??
		( siteUrl && siteIdOf( siteUrl ) );
	if ( ! siteUrl || ! URL.canParse( siteUrl ) ) {
		throw new ConfigError(
			'site-url',
			siteUrl,
			'the home URL of the site'
		);
	}
	if ( ! site ) {
		throw new ConfigError( 'site', site, 'the id of the site' );
	}
	if ( ! apiKey ) {
		throw new ConfigError(
			'REALTIME_EVENTS_API_KEY',
			undefined,
			'the API key of the site'
		);
	}
	return {
		values,
		site,
		apiKey,
		siteUrl: siteUrl.replace( /\/+$/, '' ),
		url: values.url ?? DEFAULT_URL,
	};
}

/**
 * Sends one event.
 *
 * @since 0.1.0
 *
 * @return The exit code.
 */
export async function publishCommand(
	context: CommandContext
): Promise< number > {
	const { values, site, siteUrl, apiKey, url } = read( context, [
		'type',
		'channel',
		'subject',
		'severity',
		'data',
		'id',
	] );
	const {
		type = 'generic.event',
		channel = 'admins',
		subject,
		severity = 'info',
		data = '{}',
		id,
	} = values;
	if ( ! isSeverity( severity ) ) {
		throw new ConfigError(
			'severity',
			severity,
			`one of ${ SEVERITIES.join( ', ' ) }`
		);
	}
	const event: CloudEvent = {
		specversion: '1.0',
		id: id ?? randomUUID(),
		source: siteUrl,
		type,
		time: new Date().toISOString(),
		datacontenttype: 'application/json',
		data: parseData( data ),
		channel,
		severity,
		origin: 'cli',
		...( subject && { subject } ),
	};
	const [ verdict ] = await new Publisher( { url, site, apiKey } ).publish( [
		event,
	] );
	context.print( JSON.stringify( verdict ) );
	return verdict?.status === 'rejected' ? 1 : 0;
}

function parseData( text: string ): Record< string, unknown > {
	try {
		const value: unknown = JSON.parse( text );
		if (
			typeof value === 'object' &&
			value !== null &&
			! Array.isArray( value )
		) {
			return value as Record< string, unknown >;
		}
	} catch {
		// Said below, in the same words.
	}
	throw new ConfigError( 'data', text, 'a JSON object' );
}

/**
 * Prints events, one JSON a line, as they come.
 *
 * @since 0.1.0
 *
 * @return The exit code, when it was stopped.
 */
export async function tailCommand(
	context: CommandContext
): Promise< number > {
	const { values, site, siteUrl, apiKey, url } = read( context, [
		'channels',
	] );
	const channels = ( values.channels ?? 'public,editors,shop,admins' ).split(
		','
	);
	const follower = new Follower( {
		url,
		site,
		channels,
		token: () => issueToken( { site, siteUrl, apiKey, channels } ),
		onEvent: ( event ) => context.print( JSON.stringify( event ) ),
		onGap: ( channel ) =>
			context.print( JSON.stringify( { gap: channel } ) ),
	} );
	context.signal.addEventListener( 'abort', () => follower.stop() );
	follower.start();
	await follower.done;
	return 0;
}

const BENCH_DEFAULTS = { clients: 100, events: 200, rate: 20, bytes: 200 };
const MAX_BENCH_NUMBER = 1_000_000;

/**
 * Measures a hub that runs and prints one JSON object.
 *
 * @since 0.1.0
 *
 * @return The exit code: 1 where an event was missing or came twice.
 */
export async function benchCommand(
	context: CommandContext
): Promise< number > {
	const { values, site, siteUrl, apiKey, url } = read( context, [
		...Object.keys( BENCH_DEFAULTS ),
		'channel',
	] );
	const number = ( name: keyof typeof BENCH_DEFAULTS ) => {
		const given = values[ name ] ?? String( BENCH_DEFAULTS[ name ] );
		if (
			! /^[1-9]\d*$/.test( given ) ||
			Number( given ) > MAX_BENCH_NUMBER
		) {
			throw new ConfigError(
				name,
				given,
				`a whole number from 1 to ${ MAX_BENCH_NUMBER }`
			);
		}
		return Number( given );
	};
	const result = await runBench( {
		url,
		site,
		siteUrl,
		apiKey,
		channel: values.channel ?? 'admins',
		clients: number( 'clients' ),
		events: number( 'events' ),
		rate: number( 'rate' ),
		bytes: number( 'bytes' ),
		signal: context.signal,
	} );
	context.print( JSON.stringify( result ) );
	return result.missing + result.doubled > 0 ? 1 : 0;
}
