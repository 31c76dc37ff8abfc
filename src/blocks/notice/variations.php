<?php
/**
 * What notices are used for.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

$realtime_events_notices = array(
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

// Only a shop sells.
return function_exists( 'wc_get_product' ) ? array(
	...$realtime_events_notices,
	array(
		'name'        => 'purchase',
		'title'       => __( 'Somebody Just Bought', 'realtime-events' ),
		'description' => __( 'Tells of a purchase by first name and product, some minutes later, and never in cart or checkout.', 'realtime-events' ),
		'icon'        => 'cart',
		'scope'       => array( 'inserter', 'transform' ),
		'isActive'    => array( 'types.0' ),
		'attributes'  => array(
			'types'          => array( 'product.purchased' ),
			'corner'         => 'bottom-start',
			'stack'          => 1,
			'every'          => 30,
			'hideInCheckout' => true,
		),
	),
	array(
		'name'        => 'back-in-stock',
		'title'       => __( 'Back in Stock', 'realtime-events' ),
		'description' => __( 'Tells visitors when a product can be bought again.', 'realtime-events' ),
		'icon'        => 'products',
		'scope'       => array( 'inserter', 'transform' ),
		'isActive'    => array( 'types.0' ),
		'attributes'  => array(
			'types'          => array( 'product.back_in_stock' ),
			'seconds'        => 20,
			'hideInCheckout' => true,
		),
	),
) : $realtime_events_notices;
