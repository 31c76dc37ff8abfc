<?php
/**
 * Reads pages of the feed under one filter each: `wp eval-file measure.php '{"rounds":20,"filters":{"name":{"type":["post.updated"]}}}'`.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

use Realtime_Events\Events\Event_Query;
use Realtime_Events\Events\Event_Query_Sql;
use Realtime_Events\Events\Event_Store;
use Realtime_Events\Events\Ledger_Schema;
use function Realtime_Events\container;

global $wpdb;
$realtime_events_input   = json_decode( $args[0], true );
$realtime_events_store   = container()->get( Event_Store::class );
$realtime_events_answers = array();
foreach ( $realtime_events_input['filters'] as $realtime_events_name => $realtime_events_filter ) {
	$realtime_events_times = array();
	for ( $realtime_events_round = 0; $realtime_events_round <= $realtime_events_input['rounds']; $realtime_events_round++ ) {
		$realtime_events_query = Event_Query::from_params( $realtime_events_filter['params'], $realtime_events_filter['channels'] );
		$realtime_events_begun = hrtime( true );
		$realtime_events_found = $realtime_events_store->page( $realtime_events_query )['events'];
		// The first reading warms the database's buffers and is not counted.
		if ( $realtime_events_round > 0 ) {
			$realtime_events_times[] = ( hrtime( true ) - $realtime_events_begun ) / 1e6;
		}
		// What is far too slow need not be measured for long.
		if ( array_sum( $realtime_events_times ) > 4000 ) {
			break;
		}
	}
	[ $realtime_events_where, $realtime_events_values ] = container()->get( Event_Query_Sql::class )->where( $realtime_events_query->by_severity()[0] );

	$realtime_events_plan = $wpdb->get_row( $wpdb->prepare( "EXPLAIN SELECT * FROM %i WHERE {$realtime_events_where} ORDER BY id DESC LIMIT %d", Ledger_Schema::table(), ...array( ...$realtime_events_values, $realtime_events_query->per_page ) ), ARRAY_A ); // phpcs:ignore WordPress.DB.PreparedSQL -- The compiler writes placeholders only.

	$realtime_events_answers[ $realtime_events_name ] = array(
		'ms'    => $realtime_events_times,
		'found' => count( $realtime_events_found ),
		'key'   => (string) ( $realtime_events_plan['key'] ?? '' ),
		'extra' => (string) ( $realtime_events_plan['Extra'] ?? '' ),
	);
}
echo wp_json_encode( $realtime_events_answers );
