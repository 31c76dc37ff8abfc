<?php
/**
 * Ways in: every event passes through the publisher.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Publishing;

use Realtime_Events\Access\Api_Key;
use Realtime_Events\Access\Channels;
use Realtime_Events\Access\Rate_Limiter;
use Realtime_Events\Container;
use Realtime_Events\Delivery\Delivery_Module;
use Realtime_Events\Delivery\Outbox;
use Realtime_Events\Delivery\Response_End;
use Realtime_Events\Delivery\Servers\Servers;
use Realtime_Events\Delivery\Transactions;
use Realtime_Events\Events\Clock;
use Realtime_Events\Events\Event_Context;
use Realtime_Events\Events\Event_Id;
use Realtime_Events\Events\Event_Store;
use Realtime_Events\Events\Event_Types;
use Realtime_Events\Module;
use Realtime_Events\Rest_Routes;
use Realtime_Events\Settings\Options;

defined( 'ABSPATH' ) || exit;

/**
 * Ways in: every event passes through the publisher.
 *
 * @since 0.1.0
 */
final class Publishing_Module implements Module {

	/** Of admin-ajax. Named here, because what only listens should load no way in. */
	public const TRIGGER_ACTION = 'realtime_events_trigger';

	/** Where the rewrite endpoint is, and by which variable WordPress knows it. Named here for the same reason. */
	public const TRIGGER_PATH = 'realtime-events/v1/event-trigger';
	public const TRIGGER_VAR  = 'realtime_events_trigger';

	public function services( Container $container ): void {
		$container->set( Event_Validator::class, static fn( Container $c ): Event_Validator => new Event_Validator( $c->get( Channels::class ) ) );
		$container->set(
			Recorder::class,
			static fn( Container $c ): Recorder => new Recorder( $c->get( Event_Store::class ), $c->get( Outbox::class ), $c->get( Servers::class ), $c->get( Transactions::class ), $c->get( Write_Behind::class ), $c->get( Clock::class ) )
		);
		$container->set( Journal::class, static fn( Container $c ): Journal => new Journal( $c->get( Clock::class ) ) );
		$container->set(
			Write_Behind::class,
			static fn( Container $c ): Write_Behind => new Write_Behind(
				$c->get( Journal::class ),
				$c->get( Event_Store::class ),
				$c->get( Outbox::class ),
				$c->get( Servers::class ),
				$c->get( Transactions::class ),
				$c->get( Response_End::class ),
				$c->get( Clock::class )
			)
		);
		$container->set( Gate::class, static fn( Container $c ): Gate => new Gate( $c->get( Api_Key::class ), $c->get( Channels::class ), $c->get( Rate_Limiter::class ) ) );
		$container->set( Intake::class, static fn( Container $c ): Intake => new Intake( $c->get( Gate::class ), $c->get( Publisher::class ), $c->get( Event_Types::class ) ) );
		foreach ( array( Publish_Controller::class, Batch_Controller::class, Event_Trigger_Endpoint::class, Trigger_Ajax::class ) as $way_in ) {
			$container->set( $way_in, static fn( Container $c ): object => new $way_in( $c->get( Gate::class ), $c->get( Intake::class ) ) );
		}
		$container->set(
			Publisher::class,
			static fn( Container $c ): Publisher => new Publisher(
				$c->get( Event_Types::class ),
				$c->get( Event_Validator::class ),
				$c->get( Event_Context::class ),
				$c->get( Event_Id::class ),
				$c->get( Options::class ),
				$c->get( Recorder::class ),
				$c->get( Clock::class )
			)
		);
	}

	public function register( Container $container ): void {
		add_action( 'realtime_events_publish', $container->call( Publisher::class, 'publish_from_action' ), 10, 3 );
		// Before what sends.
		add_action( Delivery_Module::SWEEP, $container->call( Publisher::class, 'recover' ), 5, 0 );
		add_action( Rest_Routes::WANTED, $container->call( Publish_Controller::class, 'register_routes' ), 10, 0 );
		add_filter( 'rest_pre_dispatch', Rest_Routes::only( $container->call( Publish_Controller::class, 'refuse_large_body' ) ), 10, 3 );
		add_action( Rest_Routes::WANTED, $container->call( Batch_Controller::class, 'register_routes' ), 10, 0 );
		add_filter( 'rest_pre_dispatch', Rest_Routes::only( $container->call( Batch_Controller::class, 'refuse_large_body' ) ), 10, 3 );
		// It reaches the database only when WordPress itself writes all rules: on activation and when permalinks are saved.
		add_action( 'init', static fn() => add_rewrite_rule( '^' . preg_quote( self::TRIGGER_PATH, '/' ) . '/?$', 'index.php?' . self::TRIGGER_VAR . '=1', 'top' ), 10, 0 );
		add_filter( 'query_vars', static fn( array $names ): array => array( ...$names, self::TRIGGER_VAR ) );
		add_filter( 'application_password_is_api_request', static fn( mixed $is_one ): mixed => $is_one ? $is_one : self::may_be_trigger() && Event_Trigger_Endpoint::is_asked_for() );
		add_action( 'parse_request', self::only_if_asked( $container->call( Event_Trigger_Endpoint::class, 'answer' ) ) );
		add_action( 'wp_ajax_' . self::TRIGGER_ACTION, $container->call( Trigger_Ajax::class, 'answer' ), 10, 0 );
	}

	/**
	 * Keeps requests that are certainly for something else from loading the endpoint, which then looks closer.
	 */
	private static function may_be_trigger(): bool {
		return str_contains( (string) ( $_SERVER['REQUEST_URI'] ?? '' ), self::TRIGGER_PATH ) || isset( $_GET[ self::TRIGGER_VAR ] ); // phpcs:ignore WordPress.Security.ValidatedSanitizedInput, WordPress.Security.NonceVerification.Recommended -- Only looked at.
	}

	/**
	 * Keeps every other page of the site from building the endpoint.
	 */
	private static function only_if_asked( \Closure $answer ): \Closure {
		return static function ( \WP $wp ) use ( $answer ): void {
			if ( ! empty( $wp->query_vars[ self::TRIGGER_VAR ] ) ) {
				$answer();
			}
		};
	}
}
