<?php
/**
 * GET /ledger.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Rest;

use Realtime_Events\Delivery\Acknowledged_Events;
use Realtime_Events\Events\Event;
use WP_Error;
use WP_REST_Controller;
use WP_REST_Request;
use WP_REST_Response;
use WP_REST_Server;

defined( 'ABSPATH' ) || exit;

/**
 * `GET /realtime-events/v1/ledger`: a hub that was started anew fills its log, so that its returning browsers need not ask WordPress one by one.
 *
 * @since 0.1.0
 */
final class Ledger_Controller extends WP_REST_Controller {

	/** A log of some ten thousand events takes as many pages, one after the other. */
	public const REQUESTS_PER_MINUTE = 240;

	public function __construct(
		private readonly Hub_Request $hub_request,
		private readonly Acknowledged_Events $events,
	) {
		$this->namespace = Rest_Module::API_NAMESPACE;
		$this->rest_base = 'ledger';
	}

	/**
	 * Registers the route.
	 */
	public function register_routes(): void {
		register_rest_route(
			$this->namespace,
			'/' . $this->rest_base,
			array(
				'methods'             => WP_REST_Server::READABLE,
				'callback'            => array( $this, 'get_items' ),
				'permission_callback' => array( $this->hub_request, 'is_signed' ),
				'args'                => $this->get_collection_params(),
			)
		);
	}

	/**
	 * The parameters.
	 *
	 * @return array<string, array<string, mixed>>
	 */
	public function get_collection_params(): array {
		return array(
			'after_time' => array(
				'description' => __( 'Only from the first event at or after this moment on, in milliseconds since 1970.', 'realtime-events' ),
				'type'        => 'integer',
				'minimum'     => 0,
				'default'     => 0,
			),
			'after'      => array(
				'description' => __( 'Only events after this sequence.', 'realtime-events' ),
				'type'        => 'integer',
				'minimum'     => 0,
				'default'     => 0,
			),
			'per_page'   => array(
				'description' => __( 'How many events at most.', 'realtime-events' ),
				'type'        => 'integer',
				'minimum'     => 1,
				'maximum'     => Acknowledged_Events::MAX_PER_PAGE,
				'default'     => Acknowledged_Events::MAX_PER_PAGE,
			),
		);
	}

	/**
	 * A page of what the hub has acknowledged before, oldest first.
	 *
	 * @param WP_REST_Request $request The request.
	 * @return WP_REST_Response|WP_Error `{ events, complete_after, next? }`, sequences as strings.
	 */
	public function get_items( $request ): WP_REST_Response|WP_Error {
		$admitted = $this->hub_request->admit( $request, self::REQUESTS_PER_MINUTE );
		if ( is_wp_error( $admitted ) ) {
			return $admitted;
		}
		$page = $this->events->page( (int) $request['after_time'], (int) $request['after'], (int) $request['per_page'] );
		return new WP_REST_Response(
			array(
				'events'         => array_map( static fn( Event $event ): array => $event->to_cloudevent(), $page['events'] ),
				'complete_after' => (string) $page['complete_after'],
			) + ( null === $page['next'] ? array() : array( 'next' => (string) $page['next'] ) )
		);
	}
}
