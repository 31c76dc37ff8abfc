<?php
/**
 * What the server has had before.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Delivery;

use Realtime_Events\Events\Event;
use Realtime_Events\Events\Event_Store;
use Realtime_Events\Events\Json;
use Realtime_Events\Events\Ledger_Schema;

defined( 'ABSPATH' ) || exit;

/**
 * The events that a server has acknowledged, for a hub that was started anew and has lost its log.
 *
 * What the outbox still holds is left out: it comes by itself.
 *
 * @since 0.1.0
 */
final class Acknowledged_Events {

	public const MAX_PER_PAGE = 500;

	/** A page ends here at the latest, however many events were asked for. */
	private const MAX_PAGE_BYTES = 1048576;

	public function __construct( private readonly Event_Store $store ) {
	}

	/**
	 * A page of them, oldest first.
	 *
	 * @param int $after_time_ms From the first event at or after this moment on, in milliseconds since 1970 UTC.
	 * @param int $after         Only later sequences.
	 * @param int $limit         How many at most.
	 * @return array{ events: list<Event>, complete_after: int, next: int|null } `complete_after` is the sequence before the first event of the whole answer.
	 */
	public function page( int $after_time_ms, int $after, int $limit ): array {
		$first = $this->first_since( $after_time_ms );
		if ( null === $first ) {
			return array(
				'events'         => array(),
				'complete_after' => $this->store->last_sequence(),
				'next'           => null,
			);
		}
		$found  = $this->acknowledged( max( $first - 1, $after ), $limit + 1 );
		$events = self::that_fit( array_slice( $found, 0, $limit ) );
		return array(
			'events'         => $events,
			'complete_after' => $first - 1,
			'next'           => count( $events ) < count( $found ) ? end( $events )->sequence : null,
		);
	}

	private function first_since( int $time_ms ): ?int {
		global $wpdb;
		$first = $wpdb->get_var( $wpdb->prepare( 'SELECT MIN( id ) FROM %i WHERE time_ms >= %d', Ledger_Schema::table(), $time_ms ) ); // phpcs:ignore WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
		return null === $first ? null : (int) $first;
	}

	/**
	 * @return list<Event>
	 */
	private function acknowledged( int $after, int $limit ): array {
		global $wpdb;
		$ids = (array) $wpdb->get_col( // phpcs:ignore WordPress.DB.DirectDatabaseQuery -- The plugin's own tables.
			$wpdb->prepare(
				"SELECT l.id FROM %i l WHERE l.id > %d AND l.waiting = '' AND NOT EXISTS ( SELECT 1 FROM %i d WHERE d.event_id = l.event_id AND d.state <> 'sent' ) ORDER BY l.id LIMIT %d",
				Ledger_Schema::table(),
				$after,
				Outbox_Schema::table(),
				$limit
			)
		);
		return array_values( $this->store->find_many( array_map( 'intval', $ids ) ) );
	}

	/**
	 * As many as fit into a page, but one at least.
	 *
	 * @param list<Event> $events Oldest first.
	 * @return list<Event>
	 */
	private static function that_fit( array $events ): array {
		$fitting = array();
		$bytes   = 0;
		foreach ( $events as $event ) {
			$bytes += strlen( Json::encode( $event->to_cloudevent() ) );
			if ( $fitting && $bytes > self::MAX_PAGE_BYTES ) {
				break;
			}
			$fitting[] = $event;
		}
		return $fitting;
	}
}
