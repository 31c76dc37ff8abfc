<?php
/**
 * The command wp realtime-events.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Cli;

use Realtime_Events\Access\Api_Key;
use Realtime_Events\Container;
use Realtime_Events\Delivery\Circuit_Breaker;
use Realtime_Events\Delivery\Delivery_Desk;
use Realtime_Events\Delivery\Delivery_Log;
use Realtime_Events\Delivery\Dispatcher;
use Realtime_Events\Delivery\Outbox;
use Realtime_Events\Delivery\Pruner;
use Realtime_Events\Delivery\Servers\Servers;
use Realtime_Events\Diagnostics\Doctor;
use Realtime_Events\Events\Event_Store;
use Realtime_Events\Events\Event_Types;
use Realtime_Events\Module;
use Realtime_Events\Publishing\Publisher;
use Realtime_Events\Settings\Options;
use WP_CLI;

defined( 'ABSPATH' ) || exit;

/**
 * The command wp realtime-events.
 *
 * @since 0.1.0
 */
final class Cli_Module implements Module {

	public function services( Container $container ): void {
		$container->set( Event_Printer::class, static fn(): Event_Printer => new Event_Printer() );
		$container->set( Deliveries_Command::class, static fn( Container $c ): Deliveries_Command => new Deliveries_Command( $c->get( Delivery_Log::class ), $c->get( Delivery_Desk::class ) ) );
		$container->set( Work_Command::class, static fn( Container $c ): Work_Command => new Work_Command( $c->get( Dispatcher::class ), $c->get( Pruner::class ) ) );
		$container->set( Key_Command::class, static fn( Container $c ): Key_Command => new Key_Command( $c->get( Api_Key::class ) ) );
		$container->set( Doctor_Command::class, static fn( Container $c ): Doctor_Command => new Doctor_Command( $c->get( Doctor::class ) ) );
		$container->set(
			Main_Command::class,
			static fn( Container $c ): Main_Command => new Main_Command(
				$c->get( Publisher::class ),
				$c->get( Event_Store::class ),
				$c->get( Event_Types::class ),
				$c->get( Outbox::class ),
				$c->get( Circuit_Breaker::class ),
				$c->get( Servers::class ),
				$c->get( Options::class ),
				$c->get( Event_Printer::class )
			)
		);
	}

	public function register( Container $container ): void {
		Failed_Reads::register();
		WP_CLI::add_hook(
			'after_wp_load',
			static function () use ( $container ): void {
				WP_CLI::add_command( 'realtime-events', $container->get( Main_Command::class ) );
				foreach ( array( 'flush', 'work', 'prune' ) as $work ) {
					WP_CLI::add_command( "realtime-events {$work}", array( $container->get( Work_Command::class ), $work ) );
				}
				WP_CLI::add_command( 'realtime-events deliveries', $container->get( Deliveries_Command::class ) );
				WP_CLI::add_command( 'realtime-events doctor', $container->get( Doctor_Command::class ) );
				WP_CLI::add_command( 'realtime-events key', $container->get( Key_Command::class ) );
			}
		);
	}
}
