<?php
/**
 * Who may: capabilities, channels, keys, signatures and tokens.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Access;

use Realtime_Events\Container;
use Realtime_Events\Events\Clock;
use Realtime_Events\Events\Event_Types;
use Realtime_Events\Module;
use Realtime_Events\Settings\Options;

defined( 'ABSPATH' ) || exit;

/**
 * Who may: capabilities, channels, keys, signatures and tokens.
 *
 * @since 0.1.0
 */
final class Access_Module implements Module {

	public function services( Container $container ): void {
		$container->set( Capabilities::class, static fn( Container $c ): Capabilities => new Capabilities( $c->get( Options::class ) ) );
		$container->set( Channels::class, static fn(): Channels => new Channels() );
		$container->set( Api_Key::class, static fn( Container $c ): Api_Key => new Api_Key( $c->get( Clock::class ) ) );
		$container->set( Signature::class, static fn(): Signature => new Signature() );
		$container->set( Token_Issuer::class, static fn( Container $c ): Token_Issuer => new Token_Issuer( $c->get( Options::class ), $c->get( Api_Key::class ), $c->get( Channels::class ), $c->get( Clock::class ) ) );
		$container->set( Audiences::class, static fn( Container $c ): Audiences => new Audiences( $c->get( Capabilities::class ), $c->get( Channels::class ), $c->get( Event_Types::class ), $c->get( Options::class ) ) );
		$container->set( Rate_Limiter::class, static fn( Container $c ): Rate_Limiter => new Rate_Limiter( $c->get( Clock::class ) ) );
	}

	public function register( Container $container ): void {
		$map = $container->call( Capabilities::class, 'map' );
		// WordPress asks for some right or other dozens of times in a request, and hardly ever for one of ours.
		add_filter( 'map_meta_cap', static fn( mixed $caps, mixed $cap, mixed $user_id ): mixed => is_string( $cap ) && str_ends_with( $cap, '_realtime_events' ) ? $map( $caps, $cap, $user_id ) : $caps, 10, 3 );
		// The daily round in which WordPress itself forgets old transients.
		add_action( 'delete_expired_transients', $container->call( Rate_Limiter::class, 'forget_old' ), 10, 0 );
	}
}
