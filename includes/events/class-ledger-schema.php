<?php
/**
 * The table of events.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Events;

defined( 'ABSPATH' ) || exit;

/**
 * The ledger's table.
 *
 * @since 0.1.0
 */
final class Ledger_Schema {

	private const NAME = 'realtime_events';

	/**
	 * The table's full name on the site of the moment.
	 */
	public static function table(): string {
		global $wpdb;
		return $wpdb->prefix . self::NAME;
	}

	/**
	 * The table as dbDelta() takes it.
	 *
	 * Binary collation, because names of types, channels and subjects are equal only when every byte is, on this
	 * side as in the browser. InnoDB, because an event has to vanish with the transaction that it happened in. A column
	 * that a later version adds needs a default or may be NULL: SQLite adds no other to a table with rows.
	 *
	 * The columns `triage…` are no part of the event, which never changes: they say how the team left it, so that an index finds what is open or resolved
	 * among a million (see Triage\Standing). The columns `waiting…` are none either: they say that the event is still to be put into the outbox, by whom
	 * until when, and for which server (see Delivery\Waiting_Events).
	 */
	public static function sql(): string {
		global $wpdb;
		$table   = self::table();
		$charset = $wpdb->has_cap( 'utf8mb4' ) ? 'utf8mb4' : 'utf8';
		return "CREATE TABLE {$table} (
			id bigint(20) unsigned NOT NULL AUTO_INCREMENT,
			event_id char(36) NOT NULL,
			type varchar(64) NOT NULL,
			subject varchar(191) NOT NULL DEFAULT '',
			channel varchar(64) NOT NULL,
			severity varchar(8) NOT NULL,
			actor_id bigint(20) unsigned NOT NULL DEFAULT 0,
			actor_name varchar(191) NOT NULL DEFAULT '',
			causation_id char(36) DEFAULT NULL,
			origin varchar(64) NOT NULL DEFAULT '',
			time_ms bigint(20) unsigned NOT NULL,
			data longtext NOT NULL,
			search text NOT NULL,
			idempotency_key char(64) DEFAULT NULL,
			request_digest char(64) DEFAULT NULL,
			triage varchar(8) NOT NULL DEFAULT '',
			triage_until_ms bigint(20) unsigned NOT NULL DEFAULT 0,
			triage_action bigint(20) unsigned NOT NULL DEFAULT 0,
			waiting varchar(32) NOT NULL DEFAULT '',
			waiting_server varchar(32) NOT NULL DEFAULT '',
			waiting_until_ms bigint(20) unsigned NOT NULL DEFAULT 0,
			PRIMARY KEY  (id),
			UNIQUE KEY event_id (event_id),
			UNIQUE KEY idempotency_key (idempotency_key),
			KEY type (type,id),
			KEY channel (channel,id),
			KEY subject (subject,id),
			KEY actor_id (actor_id,id),
			KEY severity (severity,id),
			KEY origin (origin,id),
			KEY triage (triage,id),
			KEY waiting (waiting),
			KEY time_ms (time_ms)
		) ENGINE=InnoDB DEFAULT CHARACTER SET {$charset} COLLATE {$charset}_bin";
	}
}
