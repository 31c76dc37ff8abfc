<?php
/**
 * GET /events/{id}/audiences.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Rest;

use Realtime_Events\Access\Audiences;
use Realtime_Events\Access\Channels;
use Realtime_Events\Events\Event_Store;
use WP_Error;
use WP_REST_Controller;
use WP_REST_Request;
use WP_REST_Response;
use WP_REST_Server;

defined( 'ABSPATH' ) || exit;

/**
 * `GET /realtime-events/v1/events/{id}/audiences`: how an event looks to each role and to a visitor, field by field.
 *
 * @since 0.1.0
 */
final class Preview_Controller extends WP_REST_Controller {

	public function __construct(
		private readonly Audiences $audiences,
		private readonly Event_Store $store,
		private readonly Channels $channels,
		private readonly Permissions $permissions,
	) {
		$this->namespace = Rest_Module::API_NAMESPACE;
		$this->rest_base = 'events';
	}

	/**
	 * Registers the route.
	 */
	public function register_routes(): void {
		register_rest_route(
			$this->namespace,
			"/$this->rest_base/(?P<id>[0-9a-f-]{36})/audiences",
			array(
				'methods'             => WP_REST_Server::READABLE,
				'callback'            => array( $this, 'get_items' ),
				'permission_callback' => array( $this->permissions, 'manage' ),
				'args'                => array(),
			)
		);
	}

	/**
	 * How the event looks to each audience.
	 *
	 * @param WP_REST_Request $request The request.
	 * @return WP_REST_Response|WP_Error
	 */
	public function get_items( $request ): WP_REST_Response|WP_Error {
		$event = $this->store->find( (string) $request['id'] );
		if ( ! $event || ! $this->channels->can_read( get_current_user_id(), $event->channel ) ) {
			return new WP_Error( 'realtime_events_event_not_found', __( 'There is no such event, or it is not for you.', 'realtime-events' ), array( 'status' => 404 ) );
		}
		return new WP_REST_Response( $this->audiences->views( $event ) );
	}
}
