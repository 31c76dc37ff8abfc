<?php
/**
 * Tests of a site without WooCommerce.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Sources;

use Realtime_Events\Tests\Test_Case;

/**
 * In a process of its own, because other tests load what is of the shop.
 */
final class Without_Shop_Test extends Test_Case {

	/** The process writes. */
	protected const ROLLS_BACK = false;

	public function test_where_woocommerce_is_absent_nothing_of_the_shop_is_loaded_hooked_or_told(): void {
		$output = (string) shell_exec( escapeshellarg( PHP_BINARY ) . ' ' . escapeshellarg( __DIR__ . '/processes/without-shop.php' ) );
		$found  = json_decode( $output, true );
		self::assertIsArray( $found, $output );
		self::assertSame( array( array(), array() ), array( $found['classes'], $found['functions'] ) );
		// What waits for WooCommerce itself to load, and the customer's page that only WooCommerce shows.
		self::assertEqualsCanonicalizing( array( 'before_woocommerce_init', 'woocommerce_loaded', 'woocommerce_before_thankyou', 'woocommerce_view_order' ), $found['hooks'] );
		self::assertContains( 'post.published', $found['told'] );
		self::assertSame( array(), preg_grep( '/^(order|product|review|coupon)\./', $found['told'] ) );
	}
}
