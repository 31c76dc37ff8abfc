<?php
/**
 * The table of deliveries.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Delivery;

defined( 'ABSPATH' ) || exit;

/**
 * The outbox's table.
 *
 * @since 0.1.0
 */
final class Outbox_Schema {

	private const NAME = 'realtime_events_deliveries';

	/**
	 * The table's full name on the site of the moment.
	 */
	public static function table(): string {
		global $wpdb;
		return $wpdb->prefix . self::NAME;
	}

	/**
	 * The table as dbDelta() takes it. InnoDB, for the same reason as the ledger.
	 */
	public static function sql(): string {
		global $wpdb;
		$table   = self::table();
		$charset = $wpdb->has_cap( 'utf8mb4' ) ? 'utf8mb4' : 'utf8';
		return "CREATE TABLE {$table} (
			id bigint(20) unsigned NOT NULL AUTO_INCREMENT,
			event_id char(36) NOT NULL,
			sequence bigint(20) unsigned NOT NULL,
			server varchar(32) NOT NULL,
			state varchar(9) NOT NULL,
			attempts smallint(5) unsigned NOT NULL DEFAULT 0,
			next_attempt_ms bigint(20) unsigned NOT NULL,
			lease_token varchar(32) NOT NULL DEFAULT '',
			lease_until_ms bigint(20) unsigned NOT NULL DEFAULT 0,
			last_code varchar(64) NOT NULL DEFAULT '',
			last_message varchar(255) NOT NULL DEFAULT '',
			duration_ms int(10) unsigned NOT NULL DEFAULT 0,
			created_ms bigint(20) unsigned NOT NULL,
			acknowledged_ms bigint(20) unsigned NOT NULL DEFAULT 0,
			PRIMARY KEY  (id),
			UNIQUE KEY event_server (event_id,server),
			KEY due (state,next_attempt_ms),
			KEY lease_token (lease_token),
			KEY acknowledged (state,acknowledged_ms)
		) ENGINE=InnoDB DEFAULT CHARACTER SET {$charset} COLLATE {$charset}_bin";
	}
}
