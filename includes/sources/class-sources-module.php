<?php
/**
 * Who says so: WordPress's own hooks become events.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Sources;

use Realtime_Events\Container;
use Realtime_Events\Events\Clock;
use Realtime_Events\Module;
use Realtime_Events\Publishing\Publisher;

defined( 'ABSPATH' ) || exit;

/**
 * Who says so: WordPress's own hooks become events.
 *
 * @since 0.1.0
 */
final class Sources_Module implements Module {

	public function services( Container $container ): void {
		$container->set( Post_Source::class, static fn( Container $c ): Post_Source => new Post_Source( $c->get( Publisher::class ), $c->get( Clock::class ) ) );
	}

	public function register( Container $container ): void {
		add_action( 'wp_after_insert_post', $container->call( Post_Source::class, 'saved' ), 10, 4 );
		add_action( 'before_delete_post', $container->call( Post_Source::class, 'leaving' ), 10, 2 );
		add_action( 'deleted_post', $container->call( Post_Source::class, 'deleted' ), 10, 2 );
	}
}
