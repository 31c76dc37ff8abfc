<?php
/**
 * What notices are used for.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

return array(
	array(
		'name'        => 'post-published',
		'title'       => __( 'New Post Notice', 'realtime-events' ),
		'description' => __( 'Tells visitors of a post at the moment it is published.', 'realtime-events' ),
		'icon'        => 'admin-post',
		'scope'       => array( 'inserter', 'transform' ),
		'isActive'    => array( 'types.0' ),
		'attributes'  => array(
			'types' => array( 'post.published' ),
		),
	),
	array(
		'name'        => 'announcement',
		'title'       => __( 'Announcements', 'realtime-events' ),
		'description' => __( 'A banner for what your team announces: every open page shows it at once.', 'realtime-events' ),
		'icon'        => 'megaphone',
		'scope'       => array( 'inserter', 'transform' ),
		'isActive'    => array( 'types.0' ),
		'attributes'  => array(
			'types'          => array( 'site.announcement' ),
			'display'        => 'banner',
			'seconds'        => 0,
			'backlog'        => 1,
			'hideInCheckout' => false,
			'align'          => 'full',
		),
	),
);
