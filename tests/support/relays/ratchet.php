<?php
/**
 * A relay as the Ratchet recipe has it: one PHP process with two ports. `POST /dispatch` on the one goes to every WebSocket on the other.
 *
 * `PORT=8081 SOCKET_PORT=8080 API_KEY=… php ratchet.php`
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

const MAGIC      = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const TEXT_FRAME = 0x81;
const CLOSE      = 0x8;

/**
 * A frame as servers send it: not masked.
 */
function frame( string $text, int $head = TEXT_FRAME ): string {
	$bytes = strlen( $text );
	return chr( $head ) . ( $bytes < 126 ? chr( $bytes ) : ( $bytes < 65536 ? chr( 126 ) . pack( 'n', $bytes ) : chr( 127 ) . pack( 'J', $bytes ) ) ) . $text;
}

/**
 * The answer that makes a WebSocket of a connection.
 */
function handshake( string $head ): string {
	preg_match( '/^Sec-WebSocket-Key:\s*(\S+)/mi', $head, $key );
	$accept = base64_encode( sha1( ( $key[1] ?? '' ) . MAGIC, true ) );
	return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: $accept\r\n\r\n";
}

/**
 * What a client gets for its request, and what the WebSockets get of it.
 *
 * @return array{ string, string|null } The answer, and the message.
 */
function dispatch( string $head, string $body ): array {
	preg_match_all( '/^([\w-]+):\s*(.*?)\r?$/m', $head, $lines );
	$headers              = array_combine( array_map( 'strtolower', $lines[1] ), $lines[2] );
	[ $method, $address ] = explode( ' ', $head );
	echo json_encode( compact( 'method', 'headers', 'body' ) + array( 'url' => $address ) ), "\n"; // phpcs:ignore -- No WordPress here.
	$is_ours = 'POST' === $method && '/dispatch' === $address;
	$may     = 'Bearer ' . getenv( 'API_KEY' ) === ( $headers['authorization'] ?? '' );
	$status  = $is_ours ? ( $may ? '200 OK' : '403 Forbidden' ) : '404 Not Found';
	$answer  = json_encode( array( 'success' => $is_ours && $may ) ); // phpcs:ignore -- No WordPress here.
	return array( "HTTP/1.1 $status\r\nContent-Type: application/json\r\nContent-Length: " . strlen( $answer ) . "\r\nConnection: close\r\n\r\n$answer", $is_ours && $may ? $body : null );
}

$http    = stream_socket_server( 'tcp://127.0.0.1:' . getenv( 'PORT' ) );
$sockets = stream_socket_server( 'tcp://127.0.0.1:' . getenv( 'SOCKET_PORT' ) );
$peers   = array();

while ( true ) {
	$readable = array( $http, $sockets, ...array_column( $peers, 'stream' ) );
	$none     = null;
	stream_select( $readable, $none, $none, null );
	foreach ( $readable as $stream ) {
		if ( $stream === $http || $stream === $sockets ) {
			$peer                 = stream_socket_accept( $stream );
			$peers[ (int) $peer ] = array( 'stream' => $peer, 'is_http' => $stream === $http, 'is_open' => false, 'read' => '' );
			continue;
		}
		$peer  = &$peers[ (int) $stream ];
		$bytes = fread( $stream, 65536 );
		if ( '' === $bytes || false === $bytes ) {
			fclose( $stream );
			unset( $peers[ (int) $stream ], $peer );
			continue;
		}
		if ( $peer['is_open'] ) {
			// All that clients of this recipe say are goodbyes and pings.
			if ( CLOSE === ( ord( $bytes[0] ) & 0xf ) ) {
				fclose( $stream );
				unset( $peers[ (int) $stream ] );
			}
			unset( $peer );
			continue;
		}
		$peer['read']   .= $bytes;
		[ $head, $body ] = explode( "\r\n\r\n", $peer['read'], 2 ) + array( '', null );
		preg_match( '/^Content-Length:\s*(\d+)/mi', $head, $length );
		if ( null === $body || strlen( $body ) < (int) ( $length[1] ?? 0 ) ) {
			unset( $peer );
			continue;
		}
		if ( ! $peer['is_http'] ) {
			$peer['is_open'] = true;
			fwrite( $stream, handshake( $head ) . frame( '{"type":"welcome"}' ) );
			unset( $peer );
			continue;
		}
		unset( $peer );
		[ $answer, $message ] = dispatch( $head, $body );
		foreach ( null === $message ? array() : array_filter( $peers, static fn( array $other ): bool => $other['is_open'] ) as $listener ) {
			fwrite( $listener['stream'], frame( $message ) );
		}
		fwrite( $stream, $answer );
		fclose( $stream );
		unset( $peers[ (int) $stream ] );
	}
}
