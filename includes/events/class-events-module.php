<?php
/**
 * What happened: events, their types and the ledger.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Events;

use Realtime_Events\Container;
use Realtime_Events\Module;

defined( 'ABSPATH' ) || exit;

/**
 * What happened: events, their types and the ledger.
 *
 * @since 0.1.0
 */
final class Events_Module implements Module {

	public function services( Container $container ): void {
		$container->set( Clock::class, static fn(): Clock => new System_Clock() );
		$container->set( Event_Id::class, static fn( Container $c ): Event_Id => new Event_Id( $c->get( Clock::class ) ) );
		$container->set( Event_Context::class, static fn(): Event_Context => new Event_Context() );
		$container->set( Event_Query_Sql::class, static fn( Container $c ): Event_Query_Sql => new Event_Query_Sql( $c->get( Event_Types::class ), $c->get( Clock::class ) ) );
		$container->set( Event_Store::class, static fn( Container $c ): Event_Store => new Event_Store( static fn(): Event_Query_Sql => $c->get( Event_Query_Sql::class ) ) );
		$container->set(
			Event_Types::class,
			static fn(): Event_Types => new Event_Types(
				( did_action( 'woocommerce_loaded' ) ? array_fill_keys( array( 'order', 'product', 'review', 'coupon' ), array( array( Types\Shop_Types::class, 'declare' ) ) ) : array() )
				+ array(
					'post'    => array( array( Types\Post_Types::class, 'declare' ) ),
					'term'    => array( array( Types\Term_Types::class, 'declare' ) ),
					'comment' => array( array( Types\Comment_Types::class, 'declare' ) ),
					'user'    => array( array( Types\User_Types::class, 'declare' ) ),
					'media'   => array( array( Types\Media_Types::class, 'declare' ) ),
				)
				+ array_fill_keys( array( 'plugin', 'theme', 'core', 'site' ), array( array( Types\Site_Types::class, 'declare' ) ) )
				+ array(
					'realtime_events' => array( array( Types\Site_Types::class, 'declare' ), array( Types\Generic_Types::class, 'declare' ) ),
					'generic'         => array( array( Types\Generic_Types::class, 'declare' ) ),
				)
			)
		);
	}

	public function register( Container $container ): void {
		add_action( 'application_password_did_authenticate', $container->call( Event_Context::class, 'remember_application_password' ), 10, 2 );
	}
}
