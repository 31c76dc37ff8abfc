<?php
/**
 * Orders.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Sources\Shop;

use Realtime_Events\Access\Channels;
use Realtime_Events\Events\Event;
use Realtime_Events\Events\Event_Query;
use Realtime_Events\Events\Event_Store;
use Realtime_Events\Publishing\Publisher;
use Realtime_Events\Sources\Plain_Text;
use WC_Order;

defined( 'ABSPATH' ) || exit;

/**
 * Says what happens to orders, by WooCommerce's own objects alone, so that it does not matter where they are kept.
 *
 * Of the customer it tells the first name and nothing else.
 *
 * @since 0.1.0
 */
final class Order_Source {

	/** Orders that nobody has placed. */
	private const DRAFTS = array( '', 'new', 'draft', 'auto-draft', 'checkout-draft', 'trash' );

	/** What a customer is told of a change. */
	private const CUSTOMER_FIELDS = array( 'id', 'number', 'old', 'new', 'old_label', 'new_label' );

	/**
	 * Ids of orders that this request told the beginning of.
	 *
	 * @var array<int, true>
	 */
	private array $begun = array();

	public function __construct(
		private readonly Publisher $publisher,
		private readonly Event_Store $store,
	) {
	}

	/**
	 * An order was made, or a draft became one.
	 *
	 * @param int|string $id    The order.
	 * @param mixed      $order The same.
	 */
	public function created( int|string $id, mixed $order = null ): void {
		$this->begin( $order instanceof WC_Order ? $order : wc_get_order( $id ) );
	}

	/**
	 * An order was saved again: if it began in this request, its items and total may only be known now.
	 *
	 * @param int|string $id    The order.
	 * @param mixed      $order The same.
	 */
	public function saved( int|string $id, mixed $order = null ): void {
		if ( isset( $this->begun[ (int) $id ] ) ) {
			$this->created( $id, $order );
		}
	}

	/**
	 * A customer has placed an order, at the checkout of old or at that of blocks.
	 *
	 * @param mixed $order The order, or its id.
	 */
	public function checked_out( mixed $order ): void {
		$this->begin( wc_get_order( $order ) );
	}

	/**
	 * An order went from one status to another.
	 *
	 * @param int|string $id    The order.
	 * @param string     $from  The status before.
	 * @param string     $to    The status now.
	 * @param WC_Order   $order The order.
	 */
	public function status_changed( int|string $id, string $from, string $to, WC_Order $order ): void {
		if ( in_array( $to, self::DRAFTS, true ) ) {
			return;
		}
		if ( in_array( $from, self::DRAFTS, true ) ) {
			$this->begin( $order );
			return;
		}
		$data   = self::facts( $order ) + array(
			'old'       => $from,
			'new'       => $to,
			'old_label' => Plain_Text::of( wc_get_order_status_name( $from ) ),
			'new_label' => Plain_Text::of( wc_get_order_status_name( $to ) ),
		);
		$change = $this->publisher->publish( 'order.status_changed', $data, $this->args( $order, "{$from} {$to}" ) );
		if ( 'completed' === $to ) {
			$this->publisher->publish( 'order.completed', self::facts( $order ), $this->args( $order, 'completed' ) );
		}
		if ( $change instanceof Event ) {
			$this->tell_customer( $order, $change, "{$from} {$to} customer" );
		}
	}

	/**
	 * Whose order it is may know as well: on the account's channel, or on the order's own, which its key opens. Of what the
	 * shop is told, that is the status and no more; nor is it his business who works in the shop.
	 */
	private function tell_customer( WC_Order $order, Event $change, string $what ): void {
		$this->publisher->publish(
			$change->type,
			array_intersect_key( $change->data, array_flip( self::CUSTOMER_FIELDS ) ),
			array(
				'channel'      => Channels::of_order( $order->get_id(), (int) $order->get_customer_id() ),
				'causation_id' => $change->id,
				'actor_id'     => 0,
				'actor_name'   => '',
			) + $this->args( $order, $what )
		);
	}

	/**
	 * Money went back.
	 *
	 * @param int|string $id        The order.
	 * @param int|string $refund_id The refund.
	 */
	public function refunded( int|string $id, int|string $refund_id ): void {
		$order  = wc_get_order( $id );
		$refund = wc_get_order( $refund_id );
		if ( $order instanceof WC_Order && $refund ) {
			$data = array(
				'refund_id' => (int) $refund_id,
				'amount'    => wc_format_decimal( $refund->get_amount(), wc_get_price_decimals() ),
			);
			$this->publisher->publish( 'order.refunded', self::facts( $order ) + $data, $this->args( $order, "refund {$refund_id}" ) );
		}
	}

	/**
	 * Somebody wrote a note. Those that WooCommerce writes itself tell nothing new.
	 *
	 * @param int|string $note_id The note.
	 * @param WC_Order   $order   The order.
	 */
	public function note_added( int|string $note_id, WC_Order $order ): void {
		$note = wc_get_order_note( (int) $note_id );
		if ( $note && 'system' !== $note->added_by ) {
			$data = array(
				'excerpt'       => Plain_Text::excerpt( (string) $note->content ),
				'customer_note' => (bool) $note->customer_note,
			);
			$this->publisher->publish( 'order.note_added', self::facts( $order ) + $data, $this->args( $order, "note {$note_id}" ) );
		}
	}

	/**
	 * Tells that an order was placed, once: several hooks say so, and paying a second time says it again days later.
	 */
	private function begin( mixed $order ): void {
		if ( ! $order instanceof WC_Order || 'shop_order' !== $order->get_type() || in_array( $order->get_status(), self::DRAFTS, true ) ) {
			return;
		}
		$id = $order->get_id();
		if ( ! isset( $this->begun[ $id ] ) && $this->was_told( $id ) ) {
			return;
		}
		$this->begun[ $id ] = true;
		$this->publisher->publish( 'order.created', self::facts( $order ), $this->args( $order, 'created' ) );
		foreach ( $order->get_coupon_codes() as $code ) {
			$this->publisher->publish( 'coupon.used', self::facts( $order ) + array( 'code' => Plain_Text::of( (string) $code ) ), $this->args( $order, "coupon {$code}" ) );
		}
	}

	private function was_told( int $id ): bool {
		$query = Event_Query::from_params(
			array(
				'type'     => array( 'order.created' ),
				'subject'  => array( "order/{$id}" ),
				'per_page' => 1,
			),
			null
		);
		return array() !== $this->store->query( $query );
	}

	/**
	 * @return array<string, mixed>
	 */
	private static function facts( WC_Order $order ): array {
		return array(
			'id'         => $order->get_id(),
			'number'     => Plain_Text::of( (string) $order->get_order_number() ),
			'total'      => wc_format_decimal( $order->get_total(), wc_get_price_decimals() ),
			'currency'   => (string) $order->get_currency(),
			'items'      => (int) $order->get_item_count(),
			'first_name' => Plain_Text::of( (string) $order->get_billing_first_name() ),
		);
	}

	/**
	 * @return array<string, string>
	 */
	private function args( WC_Order $order, string $what ): array {
		return array(
			'subject' => 'order/' . $order->get_id(),
			'dedupe'  => 'order/' . $order->get_id() . " {$what}",
		);
	}
}
