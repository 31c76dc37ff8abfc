<?php
/**
 * /settings/key.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Rest;

use Realtime_Events\Access\Api_Key;
use WP_Error;
use WP_REST_Controller;
use WP_REST_Request;
use WP_REST_Response;
use WP_REST_Server;

defined( 'ABSPATH' ) || exit;

/**
 * `/realtime-events/v1/settings/key`: the API key, to be written and not to be read.
 *
 * The one exception is the answer to the request that makes a key: it is shown to whoever made it, this once.
 *
 * @since 0.1.0
 */
final class Key_Controller extends WP_REST_Controller {

	public const DEFAULT_OVERLAP_SECONDS = DAY_IN_SECONDS;

	private const ACTIONS = array( 'generate', 'set', 'rotate' );

	public function __construct(
		private readonly Api_Key $api_key,
		private readonly Permissions $permissions,
	) {
		$this->namespace = Rest_Module::API_NAMESPACE;
		$this->rest_base = 'settings/key';
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
					'permission_callback' => array( $this->permissions, 'manage' ),
				),
				array(
					'methods'             => WP_REST_Server::CREATABLE,
					'callback'            => array( $this, 'create_item' ),
					'permission_callback' => array( $this->permissions, 'manage' ),
					'args'                => array(
						'action'  => array(
							'description' => __( 'What to do: make a new key, take one that was made elsewhere, or make a new one and let the former be good for a while.', 'realtime-events' ),
							'type'        => 'string',
							'enum'        => self::ACTIONS,
							'required'    => true,
						),
						'key'     => array(
							'description' => __( 'The key to take.', 'realtime-events' ),
							'type'        => 'string',
						),
						'overlap' => array(
							'description' => __( 'For how many seconds the former key stays good.', 'realtime-events' ),
							'type'        => 'integer',
							'minimum'     => 0,
							'maximum'     => Api_Key::MAX_OVERLAP_SECONDS,
							'default'     => self::DEFAULT_OVERLAP_SECONDS,
						),
					),
				),
				array(
					'methods'             => WP_REST_Server::DELETABLE,
					'callback'            => array( $this, 'delete_item' ),
					'permission_callback' => array( $this->permissions, 'manage' ),
				),
				'schema' => array( $this, 'get_public_item_schema' ),
			)
		);
	}

	/**
	 * What may be known of the key.
	 *
	 * @param WP_REST_Request $request The request.
	 */
	public function get_item( $request ): WP_REST_Response {
		return $this->answer();
	}

	/**
	 * Makes, takes or rotates the key.
	 *
	 * @param WP_REST_Request $request The request.
	 * @return WP_REST_Response|WP_Error
	 */
	public function create_item( $request ): WP_REST_Response|WP_Error {
		if ( isset( $request->get_query_params()['key'] ) ) {
			// It is in the server's log by now.
			return new WP_Error( 'realtime_events_key_in_url', __( 'Send the key in the body. Addresses are written into logs; do not use this key any more.', 'realtime-events' ), array( 'status' => 400 ) );
		}
		$key = match ( $request['action'] ) {
			'set'    => $this->api_key->set( (string) $request['key'] ),
			'rotate' => $this->api_key->rotate( (int) $request['overlap'] ),
			default  => $this->api_key->generate(),
		};
		return is_wp_error( $key ) ? $key : $this->answer( is_string( $key ) ? array( 'key' => $key ) : array() );
	}

	/**
	 * Takes the key away.
	 *
	 * @param WP_REST_Request $request The request.
	 * @return WP_REST_Response|WP_Error
	 */
	public function delete_item( $request ): WP_REST_Response|WP_Error {
		$deleted = $this->api_key->delete();
		return is_wp_error( $deleted ) ? $deleted : $this->answer();
	}

	/**
	 * JSON Schema of the answer.
	 *
	 * @return array<string, mixed>
	 */
	public function get_item_schema(): array {
		return array(
			'$schema'    => 'http://json-schema.org/draft-04/schema#',
			'title'      => 'realtime-events-key',
			'type'       => 'object',
			'properties' => array(
				'key'    => array(
					'description' => __( 'The new key: only in the answer to the request that made it.', 'realtime-events' ),
					'type'        => 'string',
				),
				'status' => array(
					'type'       => 'object',
					'properties' => array(
						'isSet'         => array( 'type' => 'boolean' ),
						'last4'         => array( 'type' => array( 'string', 'null' ) ),
						'source'        => array( 'type' => array( 'string', 'null' ) ),
						'previousUntil' => array( 'type' => array( 'integer', 'null' ) ),
					),
				),
			),
		);
	}

	/**
	 * The state of the key, and what else there is to say.
	 *
	 * @param array<string, string> $more The key, where it was just made.
	 */
	private function answer( array $more = array() ): WP_REST_Response {
		return new WP_REST_Response( $more + array( 'status' => $this->api_key->status() ) );
	}
}
