<?php
/**
 * Brings a site's tables to the version of the code.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Lifecycle;

use Realtime_Events\Delivery\Outbox_Schema;
use Realtime_Events\Events\Journal_Schema;
use Realtime_Events\Events\Ledger_Schema;

defined( 'ABSPATH' ) || exit;

/**
 * Brings a site's tables to the version of the code.
 *
 * @since 0.1.0
 */
final class Upgrader {

	public const DB_VERSION = Lifecycle_Module::DB_VERSION;

	/** Where the version of a site's tables is kept. */
	public const OPTION = Lifecycle_Module::DB_VERSION_OPTION;

	/**
	 * Steps that dbDelta() cannot take: by the version that they lead to.
	 *
	 * @param array<int, \Closure(): void> $steps Each may run twice, because a run may be broken off.
	 */
	public function __construct( private readonly array $steps = array() ) {
	}

	/**
	 * Upgrades, if the tables are not of this version.
	 */
	public function maybe_upgrade(): void {
		if ( (int) get_option( self::OPTION ) < self::DB_VERSION && ! wp_installing() ) {
			$this->upgrade();
		}
	}

	/**
	 * Makes the tables what they should be. Rows stay.
	 */
	public function upgrade(): void {
		global $wpdb;
		require_once ABSPATH . 'wp-admin/includes/upgrade.php';
		$from = (int) get_option( self::OPTION );
		dbDelta( array( Ledger_Schema::sql(), Outbox_Schema::sql() ) );
		// Not every server has tables of this kind, and nothing depends on it.
		$suppressed = $wpdb->suppress_errors( true );
		dbDelta( Journal_Schema::sql() );
		$wpdb->suppress_errors( $suppressed );
		foreach ( $this->steps as $version => $step ) {
			if ( $from > 0 && $from < $version ) {
				$step();
			}
		}
		// Only when everything is there: what was broken off is done again.
		if ( $this->tables_exist() ) {
			update_option( self::OPTION, self::DB_VERSION, true );
		}
	}

	private function tables_exist(): bool {
		global $wpdb;
		foreach ( array( Ledger_Schema::table(), Outbox_Schema::table() ) as $table ) {
			if ( null === $wpdb->get_var( $wpdb->prepare( 'SHOW TABLES LIKE %s', $wpdb->esc_like( $table ) ) ) ) { // phpcs:ignore WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
				return false;
			}
		}
		return true;
	}
}
