<?php
/**
 * Keeps events until the ledger has them.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Publishing;

use Realtime_Events\Events\Clock;
use Realtime_Events\Events\Event;
use Realtime_Events\Events\Journal_Schema;
use Realtime_Events\Events\Json;

defined( 'ABSPATH' ) || exit;

/**
 * Keeps events until the ledger has them: what a process that is killed leaves here is not lost.
 *
 * Writing a row here does not wait for the disk, which is most of what storing an event takes. The row outlives its process, though not always a power cut.
 *
 * @since 0.1.0
 */
final class Journal {

	/** After so long its process is dead, or asleep, and does no harm when it wakes: the ledger takes an event once. */
	private const ABANDONED_MS = 60000;

	/** What is read at once. */
	private const MAX_ROWS = 100;

	public function __construct( private readonly Clock $clock ) {
	}

	/**
	 * Keeps an event.
	 *
	 * @param Event      $event      What happened.
	 * @param Event|null $projection What of it everybody may see.
	 * @return int Number of the row, 0 where the database cannot do that: not every server has tables that do not wait.
	 */
	public function keep( Event $event, ?Event $projection ): int {
		global $wpdb;
		// A line each: within a list they would be nested deeper than an event may be.
		$lines      = array_map( static fn( Event $one ): string => Json::encode_ascii( get_object_vars( $one ) ), array_filter( array( $event, $projection ) ) );
		$suppressed = $wpdb->suppress_errors( true );
		$kept       = $wpdb->query( $wpdb->prepare( 'INSERT INTO %i ( at_ms, events ) VALUES ( %d, %s )', Journal_Schema::table(), $this->clock->now_ms(), implode( "\n", $lines ) ) ); // phpcs:ignore WordPress.DB.DirectDatabaseQuery -- The plugin's own table, as below.
		$wpdb->suppress_errors( $suppressed );
		return $kept ? (int) $wpdb->insert_id : 0;
	}

	/**
	 * Forgets what the ledger has.
	 *
	 * @param list<int> $rows Numbers of rows.
	 */
	public function forget( array $rows ): void {
		global $wpdb;
		if ( $rows ) {
			$places = implode( ', ', array_fill( 0, count( $rows ), '%d' ) );
			$wpdb->query( $wpdb->prepare( "DELETE FROM %i WHERE id IN ( {$places} )", Journal_Schema::table(), ...$rows ) ); // phpcs:ignore WordPress.DB -- The plugin's own table; placeholders only.
		}
	}

	/**
	 * What processes have left that are no more, oldest first.
	 *
	 * @return array<int, list<Event>> By number of the row.
	 */
	public function abandoned(): array {
		global $wpdb;
		$suppressed = $wpdb->suppress_errors( true );
		$rows       = $wpdb->get_results( $wpdb->prepare( 'SELECT id, events FROM %i WHERE at_ms <= %d ORDER BY id LIMIT %d', Journal_Schema::table(), $this->clock->now_ms() - self::ABANDONED_MS, self::MAX_ROWS ), ARRAY_A ); // phpcs:ignore WordPress.DB.DirectDatabaseQuery -- As above.
		$wpdb->suppress_errors( $suppressed );
		$events = array();
		foreach ( (array) $rows as $row ) {
			$events[ (int) $row['id'] ] = self::read( (string) $row['events'] );
		}
		return $events;
	}

	/**
	 * @return list<Event> None where the row is damaged: the server went down while it was written.
	 */
	private static function read( string $lines ): array {
		try {
			return array_map(
				static function ( string $line ): Event {
					$event = (array) Json::decode( $line );
					return new Event( ...array( 'data' => (array) ( $event['data'] ?? array() ) ) + $event );
				},
				explode( "\n", $lines )
			);
		} catch ( \JsonException | \Error $broken ) {
			return array();
		}
	}
}
