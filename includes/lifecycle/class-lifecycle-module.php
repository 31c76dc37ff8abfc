<?php
/**
 * Activation, tables, upgrades and removal.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Lifecycle;

use Realtime_Events\Container;
use Realtime_Events\Delivery\Work_Schedule;
use Realtime_Events\Module;
use Realtime_Events\Triage\Standing;
use const Realtime_Events\PLUGIN_FILE;

defined( 'ABSPATH' ) || exit;

/**
 * Activation, tables, upgrades and removal.
 *
 * @since 0.1.0
 */
final class Lifecycle_Module implements Module {

	/** Raised with every change of a table. Named here, because a request in which nothing is to be upgraded should load no upgrader. */
	public const DB_VERSION = 6;

	/** Autoloaded, so that looking at it costs a request no query. */
	public const DB_VERSION_OPTION = 'realtime_events_db_version';

	public function services( Container $container ): void {
		$container->set( Sites::class, static fn(): Sites => new Sites() );
		$container->set( Upgrader::class, static fn( Container $c ): Upgrader => new Upgrader( array( 4 => static fn() => $c->get( Standing::class )->rebuild() ) ) );
		$container->set( Activation::class, static fn( Container $c ): Activation => new Activation( $c->get( Upgrader::class ), $c->get( Work_Schedule::class ), $c->get( Sites::class ) ) );
		$container->set( Uninstaller::class, static fn( Container $c ): Uninstaller => new Uninstaller( $c->get( Sites::class ), $c->get( Work_Schedule::class ) ) );
	}

	public function register( Container $container ): void {
		register_activation_hook( PLUGIN_FILE, $container->call( Activation::class, 'activate' ) );
		register_deactivation_hook( PLUGIN_FILE, $container->call( Activation::class, 'deactivate' ) );
		$upgrade = $container->call( Upgrader::class, 'maybe_upgrade' );
		add_action( 'plugins_loaded', static fn() => (int) get_option( self::DB_VERSION_OPTION ) < self::DB_VERSION && $upgrade(), 10, 0 );
		add_action( 'wp_initialize_site', $container->call( Activation::class, 'set_up_new_site' ), 100 );
		add_filter( 'wpmu_drop_tables', $container->call( Activation::class, 'drop_with_site' ) );
	}
}
