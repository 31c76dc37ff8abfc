<?php
/**
 * GET /status/hub.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Diagnostics;

use Realtime_Events\Delivery\Servers\Hub_Server;
use Realtime_Events\Delivery\Servers\Servers;
use Realtime_Events\Rest\Permissions;
use Realtime_Events\Rest\Rest_Module;
use WP_REST_Response;
use WP_REST_Server;

defined( 'ABSPATH' ) || exit;

/**
 * `GET /realtime-events/v1/status/hub`: what the hub tells of itself, asked by the site, whose key no browser has.
 *
 * @since 0.1.0
 */
final class Hub_Figures_Controller {

	public function __construct(
		private readonly Servers $servers,
		private readonly Permissions $permissions,
	) {
	}

	/**
	 * Registers the route.
	 */
	public function register_routes(): void {
		register_rest_route(
			Rest_Module::API_NAMESPACE,
			'/status/hub',
			array(
				'methods'             => WP_REST_Server::READABLE,
				'callback'            => array( $this, 'get' ),
				'permission_callback' => array( $this->permissions, 'manage' ),
			)
		);
	}

	/**
	 * The figures; null with the reason where there are none.
	 */
	public function get(): WP_REST_Response {
		$server = $this->servers->current();
		if ( ! $server instanceof Hub_Server || ! $server->is_configured() ) {
			return self::answer( null, __( 'No hub is set up.', 'realtime-events' ) );
		}
		$figures = $server->figures();
		if ( ! is_wp_error( $figures ) ) {
			return self::answer( $figures, '' );
		}
		return self::answer( null, 'no_figures' === $figures->get_error_code() ? $figures->get_error_message() : __( 'Your hub isn’t answering.', 'realtime-events' ) );
	}

	/**
	 * @param array<string, mixed>|null $figures The figures.
	 * @param string                    $message Why there are none.
	 */
	private static function answer( ?array $figures, string $message ): WP_REST_Response {
		return new WP_REST_Response(
			array(
				'figures' => $figures,
				'message' => $message,
			)
		);
	}
}
