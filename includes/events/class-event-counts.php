<?php
/**
 * Counts events.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Events;

defined( 'ABSPATH' ) || exit;

/**
 * How many events there were, by moment and group, under the filter of the feed.
 *
 * @since 0.1.0
 */
final class Event_Counts {

	public function __construct(
		private readonly Event_Query_Sql $compiler,
		private readonly Event_Types $types,
	) {
	}

	/**
	 * How many events a query asks for, over all of its pages.
	 *
	 * @param Event_Query $query What is asked.
	 */
	public function total( Event_Query $query ): int {
		global $wpdb;
		[ $where, $values ] = $this->compiler->where( $query );
		return (int) $wpdb->get_var( $wpdb->prepare( "SELECT COUNT(*) FROM %i WHERE {$where}", Ledger_Schema::table(), ...$values ) ); // phpcs:ignore WordPress.DB -- The plugin's own table; the compiler writes placeholders only.
	}

	/**
	 * How many there were in each span of time, by group.
	 *
	 * @param Event_Query $query   What is asked, with since_ms and until_ms.
	 * @param int         $span_ms Length of a span in milliseconds.
	 * @return array{ spans: array<int, array<string, int>>, newest: int } Begin of the span in milliseconds → group → how many, where there are any; and
	 *                                                                     the sequence of the newest event that was counted, 0 for none.
	 */
	public function by_span( Event_Query $query, int $span_ms ): array {
		global $wpdb;
		[ $where, $values ] = $this->compiler->where( $query );
		$rows               = (array) $wpdb->get_results( // phpcs:ignore WordPress.DB -- The plugin's own table; the compiler writes placeholders only.
			$wpdb->prepare(
				"SELECT time_ms - time_ms %% %d AS span, type, COUNT(*) AS number, MAX( id ) AS newest FROM %i WHERE {$where} GROUP BY time_ms - time_ms %% %d, type",
				...array( $span_ms, Ledger_Schema::table(), ...$values, $span_ms )
			),
			ARRAY_A
		);
		$counts             = array();
		$newest             = 0;
		foreach ( $rows as $row ) {
			$span                      = (int) $row['span'];
			$group                     = $this->types->get( $row['type'] )->group;
			$counts[ $span ][ $group ] = ( $counts[ $span ][ $group ] ?? 0 ) + (int) $row['number'];
			$newest                    = max( $newest, (int) $row['newest'] );
		}
		ksort( $counts );
		return array(
			'spans'  => $counts,
			'newest' => $newest,
		);
	}
}
