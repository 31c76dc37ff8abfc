<?php
/**
 * The screens in wp-admin.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Admin;

use Realtime_Events\Access\Api_Key;
use Realtime_Events\Access\Channels;
use Realtime_Events\Container;
use Realtime_Events\Delivery\Delivery_Health;
use Realtime_Events\Delivery\Outbox;
use Realtime_Events\Delivery\Servers\Servers;
use Realtime_Events\Events\Event_Store;
use Realtime_Events\Events\Event_Types;
use Realtime_Events\Events\Personal_Records;
use Realtime_Events\Module;
use Realtime_Events\Settings\Options;
use Realtime_Events\Triage\Triage;
use Realtime_Events\Settings\Rejected_Input;
use Realtime_Events\Settings\Type_Choices;
use const Realtime_Events\PLUGIN_FILE;

defined( 'ABSPATH' ) || exit;

/**
 * The screens in wp-admin.
 *
 * @since 0.1.0
 */
final class Admin_Module implements Module {

	public function services( Container $container ): void {
		$container->set( Screen_Config::class, static fn( Container $c ): Screen_Config => new Screen_Config( $c->get( Options::class ), $c->get( Servers::class ), $c->get( Event_Types::class ) ) );
		$container->set( Assets::class, static fn( Container $c ): Assets => new Assets( $c->get( Screen_Config::class ) ) );
		$container->set( Hub_Command::class, static fn( Container $c ): Hub_Command => new Hub_Command( $c->get( Options::class ) ) );
		$container->set( Form_Values::class, static fn( Container $c ): Form_Values => new Form_Values( $c->get( Options::class ), $c->get( Rejected_Input::class ) ) );
		$container->set( Form_Fields::class, static fn( Container $c ): Form_Fields => new Form_Fields( $c->get( Form_Values::class ) ) );
		$container->set( Settings_Form::class, static fn( Container $c ): Settings_Form => new Settings_Form( $c->get( Form_Fields::class ), $c->get( Type_Fields::class ), $c->get( Header_Fields::class ) ) );
		$container->set( Type_Fields::class, static fn( Container $c ): Type_Fields => new Type_Fields( $c->get( Form_Fields::class ), $c->get( Form_Values::class ), $c->get( Event_Types::class ), $c->get( Type_Choices::class ) ) );
		$container->set( Header_Fields::class, static fn( Container $c ): Header_Fields => new Header_Fields( $c->get( Form_Fields::class ), $c->get( Form_Values::class ) ) );
		$container->set( Key_Form::class, static fn( Container $c ): Key_Form => new Key_Form( $c->get( Api_Key::class ) ) );
		$container->set(
			Settings_Config::class,
			static fn( Container $c ): Settings_Config => new Settings_Config(
				$c->get( Options::class ),
				$c->get( Api_Key::class ),
				$c->get( Event_Types::class ),
				$c->get( Hub_Command::class ),
				$c->get( Channels::class ),
				$c->get( Delivery_Health::class ),
				$c->get( Type_Choices::class )
			)
		);
		$container->set( Personal_Records::class, static fn( Container $c ): Personal_Records => new Personal_Records( $c->get( Event_Store::class ) ) );
		$container->set( Privacy::class, static fn( Container $c ): Privacy => new Privacy( $c->get( Personal_Records::class ), $c->get( Event_Types::class ), $c->get( Options::class ) ) );
		$container->set( Latest_Events::class, static fn( Container $c ): Latest_Events => new Latest_Events( $c->get( Event_Store::class ), $c->get( Event_Types::class ), $c->get( Channels::class ) ) );
		$container->set( Dashboard_Widget::class, static fn( Container $c ): Dashboard_Widget => new Dashboard_Widget( $c->get( Assets::class ), $c->get( Latest_Events::class ) ) );
		$container->set( Toolbar_Item::class, static fn( Container $c ): Toolbar_Item => new Toolbar_Item( $c->get( Assets::class ), $c->get( Servers::class ), $c->get( Open_Object::class ) ) );
		$container->set( Post_List::class, static fn( Container $c ): Post_List => new Post_List( $c->get( Assets::class ), $c->get( Event_Store::class ) ) );
		$container->set( Open_Object::class, static fn( Container $c ): Open_Object => new Open_Object( $c->get( Event_Store::class ) ) );
		$container->set( Welcome::class, static fn( Container $c ): Welcome => new Welcome( $c->get( Servers::class ) ) );
		$container->set( Feed_Page::class, static fn( Container $c ): Feed_Page => new Feed_Page( $c->get( Assets::class ), $c->get( Latest_Events::class ), $c->get( Triage::class ), $c->get( Channels::class ) ) );
		$container->set( Deliveries_Page::class, static fn( Container $c ): Deliveries_Page => new Deliveries_Page( $c->get( Assets::class ), $c->get( Outbox::class ) ) );
		$container->set(
			Settings_Page::class,
			static fn( Container $c ): Settings_Page => new Settings_Page(
				$c->get( Assets::class ),
				$c->get( Settings_Config::class ),
				$c->get( Settings_Form::class ),
				$c->get( Form_Values::class ),
				$c->get( Key_Form::class ),
				$c->get( Hub_Command::class )
			)
		);
		$container->set( Menu::class, static fn( Container $c ): Menu => new Menu( array( $c->get( Feed_Page::class ), $c->get( Deliveries_Page::class ), $c->get( Settings_Page::class ) ) ) );
	}

	public function register( Container $container ): void {
		add_action( 'admin_menu', $container->call( Menu::class, 'add' ), 10, 0 );
		add_action( 'current_screen', $container->call( Menu::class, 'load' ), 10, 1 );
		add_action( 'admin_enqueue_scripts', $container->call( Menu::class, 'enqueue' ), 10, 1 );
		add_action( 'wp_dashboard_setup', $container->call( Dashboard_Widget::class, 'add' ), 10, 0 );
		add_action( 'admin_enqueue_scripts', $container->call( Dashboard_Widget::class, 'enqueue' ), 10, 1 );
		add_action( 'admin_bar_menu', $container->call( Toolbar_Item::class, 'add' ), 90, 1 );
		add_action( 'admin_enqueue_scripts', $container->call( Toolbar_Item::class, 'enqueue' ), 10, 0 );
		add_filter( 'manage_posts_columns', $container->call( Post_List::class, 'add_column' ), 10, 2 );
		// After WooCommerce's own, at 10.
		add_filter( 'manage_product_posts_columns', $container->call( Post_List::class, 'place_products_column' ), 20, 1 );
		add_filter( 'manage_shop_order_posts_columns', $container->call( Post_List::class, 'add_orders_column' ), 20, 1 );
		add_filter( 'manage_pages_columns', $container->call( Post_List::class, 'add_column' ), 10, 1 );
		add_action( 'manage_posts_custom_column', $container->call( Post_List::class, 'render' ), 10, 2 );
		add_action( 'manage_pages_custom_column', $container->call( Post_List::class, 'render' ), 10, 2 );
		add_action( 'admin_enqueue_scripts', $container->call( Post_List::class, 'enqueue' ), 10, 0 );
		$list_orders = static function () use ( $container ): void {
			add_filter( 'manage_woocommerce_page_wc-orders_columns', $container->call( Post_List::class, 'add_orders_column' ), 10, 1 );
			add_action( 'manage_woocommerce_page_wc-orders_custom_column', $container->call( Post_List::class, 'render' ), 10, 2 );
		};
		// WooCommerce may be loaded before this plugin or after it, or not at all.
		did_action( 'woocommerce_loaded' ) ? $list_orders() : add_action( 'woocommerce_loaded', $list_orders, 10, 0 );
		add_filter( 'plugin_action_links_' . plugin_basename( PLUGIN_FILE ), $container->call( Menu::class, 'add_plugin_links' ), 10, 1 );
		add_action( 'activated_plugin', $container->call( Welcome::class, 'remember' ), 10, 2 );
		add_action( 'admin_init', $container->call( Welcome::class, 'go' ), 10, 0 );
		add_action( 'admin_init', $container->call( Settings_Form::class, 'register' ), 10, 0 );
		add_action( 'admin_init', $container->call( Privacy::class, 'suggest_policy' ), 10, 0 );
		add_filter( 'wp_privacy_personal_data_exporters', $container->call( Privacy::class, 'add_exporter' ), 10, 1 );
		add_filter( 'wp_privacy_personal_data_erasers', $container->call( Privacy::class, 'add_eraser' ), 10, 1 );
		add_filter( 'option_page_capability_realtime_events', $container->call( Settings_Form::class, 'capability' ), 10, 0 );
	}
}
