<?php
/**
 * Switching the plugin on and off.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Lifecycle;

use Realtime_Events\Delivery\Outbox_Schema;
use Realtime_Events\Delivery\Work_Schedule;
use Realtime_Events\Events\Journal_Schema;
use Realtime_Events\Events\Ledger_Schema;
use Realtime_Events\Network;

defined( 'ABSPATH' ) || exit;

/**
 * Switching the plugin on and off.
 *
 * @since 0.1.0
 */
final class Activation {

	public function __construct(
		private readonly Upgrader $upgrader,
		private readonly Work_Schedule $schedule,
		private readonly Sites $sites,
	) {
	}

	/**
	 * On one site, or on all of a network.
	 *
	 * @param mixed $network_wide Whether on all.
	 */
	public function activate( mixed $network_wide = false ): void {
		$this->here_or_everywhere( (bool) $network_wide, fn() => $this->set_up() );
	}

	/**
	 * Takes the schedules back. Data stays until the plugin is deleted.
	 *
	 * @param mixed $network_wide Whether on all sites of a network.
	 */
	public function deactivate( mixed $network_wide = false ): void {
		$this->here_or_everywhere(
			(bool) $network_wide,
			function (): void {
				$this->schedule->clear();
				self::rewrite_later();
			}
		);
	}

	/**
	 * A site has been added to the network.
	 *
	 * @param \WP_Site $site The site.
	 */
	public function set_up_new_site( \WP_Site $site ): void {
		if ( ! function_exists( 'is_plugin_active_for_network' ) ) {
			require_once ABSPATH . 'wp-admin/includes/plugin.php';
		}
		if ( is_plugin_active_for_network( plugin_basename( \Realtime_Events\PLUGIN_FILE ) ) ) {
			Network::on( (int) $site->blog_id, fn() => $this->set_up() );
		}
	}

	/**
	 * A site is being deleted from the network, and its tables with it.
	 *
	 * @param string[] $tables The tables that go.
	 * @return string[]
	 */
	public function drop_with_site( array $tables ): array {
		return array_merge( $tables, array( Ledger_Schema::table(), Outbox_Schema::table(), Journal_Schema::table() ) );
	}

	private function set_up(): void {
		$this->upgrader->upgrade();
		$this->schedule->ensure();
		self::rewrite_later();
	}

	/**
	 * Has WordPress write its rewrite rules anew when a page is asked for next. Here they could not be right: in a loop over
	 * sites the rules would be those of this one, and at deactivation the plugin's own would still be among them.
	 */
	private static function rewrite_later(): void {
		delete_option( 'rewrite_rules' );
	}

	private function here_or_everywhere( bool $everywhere, \Closure $callback ): void {
		if ( $everywhere ) {
			$this->sites->each( $callback );
			return;
		}
		$callback();
	}
}
