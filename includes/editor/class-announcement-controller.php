<?php
/**
 * GET /posts/{id}/announcement.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Editor;

use Realtime_Events\Rest\Permissions;
use Realtime_Events\Rest_Routes;
use WP_Error;
use WP_REST_Controller;
use WP_REST_Request;
use WP_REST_Response;
use WP_REST_Server;

defined( 'ABSPATH' ) || exit;

/**
 * `GET /realtime-events/v1/posts/{id}/announcement`: how far the news of a post's publication has come, for whoever may edit that post.
 *
 * @since 0.1.0
 */
final class Announcement_Controller extends WP_REST_Controller {

	public function __construct(
		private readonly Announcements $announcements,
		private readonly Permissions $permissions,
	) {
		$this->namespace = Rest_Routes::API_NAMESPACE;
		$this->rest_base = 'posts';
	}

	/**
	 * Registers the route.
	 */
	public function register_routes(): void {
		register_rest_route(
			$this->namespace,
			"/$this->rest_base/(?P<id>[1-9][0-9]{0,18})/announcement",
			array(
				array(
					'methods'             => WP_REST_Server::READABLE,
					'callback'            => array( $this, 'get_item' ),
					'permission_callback' => array( $this, 'get_item_permissions_check' ),
					'args'                => array(
						'id' => array(
							'description' => __( 'Number of the post.', 'realtime-events' ),
							'type'        => 'integer',
						),
					),
				),
				'schema' => array( $this, 'get_public_item_schema' ),
			)
		);
	}

	/**
	 * Who may edit the post may know. A post that is not there is like one of somebody else.
	 *
	 * @param WP_REST_Request $request The request.
	 * @return true|WP_Error
	 */
	public function get_item_permissions_check( $request ): bool|WP_Error {
		$may_view = $this->permissions->view();
		if ( true !== $may_view ) {
			return $may_view;
		}
		$id = (int) $request['id'];
		return get_post( $id ) && current_user_can( 'edit_post', $id ) ? true : new WP_Error( 'realtime_events_forbidden', __( 'You are not allowed to edit this post.', 'realtime-events' ), array( 'status' => 403 ) );
	}

	/**
	 * The last announcement of the post.
	 *
	 * @param WP_REST_Request $request The request.
	 * @return WP_REST_Response|WP_Error 404 where it was never announced.
	 */
	public function get_item( $request ): WP_REST_Response|WP_Error {
		$announcement = $this->announcements->of( (int) $request['id'] );
		return $announcement ? new WP_REST_Response( $announcement ) : new WP_Error( 'realtime_events_not_announced', __( 'This post was not announced.', 'realtime-events' ), array( 'status' => 404 ) );
	}

	/**
	 * JSON Schema of the answer.
	 *
	 * @return array<string, mixed>
	 */
	public function get_item_schema(): array {
		$way = array(
			'state'         => array(
				'description' => __( 'How far it has come.', 'realtime-events' ),
				'type'        => 'string',
				'enum'        => Announcements::STATES,
			),
			'sent_after_ms' => array(
				'description' => __( 'How long it took until the server had it, in milliseconds.', 'realtime-events' ),
				'type'        => array( 'integer', 'null' ),
			),
		);
		return array(
			'$schema'    => 'http://json-schema.org/draft-04/schema#',
			'title'      => 'realtime-events-announcement',
			'type'       => 'object',
			'properties' => array(
				'event'   => array(
					'description' => __( 'Id of the event.', 'realtime-events' ),
					'type'        => 'string',
					'format'      => 'uuid',
				),
				'time'    => array(
					'description' => __( 'When it happened.', 'realtime-events' ),
					'type'        => 'string',
					'format'      => 'date-time',
				),
				'channel' => array(
					'description' => __( 'Who of the team is told.', 'realtime-events' ),
					'type'        => 'string',
				),
			) + $way + array(
				'public' => array(
					'description' => __( 'The same for what visitors are told; null where they are not.', 'realtime-events' ),
					'type'        => array( 'object', 'null' ),
					'properties'  => $way,
				),
			),
		);
	}
}
