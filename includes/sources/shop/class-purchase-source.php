<?php
/**
 * Purchases.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Sources\Shop;

use Realtime_Events\Delivery\Work_Schedule;
use Realtime_Events\Publishing\Publisher;
use Realtime_Events\Settings\Options;
use Realtime_Events\Sources\Plain_Text;
use WC_Order;
use WC_Order_Item_Product;
use WC_Product;

defined( 'ABSPATH' ) || exit;

/**
 * Says what somebody just bought, for visitors. The shop itself hears of orders, so without visitors who hear of it there is no such event.
 *
 * A visitor is told a first name and a product, and nothing by which the order could be found. Nor can it be told from the moment who
 * bought: until the time that the admin chose is over there is no event, in no ledger, on no page and on no socket.
 *
 * @since 0.1.0
 */
final class Purchase_Source {

	public const TYPE = 'product.purchased';

	/** One large order must not fill everybody's screen. */
	private const MAX_PRODUCTS_PER_ORDER = 10;

	/** What an order comes from when it is paid for the first time. */
	private const UNPAID = array( '', 'new', 'draft', 'auto-draft', 'checkout-draft', 'pending', 'on-hold', 'failed' );

	public function __construct(
		private readonly Publisher $publisher,
		private readonly Options $options,
		private readonly Work_Schedule $schedule,
	) {
	}

	/**
	 * An order went from one status to another: perhaps it is paid now.
	 *
	 * @param int|string $id    The order.
	 * @param string     $from  The status before.
	 * @param string     $to    The status now.
	 * @param WC_Order   $order The order.
	 */
	public function status_changed( int|string $id, string $from, string $to, WC_Order $order ): void {
		if ( ! $this->options->type_is_public( self::TYPE ) || ! in_array( $from, self::UNPAID, true ) || ! in_array( $to, wc_get_is_paid_statuses(), true ) ) {
			return;
		}
		$minutes = (int) $this->options->get( 'purchase_delay_minutes' );
		if ( $minutes > 0 ) {
			$this->schedule->ask_once( time() + $minutes * MINUTE_IN_SECONDS, Work_Schedule::TELL_PURCHASE, array( (int) $id ) );
		} else {
			$this->tell_all( $order );
		}
	}

	/**
	 * The time is over: tells of it, unless it was taken back or the admin thought better of it.
	 *
	 * @param int|string $id The order.
	 */
	public function tell_later( int|string $id ): void {
		$order = wc_get_order( (int) $id );
		if ( $order instanceof WC_Order && $this->options->type_is_public( self::TYPE ) && in_array( $order->get_status(), wc_get_is_paid_statuses(), true ) ) {
			$this->tell_all( $order );
		}
	}

	private function tell_all( WC_Order $order ): void {
		$told = array();
		foreach ( $order->get_items() as $item ) {
			$product = $item instanceof WC_Order_Item_Product ? $item->get_product() : null;
			if ( ! $product instanceof WC_Product || 'publish' !== $product->get_status() ) {
				continue;
			}
			$product_id = $product->get_parent_id() > 0 ? $product->get_parent_id() : $product->get_id();
			if ( ! isset( $told[ $product_id ] ) && count( $told ) < self::MAX_PRODUCTS_PER_ORDER ) {
				$told[ $product_id ] = true;
				$this->tell( $order, $product, $product_id, (int) $item->get_quantity() );
			}
		}
	}

	private function tell( WC_Order $order, WC_Product $product, int $product_id, int $quantity ): void {
		$first_name = Plain_Text::of( (string) $order->get_billing_first_name() );
		$this->publisher->publish(
			self::TYPE,
			array(
				'id'        => $product_id,
				'order_id'  => $order->get_id(),
				'firstname' => '' === $first_name ? __( 'Someone', 'realtime-events' ) : $first_name,
				'product'   => Plain_Text::of( $product->get_name() ),
				'quantity'  => $quantity,
				'link'      => (string) $product->get_permalink(),
			),
			array(
				// The subject is public as well, so it is not the order.
				'subject' => "product/{$product_id}",
				'dedupe'  => "order/{$order->get_id()} purchase {$product_id}",
			)
		);
	}
}
