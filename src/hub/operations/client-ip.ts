import type { IncomingMessage } from 'node:http';

/**
 * Address of the client. `X-Forwarded-For` is believed for as many hops as
 * there are proxies of ours: what stands before them, anyone can write.
 *
 * @since 0.1.0
 */
export function clientIp(
	{ headers, socket }: Pick< IncomingMessage, 'headers' | 'socket' >,
	trustedProxies: number
): string {
	const forwarded = headers[ 'x-forwarded-for' ];
	const chain = [
		...( Array.isArray( forwarded ) ? forwarded : [ forwarded ] ),
	]
		.flatMap( ( value ) => value?.split( ',' ) ?? [] )
		.map( ( value ) => value.trim() );
	const direct = socket.remoteAddress ?? 'unknown';
	if ( trustedProxies === 0 || chain.length === 0 ) {
		return direct;
	}
	return chain[ Math.max( 0, chain.length - trustedProxies ) ] || direct;
}
