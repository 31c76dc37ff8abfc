<?php
/**
 * The block that tells a customer how the order stands.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Blocks\Orders;

defined( 'ABSPATH' ) || exit;

/**
 * Renders how an order stands on the pages on which WooCommerce shows the order itself, and to whom it does. Everywhere else
 * it prints nothing, so that no cache can ever have it. Neither the order's key nor a token is in the HTML.
 *
 * @since 0.1.0
 */
final class Order_Status_Block {

	public const NAME = 'realtime-events/order-status';

	public function __construct( private readonly Order_Access $access ) {
	}

	/**
	 * The block as HTML, escaped.
	 */
	public function render(): string {
		$order = $this->order_of_page();
		if ( ! $order ) {
			return '';
		}
		$context = array(
			'order'      => $order->id,
			'status'     => $order->status,
			'label'      => $order->label,
			'isAccounts' => $order->has_account(),
			'hasChanged' => false,
			'changed'    => '',
			'spoken'     => '',
			/* translators: %s: a time of day. */
			'changedAt'  => __( 'Changed at %s', 'realtime-events' ),
			/* translators: %s: status of an order. */
			'isNow'      => __( 'Your order is now: %s', 'realtime-events' ),
			'route'      => rest_url( "realtime-events/v1/orders/{$order->id}/status" ),
			'nonceRoute' => admin_url( 'admin-ajax.php?action=rest-nonce' ),
		);
		return sprintf(
			'<div %1$s %2$s><p class="wp-block-realtime-events-order-status__line"><span class="wp-block-realtime-events-order-status__dot" aria-hidden="true"></span>'
			. '<span class="wp-block-realtime-events-order-status__order">%3$s</span> <strong class="wp-block-realtime-events-order-status__label" data-wp-text="context.label"></strong></p>'
			. '<p class="wp-block-realtime-events-order-status__note"><span data-wp-bind--hidden="context.hasChanged">%4$s</span><span data-wp-bind--hidden="!context.hasChanged"><span data-wp-text="context.changed"></span> · <a href="">%5$s</a></span></p>'
			. '<p class="wp-block-realtime-events-order-status__spoken" role="status" data-wp-text="context.spoken"></p></div>',
			get_block_wrapper_attributes(
				array(
					'data-wp-interactive'        => self::NAME,
					'data-wp-init'               => 'callbacks.start',
					'data-wp-bind--data-status'  => 'context.status',
					'data-wp-class--has-changed' => 'context.hasChanged',
				)
			),
			wp_interactivity_data_wp_context( $context ),
			/* translators: %s: number of an order. */
			esc_html( sprintf( __( 'Order #%s', 'realtime-events' ), $order->number ) ),
			esc_html__( 'This page shows by itself when it changes.', 'realtime-events' ),
			// An empty address is the page itself: what else WooCommerce says on it is as old as the page.
			esc_html__( 'Reload for all details', 'realtime-events' )
		);
	}

	/**
	 * Prints the block where WooCommerce shows an order, unless it stands on the page already.
	 *
	 * @param mixed $order_id The order.
	 */
	public function print_for( mixed $order_id ): void {
		/**
		 * Filters whether a customer's order pages show live how the order stands, without a block having been put there.
		 *
		 * @since 0.1.0
		 *
		 * @param bool $shows    Default true.
		 * @param int  $order_id The order.
		 */
		if ( ! apply_filters( 'realtime_events_show_order_status', true, (int) $order_id ) || self::stands_on_page() ) {
			return;
		}
		// phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- render() escapes everything.
		echo do_blocks( '<!-- wp:' . self::NAME . ' /-->' );
	}

	/**
	 * Offers the block only where there are orders.
	 *
	 * @param array<string, mixed> $args Of a block type.
	 * @param string               $name Its name.
	 * @return array<string, mixed>
	 */
	public static function offer( array $args, string $name ): array {
		if ( self::NAME === $name && ! function_exists( 'wc_get_order' ) ) {
			$args['supports'] = array( 'inserter' => false ) + (array) ( $args['supports'] ?? array() );
		}
		return $args;
	}

	private function order_of_page(): ?Customer_Order {
		$received = (int) get_query_var( 'order-received' );
		$viewed   = (int) get_query_var( 'view-order' );
		// phpcs:ignore WordPress.Security.NonceVerification.Recommended, WordPress.Security.ValidatedSanitizedInput -- WooCommerce's own link to the order; only compared.
		$key   = $received && is_string( $_GET['key'] ?? null ) ? wp_unslash( $_GET['key'] ) : '';
		$order = $this->access->open( $received ? $received : $viewed, $key, get_current_user_id() );
		return is_wp_error( $order ) ? null : $order;
	}

	private static function stands_on_page(): bool {
		$template = $GLOBALS['_wp_current_template_content'] ?? '';
		return has_block( self::NAME ) || ( is_string( $template ) && has_block( self::NAME, $template ) );
	}
}
