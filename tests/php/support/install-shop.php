<?php
/**
 * Makes the test site a shop, with orders where REALTIME_EVENTS_TEST_ORDERS says: `tables` or `posts`.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

use Automattic\WooCommerce\Internal\DataStores\Orders\DataSynchronizer;

defined( 'ABSPATH' ) || exit;

WC_Install::install();

$realtime_events_has_tables = 'tables' === getenv( 'REALTIME_EVENTS_TEST_ORDERS' );
if ( $realtime_events_has_tables ) {
	wc_get_container()->get( DataSynchronizer::class )->create_database_tables();
}
update_option( 'woocommerce_custom_orders_table_enabled', $realtime_events_has_tables ? 'yes' : 'no' );
update_option( 'woocommerce_custom_orders_table_data_sync_enabled', 'no' );

update_option( 'woocommerce_currency', 'EUR' );
update_option( 'woocommerce_calc_taxes', 'no' );
update_option( 'woocommerce_coming_soon', 'no' );
update_option( 'woocommerce_enable_guest_checkout', 'yes' );
update_option( 'woocommerce_ship_to_countries', 'disabled' );
update_option( 'woocommerce_cod_settings', array( 'enabled' => 'yes', 'enable_for_virtual' => 'yes' ) );
// WordPress asks for nothing outside, and neither does the shop.
update_option( 'woocommerce_allow_tracking', 'no' );
update_option( 'woocommerce_show_marketplace_suggestions', 'no' );
