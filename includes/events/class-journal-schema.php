<?php
/**
 * The table of events that are about to be stored.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Events;

defined( 'ABSPATH' ) || exit;

/**
 * The journal's table: events for the moment until the response is out, or until several of them are written into the ledger together.
 *
 * @since 0.1.0
 */
final class Journal_Schema {

	private const NAME = 'realtime_events_journal';

	/**
	 * The table's full name on the site of the moment.
	 */
	public static function table(): string {
		global $wpdb;
		return $wpdb->prefix . self::NAME;
	}

	/**
	 * The table as dbDelta() takes it. MyISAM, because that does not wait for the disk with every row, and a row is there for a moment only. A site whose
	 * server has no such tables does without: it stores every event at once.
	 */
	public static function sql(): string {
		global $wpdb;
		$table   = self::table();
		$charset = $wpdb->has_cap( 'utf8mb4' ) ? 'utf8mb4' : 'utf8';
		return "CREATE TABLE {$table} (
			id bigint(20) unsigned NOT NULL AUTO_INCREMENT,
			at_ms bigint(20) unsigned NOT NULL,
			events mediumtext NOT NULL,
			PRIMARY KEY  (id)
		) ENGINE=MyISAM DEFAULT CHARACTER SET {$charset} COLLATE {$charset}_bin";
	}
}
