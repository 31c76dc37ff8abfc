const WEB_PROTOCOLS = [ 'http:', 'https:' ];

/**
 * The address to put into a link, or null where it is none that a visitor
 * should be sent to: what an event says is never trusted to be a web address.
 *
 * @since 0.1.0
 *
 * @param value Anything out of an event.
 * @param base  What a relative address is relative to.
 */
export function safeUrl( value: unknown, base: string ): string | null {
	if ( typeof value !== 'string' || value.trim() === '' ) {
		return null;
	}
	try {
		const url = new URL( value, base );
		const isWeb = WEB_PROTOCOLS.includes( url.protocol );
		// A name before the host is how a foreign address is made to look like one's own.
		return isWeb && url.username === '' && url.password === ''
			? url.href
			: null;
	} catch {
		return null;
	}
}
