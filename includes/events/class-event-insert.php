<?php
/**
 * How events are written into the ledger.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Events;

defined( 'ABSPATH' ) || exit;

/**
 * Writes the statements that put events into the ledger.
 *
 * One plain statement each: $wpdb->insert() would first ask the server for the table's columns.
 *
 * @since 0.1.0
 */
final class Event_Insert {

	private const COLUMNS = 'event_id, type, subject, channel, severity, actor_id, actor_name, causation_id, origin, time_ms, data, search, idempotency_key, request_digest, waiting, waiting_server, waiting_until_ms';

	/**
	 * For one event.
	 *
	 * @param Event                        $event           The event.
	 * @param string                       $idempotency_key As Event_Store::insert() takes it, like the others.
	 * @param string                       $request_digest  Digest of the request.
	 * @param array{ string, string, int } $waiting         What it waits for.
	 */
	public static function of( Event $event, string $idempotency_key, string $request_digest, array $waiting ): string {
		global $wpdb;
		return $wpdb->prepare( 'INSERT INTO %i ( ' . self::COLUMNS . ' ) VALUES ', Ledger_Schema::table() ) . self::row( $event, $idempotency_key, $request_digest, $waiting ); // phpcs:ignore WordPress.DB.PreparedSQL -- Names of columns.
	}

	/**
	 * For several, of which some may be stored already.
	 *
	 * @param list<Event>                  $events  The events.
	 * @param array{ string, string, int } $waiting What they wait for.
	 */
	public static function of_all( array $events, array $waiting ): string {
		global $wpdb;
		$rows = array_map( static fn( Event $event ): string => self::row( $event, '', '', $waiting ), $events );
		return $wpdb->prepare( 'INSERT IGNORE INTO %i ( ' . self::COLUMNS . ' ) VALUES ', Ledger_Schema::table() ) . implode( ', ', $rows ); // phpcs:ignore WordPress.DB.PreparedSQL -- As above.
	}

	/**
	 * @param array{ string, string, int } $waiting As of() takes it.
	 */
	private static function row( Event $event, string $idempotency_key, string $request_digest, array $waiting ): string {
		global $wpdb;
		return $wpdb->prepare(
			"( %s, %s, %s, %s, %s, %d, %s, NULLIF( %s, '' ), %s, %d, %s, %s, NULLIF( %s, '' ), NULLIF( %s, '' ), %s, %s, %d )",
			$event->id,
			$event->type,
			$event->subject,
			$event->channel,
			$event->severity,
			$event->actor_id,
			$event->actor_name,
			(string) $event->causation_id,
			$event->origin,
			$event->time_ms,
			Json::encode_ascii( (object) $event->data ),
			$event->search_text(),
			...array( $idempotency_key, $request_digest, ...$waiting )
		);
	}
}
