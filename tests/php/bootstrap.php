<?php
/**
 * Gets PHPUnit a real WordPress with the plugin active.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

// PHPUnit loads this file inside a function; WordPress expects the global scope.
global $wpdb, $table_prefix, $wp, $wp_query, $wp_the_query, $wp_rewrite, $wp_roles, $wp_locale, $wp_locale_switcher, $wp_textdomain_registry,
	$wp_object_cache, $wp_plugin_paths, $wp_filter, $wp_actions, $wp_current_filter, $wp_embed, $wp_widget_factory, $wp_theme_directories,
	$wp_customize, $current_site, $current_blog, $blog_id, $public, $shortcode_tags, $phpmailer, $pagenow, $locale, $manifest;

$realtime_events_steps = match ( getenv( 'REALTIME_EVENTS_TEST_KIND' ) ) {
	'network'     => array( 'wordpress', 'network', 'plugin' ),
	'woocommerce' => array( 'wordpress', 'woocommerce', 'shop', 'plugin' ),
	default       => array( 'wordpress', 'plugin' ),
};
foreach ( $realtime_events_steps as $realtime_events_step ) {
	$realtime_events_output = array();
	exec( sprintf( '%s %s %s 2>&1', escapeshellarg( PHP_BINARY ), escapeshellarg( __DIR__ . '/support/install.php' ), $realtime_events_step ), $realtime_events_output, $realtime_events_code );
	if ( 0 !== $realtime_events_code ) {
		fwrite( STDERR, "Could not install: $realtime_events_step\n" . implode( "\n", $realtime_events_output ) . "\n" );
		exit( 1 );
	}
}

// Only now, because the constants of a network are for a network that is there.
require __DIR__ . '/support/config.php';

// When the tests are over there is no request whose end anybody should hear of. Registered before WordPress registers its own.
register_shutdown_function( static fn() => remove_all_actions( 'shutdown' ) );

require ABSPATH . 'wp-settings.php';
require_once ABSPATH . 'wp-admin/includes/admin.php';

// The strength of password hashes is WordPress's matter; weak ones make the tests fast.
add_filter( 'wp_hash_password_options', static fn(): array => array( 'cost' => 4 ) );

require_once __DIR__ . '/support/class-database-snapshot.php';
require_once __DIR__ . '/support/trait-complaints.php';
require_once __DIR__ . '/support/trait-factories.php';
require_once __DIR__ . '/support/trait-isolation.php';
require_once __DIR__ . '/support/trait-outbox-table.php';
require_once __DIR__ . '/support/trait-outgoing-http.php';
require_once __DIR__ . '/support/trait-rest.php';
require_once __DIR__ . '/class-test-case.php';

Realtime_Events\Tests\Support\Database_Snapshot::take();
