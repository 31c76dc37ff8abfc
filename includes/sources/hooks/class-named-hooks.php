<?php
/**
 * The hooks that admins name.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Sources\Hooks;

use Realtime_Events\Access\Channels;
use Realtime_Events\Container;
use Realtime_Events\Publishing\Publisher;
use Realtime_Events\Rest_Routes;

defined( 'ABSPATH' ) || exit;

/**
 * Listens to the actions that an admin named, and to all of them while somebody records.
 *
 * @since 0.1.0
 */
final class Named_Hooks {

	/** The option with what an admin named. Autoloaded: every request asks for it. */
	public const OPTION = 'realtime_events_hooks';

	/** Works out of the box: its first argument is the data. */
	public const BUILT_IN = array(
		'hook'     => 'my_custom_event',
		'label'    => '',
		'type'     => 'my_custom_event',
		'channel'  => 'editors',
		'severity' => 'info',
		'fields'   => array(),
	);

	/** The option that is there while somebody records. */
	public const RECORDING = 'realtime_events_recording';

	/** After everybody else, so that what they changed is told. */
	private const LAST = PHP_INT_MAX - 1;

	/** More arguments than any hook has. */
	private const ALL_ARGUMENTS = 99;

	/**
	 * Says how the services are built.
	 *
	 * @param Container $container Where the factories go.
	 */
	public static function services( Container $container ): void {
		$container->set( Hook_Mappings::class, static fn( Container $c ): Hook_Mappings => new Hook_Mappings( $c->get( Channels::class ) ) );
		$container->set( Hook_Source::class, static fn( Container $c ): Hook_Source => new Hook_Source( $c->get( Publisher::class ) ) );
		$container->set( Hook_Recorder::class, static fn(): Hook_Recorder => new Hook_Recorder() );
		$container->set( Hooks_Controller::class, static fn( Container $c ): Hooks_Controller => new Hooks_Controller( $c->get( Hook_Mappings::class ), $c->get( Hook_Recorder::class ) ) );
	}

	/**
	 * Adds the hooks.
	 *
	 * @param Container $container Where the callbacks find their services.
	 */
	public static function register( Container $container ): void {
		add_action( Rest_Routes::WANTED, $container->call( Hooks_Controller::class, 'register_routes' ), 10, 0 );
		$declare_types = $container->call( Hook_Mappings::class, 'declare_types' );
		add_action( 'realtime_events_register_types', static fn( mixed $types ) => count( self::mappings() ) > 1 && $declare_types( $types ), PHP_INT_MAX, 1 );
		foreach ( self::mappings() as $mapping ) {
			self::listen( $container, $mapping );
		}
		if ( isset( wp_load_alloptions()[ self::RECORDING ] ) && null !== Hook_Recorder::until() ) {
			add_action( 'all', $container->call( Hook_Recorder::class, 'hear' ), 10, self::ALL_ARGUMENTS );
			add_action( 'shutdown', $container->call( Hook_Recorder::class, 'keep' ), 10, 0 );
		}
	}

	/**
	 * The actions that are listened to, the built-in one first.
	 *
	 * @return list<array{ hook: string, label: string, type: string, channel: string, severity: string, fields: array<string, string> }>
	 */
	public static function mappings(): array {
		// Not get_option(): where nothing is stored that asks the database, in every request.
		$stored = maybe_unserialize( wp_load_alloptions()[ self::OPTION ] ?? '' );
		$stored = array_values( array_filter( is_array( $stored ) ? $stored : array(), 'is_array' ) );
		return array( self::BUILT_IN, ...array_map( static fn( array $mapping ): array => $mapping + array( 'label' => '' ), $stored ) );
	}

	/**
	 * Listens to one action.
	 *
	 * @param Container                                                                                             $container Where the source is found.
	 * @param array{ hook: string, type: string, channel: string, severity: string, fields: array<string, string> } $mapping   What becomes of it.
	 */
	public static function listen( Container $container, array $mapping ): void {
		add_filter(
			$mapping['hook'],
			static function ( mixed ...$arguments ) use ( $container, $mapping ): mixed {
				$container->get( Hook_Source::class )->fired( $mapping, $arguments );
				// An admin may have named a filter.
				return $arguments[0] ?? null;
			},
			self::LAST,
			self::ALL_ARGUMENTS
		);
	}
}
