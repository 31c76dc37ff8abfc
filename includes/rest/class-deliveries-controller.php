<?php
/**
 * /deliveries.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Rest;

use Realtime_Events\Delivery\Delivery_Desk;
use Realtime_Events\Delivery\Delivery_Health;
use Realtime_Events\Delivery\Delivery_Log;
use Realtime_Events\Delivery\Delivery_Record;
use WP_Error;
use WP_REST_Controller;
use WP_REST_Request;
use WP_REST_Response;
use WP_REST_Server;

defined( 'ABSPATH' ) || exit;

/**
 * `/realtime-events/v1/deliveries`: what became of each event on its way, and what can be done about it.
 *
 * @since 0.1.0
 */
final class Deliveries_Controller extends WP_REST_Controller {

	private const DEFAULT_PER_PAGE      = 50;
	private const MAX_SEARCH_CHARACTERS = 200;

	public function __construct(
		private readonly Delivery_Log $log,
		private readonly Delivery_Desk $desk,
		private readonly Delivery_Health $health,
		private readonly Permissions $permissions,
	) {
		$this->namespace = Rest_Module::API_NAMESPACE;
		$this->rest_base = 'deliveries';
	}

	/**
	 * Registers the routes.
	 */
	public function register_routes(): void {
		$filter = array_diff_key( $this->get_collection_params(), array_flip( array( 'state', 'event', 'before', 'per_page' ) ) );
		$this->route( '', WP_REST_Server::READABLE, 'get_items', $this->get_collection_params() );
		$this->route( '/health', WP_REST_Server::READABLE, 'get_health' );
		$this->route( '/replay-dead', WP_REST_Server::CREATABLE, 'replay_dead', $filter );
		$this->route( '/(?P<id>[1-9][0-9]{0,18})', WP_REST_Server::READABLE, 'get_item' );
		$this->route( '/(?P<id>[1-9][0-9]{0,18})/replay', WP_REST_Server::CREATABLE, 'replay' );
		$this->route( '/(?P<id>[1-9][0-9]{0,18})/cancel', WP_REST_Server::CREATABLE, 'cancel' );
	}

	/**
	 * The parameters of the list.
	 *
	 * @return array<string, array<string, mixed>>
	 */
	public function get_collection_params(): array {
		return array(
			'state'    => array(
				'description' => __( 'Only deliveries in this state.', 'realtime-events' ),
				'type'        => 'string',
				'enum'        => Delivery_Record::STATES,
			),
			'type'     => array(
				'description' => __( 'Only events of this type.', 'realtime-events' ),
				'type'        => 'string',
				'maxLength'   => 64,
			),
			'search'   => array(
				'description' => __( 'Words of the event or of what the server answered.', 'realtime-events' ),
				'type'        => 'string',
				'maxLength'   => self::MAX_SEARCH_CHARACTERS,
			),
			'event'    => array(
				'description' => __( 'Only deliveries of the events with these ids.', 'realtime-events' ),
				'type'        => 'array',
				'maxItems'    => Delivery_Log::MAX_PER_PAGE,
				'items'       => array(
					'type'   => 'string',
					'format' => 'uuid',
				),
			),
			'before'   => array(
				'description' => __( 'Only deliveries with a lower number.', 'realtime-events' ),
				'type'        => 'integer',
				'minimum'     => 1,
			),
			'per_page' => array(
				'description' => __( 'How many deliveries at most.', 'realtime-events' ),
				'type'        => 'integer',
				'minimum'     => 1,
				'maximum'     => Delivery_Log::MAX_PER_PAGE,
				'default'     => self::DEFAULT_PER_PAGE,
			),
		);
	}

	/**
	 * A page of deliveries, newest first.
	 *
	 * @param WP_REST_Request $request The request.
	 */
	public function get_items( $request ): WP_REST_Response {
		$per_page = (int) $request['per_page'];
		// One more than is asked for tells whether there is a next page.
		$records  = $this->log->page( self::filter( $request ), isset( $request['before'] ) ? (int) $request['before'] : null, $per_page + 1 );
		$page     = array_slice( $records, 0, $per_page );
		$response = new WP_REST_Response( array_map( static fn( Delivery_Record $record ): array => $record->to_array(), $page ) );
		if ( count( $records ) > $per_page ) {
			$query = rawurlencode_deep( array( 'before' => (string) end( $page )->id ) + $request->get_query_params() );
			$response->link_header( 'next', add_query_arg( $query, rest_url( "$this->namespace/$this->rest_base" ) ) );
		}
		return $response;
	}

	/**
	 * One delivery.
	 *
	 * @param WP_REST_Request $request The request.
	 * @return WP_REST_Response|WP_Error
	 */
	public function get_item( $request ): WP_REST_Response|WP_Error {
		$record = $this->log->find( (int) $request['id'] );
		return $record ? new WP_REST_Response( $record->to_array() ) : new WP_Error( 'realtime_events_delivery_not_found', __( 'There is no such delivery.', 'realtime-events' ), array( 'status' => 404 ) );
	}

	/**
	 * Puts a delivery back to its beginning; it is sent when the answer is out.
	 *
	 * @param WP_REST_Request $request The request.
	 * @return WP_REST_Response|WP_Error The delivery; 409 while it waits anyway.
	 */
	public function replay( WP_REST_Request $request ): WP_REST_Response|WP_Error {
		$answer = $this->get_item( $request );
		if ( is_wp_error( $answer ) ) {
			return $answer;
		}
		return null !== $answer->get_data()['event'] && $this->desk->replay( (int) $request['id'] )
			? $this->get_item( $request )
			: new WP_Error( 'realtime_events_not_replayable', __( 'This delivery is waiting to be sent already, or its event is gone.', 'realtime-events' ), array( 'status' => 409 ) );
	}

	/**
	 * Takes a delivery out of the queue.
	 *
	 * @param WP_REST_Request $request The request.
	 * @return WP_REST_Response|WP_Error The delivery; 409 where it does not wait, or is being sent.
	 */
	public function cancel( WP_REST_Request $request ): WP_REST_Response|WP_Error {
		$answer = $this->get_item( $request );
		if ( is_wp_error( $answer ) ) {
			return $answer;
		}
		return $this->desk->cancel( (int) $request['id'] )
			? $this->get_item( $request )
			: new WP_Error( 'realtime_events_not_cancellable', __( 'This delivery does not wait any more, or is being sent right now.', 'realtime-events' ), array( 'status' => 409 ) );
	}

	/**
	 * Puts back what was given up, a bounded number a call.
	 *
	 * @param WP_REST_Request $request The request.
	 */
	public function replay_dead( WP_REST_Request $request ): WP_REST_Response {
		return new WP_REST_Response( $this->desk->replay_dead( self::filter( $request ) ) );
	}

	/**
	 * Figures about the last 24 hours.
	 */
	public function get_health(): WP_REST_Response {
		return new WP_REST_Response( $this->health->figures() );
	}

	/**
	 * @param array<string, array<string, mixed>> $args Its parameters.
	 */
	private function route( string $path, string $methods, string $callback, array $args = array() ): void {
		register_rest_route(
			$this->namespace,
			"/$this->rest_base$path",
			array(
				'methods'             => $methods,
				'callback'            => array( $this, $callback ),
				'permission_callback' => array( $this->permissions, 'manage' ),
				'args'                => $args,
			)
		);
	}

	/**
	 * @return array{ state?: string, type?: string, search?: string, event?: list<string> }
	 */
	private static function filter( WP_REST_Request $request ): array {
		$filter = array();
		foreach ( array( 'state', 'type', 'search' ) as $name ) {
			if ( isset( $request[ $name ] ) ) {
				$filter[ $name ] = (string) $request[ $name ];
			}
		}
		if ( isset( $request['event'] ) ) {
			$filter['event'] = array_map( 'strval', (array) $request['event'] );
		}
		return $filter;
	}
}
