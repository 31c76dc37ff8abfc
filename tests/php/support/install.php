<?php
/**
 * Installs WordPress for the tests, or activates the plugin: `php install.php wordpress|plugin`.
 *
 * Each in a process of its own, because WordPress that is being installed, and
 * a plugin that is being activated, are not in the state that tests are about.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

require __DIR__ . '/config.php';

$realtime_events_step = $argv[1];
if ( 'wordpress' === $realtime_events_step ) {
	define( 'WP_INSTALLING', true );
}

require ABSPATH . 'wp-settings.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
require_once ABSPATH . 'wp-admin/includes/plugin.php';

if ( 'wordpress' === $realtime_events_step ) {
	add_filter( 'pre_wp_mail', '__return_true' );
	wp_install( 'Test site', 'admin', 'admin@example.org', true, '', 'password' );
	$GLOBALS['wp_rewrite']->set_permalink_structure( '/%postname%/' );
	exit( 0 );
}

$realtime_events_activated = activate_plugin( 'realtime-events/realtime-events.php' );
if ( is_wp_error( $realtime_events_activated ) ) {
	fwrite( STDERR, 'The plugin could not be activated: ' . $realtime_events_activated->get_error_message() . "\n" );
	exit( 1 );
}
