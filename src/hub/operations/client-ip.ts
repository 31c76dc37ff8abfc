import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';

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

const GROUPS = 8;
const GROUPS_OF_NETWORK = 4;
const IPV4_AS_IPV6 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/**
 * What limits of one address go by. Whoever has one address of IPv6 has all of
 * its network (/64), so that counts as one.
 *
 * @since 0.1.0
 */
export function limitedAddress( address: string ): string {
	const ipv4 = IPV4_AS_IPV6.exec( address )?.[ 1 ];
	if ( ipv4 ) {
		return ipv4;
	}
	if ( ! isIPv6( address ) ) {
		return address;
	}
	const [ head = '', tail ] = address
		.replace( /%.*$/, '' )
		// As two groups, whatever they are: they are not in the network.
		.replace( /\d+\.\d+\.\d+\.\d+$/, '0:0' )
		.split( '::' )
		.map( ( part ) => part.split( ':' ).filter( Boolean ) );
	const groups = [ ...head ];
	if ( tail ) {
		const left = GROUPS - head.length - tail.length;
		groups.push( ...Array< string >( left ).fill( '0' ), ...tail );
	}
	const network = groups
		.slice( 0, GROUPS_OF_NETWORK )
		.map( ( group ) => Number.parseInt( group, 16 ).toString( 16 ) );
	return `${ network.join( ':' ) }::/64`;
}
