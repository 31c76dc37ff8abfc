<?php
/**
 * The REST API: what screens read, and what the hub asks.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Rest;

use Realtime_Events\Access\Api_Key;
use Realtime_Events\Access\Audiences;
use Realtime_Events\Access\Channels;
use Realtime_Events\Access\Rate_Limiter;
use Realtime_Events\Access\Signature;
use Realtime_Events\Access\Token_Issuer;
use Realtime_Events\Container;
use Realtime_Events\Delivery\Acknowledged_Events;
use Realtime_Events\Delivery\Circuit_Breaker;
use Realtime_Events\Delivery\Delivery_Desk;
use Realtime_Events\Delivery\Delivery_Health;
use Realtime_Events\Delivery\Delivery_Log;
use Realtime_Events\Delivery\Dispatcher;
use Realtime_Events\Delivery\Outbox;
use Realtime_Events\Delivery\Patience;
use Realtime_Events\Delivery\Response_End;
use Realtime_Events\Delivery\Servers\Servers;
use Realtime_Events\Delivery\Waiting_Events;
use Realtime_Events\Diagnostics\Doctor;
use Realtime_Events\Diagnostics\Site_Health;
use Realtime_Events\Events\Clock;
use Realtime_Events\Events\Event_Counts;
use Realtime_Events\Events\Event_Query_Sql;
use Realtime_Events\Events\Event_Store;
use Realtime_Events\Events\Event_Types;
use Realtime_Events\Module;
use Realtime_Events\Rest_Routes;
use Realtime_Events\Settings\Options;

defined( 'ABSPATH' ) || exit;

/**
 * The REST API: what screens read, and what the hub asks.
 *
 * @since 0.1.0
 */
final class Rest_Module implements Module {

	public const API_NAMESPACE = Rest_Routes::API_NAMESPACE;

	private const CONTROLLERS = array(
		Chart_Controller::class,
		Export_Controller::class,
		Events_Controller::class,
		Preview_Controller::class,
		Token_Controller::class,
		Status_Controller::class,
		Key_Controller::class,
		Ledger_Controller::class,
		Wake_Controller::class,
		Site_Health_Controller::class,
		Deliveries_Controller::class,
	);

	public function services( Container $container ): void {
		$container->set( Permissions::class, static fn(): Permissions => new Permissions() );
		$container->set( Failed_Reads::class, static fn(): Failed_Reads => new Failed_Reads() );
		$container->set( Response_Headers::class, static fn(): Response_Headers => new Response_Headers() );
		$container->set( Events_Controller::class, static fn( Container $c ): Events_Controller => new Events_Controller( $c->get( Event_Store::class ), $c->get( Channels::class ), $c->get( Readable_Query::class ), $c->get( Servers::class ) ) );
		$container->set( Readable_Query::class, static fn( Container $c ): Readable_Query => new Readable_Query( $c->get( Channels::class ) ) );
		$container->set( Event_Counts::class, static fn( Container $c ): Event_Counts => new Event_Counts( $c->get( Event_Query_Sql::class ), $c->get( Event_Types::class ) ) );
		$container->set(
			Chart_Controller::class,
			static fn( Container $c ): Chart_Controller => new Chart_Controller( $c->get( Readable_Query::class ), $c->get( Event_Counts::class ), $c->get( Permissions::class ), $c->get( Clock::class ) )
		);
		$container->set(
			Export_Controller::class,
			static fn( Container $c ): Export_Controller => new Export_Controller(
				$c->get( Readable_Query::class ),
				$c->get( Event_Store::class ),
				$c->get( Event_Counts::class ),
				$c->get( Rate_Limiter::class ),
				$c->get( Permissions::class )
			)
		);
		$container->set(
			Preview_Controller::class,
			static fn( Container $c ): Preview_Controller => new Preview_Controller( $c->get( Audiences::class ), $c->get( Event_Store::class ), $c->get( Channels::class ), $c->get( Permissions::class ) )
		);
		$container->set( Acknowledged_Events::class, static fn( Container $c ): Acknowledged_Events => new Acknowledged_Events( $c->get( Event_Store::class ) ) );
		$container->set( Ledger_Controller::class, static fn( Container $c ): Ledger_Controller => new Ledger_Controller( $c->get( Hub_Request::class ), $c->get( Acknowledged_Events::class ) ) );
		$container->set( Key_Controller::class, static fn( Container $c ): Key_Controller => new Key_Controller( $c->get( Api_Key::class ), $c->get( Permissions::class ) ) );
		$container->set( Wake_Controller::class, static fn( Container $c ): Wake_Controller => new Wake_Controller( $c->get( Hub_Request::class ), $c->get( Dispatcher::class ) ) );
		$container->set( Site_Health_Controller::class, static fn( Container $c ): Site_Health_Controller => new Site_Health_Controller( $c->get( Site_Health::class ) ) );
		$container->set( Delivery_Log::class, static fn( Container $c ): Delivery_Log => new Delivery_Log( $c->get( Event_Store::class ), $c->get( Waiting_Events::class ), $c->get( Clock::class ) ) );
		$container->set( Delivery_Desk::class, static fn( Container $c ): Delivery_Desk => new Delivery_Desk( $c->get( Dispatcher::class ), $c->get( Response_End::class ), $c->get( Patience::class ), $c->get( Clock::class ) ) );
		$container->set(
			Delivery_Health::class,
			static fn( Container $c ): Delivery_Health => new Delivery_Health( $c->get( Outbox::class ), $c->get( Circuit_Breaker::class ), $c->get( Servers::class ), $c->get( Clock::class ) )
		);
		$container->set(
			Deliveries_Controller::class,
			static fn( Container $c ): Deliveries_Controller => new Deliveries_Controller( $c->get( Delivery_Log::class ), $c->get( Delivery_Desk::class ), $c->get( Delivery_Health::class ), $c->get( Permissions::class ) )
		);
		$container->set(
			Hub_Request::class,
			static fn( Container $c ): Hub_Request => new Hub_Request(
				$c->get( Options::class ),
				$c->get( Api_Key::class ),
				$c->get( Signature::class ),
				$c->get( Rate_Limiter::class ),
				$c->get( Clock::class )
			)
		);
		$container->set(
			Token_Controller::class,
			static fn( Container $c ): Token_Controller => new Token_Controller(
				$c->get( Token_Issuer::class ),
				$c->get( Options::class ),
				$c->get( Servers::class ),
				$c->get( Channels::class ),
				$c->get( Rate_Limiter::class ),
				$c->get( Permissions::class )
			)
		);
		$container->set(
			Status_Controller::class,
			static fn( Container $c ): Status_Controller => new Status_Controller(
				$c->get( Options::class ),
				$c->get( Api_Key::class ),
				$c->get( Servers::class ),
				$c->get( Circuit_Breaker::class ),
				$c->get( Outbox::class ),
				$c->get( Doctor::class ),
				$c->get( Rate_Limiter::class ),
				$c->get( Permissions::class )
			)
		);
	}

	public function register( Container $container ): void {
		Rest_Routes::register();
		foreach ( self::CONTROLLERS as $controller ) {
			add_action( Rest_Routes::WANTED, $container->call( $controller, 'register_routes' ), 10, 0 );
		}
		add_filter( 'rest_pre_serve_request', Rest_Routes::only( $container->call( Export_Controller::class, 'serve' ) ), 10, 3 );
		// What somebody has put back is sent when the answer is out, as the last thing of all.
		$send = $container->call( Delivery_Desk::class, 'send_after_response' );
		add_action(
			'realtime_events_replayed',
			static function () use ( $container, $send ): void {
				add_action( 'shutdown', $send, PHP_INT_MAX, 0 );
				$container->get( Response_End::class )->prepare();
			},
			10,
			0
		);
		add_filter( 'rest_request_before_callbacks', Rest_Routes::only( $container->call( Failed_Reads::class, 'begin' ) ), 10, 3 );
		add_filter( 'rest_request_after_callbacks', Rest_Routes::only( $container->call( Failed_Reads::class, 'refuse' ) ), 10, 3 );
		add_filter( 'rest_post_dispatch', Rest_Routes::only( $container->call( Response_Headers::class, 'add' ) ), 10, 3 );
	}
}
