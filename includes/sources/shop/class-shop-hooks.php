<?php
/**
 * The shop's hooks.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Sources\Shop;

use Automattic\WooCommerce\Utilities\FeaturesUtil;
use Realtime_Events\Container;
use Realtime_Events\Delivery\Work_Schedule;
use Realtime_Events\Events\Event_Store;
use Realtime_Events\Publishing\Publisher;
use Realtime_Events\Settings\Options;
use Realtime_Events\Sources\Sources_Module;
use const Realtime_Events\PLUGIN_FILE;

defined( 'ABSPATH' ) || exit;

/**
 * Every hook of WooCommerce that becomes an event. Loaded only where WooCommerce is.
 *
 * @since 0.1.0
 */
final class Shop_Hooks {

	/**
	 * Says how the shop's sources are built.
	 *
	 * @param Container $container Where the factories go.
	 */
	public static function services( Container $container ): void {
		$container->set( Order_Source::class, static fn( Container $c ): Order_Source => new Order_Source( $c->get( Publisher::class ), $c->get( Event_Store::class ) ) );
		$container->set( Purchase_Source::class, static fn( Container $c ): Purchase_Source => new Purchase_Source( $c->get( Publisher::class ), $c->get( Options::class ), $c->get( Work_Schedule::class ) ) );
		$container->set( Product_Source::class, static fn( Container $c ): Product_Source => new Product_Source( $c->get( Publisher::class ) ) );
	}

	/**
	 * Adds the hooks.
	 *
	 * @param Container $container Where the callbacks find their services.
	 */
	public static function register( Container $container ): void {
		self::services( $container );

		add_action( 'woocommerce_new_order', Sources_Module::hear( $container, Order_Source::class, 'created' ), 10, 2 );
		add_action( 'woocommerce_update_order', Sources_Module::hear( $container, Order_Source::class, 'saved' ), 10, 2 );
		add_action( 'woocommerce_checkout_order_processed', Sources_Module::hear( $container, Order_Source::class, 'checked_out' ), 10, 1 );
		add_action( 'woocommerce_store_api_checkout_order_processed', Sources_Module::hear( $container, Order_Source::class, 'checked_out' ), 10, 1 );
		add_action( 'woocommerce_order_status_changed', Sources_Module::hear( $container, Order_Source::class, 'status_changed' ), 10, 4 );
		add_action( 'woocommerce_order_status_changed', Sources_Module::hear( $container, Purchase_Source::class, 'status_changed' ), 10, 4 );
		add_action( Work_Schedule::TELL_PURCHASE, Sources_Module::hear( $container, Purchase_Source::class, 'tell_later' ), 10, 1 );
		add_action( 'woocommerce_order_refunded', Sources_Module::hear( $container, Order_Source::class, 'refunded' ), 10, 2 );
		add_action( 'woocommerce_order_note_added', Sources_Module::hear( $container, Order_Source::class, 'note_added' ), 10, 2 );

		add_action( 'woocommerce_low_stock', Sources_Module::hear( $container, Product_Source::class, 'low_stock' ), 10, 1 );
		add_action( 'woocommerce_no_stock', Sources_Module::hear( $container, Product_Source::class, 'out_of_stock' ), 10, 1 );
		add_action( 'woocommerce_product_set_stock', Sources_Module::hear( $container, Product_Source::class, 'stock_changed' ), 10, 1 );
		add_action( 'woocommerce_variation_set_stock', Sources_Module::hear( $container, Product_Source::class, 'stock_changed' ), 10, 1 );
		// Last of all, when nobody changes the product any more before it is saved.
		add_action( 'woocommerce_before_product_object_save', Sources_Module::hear( $container, Product_Source::class, 'saving' ), PHP_INT_MAX, 1 );
		add_action( 'woocommerce_product_set_stock_status', Sources_Module::hear( $container, Product_Source::class, 'stock_status_changed' ), 10, 3 );
		add_action( 'woocommerce_variation_set_stock_status', Sources_Module::hear( $container, Product_Source::class, 'stock_status_changed' ), 10, 3 );
		add_action( 'wp_after_insert_post', Sources_Module::hear( $container, Product_Source::class, 'saved' ), 10, 4 );
		// WooCommerce saves what makes a post a product after the post. A new variation is no new product.
		add_action( 'woocommerce_new_product_variation', Sources_Module::hear( $container, Product_Source::class, 'completed' ), 10, 2 );
		add_action( 'woocommerce_new_product', Sources_Module::hear( $container, Product_Source::class, 'completed' ), 10, 2 );
		add_action( 'woocommerce_update_product', Sources_Module::hear( $container, Product_Source::class, 'completed' ), 10, 2 );
		add_action( 'wp_insert_comment', Sources_Module::hear( $container, Product_Source::class, 'reviewed' ), 20, 1 );
		// WooCommerce writes the stars down after the review.
		add_action( 'comment_post', Sources_Module::hear( $container, Product_Source::class, 'reviewed' ), 20, 1 );
	}

	/**
	 * Tells WooCommerce that orders may be kept in its own tables, and that the checkout may be blocks.
	 */
	public static function declare_compatibility(): void {
		if ( class_exists( FeaturesUtil::class ) ) {
			FeaturesUtil::declare_compatibility( 'custom_order_tables', PLUGIN_FILE, true );
			FeaturesUtil::declare_compatibility( 'cart_checkout_blocks', PLUGIN_FILE, true );
		}
	}
}
