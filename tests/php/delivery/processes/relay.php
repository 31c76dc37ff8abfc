<?php
/**
 * A relay that writes down what it gets, for PHP's own web server.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

// phpcs:disable Generic.PHP.ForbiddenFunctions -- WordPress is not here.

if ( 'POST' !== $_SERVER['REQUEST_METHOD'] ) {
	exit( 'ready' );
}
$request = array( $_SERVER['REQUEST_URI'], $_SERVER['HTTP_AUTHORIZATION'] ?? '', $_SERVER['CONTENT_TYPE'] ?? '', file_get_contents( 'php://input' ) );
file_put_contents( getenv( 'RELAY_FOLDER' ) . '/requests', json_encode( $request ) . "\n", FILE_APPEND | LOCK_EX );
header( 'Content-Type: application/json' );
echo '{"success":true}';
