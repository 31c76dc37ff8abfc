<?php
/**
 * POST /wake.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Rest;

use Realtime_Events\Delivery\Dispatcher;
use WP_Error;
use WP_REST_Controller;
use WP_REST_Request;
use WP_REST_Response;
use WP_REST_Server;

defined( 'ABSPATH' ) || exit;

/**
 * `POST /realtime-events/v1/wake`: the hub says that it is there, and the outbox is emptied at once instead of with the next visitor.
 *
 * @since 0.1.0
 */
final class Wake_Controller extends WP_REST_Controller {

	public function __construct(
		private readonly Hub_Request $hub_request,
		private readonly Dispatcher $dispatcher,
	) {
		$this->namespace = Rest_Module::API_NAMESPACE;
		$this->rest_base = 'wake';
	}

	/**
	 * Registers the route.
	 */
	public function register_routes(): void {
		register_rest_route(
			$this->namespace,
			'/' . $this->rest_base,
			array(
				array(
					'methods'             => WP_REST_Server::CREATABLE,
					'callback'            => array( $this, 'create_item' ),
					'permission_callback' => array( $this->hub_request, 'is_signed' ),
					'args'                => array(),
				),
			)
		);
	}

	/**
	 * Empties the outbox.
	 *
	 * @param WP_REST_Request $request The request.
	 * @return WP_REST_Response|WP_Error What became of the deliveries: `{ sent, retrying, dead, cancelled, stopped }`.
	 */
	public function create_item( $request ): WP_REST_Response|WP_Error {
		$admitted = $this->hub_request->admit( $request );
		if ( is_wp_error( $admitted ) ) {
			return $admitted;
		}
		// What was waiting waits for a server that was away, and it has just said that it is back.
		$this->dispatcher->start_over();
		return new WP_REST_Response( $this->dispatcher->flush()->to_array() );
	}
}
