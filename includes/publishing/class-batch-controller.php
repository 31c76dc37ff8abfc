<?php
/**
 * POST /publish/batch.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Publishing;

use Realtime_Events\Events\Event;
use Realtime_Events\Events\Json;
use WP_Error;
use WP_REST_Controller;
use WP_REST_Request;
use WP_REST_Response;
use WP_REST_Server;

defined( 'ABSPATH' ) || exit;

/**
 * `POST /realtime-events/v1/publish/batch`: takes events from outside, with a verdict for each.
 *
 * @since 0.1.0
 */
final class Batch_Controller extends WP_REST_Controller {

	public const MAX_EVENTS = 100;

	/** What is read at all. */
	public const MAX_BODY_BYTES = 1048576;

	public function __construct(
		private readonly Gate $gate,
		private readonly Intake $intake,
	) {
		$this->namespace = 'realtime-events/v1';
		$this->rest_base = 'publish/batch';
	}

	/**
	 * Registers the route.
	 */
	public function register_routes(): void {
		register_rest_route(
			$this->namespace,
			'/' . $this->rest_base,
			array(
				'methods'             => WP_REST_Server::CREATABLE,
				'callback'            => array( $this, 'create_items' ),
				'permission_callback' => array( $this, 'create_items_permissions_check' ),
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
		return $is_ours && strlen( (string) $request->get_body() ) > self::MAX_BODY_BYTES ? Publish_Request::too_large( self::MAX_BODY_BYTES ) : $result;
	}

	/**
	 * Whether whoever asks may publish at all.
	 *
	 * @param WP_REST_Request $request The request.
	 * @return true|WP_Error
	 */
	public function create_items_permissions_check( WP_REST_Request $request ): bool|WP_Error {
		$caller = $this->gate->admit( $request->get_header( 'authorization' ) );
		return is_wp_error( $caller ) ? $caller : true;
	}

	/**
	 * Stores the events. A bad one never costs the good ones.
	 *
	 * @param WP_REST_Request $request The request: `{ "events": [ … ] }`, each as POST /publish takes it, and with an `idempotency_key` if it has one.
	 * @return WP_REST_Response|WP_Error 200 with `results`: for each event, in order, `status`, and `event`, or `code` and `message`.
	 */
	public function create_items( WP_REST_Request $request ): WP_REST_Response|WP_Error {
		$caller = $this->gate->admit( $request->get_header( 'authorization' ) );
		if ( is_wp_error( $caller ) ) {
			return $caller;
		}
		$events = self::events( (string) $request->get_body() );
		if ( is_wp_error( $events ) ) {
			return $events;
		}
		return new WP_REST_Response( array( 'results' => array_map( fn( mixed $fields ): array => $this->take( $caller, $fields ), $events ) ) );
	}

	/**
	 * @return list<mixed>|WP_Error
	 */
	private static function events( string $body ): array|WP_Error {
		try {
			$decoded = Json::decode( $body );
		} catch ( \JsonException $exception ) {
			return new WP_Error( 'realtime_events_invalid_json', __( 'The body is not valid JSON, or nested too deep.', 'realtime-events' ), array( 'status' => 400 ) );
		}
		$events = is_array( $decoded ) ? ( $decoded['events'] ?? null ) : null;
		if ( ! is_array( $events ) || ! array_is_list( $events ) || ! $events || count( $events ) > self::MAX_EVENTS ) {
			/* translators: %d: number of events. */
			return new WP_Error( 'realtime_events_invalid_batch', sprintf( __( '“events” has to be a list of 1 to %d events.', 'realtime-events' ), self::MAX_EVENTS ), array( 'status' => 400 ) );
		}
		return $events;
	}

	/**
	 * @return array<string, mixed>
	 */
	private function take( Caller $caller, mixed $fields ): array {
		$event = $this->publish( $caller, $fields );
		if ( is_wp_error( $event ) ) {
			return array(
				'status'  => (int) ( $event->get_error_data()['status'] ?? 500 ),
				'code'    => $event->get_error_code(),
				'message' => $event->get_error_message(),
			);
		}
		return array(
			'status' => 201,
			'event'  => $event->to_cloudevent(),
		);
	}

	private function publish( Caller $caller, mixed $fields ): Event|WP_Error {
		$limited = $this->gate->limit( $caller );
		if ( is_wp_error( $limited ) ) {
			return $limited;
		}
		if ( ! is_array( $fields ) && ! $fields instanceof \stdClass ) {
			return new WP_Error( 'realtime_events_invalid_body', __( 'Each event has to be a JSON object.', 'realtime-events' ), array( 'status' => 400 ) );
		}
		$fields = (array) $fields;
		$key    = is_string( $fields['idempotency_key'] ?? null ) ? $fields['idempotency_key'] : '';
		unset( $fields['idempotency_key'] );
		$wanted = Publish_Request::from_fields( $fields );
		return is_wp_error( $wanted ) ? $wanted : $this->intake->take( $caller, $wanted, $key );
	}
}
