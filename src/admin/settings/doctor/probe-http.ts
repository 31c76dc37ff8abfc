/**
 * What a browser that gets no WebSocket gets instead: `let_in`, the hub answers this page; `kept_out`, something answers and
 * this page may not read it; `silent`, nothing does.
 */
export type HttpProbe = 'let_in' | 'kept_out' | 'silent';

interface Options {
	/** Normalised address of the server. */
	readonly url: string;
	readonly site: string;
	readonly timeoutMs: number;
	readonly fetch: typeof window.fetch;
}

/**
 * Knocks by HTTP, to tell why no WebSocket was opened: browsers do not say.
 *
 * The hub's stream of public events is open to the pages that its sockets are open to, and to no others.
 *
 * @since 0.1.0
 */
export async function probeHttp( {
	url,
	site,
	timeoutMs,
	fetch,
}: Options ): Promise< HttpProbe > {
	const ask = ( path: string, mode: 'cors' | 'no-cors' ) =>
		knock( fetch, url + path, mode, timeoutMs );
	const stream = await ask(
		`/sse?site=${ encodeURIComponent( site ) }&channels=public`,
		'cors'
	);
	if ( stream !== null ) {
		return stream ? 'let_in' : 'kept_out';
	}
	return ( await ask( '/healthz', 'no-cors' ) ) === null
		? 'silent'
		: 'kept_out';
}

/** Whether the answer is a good one; null where there is none that may be read. */
function knock(
	fetch: Options[ 'fetch' ],
	address: string,
	mode: 'cors' | 'no-cors',
	timeoutMs: number
): Promise< boolean | null > {
	const leave = new AbortController();
	const timer = setTimeout( () => leave.abort(), timeoutMs );
	return fetch( address, {
		mode,
		credentials: 'omit',
		signal: leave.signal,
	} )
		.then(
			( { ok } ) => ok,
			() => null
		)
		.finally( () => {
			clearTimeout( timer );
			// The stream would go on for ever.
			leave.abort();
		} );
}
