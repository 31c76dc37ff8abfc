<?php
/**
 * A server that writes down every event it gets, for PHP's own web server. It says nothing to the first request until it may.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

// phpcs:disable Generic.PHP.ForbiddenFunctions, Generic.PHP.NoSilencedErrors, Generic.CodeAnalysis.ForLoopWithTestFunctionCall -- WordPress is not here.

$folder = getenv( 'HUB_FOLDER' );
$ids    = array_column( json_decode( (string) file_get_contents( 'php://input' ), true ) ?? array(), 'id' );
if ( ! $ids ) {
	exit( 'ready' );
}
file_put_contents( "$folder/requests", implode( ' ', $ids ) . "\n", FILE_APPEND | LOCK_EX );
$first = @fopen( "$folder/first", 'x' );
if ( $first ) {
	fclose( $first );
	// Bounded: a test that died does not keep this process.
	for ( $round = 0; $round < 500 && ! file_exists( "$folder/go" ); $round++ ) {
		usleep( 10000 );
	}
}
http_response_code( 202 );
header( 'Content-Type: application/json' );
echo json_encode( array( 'results' => array_map( static fn( string $id ): array => array( 'id' => $id, 'status' => 'accepted' ), $ids ) ) );
