import Ajv, { type ErrorObject } from 'ajv';
import { ConfigError } from './config-error';
import { OPTIONS, type Option } from './options';

const SITE_SCHEMA = {
	type: 'object',
	additionalProperties: false,
	required: [ 'id', 'url', 'apiKey' ],
	properties: {
		id: { type: 'string', pattern: '^[a-z0-9.-]{1,63}$' },
		url: { type: 'string', pattern: '^https?://[^\\s/]+(/\\S*)?$' },
		apiKey: { type: 'string', minLength: 16, maxLength: 512 },
		previousApiKeys: {
			type: 'array',
			maxItems: 4,
			items: { type: 'string', minLength: 16, maxLength: 512 },
		},
		origins: {
			type: 'array',
			maxItems: 64,
			items: { type: 'string', pattern: '^https?://[^\\s/]+$' },
		},
		maxConnections: { type: 'integer', minimum: 1, maximum: 1_000_000 },
	},
} as const;

/** What the error line says is needed, by key of a site. */
export const NEEDS = {
	sites: 'a list of at least one site',
	id: '1 to 63 of a-z, 0-9, "." and "-"',
	url: 'the home URL of the site, http or https',
	apiKey: 'the API key of the site (at least 16 characters)',
	previousApiKeys: 'a list of at most 4 older API keys',
	origins: 'a list of origins as https://example.org, without a path',
	maxConnections: 'a whole number from 1 to 1000000',
} as const;

function optionSchema( option: Option ): Record< string, unknown > {
	if ( option.type === 'integer' ) {
		const { type, minimum, maximum } = option;
		return { type, minimum, maximum };
	}
	return {
		type: 'string',
		minLength: 1,
		...( option.pattern && { pattern: option.pattern } ),
		...( option.enum && { enum: option.enum } ),
	};
}

const SCHEMA = {
	type: 'object',
	additionalProperties: false,
	required: [ 'sites' ],
	properties: {
		...Object.fromEntries(
			OPTIONS.map( ( option ) => [ option.key, optionSchema( option ) ] )
		),
		sites: {
			type: 'array',
			minItems: 1,
			maxItems: 10_000,
			items: SITE_SCHEMA,
		},
	},
};

/** @since 0.1.0 */
export interface RawSite {
	id: string;
	url: string;
	apiKey: string;
	previousApiKeys?: string[];
	origins?: string[];
	maxConnections?: number;
}

/** @since 0.1.0 */
export type RawConfig = { sites: RawSite[] } & Record<
	string,
	string | number | RawSite[]
>;

/**
 * @since 0.1.0
 *
 * @throws ConfigError With the first thing that is wrong.
 */
export function checkConfig( raw: unknown ): RawConfig {
	const validate = new Ajv( {
		allErrors: false,
		verbose: true,
	} ).compile< RawConfig >( SCHEMA );
	if ( validate( raw ) ) {
		return raw;
	}
	throw explain( validate.errors?.[ 0 ] );
}

function explain( error: ErrorObject | undefined ): ConfigError {
	const path = ( error?.instancePath ?? '' ).slice( 1 ).split( '/' );
	if ( error?.keyword === 'additionalProperties' ) {
		const unknown = String( error.params.additionalProperty );
		return new ConfigError(
			[ ...path, unknown ].filter( Boolean ).join( '.' ),
			'unknown',
			'a setting of the hub (see --help)'
		);
	}
	if ( error?.keyword === 'required' ) {
		path.push( String( error.params.missingProperty ) );
	}
	const names = path.filter( Boolean );
	const key = names.findLast( ( name ) => ! /^\d+$/.test( name ) ) ?? '';
	const option = OPTIONS.find( ( candidate ) => candidate.key === key );
	return new ConfigError(
		names.join( '.' ),
		valueToShow( key, error ),
		option?.needs ??
			( NEEDS as Readonly< Record< string, string > > )[ key ] ??
			'something else'
	);
}

function valueToShow( key: string, error: ErrorObject | undefined ): unknown {
	const option = OPTIONS.find( ( candidate ) => candidate.key === key );
	const secret =
		/apikeys?$/i.test( key ) ||
		( option?.type === 'string' && option.secret );
	if ( error?.keyword === 'required' ) {
		return undefined;
	}
	return secret ? '(hidden)' : error?.data;
}
