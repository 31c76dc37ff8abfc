<?php
/**
 * The site that the tests run on: constants that a wp-config.php would have.
 *
 * Environment: REALTIME_EVENTS_TEST_DB (`sqlite` or `mysql`), for the latter
 * REALTIME_EVENTS_TEST_DB_SOCKET; REALTIME_EVENTS_TEST_FOLDER, a folder to fill;
 * REALTIME_EVENTS_TEST_WORDPRESS, a WordPress that is only read.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

( static function (): void {
	$env = static function ( string $name ): string {
		$value = getenv( "REALTIME_EVENTS_TEST_$name" );
		if ( false === $value || '' === $value ) {
			fwrite( STDERR, "REALTIME_EVENTS_TEST_$name is not set. Please run the tests with: npm test -- --only=php-sqlite\n" );
			exit( 1 );
		}
		return $value;
	};

	$folder    = $env( 'FOLDER' );
	$constants = array(
		'ABSPATH'                        => rtrim( $env( 'WORDPRESS' ), '/' ) . '/',
		'WP_CONTENT_DIR'                 => "$folder/wp-content",
		'WP_CONTENT_URL'                 => 'http://example.org/wp-content',
		'WP_ENVIRONMENT_TYPE'            => 'local',
		'WP_DEBUG'                       => true,
		// As PHP is told below: errors are for who runs the tests, in plain text.
		'WP_DEBUG_DISPLAY'               => null,
		'WP_DEBUG_LOG'                   => "$folder/debug.log",
		'WP_DISABLE_FATAL_ERROR_HANDLER' => true,
		'WP_HTTP_BLOCK_EXTERNAL'         => true,
		'WP_ACCESSIBLE_HOSTS'            => '127.0.0.1,localhost',
		'DISABLE_WP_CRON'                => true,
		'WP_MEMORY_LIMIT'                => -1,
		'DB_NAME'                        => 'wordpress_test',
		'DB_CHARSET'                     => 'utf8mb4',
		'DB_COLLATE'                     => '',
	);
	if ( 'mysql' === $env( 'DB' ) ) {
		$constants += array(
			'DB_HOST'     => 'localhost:' . $env( 'DB_SOCKET' ),
			'DB_USER'     => 'root',
			'DB_PASSWORD' => '',
		);
	} else {
		$constants += array(
			'DB_HOST'     => '',
			'DB_USER'     => '',
			'DB_PASSWORD' => '',
			'DB_DIR'      => $folder,
			'DB_FILE'     => 'wordpress.sqlite',
		);
	}
	foreach ( array( 'AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE' ) as $scheme ) {
		$constants += array(
			"{$scheme}_KEY"  => "a key of the tests for $scheme",
			"{$scheme}_SALT" => "a salt of the tests for $scheme",
		);
	}
	define( 'REALTIME_EVENTS_TEST_NETWORK_MARK', "$folder/network" );
	if ( is_file( REALTIME_EVENTS_TEST_NETWORK_MARK ) ) {
		$constants += array(
			'MULTISITE'            => true,
			'SUBDOMAIN_INSTALL'    => false,
			'DOMAIN_CURRENT_SITE'  => 'example.org',
			'PATH_CURRENT_SITE'    => '/',
			'SITE_ID_CURRENT_SITE' => 1,
			'BLOG_ID_CURRENT_SITE' => 1,
		);
	} else {
		// On a network each site has its own address, which constants would override.
		$constants += array(
			'WP_HOME'    => 'http://example.org',
			'WP_SITEURL' => 'http://example.org',
		);
	}
	foreach ( $constants as $name => $value ) {
		// WP-CLI knows already where WordPress is.
		defined( $name ) || define( $name, $value );
	}

	ini_set( 'display_errors', 'stderr' );
	ini_set( 'html_errors', '0' );

	$_SERVER['HTTP_HOST']       = 'example.org';
	$_SERVER['SERVER_NAME']     = 'example.org';
	$_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';
	$_SERVER['REQUEST_METHOD']  = 'GET';
	$_SERVER['REQUEST_URI']     = '/';
	$_SERVER['REMOTE_ADDR']     = '127.0.0.1';
	$_SERVER['HTTP_USER_AGENT'] = '';
	$_SERVER['PHP_SELF']        = '/index.php';
	$GLOBALS['table_prefix']    = 'wptests_';
} )();
