<?php
/**
 * Orders of WooCommerce.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Blocks\Orders;

use Realtime_Events\Sources\Plain_Text;
use WC_Order;

defined( 'ABSPATH' ) || exit;

/**
 * Finds orders by WooCommerce's own objects alone, so that it does not matter where they are kept.
 *
 * @since 0.1.0
 */
final class WooCommerce_Orders implements Orders {

	/** Orders that nobody has placed. */
	private const DRAFTS = array( 'draft', 'auto-draft', 'checkout-draft', 'trash' );

	public function find( int $id ): ?Customer_Order {
		$order = function_exists( 'wc_get_order' ) ? wc_get_order( $id ) : null;
		if ( ! $order instanceof WC_Order || 'shop_order' !== $order->get_type() || in_array( $order->get_status(), self::DRAFTS, true ) ) {
			return null;
		}
		return new Customer_Order(
			$order->get_id(),
			Plain_Text::of( (string) $order->get_order_number() ),
			(string) $order->get_status(),
			Plain_Text::of( (string) wc_get_order_status_name( $order->get_status() ) ),
			(string) $order->get_order_key(),
			(int) $order->get_customer_id()
		);
	}
}
