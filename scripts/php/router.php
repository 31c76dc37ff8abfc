<?php
/**
 * Front controller for PHP's built-in server: files as they are, all else to WordPress.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

( static function (): void {
	$root = $_SERVER['DOCUMENT_ROOT'];
	$path = rawurldecode( (string) parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH ) );
	$file = $root . $path;

	// Outside the root, hidden files, and sources that no web server would run.
	$is_forbidden = str_contains( $path, "\0" ) || str_contains( $path, '/.' )
		|| preg_match( '#^/wp-content/(uploads|mu-plugins)/.*\.php$|/wp-config\.php$#i', $path );
	if ( $is_forbidden ) {
		http_response_code( 404 );
		exit( 'Not found' );
	}

	if ( is_dir( $file ) && is_file( rtrim( $file, '/' ) . '/index.php' ) ) {
		if ( ! str_ends_with( $path, '/' ) ) {
			$query = parse_url( $_SERVER['REQUEST_URI'], PHP_URL_QUERY );
			header( 'Location: ' . $path . '/' . ( $query ? "?$query" : '' ), true, 301 );
			exit;
		}
		$path .= 'index.php';
		$file  = $root . $path;
	}

	$is_php = str_ends_with( strtolower( $file ), '.php' );
	if ( ! is_file( $file ) ) {
		$path = '/index.php';
		$file = $root . $path;
	} elseif ( ! $is_php ) {
		$GLOBALS['realtime_events_as_it_is'] = true;
		return;
	}

	$_SERVER['SCRIPT_NAME']     = $path;
	$_SERVER['PHP_SELF']        = $path;
	$_SERVER['SCRIPT_FILENAME'] = $file;
	unset( $_SERVER['PATH_INFO'] );
	chdir( dirname( $file ) );
} )();

if ( isset( $GLOBALS['realtime_events_as_it_is'] ) ) {
	return false;
}

// In the global scope, where WordPress expects to be loaded.
require $_SERVER['SCRIPT_FILENAME'];
