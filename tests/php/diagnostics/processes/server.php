<?php
/**
 * A server that answers every request with 200, by TLS or in the clear, with a clock of its own. It says its port and runs until it is ended.
 *
 * Arguments: certificate and key in one file, or ''; by how many seconds its clock is ahead.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

// phpcs:disable WordPress, Generic.PHP.NoSilencedErrors -- No WordPress here; a handshake that the other side breaks off is the point.

[ , $pem, $ahead_seconds ] = $argv;

$context = stream_context_create( '' === $pem ? array() : array( 'ssl' => array( 'local_cert' => $pem ) ) );
$server  = stream_socket_server( 'tcp://127.0.0.1:0', $code, $reason, STREAM_SERVER_BIND | STREAM_SERVER_LISTEN, $context );
echo substr( strrchr( stream_socket_get_name( $server, false ), ':' ), 1 ), "\n";
while ( true ) {
	$socket = @stream_socket_accept( $server, -1 );
	if ( ! $socket || ( '' !== $pem && ! @stream_socket_enable_crypto( $socket, true, STREAM_CRYPTO_METHOD_TLS_SERVER ) ) ) {
		continue;
	}
	stream_set_timeout( $socket, 1 );
	$length = 0;
	while ( is_string( $line = fgets( $socket ) ) && '' !== trim( $line ) ) {
		$length = preg_match( '/^content-length:\s*(\d+)/i', $line, $found ) ? (int) $found[1] : $length;
	}
	if ( $length > 0 ) {
		stream_get_contents( $socket, $length );
	}
	$date = gmdate( 'D, d M Y H:i:s', time() + (int) $ahead_seconds );
	@fwrite( $socket, "HTTP/1.1 200 OK\r\nDate: $date GMT\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok" );
	fclose( $socket );
}
