<?php
/**
 * The dashboard widget.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Admin;

use Realtime_Events\Access\Capabilities;

defined( 'ABSPATH' ) || exit;

/**
 * The latest events on the dashboard: a list that a script keeps alive.
 *
 * @since 0.1.0
 */
final class Dashboard_Widget {

	private const ID     = 'realtime_events';
	private const SCREEN = 'index.php';
	private const NUMBER = 8;

	public function __construct(
		private readonly Assets $assets,
		private readonly Latest_Events $latest,
	) {
	}

	/**
	 * Adds it for whoever may see the feed.
	 */
	public function add(): void {
		if ( current_user_can( Capabilities::VIEW ) ) {
			wp_add_dashboard_widget( self::ID, __( 'Realtime Events', 'realtime-events' ), array( $this, 'render' ) );
		}
	}

	/**
	 * Asks for its script where it is shown.
	 *
	 * @param mixed $hook_suffix Id of the screen.
	 */
	public function enqueue( mixed $hook_suffix ): void {
		if ( self::SCREEN === $hook_suffix && current_user_can( Capabilities::VIEW ) ) {
			$this->assets->enqueue_screen( 'dashboard' );
		}
	}

	/**
	 * Prints it.
	 */
	public function render(): void {
		echo '<div id="realtime-events-dashboard">';
		$this->latest->render( self::NUMBER );
		printf( '<p><a href="%s">%s</a></p></div>', esc_url( Menu::url( Feed_Page::SLUG ) ), esc_html__( 'Open the live feed', 'realtime-events' ) );
	}
}
