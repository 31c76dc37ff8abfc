<?php
/**
 * What can be counted.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

$realtime_events_counters = array(
	'page'     => array( __( 'Readers of This Page', 'realtime-events' ), __( 'How many people are on this page now.', 'realtime-events' ), 'groups' ),
	'site'     => array( __( 'Visitors Now', 'realtime-events' ), __( 'How many people are on the site now.', 'realtime-events' ), 'admin-site' ),
	'events'   => array( __( 'Events Today', 'realtime-events' ), __( 'How many events of a type there were today.', 'realtime-events' ), 'chart-bar' ),
	'comments' => array( __( 'Comments of This Post', 'realtime-events' ), __( 'How many comments there are, as they come.', 'realtime-events' ), 'admin-comments' ),
);
if ( function_exists( 'wc_get_product' ) ) {
	$realtime_events_counters['stock'] = array( __( 'Stock Left', 'realtime-events' ), __( 'How many of a product are left.', 'realtime-events' ), 'products' );
}

return array_map(
	static fn( string $counts, array $words ): array => array(
		'name'        => $counts,
		'title'       => $words[0],
		'description' => $words[1],
		'icon'        => $words[2],
		'scope'       => array( 'inserter', 'transform' ),
		'isActive'    => array( 'counts' ),
		'attributes'  => array( 'counts' => $counts ),
	),
	array_keys( $realtime_events_counters ),
	$realtime_events_counters
);
