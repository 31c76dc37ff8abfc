<?php
/**
 * Blocks for visitors.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Blocks;

use Realtime_Events\Container;
use Realtime_Events\Delivery\Servers\Servers;
use Realtime_Events\Events\Event_Store;
use Realtime_Events\Events\Event_Types;
use Realtime_Events\Module;
use Realtime_Events\Publishing\Publisher;
use Realtime_Events\Rest_Routes;
use Realtime_Events\Settings\Options;

defined( 'ABSPATH' ) || exit;

/**
 * Blocks for visitors: notices, a feed and numbers, rendered by the server and alive after.
 *
 * @since 0.1.0
 */
final class Blocks_Module implements Module {

	/** Of admin-post. Named here, because what only listens should load no page. */
	public const ANNOUNCE_ACTION = 'realtime_events_announce';

	public function services( Container $container ): void {
		Orders\Order_Hooks::services( $container );
		$container->set(
			Blocks_On_Demand::class,
			static fn( Container $c ): Blocks_On_Demand => new Blocks_On_Demand(
				static function () use ( $c ): void {
					add_filter( 'script_module_data_' . Live_Module::ID, $c->call( Live_Module::class, 'data' ) );
					$c->get( Live_Module::class )->register();
					$c->get( Block_Registry::class )->register();
					$c->get( Value_Binding::class )->register();
					$c->get( Block_Patterns::class )->register();
				}
			)
		);
		$container->set( Block_Registry::class, static fn(): Block_Registry => new Block_Registry() );
		$container->set( Block_Patterns::class, static fn(): Block_Patterns => new Block_Patterns() );
		$container->set( Public_Ledger::class, static fn( Container $c ): Public_Ledger => new Public_Ledger( $c->get( Event_Store::class ) ) );
		$container->set( Public_Sentences::class, static fn( Container $c ): Public_Sentences => new Public_Sentences( $c->get( Event_Types::class ), $c->get( Options::class ) ) );
		$container->set( Item_Factory::class, static fn(): Item_Factory => new Item_Factory() );
		$container->set( Live_Number::class, static fn( Container $c ): Live_Number => new Live_Number( $c->get( Public_Ledger::class ) ) );
		$container->set( Live_Module::class, static fn( Container $c ): Live_Module => new Live_Module( $c->get( Options::class ), $c->get( Public_Ledger::class ), $c->get( Servers::class ), $c->get( Event_Types::class ), $c->get( Public_Polling::class ) ) );
		$container->set( Public_Polling::class, static fn( Container $c ): Public_Polling => new Public_Polling( $c->get( Options::class ) ) );
		$container->set( Announcements::class, static fn(): Announcements => new Announcements() );
		$container->set( Announcement_Page::class, static fn( Container $c ): Announcement_Page => new Announcement_Page( $c->get( Publisher::class ), $c->get( Public_Ledger::class ) ) );
		$container->set( Value_Binding::class, static fn( Container $c ): Value_Binding => new Value_Binding( $c->get( Live_Number::class ) ) );
		$container->set( Editor_Data::class, static fn( Container $c ): Editor_Data => new Editor_Data( $c->get( Public_Sentences::class ) ) );
		$container->set( Notice_Block::class, static fn( Container $c ): Notice_Block => new Notice_Block( $c->get( Public_Sentences::class ), $c->get( Public_Ledger::class ), $c->get( Item_Factory::class ) ) );
		$container->set( Feed_Block::class, static fn( Container $c ): Feed_Block => new Feed_Block( $c->get( Public_Sentences::class ), $c->get( Public_Ledger::class ), $c->get( Item_Factory::class ) ) );
		$container->set( Counter_Block::class, static fn( Container $c ): Counter_Block => new Counter_Block( $c->get( Live_Number::class ) ) );
	}

	public function register( Container $container ): void {
		Orders\Order_Hooks::register( $container );
		add_action( 'init', $container->call( Blocks_On_Demand::class, 'begin' ), 10, 0 );
		// After WordPress has asked for those of all blocks.
		add_action( 'enqueue_block_assets', $container->call( Block_Registry::class, 'take_back_styles' ), 20, 0 );
		$make_live = $container->call( Value_Binding::class, 'make_live' );
		// Every block of every page comes by here.
		add_filter( 'render_block', static fn( mixed $html, array $parsed, mixed $block ): mixed => empty( $parsed['attrs']['metadata']['bindings'] ) ? $html : $make_live( $html, $parsed, $block ), 10, 3 );
		// After the rule that nothing may be cached.
		add_filter( 'rest_post_dispatch', Rest_Routes::only( $container->call( Public_Polling::class, 'let_cache' ) ), 20, 3 );
		// After the menu that it belongs to.
		add_action( 'admin_menu', $container->call( Announcement_Page::class, 'add' ), 20 );
		add_action( 'admin_post_' . self::ANNOUNCE_ACTION, $container->call( Announcement_Page::class, 'handle' ) );
		add_action( 'realtime_events_register_types', static fn( Event_Types $types ) => $types->declare_later( 'site', $container->call( Announcements::class, 'declare_type' ) ) );
		add_action( 'enqueue_block_editor_assets', $container->call( Editor_Data::class, 'print' ) );
	}
}
