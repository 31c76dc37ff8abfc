import { parseArgs } from 'node:util';
import { ConfigError } from './config-error';
import { OPTIONS, type Option } from './options';
import { NEEDS, checkConfig, type RawConfig, type RawSite } from './schema';
import type { HubConfig, SiteConfig } from './types';

/** @since 0.1.0 */
export interface ConfigSources {
	readonly args: readonly string[];
	readonly env: Readonly< Record< string, string | undefined > >;
	readonly readFile: ( path: string ) => string;
}

const SITE_FLAGS = [ 'site', 'site-url', 'origins', 'config' ] as const;

/**
 * Reads the configuration: flags win over environment, environment over file.
 *
 * The API key has no flag, because every user of a machine can read the
 * command lines of its processes.
 *
 * @since 0.1.0
 *
 * @throws ConfigError With one line that says what is wrong.
 */
export function loadConfig( sources: ConfigSources ): HubConfig {
	const flags = readFlags( sources.args );
	const path = flags.config ?? sources.env.REALTIME_EVENTS_CONFIG;
	const raw: Record< string, unknown > = path
		? readJson( path, sources )
		: {};
	for ( const option of OPTIONS ) {
		const given =
			flags[ option.flag ] ?? nonEmpty( sources.env[ option.env ] );
		if ( given !== undefined ) {
			raw[ option.key ] = convert( option, given );
		}
	}
	const site = siteFromEnvironment( flags, sources.env );
	if ( site ) {
		raw.sites = [
			...( Array.isArray( raw.sites ) ? raw.sites : [] ),
			site,
		];
	}
	return complete( checkConfig( raw ) );
}

function readFlags( args: readonly string[] ): Record< string, string > {
	const names = [ ...OPTIONS.map( ( { flag } ) => flag ), ...SITE_FLAGS ];
	try {
		const { values } = parseArgs( {
			args: [ ...args ],
			options: Object.fromEntries(
				names.map( ( name ) => [ name, { type: 'string' as const } ] )
			),
		} );
		return values as Record< string, string >;
	} catch ( error ) {
		throw new ConfigError(
			'The command line',
			args.join( ' ' ),
			`made of known options (${ ( error as Error ).message.split( '.' )[ 0 ] }; see --help)`
		);
	}
}

function readJson(
	path: string,
	{ readFile }: ConfigSources
): Record< string, unknown > {
	let parsed: unknown;
	try {
		parsed = JSON.parse( readFile( path ) );
	} catch ( error ) {
		const why =
			error instanceof SyntaxError ? 'is no JSON' : 'cannot be read';
		throw new ConfigError(
			'config',
			path,
			`a readable JSON file (this one ${ why })`
		);
	}
	if (
		typeof parsed !== 'object' ||
		parsed === null ||
		Array.isArray( parsed )
	) {
		throw new ConfigError( 'config', path, 'a file with a JSON object' );
	}
	return { ...parsed };
}

function convert( option: Option, given: string ): string | number {
	const isNumber = option.type === 'integer' && /^-?\d+$/.test( given );
	return isNumber ? Number( given ) : given;
}

const nonEmpty = ( value: string | undefined ): string | undefined =>
	value || undefined;

function siteFromEnvironment(
	flags: Readonly< Record< string, string > >,
	env: ConfigSources[ 'env' ]
): Partial< RawSite > | null {
	const id = flags.site ?? nonEmpty( env.REALTIME_EVENTS_SITE );
	const url = flags[ 'site-url' ] ?? nonEmpty( env.REALTIME_EVENTS_SITE_URL );
	const apiKey = nonEmpty( env.REALTIME_EVENTS_API_KEY );
	if ( ! id && ! url && ! apiKey ) {
		return null;
	}
	if ( url && ! URL.canParse( url ) ) {
		// The id comes from it, and would be said to be missing.
		throw new ConfigError( 'site-url', url, NEEDS.url );
	}
	const previous = nonEmpty( env.REALTIME_EVENTS_PREVIOUS_API_KEY );
	const origins = flags.origins ?? nonEmpty( env.REALTIME_EVENTS_ORIGINS );
	const derived = id ?? ( url && siteIdOf( url ) );
	return {
		...( derived && { id: derived } ),
		...( url && { url } ),
		...( apiKey && { apiKey } ),
		...( previous && { previousApiKeys: [ previous ] } ),
		...( origins && {
			origins: origins.split( ',' ).map( ( origin ) => origin.trim() ),
		} ),
	};
}

/**
 * The id a site has unless it says otherwise: host and sub-directory of its home URL.
 *
 * @since 0.1.0
 */
export function siteIdOf( url: string ): string | undefined {
	if ( ! URL.canParse( url ) ) {
		return undefined;
	}
	const { hostname, pathname } = new URL( url );
	const path = pathname.split( '/' ).filter( Boolean );
	return [ hostname, ...path ].join( '.' ).toLowerCase();
}

function complete( raw: RawConfig ): HubConfig {
	const values = Object.fromEntries(
		OPTIONS.map( ( option ) => [
			option.key,
			raw[ option.key ] ?? option.default,
		] )
			// An absent setting is absent, not undefined.
			.filter( ( [ , value ] ) => value !== undefined )
	);
	const sites = raw.sites.map( completeSite );
	const doubled = sites.find(
		( { id }, index ) =>
			sites.findIndex( ( site ) => site.id === id ) !== index
	);
	if ( doubled ) {
		throw new ConfigError(
			'sites',
			doubled.id,
			'a list without doubled ids'
		);
	}
	const config = { ...values, sites } as unknown as HubConfig;
	if ( Boolean( config.tlsCert ) !== Boolean( config.tlsKey ) ) {
		const missing = config.tlsCert ? 'tlsKey' : 'tlsCert';
		throw new ConfigError(
			missing,
			undefined,
			'given together with the other one'
		);
	}
	if ( config.watch ) {
		const known = sites.some( ( { id } ) => id === config.watchSite );
		if ( config.watchSite ? ! known : sites.length > 1 ) {
			throw new ConfigError(
				'watchSite',
				config.watchSite,
				'the id of a known site'
			);
		}
	}
	return config;
}

function completeSite( site: RawSite, index: number ): SiteConfig {
	const url = site.url.replace( /\/+$/, '' );
	const { apiKey, previousApiKeys = [], origins, maxConnections } = site;
	const originOf = ( address: string, key: 'url' | 'origins' ) => {
		if ( ! URL.canParse( address ) ) {
			throw new ConfigError(
				`sites.${ index }.${ key }`,
				address,
				NEEDS[ key ]
			);
		}
		return new URL( address ).origin;
	};
	const own = originOf( url, 'url' );
	return {
		id: site.id,
		url,
		apiKeys: [ apiKey, ...previousApiKeys ],
		origins: origins?.map( ( origin ) =>
			originOf( origin, 'origins' )
		) ?? [ own ],
		...( maxConnections && { maxConnections } ),
	};
}
