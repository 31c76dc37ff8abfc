<?php
/**
 * What can be counted.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

$realtime_events_counters = array(
	'page'   => array( __( 'Readers of This Page', 'realtime-events' ), __( 'How many people are on this page now.', 'realtime-events' ), 'groups' ),
	'site'   => array( __( 'Visitors Now', 'realtime-events' ), __( 'How many people are on the site now.', 'realtime-events' ), 'admin-site' ),
	'events' => array( __( 'Events Today', 'realtime-events' ), __( 'How many events of a type there were today.', 'realtime-events' ), 'chart-bar' ),
);

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
