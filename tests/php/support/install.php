<?php
/**
 * Installs WordPress for the tests, makes it a network or a shop, or activates the plugin: `php install.php wordpress|network|woocommerce|shop|plugin`.
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

if ( 'network' === $realtime_events_step ) {
	foreach ( $wpdb->tables( 'ms_global' ) as $realtime_events_table => $realtime_events_name ) {
		$wpdb->$realtime_events_table = $realtime_events_name;
	}
	install_network();
	$realtime_events_populated = populate_network( 1, 'example.org', 'admin@example.org', 'Test network' );
	if ( is_wp_error( $realtime_events_populated ) ) {
		fwrite( STDERR, 'There is no network: ' . $realtime_events_populated->get_error_message() . "\n" );
		exit( 1 );
	}
	touch( REALTIME_EVENTS_TEST_NETWORK_MARK );
	exit( 0 );
}

if ( 'woocommerce' === $realtime_events_step ) {
	// Its tables come with the next request, when it is loaded from the start.
	update_option( 'active_plugins', array( 'woocommerce/woocommerce.php' ) );
	exit( 0 );
}

if ( 'shop' === $realtime_events_step ) {
	require __DIR__ . '/install-shop.php';
	exit( 0 );
}

if ( is_multisite() ) {
	// There before the plugin is, so that activation has a second site to see to.
	$realtime_events_site = wp_insert_site(
		array(
			'domain'     => 'example.org',
			'path'       => '/two/',
			'network_id' => 1,
			'user_id'    => 1,
			'title'      => 'Second site',
		)
	);
	if ( is_wp_error( $realtime_events_site ) ) {
		fwrite( STDERR, 'There is no second site: ' . $realtime_events_site->get_error_message() . "\n" );
		exit( 1 );
	}
}

$realtime_events_activated = activate_plugin( 'realtime-events/realtime-events.php', '', is_multisite() );
if ( is_wp_error( $realtime_events_activated ) ) {
	fwrite( STDERR, 'The plugin could not be activated: ' . $realtime_events_activated->get_error_message() . "\n" );
	exit( 1 );
}
