<?php
/**
 * Ways out: the outbox and what empties it.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Delivery;

use Realtime_Events\Access\Api_Key;
use Realtime_Events\Access\Channels;
use Realtime_Events\Access\Signature;
use Realtime_Events\Container;
use Realtime_Events\Delivery\Servers\Event_File;
use Realtime_Events\Delivery\Servers\Event_Folder;
use Realtime_Events\Delivery\Servers\File_Forwarder;
use Realtime_Events\Delivery\Servers\File_Server;
use Realtime_Events\Delivery\Servers\Http_Client;
use Realtime_Events\Delivery\Servers\Http_Server;
use Realtime_Events\Delivery\Servers\Hub_Server;
use Realtime_Events\Delivery\Servers\Relay_Server;
use Realtime_Events\Delivery\Servers\Servers;
use Realtime_Events\Events\Clock;
use Realtime_Events\Events\Event_Store;
use Realtime_Events\Events\Event_Types;
use Realtime_Events\Module;
use Realtime_Events\Settings\Options;
use Realtime_Events\Settings\Profiles;

defined( 'ABSPATH' ) || exit;

/**
 * Ways out: the outbox and what empties it.
 *
 * @since 0.1.0
 */
final class Delivery_Module implements Module {

	// What Work_Schedule schedules. Named here, because what only listens should load no schedule.
	public const WORK  = 'realtime_events_work';
	public const SWEEP = 'realtime_events_sweep';
	public const PRUNE = 'realtime_events_prune';

	public function services( Container $container ): void {
		$container->set( Transactions::class, static fn(): Transactions => new Transactions() );
		$container->set( Response_End::class, static fn(): Response_End => new Response_End() );
		$container->set( Work_Schedule::class, static fn(): Work_Schedule => new Work_Schedule() );
		$container->set( Http_Client::class, static fn( Container $c ): Http_Client => new Http_Client( $c->get( Patience::class ) ) );
		$container->set( Patience::class, static fn(): Patience => new Patience() );
		$container->set( Retry_Policy::class, static fn(): Retry_Policy => new Retry_Policy( static fn( int $max ): int => random_int( 0, $max ) ) );
		$container->set( Circuit_Breaker::class, static fn( Container $c ): Circuit_Breaker => new Circuit_Breaker( $c->get( Clock::class ) ) );
		$container->set( Outbox::class, static fn( Container $c ): Outbox => new Outbox( $c->get( Clock::class ), $c->get( Event_Store::class ), $c->get( Transactions::class ), $c->get( Waiting_Events::class ) ) );
		$container->set( Waiting_Events::class, static fn( Container $c ): Waiting_Events => new Waiting_Events( $c->get( Transactions::class ) ) );
		$container->set( Settlement::class, static fn( Container $c ): Settlement => new Settlement( $c->get( Outbox::class ), $c->get( Retry_Policy::class ), $c->get( Clock::class ) ) );
		$container->set( Hub_Server::class, static fn( Container $c ): Hub_Server => new Hub_Server( $c->get( Options::class ), $c->get( Api_Key::class ), $c->get( Signature::class ), $c->get( Http_Client::class ), $c->get( Clock::class ) ) );
		$container->set( File_Forwarder::class, static fn( Container $c ): File_Forwarder => new File_Forwarder( $c->get( Options::class ), new Event_Folder(), $c->get( Hub_Server::class ) ) );
		$container->set( Lost_Rights::class, static fn( Container $c ): Lost_Rights => new Lost_Rights( $c->get( Revocations::class ) ) );
		$container->set(
			Revocations::class,
			static fn( Container $c ): Revocations => new Revocations(
				$c->get( Options::class ),
				$c->get( Hub_Server::class ),
				$c->get( Circuit_Breaker::class ),
				$c->get( Work_Schedule::class ),
				$c->get( Response_End::class ),
				$c->get( Patience::class ),
				$c->get( Clock::class )
			)
		);
		$container->set( Farewell::class, static fn( Container $c ): Farewell => new Farewell( $c->get( Hub_Server::class ), $c->get( Response_End::class ), $c->get( Patience::class ), $c->get( Clock::class ) ) );
		$container->set( Pruner::class, static fn( Container $c ): Pruner => new Pruner( $c->get( Options::class ), $c->get( Waiting_Events::class ), $c->get( Clock::class ) ) );
		$container->set(
			Servers::class,
			static fn( Container $c ): Servers => new Servers(
				$c->get( Options::class ),
				array(
					// By name: their constants would load all of them in every request with an event.
					'hub'  => static fn(): Hub_Server => $c->get( Hub_Server::class ),
					'http' => static fn(): Http_Server => new Http_Server( $c->get( Options::class ), $c->get( Api_Key::class ), $c->get( Signature::class ), $c->get( Http_Client::class ), $c->get( Clock::class ) ),
					'file' => static fn(): File_Server => new File_Server( new Event_Folder(), new Event_File(), $c->get( Options::class ), $c->get( Api_Key::class ) ),
				)
				+ array_map(
					static fn( string $profile ): \Closure => static fn(): Relay_Server => new Relay_Server( $profile, $c->get( Options::class ), $c->get( Api_Key::class ), $c->get( Channels::class ), $c->get( Http_Client::class ) ),
					array_combine( Profiles::RELAYS, Profiles::RELAYS )
				)
			)
		);
		$container->set(
			Dispatcher::class,
			static fn( Container $c ): Dispatcher => new Dispatcher(
				$c->get( Outbox::class ),
				$c->get( Servers::class ),
				$c->get( Settlement::class ),
				$c->get( Circuit_Breaker::class ),
				$c->get( Work_Schedule::class ),
				$c->get( Transactions::class ),
				$c->get( Response_End::class ),
				$c->get( Patience::class ),
				$c->get( Event_Types::class ),
				$c->get( Clock::class )
			)
		);
	}

	public function register( Container $container ): void {
		// Only a request in which something happened has an end that matters. Last of all, because the response ends here.
		$after_response = static function () use ( $container ): void {
			// The visitor does not even wait for what sends to be loaded.
			if ( $container->get( Outbox::class )->own_sites() ) {
				$container->get( Response_End::class )->reach();
			}
			$container->get( Dispatcher::class )->after_response();
		};
		add_action(
			'realtime_events_published',
			static function () use ( $container, $after_response ): void {
				add_action( 'shutdown', $after_response, PHP_INT_MAX, 0 );
				if ( $container->get( Outbox::class )->own_sites() ) {
					$container->get( Response_End::class )->prepare();
				}
			},
			10,
			0
		);
		add_action( self::WORK, $container->call( Dispatcher::class, 'flush' ), 10, 0 );
		add_action( self::SWEEP, $container->call( Dispatcher::class, 'flush' ), 10, 0 );
		add_action( self::SWEEP, $container->call( File_Forwarder::class, 'forward' ), 20, 0 );
		add_action( self::PRUNE, $container->call( Pruner::class, 'prune' ), 10, 0 );
		// Whose tokens no longer count, and the end of the request in which that happened.
		$withdraw = $container->call( Revocations::class, 'withdraw' );
		add_action( 'wp_logout', $withdraw, 10, 1 );
		add_action( 'remove_user_role', $withdraw, 10, 1 );
		add_action( 'revoked_super_admin', $withdraw, 10, 1 );
		add_action( 'remove_user_from_blog', $withdraw, 10, 1 );
		add_action( 'deleted_user', $withdraw, 10, 1 );
		add_action( 'after_password_reset', $container->call( Revocations::class, 'notice_password' ), 10, 1 );
		$notice_settings = $container->call( Lost_Rights::class, 'notice_settings' );
		add_action( 'add_option_realtime_events', $notice_settings, 10, 2 );
		add_action( 'update_option_realtime_events', $notice_settings, 10, 2 );
		$notice_user = $container->call( Lost_Rights::class, 'notice_user' );
		// By name, because both are fired for much else, and the class would be loaded for all of it.
		$of_user = static fn( mixed $meta_id, mixed $user_id, mixed $key, mixed $value ) => $GLOBALS['wpdb']->get_blog_prefix() . 'capabilities' === $key && $notice_user( $user_id, $value );
		add_action( 'update_user_meta', $of_user, 10, 4 );
		add_action( 'delete_user_meta', static fn( mixed $meta_ids, mixed $user_id, mixed $key ) => $of_user( $meta_ids, $user_id, $key, null ), 10, 3 );
		$notice_roles = $container->call( Lost_Rights::class, 'notice_roles' );
		add_action( 'updated_option', static fn( mixed $name, mixed $before, mixed $after ) => $GLOBALS['wpdb']->get_blog_prefix() . 'user_roles' === $name && $notice_roles( $before, $after ), 10, 3 );
		$after_withdrawal = $container->call( Revocations::class, 'after_response' );
		add_action( 'realtime_events_user_withdrawn', static fn(): bool => add_action( 'shutdown', $after_withdrawal, PHP_INT_MAX, 0 ), 10, 0 );
		add_action( self::WORK, $container->call( Revocations::class, 'retry' ), 10, 0 );
		add_action( self::SWEEP, $container->call( Revocations::class, 'retry' ), 10, 0 );
		// The hub that a change of address, name or key leaves behind.
		$after_farewell = $container->call( Farewell::class, 'after_response' );
		$remember       = static function ( mixed $value ) use ( $container, $after_farewell ): mixed {
			$container->get( Farewell::class )->remember();
			add_action( 'shutdown', $after_farewell, PHP_INT_MAX, 0 );
			return $value;
		};
		// By name, as above: the constants would load their classes in every request.
		add_filter( 'pre_update_option_realtime_events', $remember );
		add_filter( 'pre_update_option_realtime_events_api_key', $remember );
		add_action( 'delete_option', static fn( mixed $option ): mixed => in_array( $option, array( 'realtime_events', 'realtime_events_api_key' ), true ) ? $remember( $option ) : null );
		add_action( 'admin_init', $container->call( Work_Schedule::class, 'ensure' ), 10, 0 );
		add_filter( 'cron_schedules', $container->call( Work_Schedule::class, 'add_recurrence' ) ); // phpcs:ignore WordPress.WP.CronInterval -- Five minutes, and next to nothing to do.
		add_action( 'http_api_curl', array( Http_Client::class, 'set_timeouts' ), 10, 2 );
		add_action( 'update_option_realtime_events', $container->call( Dispatcher::class, 'notice_settings' ), 10, 2 );
		add_action( 'realtime_events_key_changed', $container->call( Dispatcher::class, 'start_over' ), 10, 0 );
	}
}
