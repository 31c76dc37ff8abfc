import apiFetch from '@wordpress/api-fetch';

/** A request that the screen made. */
export interface SeenRequest {
	readonly method: string;
	readonly path: string;
	readonly data: unknown;
}

type Answer = ( request: SeenRequest ) => unknown;

/**
 * Stands in for WordPress behind apiFetch: everything up to the wire is real.
 *
 * @param answer - Gets each request; what it throws is the refusal.
 * @return The requests that change something, as they come.
 */
export function fakeSite( answer: Answer ): SeenRequest[] {
	const seen: SeenRequest[] = [];
	apiFetch.setFetchHandler( async ( options ) => {
		const request = {
			// apiFetch sends DELETE as POST, for servers that know no more.
			method:
				new Headers( options.headers ).get(
					'X-HTTP-Method-Override'
				) ??
				options.method ??
				'GET',
			path: ( options.path ?? '' ).split( '?' )[ 0 ] ?? '',
			data: options.data,
		};
		// Who only looks changes nothing, and looks again and again.
		if ( request.method !== 'GET' ) {
			seen.push( request );
		}
		return answer( request );
	} );
	return seen;
}
