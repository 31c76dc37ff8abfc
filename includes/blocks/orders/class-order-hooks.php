<?php
/**
 * The shop's hooks that a customer's pages need.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Blocks\Orders;

use Realtime_Events\Access\Rate_Limiter;
use Realtime_Events\Access\Token_Issuer;
use Realtime_Events\Container;
use Realtime_Events\Delivery\Servers\Servers;
use Realtime_Events\Rest_Routes;
use Realtime_Events\Settings\Options;

defined( 'ABSPATH' ) || exit;

/**
 * What customers see of their orders.
 *
 * @since 0.1.0
 */
final class Order_Hooks {

	/** Before WooCommerce's own table of what was ordered. */
	private const BEFORE_DETAILS = 5;

	/**
	 * Says how its services are built.
	 *
	 * @param Container $container Where the factories go.
	 */
	public static function services( Container $container ): void {
		$container->set( Orders::class, static fn(): Orders => new WooCommerce_Orders() );
		$container->set( Order_Access::class, static fn( Container $c ): Order_Access => new Order_Access( $c->get( Orders::class ) ) );
		$container->set( Order_Status_Block::class, static fn( Container $c ): Order_Status_Block => new Order_Status_Block( $c->get( Order_Access::class ) ) );
		$container->set(
			Order_Status_Controller::class,
			static fn( Container $c ): Order_Status_Controller => new Order_Status_Controller(
				$c->get( Order_Access::class ),
				$c->get( Token_Issuer::class ),
				$c->get( Rate_Limiter::class ),
				$c->get( Servers::class ),
				$c->get( Options::class )
			)
		);
	}

	/**
	 * Adds the hooks.
	 *
	 * @param Container $container Where the callbacks find their services.
	 */
	public static function register( Container $container ): void {
		add_action( Rest_Routes::WANTED, $container->call( Order_Status_Controller::class, 'register_routes' ), 10, 0 );
		add_action( 'woocommerce_before_thankyou', $container->call( Order_Status_Block::class, 'print_for' ) );
		add_action( 'woocommerce_view_order', $container->call( Order_Status_Block::class, 'print_for' ), self::BEFORE_DETAILS );
	}
}
