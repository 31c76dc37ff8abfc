<?php
/**
 * A site without WooCommerce, in a process of its own: a product and a review come to be, and it says what of the shop was loaded, hooked and told.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

use Realtime_Events\Events\Event_Query;
use Realtime_Events\Events\Event_Store;
use function Realtime_Events\container;

require dirname( __DIR__, 2 ) . '/support/config.php';
require ABSPATH . 'wp-settings.php';

register_post_type( 'product', array( 'public' => true ) );
$product = wp_insert_post(
	array(
		'post_type'   => 'product',
		'post_status' => 'publish',
		'post_title'  => 'Blue mug',
	)
);
wp_insert_comment(
	array(
		'comment_post_ID'  => $product,
		'comment_type'     => 'review',
		'comment_approved' => '1',
		'comment_content'  => 'A fine mug',
	)
);

$of_shop = static fn( string $name ): bool => (bool) preg_match( '/^(realtime_events\\\\sources\\\\shop\\\\|realtime_events\\\\events\\\\types\\\\shop_|wc_|automattic\\\\woocommerce\\\\)/i', $name );
echo wp_json_encode(
	array(
		'classes'   => array_values( array_filter( get_declared_classes(), $of_shop ) ),
		'functions' => array_values( array_filter( get_defined_functions()['user'], $of_shop ) ),
		'hooks'     => array_values( array_filter( array_keys( $GLOBALS['wp_filter'] ), static fn( string $hook ): bool => str_contains( $hook, 'woocommerce' ) ) ),
		'told'      => array_column( container()->get( Event_Store::class )->query( Event_Query::from_params( array( 'per_page' => 100 ), null ) ), 'type' ),
	)
);
