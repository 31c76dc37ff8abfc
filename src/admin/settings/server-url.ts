/**
 * Why an address is refused. The words for people are in server-url-messages.ts.
 *
 * @since 0.1.0
 */
export type ServerUrlErrorCode =
	| 'too_long'
	| 'missing_scheme'
	| 'wrong_scheme'
	| 'non_ascii'
	| 'invalid_characters'
	| 'has_query'
	| 'missing_host'
	| 'has_credentials'
	| 'invalid_port'
	| 'invalid_host'
	| 'invalid_path';

/** @since 0.1.0 */
export type ServerUrlResult =
	| {
			readonly ok: true;
			/** http or https, lower-case host, no usual port, no slash at the end; '' when nothing was typed. */
			readonly url: string;
	  }
	| { readonly ok: false; readonly code: ServerUrlErrorCode };

interface HostAndPort {
	host: string;
	port: string | undefined;
}

const MAX_LENGTH_CHARACTERS = 2000;
const MAX_HOST_LENGTH_CHARACTERS = 253;
const MAX_PORT = 65535;

// Not String#trim: PHP's trim() has another idea of white space, and both sides must agree.
const BLANKS_AROUND = /^[ \t\r\n]+|[ \t\r\n]+$/g;
const SCHEME = /^([a-z][a-z0-9+.-]*):\/\//i;
const NON_ASCII = /[^\x00-\x7f]/;
const FORBIDDEN = /[\x00-\x20\x7f\\"<>^{}|`]/;
const BRACKETED = /^\[([^\]]*)\](?::(.*))?$/;
const IPV6_CHARACTERS = /^[0-9a-f:.]+$/;
const HOST_LABEL = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/;
const NUMBER_LIKE = /^(?:[0-9]+|0x[0-9a-f]*)$/;
const IPV4_PART = /^(?:0|[1-9][0-9]{0,2})$/;
const LONE_PERCENT = /%(?![0-9a-f]{2})/i;

/** WebSocket schemes are what people copy from a hub's log; the site itself speaks HTTP to the same port. */
const HTTP_SCHEMES: Readonly< Record< string, 'http' | 'https' > > = {
	http: 'http',
	https: 'https',
	ws: 'http',
	wss: 'https',
};
const USUAL_PORTS = { http: 80, https: 443 } as const;

/**
 * Reads the address of a realtime server the way PHP's Server_Url does.
 *
 * It is written out and not left to `URL`, which mends what it can (a
 * backslash, an address in octal, a doubled slash): an address that two
 * readers understand differently is refused and never guessed at.
 * Both readers are held together by tests/fixtures/server-urls.json.
 *
 * @since 0.1.0
 */
export function parseServerUrl( input: string ): ServerUrlResult {
	const text = input.replace( BLANKS_AROUND, '' );
	if ( text === '' ) {
		return { ok: true, url: '' };
	}
	if ( text.length > MAX_LENGTH_CHARACTERS ) {
		return refused( 'too_long' );
	}
	const scheme = SCHEME.exec( text )?.[ 1 ]?.toLowerCase();
	if ( scheme === undefined ) {
		return refused( 'missing_scheme' );
	}
	const httpScheme = HTTP_SCHEMES[ scheme ];
	if ( httpScheme === undefined ) {
		return refused( 'wrong_scheme' );
	}
	if ( NON_ASCII.test( text ) ) {
		return refused( 'non_ascii' );
	}
	if ( FORBIDDEN.test( text ) ) {
		return refused( 'invalid_characters' );
	}
	if ( /[?#]/.test( text ) ) {
		return refused( 'has_query' );
	}
	const rest = text.slice( scheme.length + '://'.length );
	const slash = rest.indexOf( '/' );
	const authority = slash === -1 ? rest : rest.slice( 0, slash );
	const path = slash === -1 ? '' : rest.slice( slash ).replace( /\/+$/, '' );
	return assemble( httpScheme, authority.toLowerCase(), path );
}

function assemble(
	scheme: 'http' | 'https',
	authority: string,
	path: string
): ServerUrlResult {
	if ( authority.includes( '@' ) ) {
		return refused( 'has_credentials' );
	}
	if ( authority === '' || authority.startsWith( ':' ) ) {
		return refused( 'missing_host' );
	}
	const parts = splitAuthority( authority );
	if ( parts === null ) {
		return refused( 'invalid_host' );
	}
	const port = parts.port === undefined ? null : parsePort( parts.port );
	if ( port === undefined ) {
		return refused( 'invalid_port' );
	}
	if ( ! isHost( parts.host ) ) {
		return refused( 'invalid_host' );
	}
	if ( ! isPath( path ) ) {
		return refused( 'invalid_path' );
	}
	const shownPort =
		port === null || port === USUAL_PORTS[ scheme ] ? '' : `:${ port }`;
	return {
		ok: true,
		url: `${ scheme }://${ parts.host }${ shownPort }${ path }`,
	};
}

function splitAuthority( authority: string ): HostAndPort | null {
	if ( authority.startsWith( '[' ) ) {
		const match = BRACKETED.exec( authority );
		return match && { host: `[${ match[ 1 ] }]`, port: match[ 2 ] };
	}
	const [ host = '', port, ...more ] = authority.split( ':' );
	// More than one colon is an IPv6 address that lacks its brackets.
	return more.length > 0 ? null : { host, port };
}

/** The port, or undefined where it is none. */
function parsePort( text: string ): number | undefined {
	if ( ! /^[0-9]+$/.test( text ) ) {
		return undefined;
	}
	const port = Number( text );
	return port >= 1 && port <= MAX_PORT ? port : undefined;
}

function isHost( host: string ): boolean {
	if ( host.startsWith( '[' ) ) {
		return isIpv6( host.slice( 1, -1 ) );
	}
	const labels = host.split( '.' );
	if ( NUMBER_LIKE.test( labels.at( -1 ) ?? '' ) ) {
		return isIpv4( labels );
	}
	return (
		host.length <= MAX_HOST_LENGTH_CHARACTERS &&
		labels.every( ( label ) => HOST_LABEL.test( label ) )
	);
}

function isIpv4( parts: string[] ): boolean {
	return (
		parts.length === 4 &&
		parts.every(
			( part ) => IPV4_PART.test( part ) && Number( part ) <= 255
		)
	);
}

function isIpv6( address: string ): boolean {
	if ( ! IPV6_CHARACTERS.test( address ) ) {
		return false;
	}
	try {
		return new URL( `http://[${ address }]` ).hostname !== '';
	} catch {
		return false;
	}
}

function isPath( path: string ): boolean {
	if ( LONE_PERCENT.test( path ) ) {
		return false;
	}
	const [ , ...segments ] = path.split( '/' );
	return segments.every(
		( segment ) =>
			segment !== '' &&
			! [ '.', '..' ].includes( segment.replace( /%2e/gi, '.' ) )
	);
}

function refused( code: ServerUrlErrorCode ): ServerUrlResult {
	return { ok: false, code };
}
