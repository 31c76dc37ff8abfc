<?php
/**
 * Doubles of what the shop's sources ask WooCommerce. They are not WooCommerce.
 *
 * They hold what a test gave them and fire no hook: the tests fire WooCommerce's hooks themselves, with the arguments that WooCommerce documents.
 * Left out is all the rest: storage, carts, checkouts, totals, stock that goes down with an order, statuses that follow from one another. That
 * WooCommerce really fires these hooks so, in both storages, is what tests/php/woocommerce holds, on a real one.
 *
 * The functions are in the namespace of the sources, where PHP looks first: for everybody else, and for the tests that follow, there is no shop.
 *
 * @package Realtime_Events
 */

// phpcs:disable Universal.Namespaces, Universal.Files, Generic.Files.OneObjectStructurePerFile, Generic.Classes.DuplicateClassName -- Doubles of several namespaces, one beside the other.

declare( strict_types=1 );

namespace Realtime_Events\Tests\Support {

	/**
	 * What there is in the shop of a test.
	 */
	final class Shop_Doubles {

		/**
		 * Orders and refunds by id.
		 *
		 * @var array<int, Shop_Thing>
		 */
		public static array $orders = array();

		/**
		 * Products by id.
		 *
		 * @var array<int, Shop_Thing>
		 */
		public static array $products = array();

		/**
		 * Notes by id.
		 *
		 * @var array<int, object>
		 */
		public static array $notes = array();

		/**
		 * What the plugin said it is compatible with.
		 *
		 * @var list<array{ string, string, bool }>
		 */
		public static array $compatible = array();

		public static function clear(): void {
			self::$orders     = array();
			self::$products   = array();
			self::$notes      = array();
			self::$compatible = array();
		}
	}

	/**
	 * A thing with properties: `get_total()` answers with `total`, and what it was not given is an error.
	 */
	abstract class Shop_Thing {

		/**
		 * What was changed and not saved.
		 *
		 * @var array<string, mixed>
		 */
		public array $changes = array();

		/**
		 * @param array<string, mixed> $data Properties by name.
		 */
		public function __construct( public array $data ) {
		}

		/**
		 * @return array<string, mixed>
		 */
		public function get_data(): array {
			return $this->data;
		}

		/**
		 * @return array<string, mixed>
		 */
		public function get_changes(): array {
			return $this->changes;
		}

		/**
		 * @param list<mixed> $arguments None that count here.
		 */
		public function __call( string $method, array $arguments ): mixed {
			$all  = $this->changes + $this->data;
			$name = str_starts_with( $method, 'get_' ) ? substr( $method, 4 ) : '';
			if ( ! array_key_exists( $name, $all ) ) {
				throw new \Error( sprintf( 'The double of %s has no %s().', static::class, $method ) );
			}
			return $all[ $name ];
		}
	}
}

namespace {
	use Realtime_Events\Tests\Support\Shop_Thing;

	if ( ! class_exists( 'WC_Order' ) ) {
		class WC_Order extends Shop_Thing {
		}
		// As in WooCommerce, a refund is no WC_Order.
		class WC_Order_Refund extends Shop_Thing {
		}
		class WC_Order_Item_Product extends Shop_Thing {
		}
		class WC_Product extends Shop_Thing {
		}
	}
}

namespace Automattic\WooCommerce\Utilities {
	use Realtime_Events\Tests\Support\Shop_Doubles;

	if ( ! class_exists( FeaturesUtil::class ) ) {
		class FeaturesUtil {
			public static function declare_compatibility( string $feature, string $plugin_file, bool $is_compatible = true ): bool {
				Shop_Doubles::$compatible[] = array( $feature, $plugin_file, $is_compatible );
				return true;
			}
		}
	}
}

namespace Realtime_Events\Sources\Shop {
	use Realtime_Events\Tests\Support\Shop_Doubles;

	if ( ! function_exists( 'wc_get_order' ) ) {
		function wc_get_order( mixed $order = false ): object|false {
			return is_object( $order ) ? $order : ( Shop_Doubles::$orders[ (int) $order ] ?? false );
		}

		function wc_get_order_note( int $id ): ?object {
			return Shop_Doubles::$notes[ $id ] ?? null;
		}

		function wc_get_order_status_name( string $status ): string {
			return array( 'pending' => 'Pending payment', 'on-hold' => 'On hold' )[ $status ] ?? ucfirst( $status );
		}

		/**
		 * @return list<string>
		 */
		function wc_get_is_paid_statuses(): array {
			return array( 'processing', 'completed' );
		}

		function wc_get_price_decimals(): int {
			return 2;
		}

		function wc_format_decimal( float|int|string $number, int $decimals ): string {
			return number_format( (float) $number, $decimals, '.', '' );
		}

		function wc_get_product( int $id ): object|false {
			return Shop_Doubles::$products[ $id ] ?? false;
		}
	}
}
