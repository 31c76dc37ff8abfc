<?php
/**
 * GET /status.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Rest;

use Realtime_Events\Access\Api_Key;
use Realtime_Events\Access\Rate_Limiter;
use Realtime_Events\Delivery\Circuit_Breaker;
use Realtime_Events\Delivery\Outbox;
use Realtime_Events\Delivery\Servers\Servers;
use Realtime_Events\Diagnostics\Doctor;
use Realtime_Events\Settings\Options;
use WP_Error;
use WP_REST_Controller;
use WP_REST_Request;
use WP_REST_Response;
use WP_REST_Server;
use const Realtime_Events\VERSION;

defined( 'ABSPATH' ) || exit;

/**
 * `GET /realtime-events/v1/status`: how things stand. `POST /status/test`: tries the way to the server.
 *
 * @since 0.1.0
 */
final class Status_Controller extends WP_REST_Controller {

	/** Each test makes requests to the server, for up to some seconds. */
	public const TESTS_PER_MINUTE = 12;

	public function __construct(
		private readonly Options $options,
		private readonly Api_Key $api_key,
		private readonly Servers $servers,
		private readonly Circuit_Breaker $breaker,
		private readonly Outbox $outbox,
		private readonly Doctor $doctor,
		private readonly Rate_Limiter $limiter,
		private readonly Permissions $permissions,
	) {
		$this->namespace = Rest_Module::API_NAMESPACE;
		$this->rest_base = 'status';
	}

	/**
	 * Registers the routes.
	 */
	public function register_routes(): void {
		register_rest_route(
			$this->namespace,
			'/' . $this->rest_base,
			array(
				array(
					'methods'             => WP_REST_Server::READABLE,
					'callback'            => array( $this, 'get_item' ),
					'permission_callback' => array( $this->permissions, 'view' ),
				),
				'schema' => array( $this, 'get_public_item_schema' ),
			)
		);
		register_rest_route(
			$this->namespace,
			'/' . $this->rest_base . '/test',
			array(
				array(
					'methods'             => WP_REST_Server::CREATABLE,
					'callback'            => array( $this, 'test' ),
					'permission_callback' => array( $this->permissions, 'manage' ),
					'args'                => array(
						'event' => array(
							'description' => __( 'Whether to send a real test event, which only you will see.', 'realtime-events' ),
							'type'        => 'boolean',
							'default'     => true,
						),
					),
				),
			)
		);
	}

	/**
	 * How things stand, from what is known: nothing is asked of the server.
	 *
	 * @param WP_REST_Request $request The request.
	 */
	public function get_item( $request ): WP_REST_Response {
		return new WP_REST_Response(
			array(
				'version'    => VERSION,
				'configured' => $this->servers->current()->is_configured(),
				'profile'    => $this->options->profile(),
				'server_url' => $this->options->server_url(),
				'site'       => $this->options->site_id(),
				'key_is_set' => $this->api_key->is_set(),
				'breaker'    => $this->breaker->state(),
				'outbox'     => $this->outbox->counts(),
			)
		);
	}

	/**
	 * Tries the way to the server, step by step.
	 *
	 * @param WP_REST_Request $request The request.
	 * @return WP_REST_Response|WP_Error `{ ok, steps: [ { id, label, ok, ms, message, fix? } ] }`: a failed step is an answer and no error.
	 */
	public function test( WP_REST_Request $request ): WP_REST_Response|WP_Error {
		$wait = $this->limiter->take( 'status-test:user:' . get_current_user_id(), self::TESTS_PER_MINUTE, MINUTE_IN_SECONDS );
		if ( $wait > 0 ) {
			return new WP_Error(
				'realtime_events_rate_limited',
				__( 'You tested the connection many times. Try again in a minute.', 'realtime-events' ),
				array(
					'status'      => 429,
					'retry_after' => $wait,
				)
			);
		}
		return new WP_REST_Response( $this->doctor->examine( (bool) $request['event'] )->to_array() );
	}

	/**
	 * JSON Schema of the status.
	 *
	 * @return array<string, mixed>
	 */
	public function get_item_schema(): array {
		return array(
			'$schema'    => 'http://json-schema.org/draft-04/schema#',
			'title'      => 'realtime-events-status',
			'type'       => 'object',
			'properties' => array(
				'version'    => array( 'type' => 'string' ),
				'configured' => array( 'type' => 'boolean' ),
				'profile'    => array( 'type' => 'string' ),
				'server_url' => array( 'type' => 'string' ),
				'site'       => array( 'type' => 'string' ),
				'key_is_set' => array( 'type' => 'boolean' ),
				'breaker'    => array(
					'description' => __( 'Whether the server is spared: closed means that it is not.', 'realtime-events' ),
					'type'        => 'object',
					'properties'  => array(
						'state'    => array(
							'type' => 'string',
							'enum' => array( 'closed', 'open', 'half-open' ),
						),
						'failures' => array( 'type' => 'integer' ),
						'until'    => array( 'type' => array( 'integer', 'null' ) ),
					),
				),
				'outbox'     => array(
					'description' => __( 'How many deliveries wait, are tried again, or were given up.', 'realtime-events' ),
					'type'        => 'object',
					'properties'  => array(
						'pending'  => array( 'type' => 'integer' ),
						'retrying' => array( 'type' => 'integer' ),
						'dead'     => array( 'type' => 'integer' ),
					),
				),
			),
		);
	}
}
