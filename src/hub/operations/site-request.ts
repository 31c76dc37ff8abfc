import { randomUUID } from 'node:crypto';
import { sign } from '../auth/signature';
import type { Site } from '../config/sites';
import type { Logger } from './logger';

/** @since 0.1.0 */
export interface SiteRequestDependencies {
	readonly fetch: typeof fetch;
	/** Unix ms. */
	readonly now: () => number;
	readonly logger: Logger;
	/** Ends the waiting when the hub stops. */
	readonly signal: AbortSignal;
}

const NAMESPACE = 'realtime-events/v1';
const REQUEST_TIMEOUT_MS = 10_000;

/**
 * Asks a site for something, signed with its hub key. A site without pretty
 * permalinks has its REST API below `?rest_route=`.
 *
 * @since 0.1.0
 */
export async function askSite(
	site: Site,
	request: {
		readonly method: 'GET' | 'POST';
		readonly route: string;
		readonly query?: Readonly< Record< string, string > >;
		readonly body?: string;
	},
	{ fetch, now, signal }: SiteRequestDependencies
): Promise< Response > {
	const { method, route, query = {}, body } = request;
	const search = new URLSearchParams( query );
	const path = `/${ NAMESPACE }/${ route }`;
	// A GET has no body to sign, so what it asks for is signed instead.
	const signed = body ?? `${ path }?${ search.toString() }`;
	const send = ( url: URL ) =>
		fetch( url, {
			method,
			...( body !== undefined && { body } ),
			redirect: 'error',
			signal: AbortSignal.any( [
				signal,
				AbortSignal.timeout( REQUEST_TIMEOUT_MS ),
			] ),
			headers: {
				...( body !== undefined && {
					'content-type': 'application/json',
				} ),
				'realtime-events-site': site.id,
				...sign(
					signed,
					site.keys.hub,
					randomUUID(),
					Math.floor( now() / 1000 )
				),
			},
		} );
	const pretty = new URL( `${ site.url }/wp-json${ path }` );
	pretty.search = search.toString();
	const response = await send( pretty );
	if ( response.status !== 404 ) {
		return response;
	}
	await response.body?.cancel();
	const plain = new URL( `${ site.url }/` );
	plain.search = new URLSearchParams( {
		rest_route: path,
		...query,
	} ).toString();
	return send( plain );
}
