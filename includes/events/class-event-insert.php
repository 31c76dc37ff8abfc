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

	private const COLUMNS = 'event_id, type, subject, channel, severity, actor_id, actor_name, origin, time_ms, data, search, waiting, waiting_server, waiting_until_ms';

	/** Few events have one of these. What is left out is NULL, and need not be read: on SQLite, whose statements PHP translates, that is a quarter of the time. */
	private const CAUSATION       = 'causation_id';
	private const IDEMPOTENCY_KEY = 'idempotency_key';
	private const REQUEST_DIGEST  = 'request_digest';

	/**
	 * For one event.
	 *
	 * @param Event                        $event           The event.
	 * @param string                       $idempotency_key As Event_Store::insert() takes it, like the others.
	 * @param string                       $request_digest  Digest of the request.
	 * @param array{ string, string, int } $waiting         What it waits for.
	 */
	public static function of( Event $event, string $idempotency_key, string $request_digest, array $waiting ): string {
		$rare = array_filter(
			array(
				self::CAUSATION       => (string) $event->causation_id,
				self::IDEMPOTENCY_KEY => $idempotency_key,
				self::REQUEST_DIGEST  => $request_digest,
			),
			static fn( string $value ): bool => '' !== $value
		);
		return self::head( 'INSERT', array_keys( $rare ) ) . self::row( $event, $waiting, array_values( $rare ) );
	}

	/**
	 * For several, of which some may be stored already.
	 *
	 * @param list<Event>                  $events  The events.
	 * @param array{ string, string, int } $waiting What they wait for.
	 */
	public static function of_all( array $events, array $waiting ): string {
		$rare = array_filter( array_column( $events, self::CAUSATION ) ) ? array( self::CAUSATION ) : array();
		$rows = array_map( static fn( Event $event ): string => self::row( $event, $waiting, $rare ? array( (string) $event->causation_id ) : array() ), $events );
		return self::head( 'INSERT IGNORE', $rare ) . implode( ', ', $rows );
	}

	/**
	 * @param string       $verb What it begins with.
	 * @param list<string> $rare Columns besides those that every event has.
	 */
	private static function head( string $verb, array $rare ): string {
		global $wpdb;
		return $wpdb->prepare( $verb . ' INTO %i ( ' . implode( ', ', array( self::COLUMNS, ...$rare ) ) . ' ) VALUES ', Ledger_Schema::table() ); // phpcs:ignore WordPress.DB.PreparedSQL -- Names of columns.
	}

	/**
	 * @param array{ string, string, int } $waiting As of() takes it.
	 * @param list<string>                 $rare    Values of the columns besides; empty for none.
	 */
	private static function row( Event $event, array $waiting, array $rare ): string {
		global $wpdb;
		return $wpdb->prepare(
			'( %s, %s, %s, %s, %s, %d, %s, %s, %d, %s, %s, %s, %s, %d' . str_repeat( ", NULLIF( %s, '' )", count( $rare ) ) . ' )', // phpcs:ignore WordPress.DB.PreparedSQL -- Placeholders.
			$event->id,
			$event->type,
			$event->subject,
			$event->channel,
			$event->severity,
			$event->actor_id,
			$event->actor_name,
			$event->origin,
			$event->time_ms,
			Json::encode_ascii( (object) $event->data ),
			$event->search_text(),
			...array( ...$waiting, ...$rare )
		);
	}
}
