<?php
/**
 * POST /publish.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Publishing;

use Realtime_Events\Events\Event;
use WP_Error;
use WP_REST_Controller;
use WP_REST_Request;
use WP_REST_Response;
use WP_REST_Server;

defined( 'ABSPATH' ) || exit;

/**
 * `POST /realtime-events/v1/publish`: takes an event from outside.
 *
 * @since 0.1.0
 */
final class Publish_Controller extends WP_REST_Controller {

	public function __construct(
		private readonly Gate $gate,
		private readonly Intake $intake,
	) {
		$this->namespace = 'realtime-events/v1';
		$this->rest_base = 'publish';
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
					'permission_callback' => array( $this, 'create_item_permissions_check' ),
				),
				'schema' => array( $this, 'get_public_item_schema' ),
			)
		);
	}

	/**
	 * Refuses a body that is too large before anything reads it.
	 *
	 * @param mixed           $result  Whatever somebody answered already.
	 * @param mixed           $server  The server.
	 * @param WP_REST_Request $request The request.
	 */
	public function refuse_large_body( mixed $result, mixed $server, WP_REST_Request $request ): mixed {
		$is_ours = null === $result && "/{$this->namespace}/{$this->rest_base}" === untrailingslashit( $request->get_route() );
		return $is_ours && strlen( (string) $request->get_body() ) > Publish_Request::MAX_BODY_BYTES ? Publish_Request::too_large() : $result;
	}

	/**
	 * Whether whoever asks may publish at all.
	 *
	 * @param WP_REST_Request $request The request.
	 * @return true|WP_Error
	 */
	public function create_item_permissions_check( $request ): bool|WP_Error {
		$caller = $this->gate->admit( $request->get_header( 'authorization' ) );
		return is_wp_error( $caller ) ? $caller : true;
	}

	/**
	 * Stores the event.
	 *
	 * @param WP_REST_Request $request The request.
	 * @return WP_REST_Response 201 with the stored event, or the error.
	 */
	public function create_item( $request ): WP_REST_Response {
		$event = $this->publish( $request );
		if ( is_wp_error( $event ) ) {
			$response = rest_convert_error_to_response( $event );
			if ( isset( $event->get_error_data()['retry_after'] ) ) {
				$response->header( 'Retry-After', (string) $event->get_error_data()['retry_after'] );
			}
			return $response;
		}
		return new WP_REST_Response( $event->to_cloudevent(), 201 );
	}

	/**
	 * JSON Schema of what is taken.
	 *
	 * @return array<string, mixed>
	 */
	public function get_item_schema(): array {
		return array(
			'$schema'              => 'http://json-schema.org/draft-04/schema#',
			'title'                => 'realtime-event',
			'type'                 => 'object',
			'properties'           => array(
				'type'     => array(
					'description' => __( 'Name of the type. A name that nobody declared is a custom event; without one it is generic.event.', 'realtime-events' ),
					'type'        => 'string',
					'pattern'     => trim( Event::TYPE_PATTERN, '/D' ),
				),
				'data'     => array(
					'description' => __( 'What happened. Unknown top-level properties are taken into it.', 'realtime-events' ),
					'type'        => 'object',
				),
				'subject'  => array(
					'description' => __( 'What it happened to.', 'realtime-events' ),
					'type'        => 'string',
				),
				'channel'  => array(
					'description' => __( 'Who may receive it. Default is the type’s.', 'realtime-events' ),
					'type'        => 'string',
				),
				'severity' => array(
					'description' => __( 'How serious it is. Default is the type’s.', 'realtime-events' ),
					'type'        => 'string',
					'enum'        => Event::SEVERITIES,
				),
			),
			'additionalProperties' => true,
		);
	}

	private function publish( WP_REST_Request $request ): Event|WP_Error {
		$caller = $this->gate->admit( $request->get_header( 'authorization' ) );
		if ( is_wp_error( $caller ) ) {
			return $caller;
		}
		$limited = $this->gate->limit( $caller );
		if ( is_wp_error( $limited ) ) {
			return $limited;
		}
		$form   = $request->get_body_params();
		$wanted = $form && ! $request->is_json_content_type() ? Publish_Request::from_fields( $form ) : Publish_Request::from_json( (string) $request->get_body() );
		return is_wp_error( $wanted ) ? $wanted : $this->intake->take( $caller, $wanted, (string) $request->get_header( 'idempotency_key' ) );
	}
}
