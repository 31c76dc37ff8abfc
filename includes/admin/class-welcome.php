<?php
/**
 * The way from activation to the first event.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Admin;

use Realtime_Events\Access\Capabilities;
use Realtime_Events\Delivery\Servers\Servers;
use const Realtime_Events\PLUGIN_FILE;

defined( 'ABSPATH' ) || exit;

/**
 * Leads who has just activated the plugin, and it alone, to the first steps; and nobody else, and only once.
 *
 * @since 0.1.0
 */
final class Welcome {

	/** Parameter of the settings page that says so. */
	public const PARAMETER = 'welcome';

	/** Holds the id of who activated it, until his next page. */
	private const TRANSIENT = 'realtime_events_welcome';

	public function __construct( private readonly Servers $servers ) {
	}

	/**
	 * A plugin was activated.
	 *
	 * @param mixed $plugin       Its file.
	 * @param mixed $network_wide Whether for a whole network.
	 */
	public function remember( mixed $plugin, mixed $network_wide = false ): void {
		// phpcs:ignore WordPress.Security.NonceVerification -- Only looked at, and WordPress has checked it.
		$is_one_of_many = isset( $_REQUEST['activate-multi'] ) || isset( $_REQUEST['checked'] );
		if ( plugin_basename( PLUGIN_FILE ) === $plugin && ! $network_wide && ! $is_one_of_many && is_admin() && ! wp_doing_ajax() && ! ( defined( 'WP_CLI' ) && WP_CLI ) ) {
			set_transient( self::TRANSIENT, get_current_user_id(), MINUTE_IN_SECONDS );
		}
	}

	/**
	 * On the next page of wp-admin: goes there, once. A site whose server is set up already needs no first steps.
	 */
	public function go(): void {
		$user_id = (int) get_transient( self::TRANSIENT );
		if ( 0 === $user_id || get_current_user_id() !== $user_id || wp_doing_ajax() ) {
			return;
		}
		delete_transient( self::TRANSIENT );
		if ( ! $this->servers->current()->is_configured() && current_user_can( Capabilities::MANAGE ) && wp_safe_redirect( self::url() ) ) {
			exit;
		}
	}

	/**
	 * Address of the first steps.
	 */
	public static function url(): string {
		return add_query_arg( self::PARAMETER, '1', Menu::url( Settings_Page::SLUG ) );
	}
}
