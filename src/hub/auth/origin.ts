/**
 * @since 0.1.0
 *
 * @return The origin in its normal form; null where there is none: a script or
 *         a server, which no Origin check concerns.
 */
export function readOrigin( header: unknown ): string | null {
	if ( typeof header !== 'string' || header === '' ) {
		return null;
	}
	// `null` is what a sandboxed page sends: an origin, and never an allowed one.
	return URL.canParse( header ) ? new URL( header ).origin : 'null';
}
