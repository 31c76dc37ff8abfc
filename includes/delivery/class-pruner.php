<?php
/**
 * Forgets what is old.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Delivery;

use Realtime_Events\Events\Clock;
use Realtime_Events\Events\Ledger_Schema;
use Realtime_Events\Settings\Options;

defined( 'ABSPATH' ) || exit;

/**
 * Forgets events and deliveries that are old, a few at a time, so that nobody waits for a lock.
 *
 * @since 0.1.0
 */
final class Pruner {

	/** How long it can be seen that something was delivered. */
	public const KEEP_DELIVERED_DAYS = 7;

	private const BATCH_ROWS = 1000;

	/** What one run may delete; the rest is for the next. */
	private const MAX_BATCHES = 200;

	private const BUDGET_MS = 10000;

	public function __construct(
		private readonly Options $options,
		private readonly Waiting_Events $waiting,
		private readonly Clock $clock,
	) {
	}

	/**
	 * Forgets what is older than the settings say.
	 *
	 * @return array{ events: int, deliveries: int } How many rows were deleted.
	 */
	public function prune(): array {
		$this->waiting->collect();
		$ends   = $this->clock->now_ms() + self::BUDGET_MS;
		$before = $this->oldest_sequence();
		return array(
			// What is on its way still needs its event.
			'events'     => null === $before ? 0 : $this->delete(
				Ledger_Schema::table(),
				"id < %d AND id NOT IN ( SELECT sequence FROM %i WHERE state = 'pending' )",
				array( $before, Outbox_Schema::table() ),
				$ends
			),
			'deliveries' => $this->delete(
				Outbox_Schema::table(),
				"( state IN ( 'sent', 'cancelled' ) AND created_ms < %d ) OR ( state <> 'pending' AND sequence < %d )",
				array( $this->days_ago( self::KEEP_DELIVERED_DAYS ), (int) $before ),
				$ends
			),
		);
	}

	/**
	 * The sequence before which everything may go, or null when nothing may.
	 */
	private function oldest_sequence(): ?int {
		global $wpdb;
		/**
		 * How many events the ledger keeps at most.
		 *
		 * @since 0.1.0
		 *
		 * @param int $events What the settings say, a million by default; 0 for no limit.
		 */
		$rows = (int) apply_filters( 'realtime_events_max_events', (int) $this->options->get( 'retention_rows' ) );
		$ends = array();
		if ( $rows > 0 ) {
			$ends[] = $wpdb->get_var( $wpdb->prepare( 'SELECT id + 1 FROM %i ORDER BY id DESC LIMIT 1 OFFSET %d', Ledger_Schema::table(), $rows ) ); // phpcs:ignore WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
		}
		$days = (int) $this->options->get( 'retention_days' );
		if ( $days > 0 ) {
			$ends[] = $wpdb->get_var( $wpdb->prepare( 'SELECT MAX( id ) + 1 FROM %i WHERE time_ms < %d', Ledger_Schema::table(), $this->days_ago( $days ) ) ); // phpcs:ignore WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
		}
		$ends = array_filter( $ends, 'is_numeric' );
		return $ends ? (int) max( $ends ) : null;
	}

	/**
	 * @param string           $where  Condition with placeholders.
	 * @param list<int|string> $values Their values.
	 */
	private function delete( string $table, string $where, array $values, int $ends ): int {
		global $wpdb;
		$deleted = 0;
		for ( $batch = 0; $batch < self::MAX_BATCHES; $batch++ ) {
			$ids = $wpdb->get_col( $wpdb->prepare( "SELECT id FROM %i WHERE {$where} ORDER BY id LIMIT %d", ...array( $table, ...$values, self::BATCH_ROWS ) ) ); // phpcs:ignore WordPress.DB -- The plugin's own table; placeholders only.
			if ( ! $ids ) {
				break;
			}
			$places   = implode( ', ', array_fill( 0, count( $ids ), '%d' ) );
			$deleted += (int) $wpdb->query( $wpdb->prepare( "DELETE FROM %i WHERE id IN ( {$places} )", $table, ...$ids ) ); // phpcs:ignore WordPress.DB -- As above.
			if ( $this->clock->now_ms() >= $ends ) {
				break;
			}
		}
		return $deleted;
	}

	private function days_ago( int $days ): int {
		return $this->clock->now_ms() - $days * DAY_IN_SECONDS * 1000;
	}
}
