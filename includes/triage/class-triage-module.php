<?php
/**
 * What a team does about events.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Triage;

use Realtime_Events\Access\Channels;
use Realtime_Events\Access\Rate_Limiter;
use Realtime_Events\Container;
use Realtime_Events\Events\Clock;
use Realtime_Events\Events\Event;
use Realtime_Events\Events\Event_Store;
use Realtime_Events\Events\Event_Types;
use Realtime_Events\Module;
use Realtime_Events\Publishing\Publisher;
use Realtime_Events\Rest\Permissions;
use Realtime_Events\Rest_Routes;

defined( 'ABSPATH' ) || exit;

/**
 * What a team does about events: look after them, resolve them, put them off, note something.
 *
 * @since 0.1.0
 */
final class Triage_Module implements Module {

	public function services( Container $container ): void {
		$container->set( Triage::class, static fn( Container $c ): Triage => new Triage( $c->get( Event_Store::class ), $c->get( Publisher::class ) ) );
		$container->set( Standing::class, static fn( Container $c ): Standing => new Standing( $c->get( Event_Store::class ) ) );
		$container->set( Triage_Types::class, static fn(): Triage_Types => new Triage_Types() );
		$container->set(
			Triage_Controller::class,
			static fn( Container $c ): Triage_Controller => new Triage_Controller(
				$c->get( Triage::class ),
				$c->get( Event_Store::class ),
				$c->get( Channels::class ),
				$c->get( Rate_Limiter::class ),
				$c->get( Permissions::class ),
				$c->get( Clock::class )
			)
		);
	}

	public function register( Container $container ): void {
		add_action( 'realtime_events_register_types', static fn( Event_Types $types ) => $types->declare_later( 'event', $container->call( Triage_Types::class, 'declare' ) ), 10, 1 );
		// Most events are no action of the team: a save that makes one loads nothing for it.
		add_action( 'realtime_events_published', static fn( mixed $event ) => $event instanceof Event && str_starts_with( $event->type, 'event.' ) && $container->get( Standing::class )->follow( $event ), 10, 1 );
		add_action( Rest_Routes::WANTED, $container->call( Triage_Controller::class, 'register_routes' ), 10, 0 );
	}
}
