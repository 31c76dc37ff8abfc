<?php
/**
 * Tests of what is told of products.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Woocommerce;

use Realtime_Events\Events\Event;

require_once __DIR__ . '/class-shop-test-case.php';

final class Products_Test extends Shop_Test_Case {

	/**
	 * What was told of stock, in order: type and stock.
	 *
	 * @return list<string>
	 */
	private function stock_told(): array {
		$told = array_filter( $this->told( 'product.' ), static fn( Event $event ): bool => 'product.published' !== $event->type );
		return array_values( array_map( static fn( Event $event ): string => substr( $event->type, 8 ) . ' ' . ( $event->data['stock'] ?? '-' ), $told ) );
	}

	public function test_a_new_product_is_told_by_the_shop_alone(): void {
		$product = $this->create_product( array( 'name' => 'Cup &amp; saucer', 'sku' => 'C-1' ) );
		self::assertSame( array( 'product.published' ), $this->types( 'product.' ) );
		$event = $this->last( 'product.published' );
		self::assertSame( array( $product->get_id(), 'Cup & saucer', 'C-1', $product->get_permalink() ), array( $event->data['id'], $event->data['name'], $event->data['sku'], $event->data['url'] ) );
		self::assertSame( array(), $this->types( 'post.' ) );
		$product->set_name( 'Cup' );
		$product->save();
		self::assertSame( array( 'product.published' ), $this->types( 'product.' ) );
	}

	public function test_a_draft_that_is_published_tells_its_stock_with_that(): void {
		$product = $this->create_product( array( 'status' => 'draft' ) );
		$product->set_props( array( 'status' => 'publish', 'manage_stock' => true, 'stock_quantity' => 8 ) );
		$product->save();
		self::assertSame( array( 'product.published' ), $this->types( 'product.' ) );
		self::assertSame( 8, $this->last( 'product.published' )->data['stock'] );
	}

	public function test_stock_is_told_by_what_is_left(): void {
		update_option( 'woocommerce_notify_low_stock_amount', 2 );
		$product = $this->create_product( array( 'manage_stock' => true, 'stock_quantity' => 4 ) );
		foreach ( array( 3, 1, 0, 6 ) as $left ) {
			$this->reset_request();
			wc_update_product_stock( $product->get_id(), $left );
		}
		self::assertSame( array( 'stock_changed 3', 'stock_changed 1', 'out_of_stock 0', 'stock_changed 0', 'back_in_stock 6', 'stock_changed 6' ), $this->stock_told() );
	}

	public function test_an_order_that_takes_the_last_ones_tells_so_once(): void {
		update_option( 'woocommerce_notify_low_stock_amount', 2 );
		$product = $this->create_product( array( 'manage_stock' => true, 'stock_quantity' => 4 ) );
		foreach ( array( 'low_stock 2', 'out_of_stock 0' ) as $told ) {
			$this->later( $this->create_order( array( 'status' => 'pending', 'product' => wc_get_product( $product->get_id() ) ) ) )->update_status( 'processing' );
			self::assertContains( $told, $this->stock_told() );
		}
		self::assertSame( array( 'low_stock 2', 'out_of_stock 0', 'stock_changed 0', 'stock_changed 2' ), self::sorted( $this->stock_told() ) );
	}

	public function test_a_product_that_comes_back_without_being_counted_is_told_without_a_number(): void {
		$product = $this->create_product();
		foreach ( array( 'outofstock', 'outofstock', 'instock' ) as $status ) {
			$this->reset_request();
			wc_update_product_stock_status( $product->get_id(), $status );
		}
		self::assertSame( array( 'out_of_stock -', 'back_in_stock -' ), $this->stock_told() );
	}

	public function test_a_variation_is_told_by_the_product_it_is_edited_with(): void {
		$parent = new \WC_Product_Variable();
		$parent->set_name( 'Shirt' );
		$parent->save();
		$variation = new \WC_Product_Variation();
		$variation->set_parent_id( $parent->get_id() );
		$variation->set_manage_stock( true );
		$variation->set_stock_quantity( 3 );
		$variation->set_regular_price( '5' );
		$variation->save();
		self::assertSame( array(), $this->types( 'product.stock' ), 'A new variation has not changed.' );
		$this->reset_request();
		wc_update_product_stock( $variation->get_id(), 2 );
		$event = $this->last( 'product.stock_changed' );
		self::assertSame( array( $parent->get_id(), $variation->get_id(), 2 ), array( $event->data['id'], $event->data['product_id'], $event->data['stock'] ) );
	}

	public function test_visitors_are_told_the_stock_of_products_that_they_can_see(): void {
		update_option( 'realtime_events', array( 'types' => array( 'product.stock_changed' => array( 'enabled' => true, 'public' => true ) ) ) );
		$open   = $this->create_product( array( 'manage_stock' => true, 'stock_quantity' => 4, 'sku' => 'S-1' ) );
		$hidden = $this->create_product( array( 'manage_stock' => true, 'stock_quantity' => 4, 'status' => 'draft' ) );
		wc_update_product_stock( $open->get_id(), 3 );
		wc_update_product_stock( $hidden->get_id(), 3 );
		$public = array_values( array_filter( $this->told( 'product.stock_changed' ), static fn( Event $event ): bool => 'public' === $event->channel ) );
		self::assertCount( 1, $public );
		self::assertSame( array( 'id' => $open->get_id(), 'product_id' => $open->get_id(), 'name' => 'Blue mug', 'url' => $open->get_permalink(), 'stock' => 3 ), $public[0]->data );
		self::assertSame( 'product/' . $open->get_id(), $public[0]->subject );
	}

	public function test_a_review_is_told_with_its_stars_and_is_no_comment(): void {
		$product  = $this->create_product();
		$_POST    = array( 'rating' => '4', 'comment_post_ID' => (string) $product->get_id() );
		$_REQUEST = $_POST;
		wp_new_comment(
			array(
				'comment_post_ID'      => $product->get_id(),
				'comment_author'       => 'Rita',
				'comment_author_email' => self::SECRETS[1],
				'comment_author_url'   => '',
				'comment_content'      => 'A fine mug',
				'comment_type'         => 'review',
				'comment_parent'       => 0,
			)
		);
		self::assertSame( array(), $this->types( 'comment.' ) );
		self::assertCount( 1, $this->told( 'review.created' ) );
		$review = $this->last( 'review.created' );
		self::assertSame( array( 'Rita', 4, 'A fine mug', $product->get_id() ), array( $review->data['author'], $review->data['rating'], $review->data['excerpt'], $review->data['product_id'] ) );
		$this->assert_nothing_personal_was_told();
	}

	/**
	 * @param list<string> $texts Texts.
	 * @return list<string>
	 */
	private static function sorted( array $texts ): array {
		sort( $texts );
		return $texts;
	}

	public function test_the_list_of_products_has_the_column_beside_the_name(): void {
		$this->act_as( 'administrator' );
		require_once WC_ABSPATH . 'includes/admin/list-tables/class-wc-admin-list-table-products.php';
		new \WC_Admin_List_Table_Products();
		set_current_screen( 'edit-product' );
		$columns = apply_filters( 'manage_product_posts_columns', apply_filters( 'manage_posts_columns', array( 'cb' => '', 'title' => 'Title', 'date' => 'Date' ), 'product' ) );

		self::assertSame( array( 'cb', 'thumb', 'name', 'realtime-events-live' ), array_slice( array_keys( $columns ), 0, 4 ) );
	}
}
