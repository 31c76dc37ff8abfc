<?php
/**
 * Where orders are found.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Blocks\Orders;

defined( 'ABSPATH' ) || exit;

/**
 * Finds orders.
 *
 * @since 0.1.0
 */
interface Orders {

	/**
	 * An order that somebody placed; null for a draft, and for what is none.
	 *
	 * @param int $id Its id.
	 */
	public function find( int $id ): ?Customer_Order;
}
