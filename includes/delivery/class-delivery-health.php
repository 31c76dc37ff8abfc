<?php
/**
 * How deliveries are going.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Delivery;

use Realtime_Events\Delivery\Servers\Servers;
use Realtime_Events\Events\Clock;
use Realtime_Events\Events\Event;

defined( 'ABSPATH' ) || exit;

/**
 * Figures about the last 24 hours.
 *
 * @since 0.1.0
 */
final class Delivery_Health {

	private const HOURS   = 24;
	private const HOUR_MS = 3600000;

	private const MEDIAN    = 0.5;
	private const ALL_BUT_5 = 0.95;

	public function __construct(
		private readonly Outbox $outbox,
		private readonly Circuit_Breaker $breaker,
		private readonly Servers $servers,
		private readonly Clock $clock,
	) {
	}

	/**
	 * The figures. Times are RFC 3339 in UTC; a delivery that was given up counts in the hour in which its event happened.
	 *
	 * @return array<string, mixed>
	 */
	public function figures(): array {
		// Whole hours, the one that has begun included.
		$first  = ( intdiv( $this->clock->now_ms(), self::HOUR_MS ) - self::HOURS + 1 ) * self::HOUR_MS;
		$counts = $this->outbox->counts();
		$sent   = $this->by_hour( Delivery::SENT, 'acknowledged_ms', $first );
		$dead   = $this->by_hour( Delivery::DEAD, 'created_ms', $first );
		$total  = array_sum( $sent );
		$tried  = $total + array_sum( $dead );
		$oldest = $this->oldest_pending_ms();
		$server = $this->servers->current();
		return array(
			'since'          => Event::format_time( $first ),
			'counts'         => $counts + array(
				'sent'      => $total,
				'cancelled' => $this->cancelled(),
			),
			'success_rate'   => $tried > 0 ? round( $total / $tried, 4 ) : null,
			'duration_ms'    => array(
				'p50' => $this->duration_ms( $total, self::MEDIAN, $first ),
				'p95' => $this->duration_ms( $total, self::ALL_BUT_5, $first ),
			),
			'oldest_pending' => null === $oldest ? null : Event::format_time( $oldest ),
			'hours'          => array_map(
				static fn( int $hour ): array => array(
					'time' => Event::format_time( $hour ),
					'sent' => $sent[ $hour ] ?? 0,
					'dead' => $dead[ $hour ] ?? 0,
				),
				range( $first, $first + ( self::HOURS - 1 ) * self::HOUR_MS, self::HOUR_MS )
			),
			'breaker'        => $this->breaker->state(),
			'server'         => $server->id(),
			'configured'     => $server->is_configured(),
		);
	}

	/**
	 * When the server last took something that this site signed, in milliseconds; null where it never did, or that is pruned.
	 */
	public function last_acknowledged_ms(): ?int {
		global $wpdb;
		$last = $wpdb->get_var( $wpdb->prepare( 'SELECT MAX( acknowledged_ms ) FROM %i WHERE state = %s', Outbox_Schema::table(), Delivery::SENT ) ); // phpcs:ignore WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
		return null === $last ? null : (int) $last;
	}

	/**
	 * How many there are in each hour.
	 *
	 * @return array<int, int> Begin of the hour in milliseconds → how many.
	 */
	private function by_hour( string $state, string $column, int $first ): array {
		global $wpdb;
		$rows = (array) $wpdb->get_results( // phpcs:ignore WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
			$wpdb->prepare(
				'SELECT %i - %i %% %d AS hour, COUNT(*) AS number FROM %i WHERE state = %s AND %i >= %d GROUP BY %i - %i %% %d',
				$column,
				$column,
				self::HOUR_MS,
				Outbox_Schema::table(),
				$state,
				$column,
				$first,
				$column,
				$column,
				self::HOUR_MS
			),
			ARRAY_A
		);
		return array_map( 'intval', array_column( $rows, 'number', 'hour' ) );
	}

	/**
	 * How long it took for this share of those that were sent, or null where none was.
	 */
	private function duration_ms( int $sent, float $share, int $first ): ?int {
		global $wpdb;
		if ( 0 === $sent ) {
			return null;
		}
		$rank     = max( 0, (int) ceil( $sent * $share ) - 1 );
		$duration = $wpdb->get_var( $wpdb->prepare( 'SELECT duration_ms FROM %i WHERE state = %s AND acknowledged_ms >= %d ORDER BY duration_ms LIMIT 1 OFFSET %d', Outbox_Schema::table(), Delivery::SENT, $first, $rank ) ); // phpcs:ignore WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
		return null === $duration ? null : (int) $duration;
	}

	private function oldest_pending_ms(): ?int {
		global $wpdb;
		$created = $wpdb->get_var( $wpdb->prepare( 'SELECT MIN( created_ms ) FROM %i WHERE state = %s', Outbox_Schema::table(), Delivery::PENDING ) ); // phpcs:ignore WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
		return null === $created ? null : (int) $created;
	}

	private function cancelled(): int {
		global $wpdb;
		return (int) $wpdb->get_var( $wpdb->prepare( 'SELECT COUNT(*) FROM %i WHERE state = %s', Outbox_Schema::table(), Delivery::CANCELLED ) ); // phpcs:ignore WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
	}
}
