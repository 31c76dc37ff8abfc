<?php
/**
 * What feeds are used for.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

return array(
	array(
		'name'        => 'news',
		'title'       => __( 'Live News', 'realtime-events' ),
		'description' => __( 'The posts that were published last, as they are published.', 'realtime-events' ),
		'icon'        => 'admin-post',
		'scope'       => array( 'inserter', 'transform' ),
		'isActive'    => array( 'types.0' ),
		'attributes'  => array(
			'types' => array( 'post.published' ),
		),
	),
	array(
		'name'        => 'announcements',
		'title'       => __( 'Announcement List', 'realtime-events' ),
		'description' => __( 'What your team announced last.', 'realtime-events' ),
		'icon'        => 'megaphone',
		'scope'       => array( 'inserter', 'transform' ),
		'isActive'    => array( 'types.0' ),
		'attributes'  => array(
			'types' => array( 'site.announcement' ),
			'items' => 3,
		),
	),
);
