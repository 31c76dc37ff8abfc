<?php
/**
 * An order, as its customer may see it.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Blocks\Orders;

use Realtime_Events\Access\Channels;

defined( 'ABSPATH' ) || exit;

/**
 * What of an order is needed to tell its customer how it stands, and to know whose it is.
 *
 * @since 0.1.0
 */
final class Customer_Order {

	/**
	 * @param int    $id          The order.
	 * @param string $number      As customers know it.
	 * @param string $status      Without the prefix `wc-`.
	 * @param string $label       The status in words, plain text.
	 * @param string $key         What opens it to whoever has it.
	 * @param int    $customer_id Whose it is, 0 for a guest's.
	 */
	public function __construct(
		public readonly int $id,
		public readonly string $number,
		public readonly string $status,
		public readonly string $label,
		public readonly string $key,
		public readonly int $customer_id,
	) {
	}

	/**
	 * The channel on which its customer hears of it.
	 */
	public function channel(): string {
		return Channels::of_order( $this->id, $this->customer_id );
	}

	/**
	 * Whether there is an account that it belongs to.
	 */
	public function has_account(): bool {
		return $this->customer_id > 0;
	}
}
