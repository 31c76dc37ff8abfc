<?php
/**
 * Tests of the blocks where there is a shop.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Woocommerce;

use WP_Block_Patterns_Registry;
use WP_Block_Type_Registry;

require_once __DIR__ . '/class-shop-test-case.php';

final class Blocks_Test extends Shop_Test_Case {

	public function test_a_shop_has_notices_of_purchases_and_of_returns_to_stock_and_a_pattern_for_products(): void {
		$variations = WP_Block_Type_Registry::get_instance()->get_registered( 'realtime-events/notice' )->get_variations();
		self::assertSame( array( 'post-published', 'announcement', 'purchase', 'back-in-stock' ), array_column( $variations, 'name' ) );
		self::assertTrue( WP_Block_Patterns_Registry::get_instance()->is_registered( 'realtime-events/product' ) );
	}

	public function test_a_notice_is_not_in_cart_and_checkout_unless_an_editor_wants_it_there(): void {
		$block = '<!-- wp:realtime-events/notice /-->';
		self::assertNotSame( '', do_blocks( $block ) );
		foreach ( array( 'woocommerce_is_cart', 'woocommerce_is_checkout' ) as $page ) {
			add_filter( $page, '__return_true' );
			self::assertSame( '', do_blocks( $block ), $page );
			self::assertNotSame( '', do_blocks( '<!-- wp:realtime-events/notice {"hideInCheckout":false} /-->' ), $page );
			remove_filter( $page, '__return_true' );
		}
	}

	public function test_a_counter_says_what_is_left_of_a_product(): void {
		$product = $this->create_product( array( 'manage_stock' => true, 'stock_quantity' => 3 ) );
		$counter = sprintf( '<!-- wp:realtime-events/counter {"counts":"stock","object":%d} /-->', $product->get_id() );
		self::assertStringContainsString( '>3 left in stock<', do_blocks( $counter ) );
		self::assertSame( '', do_blocks( sprintf( '<!-- wp:realtime-events/counter {"counts":"stock","object":%d} /-->', $this->create_product()->get_id() ) ), 'Nobody counts it.' );
	}
}
