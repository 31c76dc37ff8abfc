<?php
/**
 * What the tests with a real WooCommerce have in common.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Woocommerce;

use Automattic\WooCommerce\Utilities\OrderUtil;
use Realtime_Events\Tests\Sources\Source_Test_Case;
use WC_Order;
use WC_Product_Simple;

require_once __DIR__ . '/../sources/class-source-test-case.php';

/**
 * A shop with customers and products, whose orders are where REALTIME_EVENTS_TEST_ORDERS says.
 */
abstract class Shop_Test_Case extends Source_Test_Case {

	/** WooCommerce has transactions of its own. */
	protected const ROLLS_BACK = false;

	protected const SECRETS = array( 'Nachname', 'customer@example.org', '+49 170 1234567', 'Geheimweg', '50667', 'Ring twice, please' );

	protected function setUp(): void {
		parent::setUp();
		add_filter( 'pre_wp_mail', '__return_true' );
		self::assertSame( 'tables' === getenv( 'REALTIME_EVENTS_TEST_ORDERS' ), OrderUtil::custom_orders_table_usage_is_enabled(), 'The orders are where they should be.' );
		wc_load_cart();
		WC()->cart->empty_cart();
		wc_clear_notices();
	}

	/**
	 * @param array<string, mixed> $props As the setters of a product are called.
	 */
	protected function create_product( array $props = array() ): WC_Product_Simple {
		$product = new WC_Product_Simple();
		$product->set_props(
			$props + array(
				'name'          => 'Blue mug',
				'regular_price' => '9.50',
				'virtual'       => true,
			)
		);
		$product->save();
		$this->reset_request();
		return wc_get_product( $product->get_id() );
	}

	/**
	 * The address of a customer of whom nothing but the first name may be told.
	 *
	 * @return array<string, string>
	 */
	protected static function address(): array {
		return array(
			'first_name' => 'Vera',
			'last_name'  => self::SECRETS[0],
			'email'      => self::SECRETS[1],
			'phone'      => self::SECRETS[2],
			'address_1'  => self::SECRETS[3] . ' 1',
			'city'       => 'Köln',
			'postcode'   => self::SECRETS[4],
			'country'    => 'DE',
		);
	}

	/**
	 * An order as a plugin or the dashboard makes one.
	 *
	 * @param array<string, mixed> $args As wc_create_order() takes them, and `product`.
	 */
	protected function create_order( array $args = array() ): WC_Order {
		$product = $args['product'] ?? $this->create_product();
		unset( $args['product'] );
		$order = wc_create_order( $args );
		self::assertInstanceOf( WC_Order::class, $order );
		$order->add_product( $product, 2 );
		$order->set_address( self::address(), 'billing' );
		$order->set_customer_note( self::SECRETS[5] );
		$order->calculate_totals();
		$order->save();
		return $order;
	}

	/**
	 * A later request, in which the order is read from the database.
	 */
	protected function later( WC_Order $order ): WC_Order {
		$this->reset_request();
		$again = wc_get_order( $order->get_id() );
		self::assertInstanceOf( WC_Order::class, $again );
		return $again;
	}

	protected function assert_nothing_personal_was_told(): void {
		$all = (string) wp_json_encode( array_map( static fn( $event ) => $event->to_cloudevent(), $this->told( '' ) ), JSON_UNESCAPED_UNICODE );
		foreach ( self::SECRETS as $secret ) {
			self::assertStringNotContainsString( $secret, $all );
		}
	}
}
