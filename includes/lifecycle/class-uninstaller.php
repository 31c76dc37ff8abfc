<?php
/**
 * Removing what the plugin stored.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Lifecycle;

use Realtime_Events\Delivery\Outbox_Schema;
use Realtime_Events\Delivery\Servers\Event_Folder;
use Realtime_Events\Delivery\Work_Schedule;
use Realtime_Events\Events\Journal_Schema;
use Realtime_Events\Events\Ledger_Schema;

defined( 'ABSPATH' ) || exit;

/**
 * Removes what the plugin stored, where the admin asked for that.
 *
 * @since 0.1.0
 */
final class Uninstaller {

	public function __construct(
		private readonly Sites $sites,
		private readonly Work_Schedule $schedule,
	) {
	}

	/**
	 * On each site by its own setting.
	 */
	public function run(): void {
		$this->sites->each(
			function (): void {
				$options = get_option( 'realtime_events' );
				if ( is_array( $options ) && ! empty( $options['remove_data_on_uninstall'] ) ) {
					$this->remove();
				}
			}
		);
	}

	/**
	 * Removes tables, options, caches, the event file and what users had.
	 */
	private function remove(): void {
		global $wpdb;
		$this->schedule->clear();
		( new Event_Folder() )->remove();
		foreach ( array( Journal_Schema::table(), Outbox_Schema::table(), Ledger_Schema::table() ) as $table ) {
			$wpdb->query( $wpdb->prepare( 'DROP TABLE IF EXISTS %i', $table ) ); // phpcs:ignore WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
		}
		$names = $wpdb->get_col( // phpcs:ignore WordPress.DB.DirectDatabaseQuery -- There is no function that finds options by their beginning.
			$wpdb->prepare(
				'SELECT option_name FROM %i WHERE option_name = %s OR option_name LIKE %s OR option_name LIKE %s OR option_name LIKE %s',
				$wpdb->options,
				'realtime_events',
				$wpdb->esc_like( 'realtime_events_' ) . '%',
				$wpdb->esc_like( '_transient_realtime_events_' ) . '%',
				$wpdb->esc_like( '_transient_timeout_realtime_events_' ) . '%'
			)
		);
		array_map( 'delete_option', $names );
		// What users had is the network's: it goes with the last site that asks, and with the only one.
		delete_metadata( 'user', 0, 'realtime_events_screen', '', true );
	}
}
