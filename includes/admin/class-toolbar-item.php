<?php
/**
 * The item in the admin bar.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Admin;

use Realtime_Events\Access\Capabilities;
use Realtime_Events\Delivery\Servers\Servers;
use WP_Admin_Bar;

defined( 'ABSPATH' ) || exit;

/**
 * A way to the feed from everywhere, with a badge that a script keeps alive. Printing it asks the database nothing.
 *
 * @since 0.1.0
 */
final class Toolbar_Item {

	private const ID = 'realtime-events';

	public function __construct(
		private readonly Assets $assets,
		private readonly Servers $servers,
		private readonly Open_Object $open,
	) {
	}

	/**
	 * Adds it for whoever may see the feed.
	 *
	 * @param mixed $bar The admin bar.
	 */
	public function add( mixed $bar ): void {
		if ( ! $bar instanceof WP_Admin_Bar || ! self::is_wanted() ) {
			return;
		}
		$bar->add_node(
			array(
				'id'    => self::ID,
				'href'  => Menu::url( Feed_Page::SLUG ),
				'title' => sprintf( '<span class="ab-icon dashicons dashicons-rss" aria-hidden="true"></span><span class="ab-label">%s</span>', esc_html__( 'Events', 'realtime-events' ) ),
			)
		);
	}

	/**
	 * Asks for its script, in wp-admin and where there is a server: no page is to poll for a badge.
	 */
	public function enqueue(): void {
		if ( self::is_wanted() && $this->servers->current()->is_configured() ) {
			$open = $this->open->facts();
			$this->assets->enqueue_screen( 'toolbar', null === $open ? array() : array( 'realtimeEventsScreen' => $open ) );
		}
	}

	private static function is_wanted(): bool {
		/**
		 * Filters whether the admin bar has an item that leads to the feed.
		 *
		 * @since 0.1.0
		 *
		 * @param bool $is_wanted Default true for whoever may see the feed.
		 */
		return current_user_can( Capabilities::VIEW ) && (bool) apply_filters( 'realtime_events_show_in_toolbar', true );
	}
}
