<?php
/**
 * Tests of which of WooCommerce's hooks become which events, on doubles of its objects.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Sources;

use Realtime_Events\Access\Api_Key;
use Realtime_Events\Delivery\Work_Schedule;
use Realtime_Events\Events\Event;
use Realtime_Events\Events\Ledger_Schema;
use Realtime_Events\Tests\Support\Shop_Doubles;
use WC_Order;
use WC_Order_Item_Product;
use WC_Order_Refund;
use WC_Product;

require_once __DIR__ . '/class-source-test-case.php';
require_once __DIR__ . '/../support/woocommerce-doubles.php';

// phpcs:disable WordPress.NamingConventions.PrefixAllGlobals -- The hooks are WooCommerce's.

/**
 * The doubles' functions are seen by the sources alone, and the hooks are as they were after each test: no other test meets a shop.
 */
final class Shop_Sources_Test extends Source_Test_Case {

	/** What only the shop's own database may know of the customer. */
	private const PERSONAL = array(
		'billing_last_name'   => 'Nachname',
		'billing_email'       => 'customer@example.org',
		'billing_phone'       => '+49 170 1234567',
		'billing_address_1'   => 'Geheimweg 1',
		'billing_postcode'    => '50667',
		'customer_note'       => 'Ring twice, please',
		'customer_ip_address' => '203.0.113.77',
	);

	private const FACTS = array(
		'id'         => 900,
		'number'     => 'A-900',
		'total'      => '19.00',
		'currency'   => 'EUR',
		'items'      => 2,
		'first_name' => 'Vera',
	);

	private WC_Product $mug;

	protected function setUp(): void {
		parent::setUp();
		self::assertFalse( function_exists( 'wc_get_order' ), 'Without WooCommerce.' );
		register_post_type( 'product', array( 'public' => true ) );
		$this->mug = $this->product();
		// With a server, so that the outbox holds what is to be sent.
		update_option( 'realtime_events', array( 'server_url' => 'http://hub.example' ) );
		$this->service( Api_Key::class )->generate();
		do_action( 'woocommerce_loaded' );
		$this->reset_request();
	}

	protected function tearDown(): void {
		Shop_Doubles::clear();
		unregister_post_type( 'product' );
		parent::tearDown();
	}

	/**
	 * @param array<string, mixed> $data What differs.
	 */
	private function product( array $data = array() ): WC_Product {
		$post = $this->create_post(
			array(
				'post_type'   => 'product',
				'post_title'  => 'Blue mug',
				'post_status' => $data['status'] ?? 'publish',
			)
		);
		return self::double_of( $post->ID, $data );
	}

	/**
	 * @param array<string, mixed> $data What differs.
	 */
	private static function double_of( int $id, array $data = array() ): WC_Product {
		Shop_Doubles::$products[ $id ] = new WC_Product(
			$data + array(
				'id'             => $id,
				'parent_id'      => 0,
				'name'           => 'Blue &amp; white mug',
				'sku'            => 'M-1',
				'status'         => 'publish',
				'permalink'      => "http://example.org/?p=$id",
				'stock_quantity' => 3,
				'stock_status'   => 'instock',
			)
		);
		return Shop_Doubles::$products[ $id ];
	}

	/**
	 * @param array<string, mixed> $data What differs.
	 */
	private function order( array $data = array() ): WC_Order {
		$item  = new WC_Order_Item_Product(
			array(
				'product'  => $this->mug,
				'quantity' => 2,
			)
		);
		$order = new WC_Order(
			$data + array(
				'id'                 => 900,
				'type'               => 'shop_order',
				'status'             => 'pending',
				'order_number'       => 'A-900',
				'total'              => '19',
				'currency'           => 'EUR',
				'item_count'         => 2,
				'customer_id'        => 0,
				'coupon_codes'       => array(),
				'items'              => array( $item ),
				'billing_first_name' => 'Vera',
			) + self::PERSONAL
		);

		Shop_Doubles::$orders[900] = $order;
		return $order;
	}

	private function change( WC_Order $order, string $to ): void {
		$this->reset_request();
		$from                  = $order->data['status'];
		$order->data['status'] = $to;
		do_action( 'woocommerce_order_status_changed', 900, $from, $to, $order );
	}

	private function assert_nothing_personal_is_stored( string ...$more ): void {
		global $wpdb;
		$stored = '';
		foreach ( array( Ledger_Schema::table(), $this->outbox_table() ) as $table ) {
			$rows = $wpdb->get_results( $wpdb->prepare( 'SELECT * FROM %i', $table ), ARRAY_A );
			self::assertNotEmpty( $rows );
			foreach ( $rows as $row ) {
				$stored .= implode( "\n", array_map( 'strval', $row ) ) . "\n";
			}
		}
		$stored .= wp_json_encode( array_map( static fn( Event $event ): array => $event->to_cloudevent(), $this->told( '' ) ), JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES );
		self::assertStringContainsString( 'Vera', $stored );
		foreach ( array( ...array_values( self::PERSONAL ), ...$more ) as $secret ) {
			self::assertStringNotContainsString( $secret, $stored );
		}
	}

	/**
	 * @testWith ["woocommerce_new_order"]
	 *           ["woocommerce_checkout_order_processed"]
	 *           ["woocommerce_store_api_checkout_order_processed"]
	 */
	public function test_an_order_that_was_placed_is_one_event_by_whatever_way_and_however_often( string $hook ): void {
		$order = $this->order();
		$args  = array(
			'woocommerce_new_order'                          => array( 900, $order ),
			'woocommerce_checkout_order_processed'           => array( 900, array(), $order ),
			'woocommerce_store_api_checkout_order_processed' => array( $order ),
		)[ $hook ];
		do_action( $hook, ...$args );
		do_action( 'woocommerce_update_order', 900, $order );
		$this->reset_request();
		do_action( $hook, ...$args );
		do_action( 'woocommerce_update_order', 900, $order );

		self::assertSame( array( 'order.created' ), $this->types( 'order.' ) );
		$event = $this->last( 'order.created' );
		self::assertSame( array( self::FACTS, 'shop', 'order/900' ), array( $event->data, $event->channel, $event->subject ) );
		$this->assert_nothing_personal_is_stored();
	}

	public function test_an_order_is_told_with_the_items_and_total_that_it_has_at_the_end_of_the_request(): void {
		$order = $this->order( array( 'total' => '0', 'item_count' => 0 ) );
		do_action( 'woocommerce_new_order', 900, $order );
		$order->data['total']      = '19';
		$order->data['item_count'] = 2;
		do_action( 'woocommerce_update_order', 900, $order );
		self::assertSame( array( self::FACTS ), array_column( $this->told( 'order.' ), 'data' ) );
	}

	public function test_a_draft_of_the_checkout_is_no_event_until_it_is_placed(): void {
		$order = $this->order( array( 'status' => 'checkout-draft' ) );
		do_action( 'woocommerce_new_order', 900, $order );
		do_action( 'woocommerce_update_order', 900, $order );
		do_action( 'woocommerce_store_api_checkout_order_processed', $order );
		do_action( 'woocommerce_order_status_changed', 900, 'pending', 'checkout-draft', $order );
		self::assertSame( array(), $this->types( 'order.' ) );
		$this->change( $order, 'pending' );
		self::assertSame( array( 'order.created' ), $this->types( 'order.' ) );
	}

	public function test_a_status_is_told_with_what_it_was_and_is_and_a_completed_order_once_more(): void {
		$order = $this->order();
		$this->change( $order, 'processing' );
		$this->change( $order, 'completed' );
		$for_shop = array_values( array_filter( $this->told( 'order.' ), static fn( Event $event ): bool => 'shop' === $event->channel ) );
		self::assertSame( array( 'order.status_changed', 'order.status_changed', 'order.completed' ), array_column( $for_shop, 'type' ) );
		$change = array(
			'old'       => 'pending',
			'new'       => 'processing',
			'old_label' => 'Pending payment',
			'new_label' => 'Processing',
		);
		self::assertSame( array( self::FACTS + $change, self::FACTS ), array( $for_shop[0]->data, $for_shop[2]->data ) );
		$this->assert_nothing_personal_is_stored();
	}

	public function test_a_customer_hears_of_the_status_alone_on_the_accounts_channel_and_a_guest_on_the_orders(): void {
		$customer = $this->create_user( 'subscriber' )->ID;
		foreach ( array( "user:$customer" => $customer, 'order:900' => 0 ) as $channel => $id ) {
			$order  = $this->order( array( 'customer_id' => $id ) );
			$before = count( $this->told( 'order.' ) );
			$this->reset_request();
			$worker = $this->act_as( $this->create_user( 'administrator', array( 'display_name' => 'Wanda Worker' ) ) );

			$order->data['status'] = 'processing';
			do_action( 'woocommerce_order_status_changed', 900, 'pending', 'processing', $order );
			$told = array_slice( $this->told( 'order.' ), $before );
			self::assertSame( array( 'shop', $channel ), array_column( $told, 'channel' ) );
			self::assertSame( array( $worker->ID, 'Wanda Worker' ), array( $told[0]->actor_id, $told[0]->actor_name ) );
			self::assertSame( array( 0, '', $told[0]->id ), array( $told[1]->actor_id, $told[1]->actor_name, $told[1]->causation_id ) );
			self::assertSame( array( 'id', 'number', 'old', 'new', 'old_label', 'new_label' ), array_keys( $told[1]->data ) );
			self::assertStringNotContainsString( 'Wanda', (string) wp_json_encode( $told[1]->to_cloudevent() ) );
		}
		$this->assert_nothing_personal_is_stored();
	}

	public function test_money_that_goes_back_is_told_by_its_amount(): void {
		$this->order();
		Shop_Doubles::$orders[901] = new WC_Order_Refund( array( 'id' => 901, 'type' => 'shop_order_refund', 'amount' => '4.25', 'reason' => self::PERSONAL['customer_note'] ) );
		do_action( 'woocommerce_order_refunded', 900, 901 );
		self::assertSame( array( 'order.refunded' ), $this->types( 'order.' ) );
		self::assertSame( self::FACTS + array( 'refund_id' => 901, 'amount' => '4.25' ), $this->last( 'order.refunded' )->data );
		$this->assert_nothing_personal_is_stored();
	}

	public function test_notes_of_people_are_told_and_those_of_the_shop_itself_are_not(): void {
		$order               = $this->order();
		Shop_Doubles::$notes = array(
			1 => (object) array( 'content' => 'Status changed', 'customer_note' => false, 'added_by' => 'system' ),
			2 => (object) array( 'content' => '<b>Packed</b>', 'customer_note' => true, 'added_by' => 'Wanda' ),
		);
		do_action( 'woocommerce_order_note_added', 1, $order );
		self::assertSame( array(), $this->types( 'order.' ) );
		do_action( 'woocommerce_order_note_added', 2, $order );
		self::assertSame( self::FACTS + array( 'excerpt' => 'Packed', 'customer_note' => true ), $this->last( 'order.note_added' )->data );
		$this->assert_nothing_personal_is_stored();
	}

	public function test_each_coupon_of_an_order_is_told_once(): void {
		$order = $this->order( array( 'coupon_codes' => array( 'spring', 'vip' ) ) );
		do_action( 'woocommerce_new_order', 900, $order );
		do_action( 'woocommerce_checkout_order_processed', 900, array(), $order );
		self::assertSame( array( self::FACTS + array( 'code' => 'spring' ), self::FACTS + array( 'code' => 'vip' ) ), array_column( $this->told( 'coupon.used' ), 'data' ) );
		$this->assert_nothing_personal_is_stored();
	}

	/**
	 * @testWith ["woocommerce_low_stock", "product.low_stock"]
	 *           ["woocommerce_no_stock", "product.out_of_stock"]
	 *           ["woocommerce_product_set_stock", "product.stock_changed"]
	 *           ["woocommerce_variation_set_stock", "product.stock_changed"]
	 */
	public function test_stock_is_told_with_what_is_left_and_a_variation_by_its_product( string $hook, string $type ): void {
		$id        = $this->mug->get_id();
		$variation = self::double_of( 7007, array( 'parent_id' => $id, 'sku' => 'M-2', 'stock_quantity' => 1 ) );
		do_action( $hook, $this->mug );
		do_action( $hook, $variation );
		$told = $this->told( 'product.' );
		self::assertSame( array( $type, $type ), array_column( $told, 'type' ) );
		$mug = array(
			'id'         => $id,
			'product_id' => $id,
			'name'       => 'Blue & white mug',
			'sku'        => 'M-1',
			'url'        => "http://example.org/?p=$id",
			'stock'      => 3,
		);
		self::assertSame( array( $mug, 'shop', "product/$id" ), array( $told[0]->data, $told[0]->channel, $told[0]->subject ) );
		self::assertSame( array( $id, 7007, 1 ), array( $told[1]->data['id'], $told[1]->data['product_id'], $told[1]->data['stock'] ) );
	}

	/**
	 * @testWith ["woocommerce_product_set_stock_status"]
	 *           ["woocommerce_variation_set_stock_status"]
	 */
	public function test_a_product_that_runs_out_and_comes_back_is_told_when_it_changes_and_only_then( string $hook ): void {
		$this->mug->data['stock_quantity'] = null;
		foreach ( array( 'outofstock', 'outofstock', 'onbackorder', 'outofstock', 'instock', 'instock' ) as $status ) {
			$this->reset_request();
			$this->mug->changes = $status === $this->mug->data['stock_status'] ? array() : array( 'stock_status' => $status );
			do_action( 'woocommerce_before_product_object_save', $this->mug, null );
			do_action( $hook, $this->mug->get_id(), $status, $this->mug );
			$this->mug->data    = $this->mug->changes + $this->mug->data;
			$this->mug->changes = array();
		}
		self::assertSame( array( 'product.out_of_stock', 'product.out_of_stock', 'product.back_in_stock' ), $this->types( 'product.' ) );
		self::assertArrayNotHasKey( 'stock', $this->last( 'product.back_in_stock' )->data, 'It is not counted.' );
	}

	public function test_a_product_is_published_once_with_what_is_saved_after_the_post_and_a_draft_or_a_post_is_not(): void {
		$this->create_post();
		$draft = $this->create_post( array( 'post_type' => 'product', 'post_status' => 'draft' ) );
		do_action( 'woocommerce_new_product', $draft->ID, self::double_of( $draft->ID, array( 'status' => 'draft' ) ) );
		self::assertSame( array(), $this->types( 'product.' ) );

		$product = $this->product( array( 'sku' => 'N-1', 'stock_quantity' => 8 ) );
		do_action( 'woocommerce_product_set_stock', $product );
		do_action( 'woocommerce_new_product', $product->get_id(), $product );
		do_action( 'woocommerce_update_product', $product->get_id(), $product );
		self::assertSame( array( 'product.published' ), $this->types( 'product.' ) );
		$data = $this->last( 'product.published' )->data;
		self::assertSame( array( $product->get_id(), 'N-1', 8 ), array( $data['id'], $data['sku'], $data['stock'] ) );
	}

	public function test_a_review_is_told_once_with_its_stars_and_spam_or_a_comment_is_not(): void {
		$post = get_post( $this->mug->get_id() );
		$this->create_comment( $post );
		$this->create_comment( $post, array( 'comment_type' => 'review', 'comment_approved' => 'spam' ) );
		self::assertSame( array(), $this->types( 'review.' ) );

		$review = $this->create_comment( $post, array( 'comment_type' => 'review', 'comment_author' => 'Vera', 'comment_author_email' => self::PERSONAL['billing_email'], 'comment_content' => 'A <i>fine</i> mug' ) );
		update_comment_meta( (int) $review->comment_ID, 'rating', '4' );
		do_action( 'comment_post', (int) $review->comment_ID, 1, array() );
		self::assertSame( array( 'review.created' ), $this->types( 'review.' ) );
		$data = array(
			'id'         => (int) $review->comment_ID,
			'product_id' => $post->ID,
			'name'       => 'Blue & white mug',
			'author'     => 'Vera',
			'rating'     => 4,
			'excerpt'    => 'A fine mug',
		);
		self::assertSame( $data, $this->last( 'review.created' )->data );
		$this->assert_nothing_personal_is_stored();
	}

	public function test_a_purchase_is_told_only_while_visitors_may_hear_of_it_and_then_a_first_name_and_a_product(): void {
		$this->change( $this->order(), 'processing' );
		self::assertSame( array(), $this->types( 'product.' ) );

		$this->make_purchases_public( 0 );
		$order = $this->order();
		$this->change( $order, 'processing' );
		$this->change( $order, 'completed' );
		[ $for_shop, $for_all ] = $this->told( 'product.' );
		self::assertCount( 2, $this->told( 'product.' ), 'Paid once, bought once.' );
		self::assertSame( array( 'shop', 900, 2 ), array( $for_shop->channel, $for_shop->data['order_id'], $for_shop->data['quantity'] ) );
		$data = array(
			'firstname' => 'Vera',
			'product'   => 'Blue & white mug',
			'link'      => $this->mug->get_permalink(),
		);
		self::assertSame( array( 'public', $data, 'product/' . $this->mug->get_id() ), array( $for_all->channel, $for_all->data, $for_all->subject ) );
		$this->assert_nothing_personal_is_stored();
	}

	private function make_purchases_public( int $delay_minutes, bool $is_public = true ): void {
		update_option(
			'realtime_events',
			array(
				'server_url'             => 'http://hub.example',
				'purchase_delay_minutes' => $delay_minutes,
				'types'                  => array( 'product.purchased' => array( 'enabled' => true, 'public' => $is_public ) ),
			)
		);
	}

	/**
	 * The time that a purchase is held back is over.
	 */
	private function time_is_over( WC_Order $order ): void {
		$this->reset_request();
		do_action( Work_Schedule::TELL_PURCHASE, $order->get_id() );
	}

	public function test_until_the_chosen_time_is_over_there_is_no_trace_of_a_purchase(): void {
		$this->make_purchases_public( 7 );
		$order = $this->order();
		$this->change( $order, 'processing' );
		self::assertSame( array(), $this->told( 'product.' ), 'Neither in the ledger nor on its way.' );
		self::assertEqualsWithDelta( time() + 7 * MINUTE_IN_SECONDS, wp_next_scheduled( Work_Schedule::TELL_PURCHASE, array( $order->get_id() ) ), 2 );
		$this->change( $order, 'failed' );
		$this->change( $order, 'processing' );
		self::assertCount( 1, array_filter( _get_cron_array(), static fn( array $hooks ): bool => isset( $hooks[ Work_Schedule::TELL_PURCHASE ] ) ), 'Paid twice within that time, told once.' );

		$this->time_is_over( $order );
		self::assertSame( array( 'shop', 'public' ), array_column( $this->told( 'product.' ), 'channel' ) );
		self::assertEqualsWithDelta( time() * 1000, $this->last( 'product.purchased' )->time_ms, 5000, 'Of when it was told, which says nothing of when it was bought.' );
	}

	public function test_a_purchase_that_was_taken_back_meanwhile_is_not_told(): void {
		$this->make_purchases_public( 7 );
		$order = $this->order();
		$this->change( $order, 'processing' );
		$this->change( $order, 'refunded' );
		$this->time_is_over( $order );
		self::assertSame( array(), $this->told( 'product.' ) );
	}

	public function test_a_purchase_is_not_told_where_the_admin_thought_better_of_it_meanwhile(): void {
		$this->make_purchases_public( 7 );
		$order = $this->order();
		$this->change( $order, 'processing' );
		$this->make_purchases_public( 7, false );
		$this->time_is_over( $order );
		self::assertSame( array(), $this->told( 'product.' ) );
	}

	public function test_woocommerce_is_told_that_both_kinds_of_orders_and_of_checkout_are_fine(): void {
		do_action( 'before_woocommerce_init' );
		self::assertSame( array( array( 'custom_order_tables', \Realtime_Events\PLUGIN_FILE, true ), array( 'cart_checkout_blocks', \Realtime_Events\PLUGIN_FILE, true ) ), Shop_Doubles::$compatible );
	}
}
