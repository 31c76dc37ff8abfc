<?php
/**
 * Tests of what is told of orders.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Woocommerce;

use ActionScheduler_QueueRunner;
use Automattic\WooCommerce\Utilities\FeaturesUtil;
use Realtime_Events\Delivery\Work_Schedule;
use Realtime_Events\Events\Event;

require_once __DIR__ . '/class-shop-test-case.php';

final class Orders_Test extends Shop_Test_Case {

	public function test_an_order_is_one_event_with_its_items_and_total_however_often_it_is_saved(): void {
		$order = $this->create_order( array( 'status' => 'pending' ) );
		self::assertSame( array( 'order.created' ), $this->types( 'order.' ) );
		$event = $this->last( 'order.created' );
		self::assertSame( array( $order->get_id(), '19.00', 'EUR', 2, 'Vera' ), array( $event->data['id'], $event->data['total'], $event->data['currency'], $event->data['items'], $event->data['first_name'] ) );
		self::assertSame( array( 'shop', 'order/' . $order->get_id() ), array( $event->channel, $event->subject ) );

		$this->later( $order )->save();
		self::assertSame( array( 'order.created' ), $this->types( 'order.' ) );
		$this->assert_nothing_personal_was_told();
	}

	public function test_the_way_of_an_order_is_told_step_by_step(): void {
		$order = $this->create_order( array( 'status' => 'pending' ) );
		foreach ( array( 'processing', 'completed', 'cancelled' ) as $status ) {
			$order = $this->later( $order );
			$order->update_status( $status, 'Ring twice, please' );
		}
		$for_shop = array_filter( $this->told( 'order.' ), static fn( Event $event ): bool => 'shop' === $event->channel );
		self::assertSame( array( 'order.created', 'order.status_changed', 'order.status_changed', 'order.completed', 'order.status_changed' ), array_column( $for_shop, 'type' ) );
		$paid = $this->told( 'order.status_changed' )[0];
		self::assertSame( array( 'pending', 'processing', 'Pending payment', 'Processing' ), array( $paid->data['old'], $paid->data['new'], $paid->data['old_label'], $paid->data['new_label'] ) );
		$this->assert_nothing_personal_was_told();
	}

	public function test_a_customer_hears_of_the_own_order_on_a_channel_of_the_own(): void {
		$customer = $this->create_user( 'customer' );
		$order    = $this->create_order( array( 'status' => 'pending', 'customer_id' => $customer->ID ) );
		$this->later( $order )->update_status( 'processing' );
		[ $for_shop, $for_customer ] = $this->told( 'order.status_changed' );
		self::assertSame( array( 'shop', "user:$customer->ID" ), array( $for_shop->channel, $for_customer->channel ) );
		self::assertSame( array( array_intersect_key( $for_shop->data, $for_customer->data ), $for_shop->id ), array( $for_customer->data, $for_customer->causation_id ) );
	}

	public function test_a_draft_of_the_checkout_is_never_an_event(): void {
		$order = $this->create_order( array( 'status' => 'checkout-draft' ) );
		$order = $this->later( $order );
		$order->set_billing_first_name( 'Vera' );
		$order->save();
		$order = $this->later( $order );
		$order->add_order_note( 'A note of the shop itself' );
		$order->save();
		self::assertSame( array(), $this->types( 'order.' ) );

		$this->later( $order )->update_status( 'pending' );
		self::assertSame( array( 'order.created' ), $this->types( 'order.' ), 'Placed, it is an order.' );
	}

	public function test_a_draft_that_is_thrown_away_is_no_event(): void {
		$order = $this->create_order( array( 'status' => 'checkout-draft' ) );
		$this->later( $order )->delete( true );
		self::assertSame( array(), $this->types( 'order.' ) );
		self::assertSame( array(), $this->types( 'post.' ), 'An order that is kept as a post is no post.' );
	}

	public function test_money_that_goes_back_is_told_by_its_amount(): void {
		$order = $this->create_order( array( 'status' => 'processing' ) );
		$this->reset_request();
		$refund = wc_create_refund( array( 'order_id' => $order->get_id(), 'amount' => '4.25', 'reason' => 'Ring twice, please' ) );
		self::assertInstanceOf( \WC_Order_Refund::class, $refund );
		$event = $this->last( 'order.refunded' );
		self::assertSame( array( '4.25', $refund->get_id(), $order->get_id() ), array( $event->data['amount'], $event->data['refund_id'], $event->data['id'] ) );
		self::assertCount( 1, $this->told( 'order.refunded' ) );
		self::assertCount( 1, $this->told( 'order.created' ), 'A refund is no order.' );
		$this->assert_nothing_personal_was_told();
	}

	public function test_notes_of_people_are_told_and_those_that_the_shop_writes_itself_are_not(): void {
		$order = $this->create_order( array( 'status' => 'pending' ) );
		$this->act_as( 'administrator' );
		$order->add_order_note( 'Written by the shop' );
		self::assertSame( array(), $this->types( 'order.note_added' ) );
		$order->add_order_note( 'Packed, leaves today', 1, true );
		self::assertSame( array( 'Packed, leaves today', true ), array( $this->last( 'order.note_added' )->data['excerpt'], $this->last( 'order.note_added' )->data['customer_note'] ) );
	}

	public function test_an_order_in_a_transaction_that_is_rolled_back_never_happened(): void {
		wc_transaction_query( 'start' );
		$this->create_order( array( 'status' => 'pending' ) );
		self::assertSame( array( 'order.created' ), $this->types( 'order.' ) );
		wc_transaction_query( 'rollback' );
		self::assertSame( array(), $this->types( 'order.' ) );
	}

	public function test_the_checkout_of_blocks_makes_one_order_one_coupon_and_no_draft(): void {
		$this->enable_coupon();
		add_filter( 'woocommerce_store_api_disable_nonce_check', '__return_true' );
		$product = $this->create_product( array( 'manage_stock' => true, 'stock_quantity' => 5 ) );
		wc_load_cart();
		WC()->cart->add_to_cart( $product->get_id(), 2 );
		WC()->cart->apply_coupon( 'spring' );
		// As the page does when it is opened: a draft comes to be.
		self::assertSame( 200, $this->rest( 'GET', '/wc/store/v1/checkout' )->get_status() );
		self::assertSame( array(), $this->types( 'order.' ) );

		$response = $this->rest( 'POST', '/wc/store/v1/checkout', array( 'billing_address' => self::address() + array( 'address_2' => '', 'state' => '', 'company' => '' ), 'payment_method' => 'cod', 'customer_note' => self::SECRETS[5] ) );
		self::assertSame( 200, $response->get_status(), (string) wp_json_encode( $response->get_data() ) );
		$this->assert_placed( (int) $response->get_data()['order_id'] );
	}

	public function test_the_checkout_of_old_makes_one_order_and_one_coupon(): void {
		$this->enable_coupon();
		$product = $this->create_product( array( 'manage_stock' => true, 'stock_quantity' => 5 ) );
		wc_load_cart();
		WC()->cart->add_to_cart( $product->get_id(), 2 );
		WC()->cart->apply_coupon( 'spring' );
		WC()->cart->calculate_totals();
		$_POST = array( 'payment_method' => 'cod', 'order_comments' => self::SECRETS[5], 'woocommerce-process-checkout-nonce' => wp_create_nonce( 'woocommerce-process_checkout' ) );
		foreach ( self::address() as $field => $value ) {
			$_POST[ "billing_$field" ] = $value;
		}
		$_REQUEST = $_POST;
		$this->answer_http_with( 500 );

		// The checkout ends by leading the customer on; an Error is not caught by it.
		add_filter(
			'wp_redirect',
			static function ( string $to ): never {
				throw new \Error( $to );
			}
		);
		try {
			WC()->checkout()->process_checkout();
			self::fail( 'The checkout did not get that far: ' . wp_json_encode( wc_get_notices() ) );
		} catch ( \Error $redirected ) {
			self::assertMatchesRegularExpression( '/order-received[=\/](\d+)/', $redirected->getMessage() );
			preg_match( '/order-received[=\/](\d+)/', $redirected->getMessage(), $found );
		}
		$this->assert_placed( (int) $found[1] );
	}

	private function enable_coupon(): void {
		$coupon = new \WC_Coupon();
		$coupon->set_code( 'spring' );
		$coupon->set_amount( 10 );
		$coupon->set_discount_type( 'percent' );
		$coupon->save();
		$this->reset_request();
	}

	/**
	 * Two mugs, with the coupon, paid at the door.
	 */
	private function assert_placed( int $order_id ): void {
		$created = $this->told( 'order.created' );
		self::assertCount( 1, $created );
		self::assertSame( array( $order_id, '17.10', 2, 'Vera' ), array( $created[0]->data['id'], $created[0]->data['total'], $created[0]->data['items'], $created[0]->data['first_name'] ) );
		self::assertSame( array( 'spring' ), array_map( static fn( Event $event ) => $event->data['code'], $this->told( 'coupon.used' ) ) );
		self::assertSame( array( 3 ), array_map( static fn( Event $event ) => $event->data['stock'], $this->told( 'product.stock_changed' ) ) );
		self::assertSame( 'processing', $this->last( 'order.status_changed' )->data['new'] );
		$this->assert_nothing_personal_was_told();
	}

	public function test_visitors_hear_of_a_purchase_only_where_an_admin_lets_them_and_then_a_first_name_and_a_product(): void {
		$product = $this->create_product();
		$this->later( $this->create_order( array( 'status' => 'pending', 'product' => $product ) ) )->update_status( 'processing' );
		self::assertSame( array(), $this->types( 'product.purchased' ) );

		update_option( 'realtime_events', array( 'purchase_delay_minutes' => 0, 'types' => array( 'product.purchased' => array( 'enabled' => true, 'public' => true ) ) ) );
		$order = $this->later( $this->create_order( array( 'status' => 'pending', 'product' => $product ) ) );
		$order->update_status( 'processing' );
		$order = $this->later( $order );
		$order->update_status( 'completed' );
		[ $for_shop, $for_all ] = $this->told( 'product.purchased' );
		self::assertCount( 2, $this->told( 'product.purchased' ), 'Paid once, bought once.' );
		self::assertSame( array( 'shop', 'public' ), array( $for_shop->channel, $for_all->channel ) );
		self::assertSame( array( 'firstname' => 'Vera', 'product' => 'Blue mug', 'link' => $product->get_permalink() ), $for_all->data );
		self::assertSame( array( 'product/' . $product->get_id(), 0, '' ), array( $for_all->subject, $for_all->actor_id, $for_all->actor_name ) );
		$this->assert_nothing_personal_was_told();
	}

	public function test_a_purchase_is_held_back_by_the_action_scheduler_until_the_chosen_time(): void {
		update_option( 'realtime_events', array( 'purchase_delay_minutes' => 7, 'types' => array( 'product.purchased' => array( 'enabled' => true, 'public' => true ) ) ) );
		$order = $this->later( $this->create_order( array( 'status' => 'pending' ) ) );
		$order->update_status( 'processing' );
		self::assertSame( array(), $this->types( 'product.purchased' ) );
		$asked = as_get_scheduled_actions( array( 'hook' => Work_Schedule::TELL_PURCHASE, 'args' => array( $order->get_id() ), 'group' => 'realtime-events' ) );
		self::assertCount( 1, $asked );
		self::assertEqualsWithDelta( time() + 7 * MINUTE_IN_SECONDS, current( $asked )->get_schedule()->get_date()->getTimestamp(), 5 );

		// Time goes by.
		$this->reset_request();
		ActionScheduler_QueueRunner::instance()->process_action( (int) key( $asked ) );
		self::assertSame( array( 'shop', 'public' ), array_column( $this->told( 'product.purchased' ), 'channel' ) );
		$this->assert_nothing_personal_was_told();
	}

	public function test_woocommerce_is_told_that_both_kinds_of_orders_and_of_checkout_are_fine(): void {
		foreach ( array( 'custom_order_tables', 'cart_checkout_blocks' ) as $feature ) {
			self::assertContains( plugin_basename( \Realtime_Events\PLUGIN_FILE ), FeaturesUtil::get_compatible_plugins_for_feature( $feature )['compatible'], $feature );
		}
	}

	public function test_the_list_of_orders_has_the_column_beside_the_order(): void {
		$this->act_as( 'administrator' );
		require_once WC_ABSPATH . 'includes/admin/list-tables/class-wc-admin-list-table-orders.php';
		new \WC_Admin_List_Table_Orders();
		$expected = array( 'cb', 'order_number', 'realtime-events-live' );
		$in_posts = apply_filters( 'manage_shop_order_posts_columns', apply_filters( 'manage_posts_columns', array( 'cb' => '', 'title' => 'Title' ), 'shop_order' ) );

		self::assertSame( $expected, array_slice( array_keys( $in_posts ), 0, 3 ) );
		self::assertSame( $expected, array_slice( array_keys( apply_filters( 'manage_woocommerce_page_wc-orders_columns', array( 'cb' => '', 'order_number' => 'Order', 'order_date' => 'Date' ) ) ), 0, 3 ) );
	}
}
