<?php
/**
 * Who may see how an order stands.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Blocks\Orders;

use WP_Error;

defined( 'ABSPATH' ) || exit;

/**
 * Opens an order to its owner, and a guest's order to who has its key. An order that belongs to an account is not opened by
 * its key alone, as WooCommerce does not open it either.
 *
 * @since 0.1.0
 */
final class Order_Access {

	public function __construct( private readonly Orders $orders ) {
	}

	/**
	 * The order, for who may see it.
	 *
	 * @param int    $id      The order.
	 * @param string $key     The key that was shown; may be empty.
	 * @param int    $user_id Who asks, 0 for nobody.
	 * @return Customer_Order|WP_Error 404 for what is no order as well as for a wrong key, so that nobody can tell which
	 *                                 orders there are; 401 for the right key of an order that belongs to an account.
	 */
	public function open( int $id, string $key, int $user_id ): Customer_Order|WP_Error {
		$order = $id > 0 ? $this->orders->find( $id ) : null;
		// Digests, and in any case: the time it takes says neither how long a key is nor whether there is one.
		$has_key = hash_equals( wp_hash( $order->key ?? '' ), wp_hash( $key ) ) && '' !== $key;
		if ( $order && $order->has_account() && $order->customer_id === $user_id ) {
			return $order;
		}
		if ( ! $order || ! $has_key ) {
			return new WP_Error( 'realtime_events_order_not_found', __( 'There is no such order, or this is not its key.', 'realtime-events' ), array( 'status' => 404 ) );
		}
		return $order->has_account()
			? new WP_Error( 'realtime_events_not_logged_in', __( 'Log in to see this order.', 'realtime-events' ), array( 'status' => 401 ) )
			: $order;
	}
}
