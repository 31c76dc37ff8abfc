<?php
/**
 * How the site is doing.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Diagnostics;

use Realtime_Events\Access\Api_Key;
use Realtime_Events\Admin\Hub_Command;
use Realtime_Events\Container;
use Realtime_Events\Delivery\Circuit_Breaker;
use Realtime_Events\Delivery\Outbox;
use Realtime_Events\Delivery\Servers\Servers;
use Realtime_Events\Module;
use Realtime_Events\Publishing\Publisher;
use Realtime_Events\Rest\Permissions;
use Realtime_Events\Rest_Routes;
use Realtime_Events\Settings\Options;

defined( 'ABSPATH' ) || exit;

/**
 * How the site is doing: the connection doctor and what Site Health asks it.
 *
 * @since 0.1.0
 */
final class Diagnostics_Module implements Module {

	public function services( Container $container ): void {
		$container->set( Hub_Figures_Controller::class, static fn( Container $c ): Hub_Figures_Controller => new Hub_Figures_Controller( $c->get( Servers::class ), $c->get( Permissions::class ) ) );
		$container->set( Network_Path::class, static fn(): Network_Path => new Network_Path() );
		$container->set( Transfer_Facts::class, static fn(): Transfer_Facts => new Transfer_Facts() );
		$container->set(
			Doctor::class,
			static fn( Container $c ): Doctor => new Doctor(
				$c->get( Options::class ),
				$c->get( Api_Key::class ),
				$c->get( Servers::class ),
				$c->get( Publisher::class ),
				$c->get( Network_Path::class ),
				$c->get( Transfer_Facts::class ),
				$c->get( Hub_Command::class )
			)
		);
		$container->set(
			Site_Health::class,
			static fn( Container $c ): Site_Health => new Site_Health(
				$c->get( Doctor::class ),
				$c->get( Options::class ),
				$c->get( Api_Key::class ),
				$c->get( Servers::class ),
				$c->get( Outbox::class ),
				$c->get( Circuit_Breaker::class )
			)
		);
	}

	public function register( Container $container ): void {
		add_action( Rest_Routes::WANTED, $container->call( Hub_Figures_Controller::class, 'register_routes' ), 10, 0 );
		add_filter( 'site_status_tests', $container->call( Site_Health::class, 'add_tests' ), 10, 1 );
		add_filter( 'debug_information', $container->call( Site_Health::class, 'add_information' ), 10, 1 );
	}
}
