import apiFetch from '@wordpress/api-fetch';
import { addQueryArgs } from '@wordpress/url';
import { SiteError } from '../connection';
import type { Credentials, Ledger, Page } from '../connection';
import { isPublicChannel, parseChannel } from '../protocol';
import type { CloudEvent, TokenResponse } from '../protocol';
import { toParams } from '../store';
import type { Query, ReadHistory } from '../store';
import { PAGE_SIZE } from '../store/constants';
import { config } from './config';

const NAMESPACE = '/realtime-events/v1';
const BACKFILL_PAGE_SIZE = 100;
export const TIMEOUT_MS = 15_000;

/** How the site's server is listened to, with every page of events. */
const TRANSPORT_HEADER = 'X-Realtime-Events-Transport';
const NO_TRANSPORT = 'none';

interface Answer< Body > {
	readonly body: Body;
	readonly hasNext: boolean;
	/** Where the next page begins, as the site says. */
	readonly next: string | null;
	readonly headers: Headers;
}

interface RequestOptions {
	method?: string;
	data?: unknown;
	signal?: AbortSignal;
}

/**
 * Asks the site.
 *
 * @since 0.1.0
 */
export async function request< Body >(
	path: string,
	options: RequestOptions = {}
): Promise< Answer< Body > > {
	const response = await ask( path, {
		signal: AbortSignal.timeout( TIMEOUT_MS ),
		...options,
	} );
	const next = nextOf( response.headers.get( 'Link' ) ?? '' );
	return {
		body: ( await response.json() ) as Body,
		hasNext: next !== null,
		next: next?.searchParams.get( 'before' ) ?? null,
		headers: response.headers,
	};
}

/**
 * Asks the site for what is read while it comes, however long that takes.
 *
 * @since 0.1.0
 */
export const openStream = (
	path: string,
	signal: AbortSignal
): Promise< Response > => ask( path, { signal } );

/** A nonce that died with the session's night is renewed once. */
async function ask(
	path: string,
	options: RequestOptions,
	mayRenewNonce = true
): Promise< Response > {
	try {
		return await apiFetch< unknown, false >( {
			path: `${ NAMESPACE }${ path }`,
			parse: false,
			...options,
		} );
	} catch ( thrown ) {
		const error = await toSiteError( thrown );
		if (
			mayRenewNonce &&
			error.code === 'rest_cookie_invalid_nonce' &&
			( await renewNonce() )
		) {
			return ask( path, options, false );
		}
		throw error;
	}
}

function nextOf( links: string ): URL | null {
	const [ , address ] = /<([^>]+)>;\s*rel="?next"?/.exec( links ) ?? [];
	return address === undefined
		? null
		: new URL( address, window.location.href );
}

/** api-fetch does this itself, but not for answers that it does not parse. */
export async function renewNonce(): Promise< boolean > {
	if ( ! apiFetch.nonceEndpoint || ! apiFetch.nonceMiddleware ) {
		return false;
	}
	const response = await window.fetch( apiFetch.nonceEndpoint );
	if ( ! response.ok ) {
		return false;
	}
	apiFetch.nonceMiddleware.nonce = await response.text();
	return true;
}

export async function toSiteError( thrown: unknown ): Promise< SiteError > {
	if ( ! ( thrown instanceof Response ) ) {
		const { code, message } = ( thrown ?? {} ) as {
			code?: unknown;
			message?: unknown;
		};
		return new SiteError(
			0,
			typeof code === 'string' ? code : 'fetch_error',
			typeof message === 'string' ? message : ''
		);
	}
	interface Words {
		code?: string;
		message?: string;
	}
	const said = ( await thrown.json().catch( () => ( {} ) ) ) as Words & {
		success?: false;
		data?: Words;
	};
	// The REST API says it at once, admin-ajax one level deeper.
	const body = ( said.success === false && said.data ) || said;
	const retryAfter = Number( thrown.headers.get( 'Retry-After' ) );
	return new SiteError(
		thrown.status,
		body.code ?? `http_${ thrown.status }`,
		body.message ?? '',
		retryAfter > 0 ? retryAfter * 1_000 : null
	);
}

async function readPage(
	params: Record< string, string | number | readonly string[] >
): Promise< Page & { next: string | null } > {
	const { body, hasNext, next, headers } = await request< CloudEvent[] >(
		addQueryArgs( '/events', params )
	);
	const transport = headers.get( TRANSPORT_HEADER );
	return {
		events: body,
		more: hasNext,
		next,
		...( transport !== null && {
			transport: transport === NO_TRANSPORT ? null : transport,
		} ),
	};
}

/** @since 0.1.0 */
export const readHistory: ReadHistory = ( query: Query, before ) =>
	readPage( {
		...toParams( query ),
		per_page: PAGE_SIZE,
		...( before !== null && { before } ),
	} );

/** @since 0.1.0 */
export const ledger: Ledger = {
	after: ( sequence ) =>
		readPage( { after: sequence, per_page: BACKFILL_PAGE_SIZE } ),
	newest: () => readPage( { per_page: PAGE_SIZE } ),
};

/** @since 0.1.0 */
export async function takeCredentials(
	wanted: readonly string[]
): Promise< Credentials > {
	const channels = wanted.filter( ( name ) => {
		const channel = parseChannel( name );
		return channel !== null && ! isPublicChannel( channel );
	} );
	const { body } = await request< TokenResponse >( '/token', {
		method: 'POST',
		// No more than the site names: the connection sees to that, and says which it left out.
		// A right that the page was made for and that is gone ends its connection.
		data: { channels, view: config.can.view },
	} );
	const lifetimeMs = lifetimeOf( body.token );
	return {
		site: body.site,
		url: body.url,
		path: body.path,
		profile: body.profile,
		transport: body.transport,
		reach: body.reach,
		since: body.since,
		channels: body.channels,
		...( body.token !== '' && { token: body.token } ),
		...( lifetimeMs !== null && { lifetimeMs } ),
	};
}

/** Counted within the token, so that the visitor's clock does not matter. */
function lifetimeOf( token: string ): number | null {
	try {
		const payload = token.split( '.' )[ 1 ] ?? '';
		const claims = JSON.parse(
			atob( payload.replaceAll( '-', '+' ).replaceAll( '_', '/' ) )
		) as { iat?: unknown; exp?: unknown };
		return typeof claims.iat === 'number' && typeof claims.exp === 'number'
			? ( claims.exp - claims.iat ) * 1_000
			: null;
	} catch {
		return null;
	}
}
