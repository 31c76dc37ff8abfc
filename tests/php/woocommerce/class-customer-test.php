<?php
/**
 * Tests of what a customer is told of an order.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Woocommerce;

use Realtime_Events\Blocks\Orders\Order_Status_Block;
use Realtime_Events\Events\Event;

require_once __DIR__ . '/class-shop-test-case.php';

final class Customer_Test extends Shop_Test_Case {

	/**
	 * @return list<Event> What was told on channels that are neither the shop's nor everybody's.
	 */
	private function told_to_customers(): array {
		return array_values( array_filter( $this->told( 'order.' ), static fn( Event $event ): bool => 'shop' !== $event->channel ) );
	}

	public function test_a_guest_hears_of_the_status_and_of_nothing_else(): void {
		$order = $this->create_order( array( 'status' => 'pending' ) );
		$this->act_as( 'administrator' );
		$this->later( $order )->update_status( 'processing' );
		$told = $this->told_to_customers();
		self::assertCount( 1, $told );
		self::assertSame( 'order:' . $order->get_id(), $told[0]->channel );
		self::assertSame( array( 'id', 'number', 'old', 'new', 'old_label', 'new_label' ), array_keys( $told[0]->data ) );
		self::assertSame( 'Processing', $told[0]->data['new_label'] );
		self::assertSame( array( 0, '' ), array( $told[0]->actor_id, $told[0]->actor_name ), 'Who works in the shop is not told.' );
		$this->assert_nothing_personal_was_told();
	}

	public function test_who_has_an_account_hears_of_it_there(): void {
		$customer = $this->create_user( 'subscriber' );
		$order    = $this->create_order(
			array(
				'status'      => 'pending',
				'customer_id' => $customer->ID,
			)
		);
		$this->later( $order )->update_status( 'completed' );
		self::assertSame( array( "user:$customer->ID" ), array_column( $this->told_to_customers(), 'channel' ) );
	}

	public function test_who_asks_to_be_forgotten_is_gone_from_what_was_told_of_orders_and_others_are_not(): void {
		update_option( 'realtime_events', array( 'purchase_delay_minutes' => 0, 'types' => array( 'product.purchased' => array( 'enabled' => true, 'public' => true ) ) ) );
		$this->later( $this->create_order( array( 'status' => 'pending' ) ) )->update_status( 'processing' );
		$other = $this->create_order( array( 'status' => 'pending' ) );
		$other->set_billing_email( 'other@example.org' );
		$other->set_billing_first_name( 'Olga' );
		$other->save();
		$this->later( $other )->update_status( 'processing' );
		$names = fn(): string => (string) wp_json_encode( array_column( $this->told( '' ), 'data' ) );
		self::assertStringContainsString( 'Vera', $names() );

		$email = wc_get_order( $this->told( 'order.created' )[0]->data['id'] )->get_billing_email();
		$tool  = static fn( string $kind ): array => apply_filters( "wp_privacy_personal_data_$kind", array() )['realtime-events']['callback']( $email, 1 );
		self::assertStringContainsString( 'Vera', (string) wp_json_encode( $tool( 'exporters' ) ) );
		self::assertTrue( $tool( 'erasers' )['items_removed'] );
		self::assertStringNotContainsString( 'Vera', $names() );
		self::assertSame( 2, substr_count( (string) wp_json_encode( array_column( $this->told( 'product.purchased' ), 'data' ) ), 'Olga' ), 'For the shop and for everybody.' );
	}

	public function test_the_order_is_opened_by_its_key(): void {
		$order = $this->create_order( array( 'status' => 'processing' ) );
		$route = "/realtime-events/v1/orders/{$order->get_id()}/status";
		self::assertSame( 'Processing', $this->rest( 'POST', $route, array( 'key' => $order->get_order_key() ) )->get_data()['label'] );
		self::assertSame( 404, $this->rest( 'POST', $route, array( 'key' => 'wc_order_guess' ) )->get_status() );
		$draft = $this->create_order( array( 'status' => 'checkout-draft' ) );
		self::assertSame( 404, $this->rest( 'POST', "/realtime-events/v1/orders/{$draft->get_id()}/status", array( 'key' => $draft->get_order_key() ) )->get_status() );
	}

	/**
	 * A page of WooCommerce's, as its shortcode prints it.
	 *
	 * @param string                $shortcode Which page.
	 * @param string                $endpoint  What of it.
	 * @param array<string, string> $query     The page's address.
	 */
	private function page( string $shortcode, string $endpoint, int $order_id, array $query = array() ): string {
		$GLOBALS['wp']->query_vars[ $endpoint ] = $order_id;
		set_query_var( $endpoint, $order_id );
		$_GET = $query;
		try {
			return do_shortcode( "[$shortcode]" );
		} finally {
			unset( $GLOBALS['wp']->query_vars[ $endpoint ] );
			set_query_var( $endpoint, '' );
			$_GET = array();
		}
	}

	private static function assert_shows( string $status, string $html, string $key ): void {
		self::assertSame( 1, substr_count( $html, 'data-wp-interactive="' . Order_Status_Block::NAME . '"' ), $html );
		self::assertStringContainsString( ">$status</strong>", $html );
		self::assertStringNotContainsString( "\"$key\"", $html );
		self::assertStringNotContainsString( 'eyJ', $html, 'No token.' );
	}

	public function test_the_status_stands_on_the_page_that_thanks_a_guest(): void {
		$order = $this->create_order( array( 'status' => 'processing' ) );
		$html  = $this->page( 'woocommerce_checkout', 'order-received', $order->get_id(), array( 'key' => $order->get_order_key() ) );
		self::assertStringContainsString( 'woocommerce-order', $html, 'It is WooCommerce’s page.' );
		self::assert_shows( 'Processing', $html, $order->get_order_key() );
	}

	public function test_the_status_stands_on_the_accounts_page_of_the_order(): void {
		$customer = $this->create_user( 'customer' );
		$order    = $this->create_order(
			array(
				'status'      => 'on-hold',
				'customer_id' => $customer->ID,
			)
		);
		$this->act_as( $customer );
		$html = $this->page( 'woocommerce_my_account', 'view-order', $order->get_id() );
		self::assertStringContainsString( 'order-status', $html, 'It is WooCommerce’s page.' );
		self::assert_shows( 'On hold', $html, $order->get_order_key() );
	}

	public function test_nobody_else_sees_it_there(): void {
		$order = $this->create_order(
			array(
				'status'      => 'on-hold',
				'customer_id' => $this->create_user( 'customer' )->ID,
			)
		);
		$this->act_as( 'customer' );
		self::assertStringNotContainsString( 'realtime-events', $this->page( 'woocommerce_my_account', 'view-order', $order->get_id() ) );
		self::assertStringNotContainsString( 'realtime-events', $this->page( 'woocommerce_checkout', 'order-received', $order->get_id(), array( 'key' => 'wc_order_guess' ) ) );
	}
}
