<?php
/**
 * Makes a freshly installed WordPress the demo: users, posts, and the plugin configured.
 *
 * Run by `wp eval-file` at each start; it adds what is missing and leaves the
 * rest as it is. Takes and answers JSON.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

require_once ABSPATH . 'wp-admin/includes/plugin.php';

// phpcs:disable Squiz.Commenting -- the names say it.

const REALTIME_EVENTS_DEMO_PASSWORD     = 'password';
const REALTIME_EVENTS_DEMO_APP_PASSWORD = 'Realtime Events demo';

/**
 * The role as WooCommerce makes it, for a site without WooCommerce.
 */
function realtime_events_demo_shop_role(): void {
	if ( get_role( 'shop_manager' ) ) {
		return;
	}
	$capabilities = get_role( 'editor' )->capabilities;
	foreach ( array( 'manage_woocommerce', 'view_woocommerce_reports', 'edit_shop_orders', 'edit_others_shop_orders', 'read_private_shop_orders', 'edit_products', 'edit_others_products', 'publish_products' ) as $capability ) {
		$capabilities[ $capability ] = true;
	}
	add_role( 'shop_manager', 'Shop manager', $capabilities );
}

/**
 * @param array<string, string> $known Application passwords made at an earlier start, by login.
 * @return array<string, array{ login: string, password: string, application_password: string }>
 */
function realtime_events_demo_users( array $known ): array {
	$people = array(
		'admin'        => array( 'administrator', 'Ada Admin' ),
		'editor'       => array( 'editor', 'Edda Editor' ),
		'author'       => array( 'author', 'Artur Author' ),
		'shop_manager' => array( 'shop_manager', 'Shirin Shop' ),
		'subscriber'   => array( 'subscriber', 'Sami Subscriber' ),
	);
	$users  = array();
	foreach ( $people as $login => list( $role, $name ) ) {
		$user = get_user_by( 'login', $login );
		$id   = $user ? $user->ID : wp_insert_user(
			array(
				'user_login' => $login,
				'user_pass'  => REALTIME_EVENTS_DEMO_PASSWORD,
				'user_email' => "$login@example.com",
				'role'       => $role,
			)
		);
		if ( is_wp_error( $id ) ) {
			WP_CLI::error( $id );
		}
		if ( ! isset( $known[ $login ] ) ) {
			wp_update_user(
				array(
					'ID'           => $id,
					'display_name' => $name,
					'first_name'   => strtok( $name, ' ' ),
				)
			);
			// The editor's welcome would cover the editor.
			update_user_meta(
				$id,
				$GLOBALS['wpdb']->get_blog_prefix() . 'persisted_preferences',
				array(
					'core/edit-post' => array( 'welcomeGuide' => false ),
					'core'           => array( 'enableChoosePatternModal' => false ),
					'_modified'      => gmdate( 'c' ),
				)
			);
			$made = WP_Application_Passwords::create_new_application_password( $id, array( 'name' => REALTIME_EVENTS_DEMO_APP_PASSWORD ) );
			if ( is_wp_error( $made ) ) {
				WP_CLI::error( $made );
			}
		}
		$users[ $login ] = array(
			'login'                => $login,
			'password'             => REALTIME_EVENTS_DEMO_PASSWORD,
			'application_password' => $known[ $login ] ?? $made[0],
		);
	}
	return $users;
}

function realtime_events_demo_posts(): void {
	$posts = array(
		array( 'editor', 'publish', 'The bakery opens at six', 'The ovens are lit at three in the morning, and by six the first loaves are out.' ),
		array( 'author', 'publish', 'Five breads for the weekend', 'Rye, spelt, sourdough, brioche, and one that nobody can name.' ),
		array( 'editor', 'publish', 'Why our flour comes from two villages away', 'Because the miller knows the field, and we know the miller.' ),
		array( 'author', 'pending', 'What to do with yesterday’s bread', 'Dumplings, crumbs, croutons, pudding.' ),
		array( 'editor', 'draft', 'Summer hours', 'From June on we close at two.' ),
	);
	foreach ( $posts as list( $login, $status, $title, $text ) ) {
		wp_set_current_user( get_user_by( 'login', $login )->ID );
		$id = wp_insert_post(
			array(
				'post_title'   => $title,
				'post_content' => "<!-- wp:paragraph -->\n<p>$text</p>\n<!-- /wp:paragraph -->",
				'post_status'  => $status,
				'post_author'  => get_current_user_id(),
			),
			true
		);
		if ( is_wp_error( $id ) ) {
			WP_CLI::error( $id );
		}
	}
	wp_set_current_user( 0 );
}

/**
 * The admin's own choice of another server is kept; the demo's hub is followed to its new port.
 *
 * @param string      $hub_url      Where the demo's hub will be.
 * @param string|null $previous_url Where it was at the last start.
 * @return string The API key, for the hub that is to be started.
 */
function realtime_events_demo_configure( string $hub_url, ?string $previous_url ): string {
	$options = (array) get_option( 'realtime_events', array() );
	$current = rtrim( (string) ( $options['server_url'] ?? '' ), '/' );
	if ( '' === $current || $current === $previous_url ) {
		update_option( 'realtime_events', array( 'server_url' => $hub_url ) + $options );
	}
	$api_key = Realtime_Events\container()->get( Realtime_Events\Access\Api_Key::class );
	return $api_key->is_set() ? $api_key->active()[0] : $api_key->generate();
}

( static function ( string $json ): void {
	$input = json_decode( $json, true, 512, JSON_THROW_ON_ERROR );
	// Somebody may have tried what happens without the plugin.
	$activated = activate_plugin( 'realtime-events/realtime-events.php' );
	if ( is_wp_error( $activated ) ) {
		WP_CLI::error( $activated );
	}
	realtime_events_demo_shop_role();
	$users = realtime_events_demo_users( $input['application_passwords'] );
	if ( $input['is_new'] ) {
		update_option( 'timezone_string', 'Europe/Berlin' );
		update_option( 'blogdescription', 'A bakery, live' );
		$GLOBALS['wp_rewrite']->set_permalink_structure( '/%postname%/' );
		flush_rewrite_rules();
		realtime_events_demo_posts();
	}
	// After the posts, so that what is in the feed at first came before there was a hub to tell.
	$key = realtime_events_demo_configure( $input['hub_url'], $input['previous_hub_url'] );
	echo wp_json_encode(
		array(
			'users'   => $users,
			'key'     => $key,
			'site_id' => Realtime_Events\container()->get( Realtime_Events\Settings\Options::class )->site_id(),
		)
	), "\n";
} )( $args[0] );
