<?php
/**
 * GET /events.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Rest;

use Realtime_Events\Access\Channels;
use Realtime_Events\Delivery\Servers\Servers;
use Realtime_Events\Events\Event;
use Realtime_Events\Events\Event_Query;
use Realtime_Events\Events\Event_Store;
use WP_Error;
use WP_REST_Controller;
use WP_REST_Request;
use WP_REST_Response;
use WP_REST_Server;

defined( 'ABSPATH' ) || exit;

/**
 * `GET /realtime-events/v1/events` and `/events/{id}`: the ledger, as far as whoever asks may read it.
 *
 * A visitor reads what is public. Newest first; with `after` oldest first, which is how a screen closes a gap.
 * Where there is more, the header `Link` has it as `rel="next"`.
 *
 * @since 0.1.0
 */
final class Events_Controller extends WP_REST_Controller {

	/** How whoever asks may listen to the server, so that a screen which only reads notices that there is one by now. */
	public const TRANSPORT_HEADER = 'X-Realtime-Events-Transport';
	public const NO_TRANSPORT     = 'none';

	public function __construct(
		private readonly Event_Store $store,
		private readonly Channels $channels,
		private readonly Readable_Query $readable,
		private readonly Servers $servers,
	) {
		$this->namespace = Rest_Module::API_NAMESPACE;
		$this->rest_base = 'events';
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
					'callback'            => array( $this, 'get_items' ),
					'permission_callback' => array( $this, 'get_items_permissions_check' ),
					'args'                => $this->get_collection_params(),
				),
				'schema' => array( $this, 'get_public_item_schema' ),
			)
		);
		register_rest_route(
			$this->namespace,
			'/' . $this->rest_base . '/(?P<id>[0-9a-f-]{36})',
			array(
				array(
					'methods'             => WP_REST_Server::READABLE,
					'callback'            => array( $this, 'get_item' ),
					'permission_callback' => array( $this, 'get_item_permissions_check' ),
					'args'                => array(
						'id' => array(
							'description' => __( 'Id of the event.', 'realtime-events' ),
							'type'        => 'string',
							'format'      => 'uuid',
						),
					),
				),
				'schema' => array( $this, 'get_public_item_schema' ),
			)
		);
	}

	/**
	 * The parameters: those of the filter.
	 *
	 * @return array<string, array<string, mixed>>
	 */
	public function get_collection_params(): array {
		return Event_Query::params();
	}

	/**
	 * Everyone may ask; a channel that is asked for by name has to be one that may be read.
	 *
	 * @param WP_REST_Request $request The request.
	 * @return true|WP_Error
	 */
	public function get_items_permissions_check( $request ): bool|WP_Error {
		return $this->readable->check( $request );
	}

	/**
	 * A page of the ledger.
	 *
	 * @param WP_REST_Request $request The request.
	 */
	public function get_items( $request ): WP_REST_Response {
		$query    = $this->readable->of( $request );
		$page     = $this->store->page( $query );
		$response = new WP_REST_Response( array_map( static fn( Event $event ): array => $event->to_cloudevent(), $page['events'] ) );
		$where    = $this->servers->current()->for_browser( get_current_user_id() );
		$response->header( self::TRANSPORT_HEADER, $where['transport'] ?? self::NO_TRANSPORT );
		if ( null !== $page['next'] ) {
			$cursor = null === $query->after ? 'before' : 'after';
			$next   = rawurlencode_deep( array( $cursor => (string) $page['next'] ) + $request->get_query_params() );
			$response->link_header( 'next', add_query_arg( $next, rest_url( "$this->namespace/$this->rest_base" ) ) );
		}
		return $response;
	}

	/**
	 * Everyone may ask; whether there is such an event for him is told by the answer.
	 *
	 * @param WP_REST_Request $request The request.
	 * @return true|WP_Error 404 for what may not be read as for what does not exist, so that nobody learns which.
	 */
	public function get_item_permissions_check( $request ): bool|WP_Error {
		$event = $this->store->find( (string) $request['id'] );
		return $event && $this->channels->can_read( get_current_user_id(), $event->channel )
			? true
			: new WP_Error( 'realtime_events_event_not_found', __( 'There is no such event, or it is not for you.', 'realtime-events' ), array( 'status' => 404 ) );
	}

	/**
	 * One event.
	 *
	 * @param WP_REST_Request $request The request.
	 * @return WP_REST_Response|WP_Error
	 */
	public function get_item( $request ): WP_REST_Response|WP_Error {
		$event = $this->store->find( (string) $request['id'] );
		return $event ? new WP_REST_Response( $event->to_cloudevent() ) : $this->get_item_permissions_check( $request );
	}

	/**
	 * JSON Schema of an event: CloudEvents 1.0 with the plugin's extensions.
	 *
	 * @return array<string, mixed>
	 */
	public function get_item_schema(): array {
		$text = static fn( string $description ): array => array(
			'description' => $description,
			'type'        => 'string',
			'readonly'    => true,
		);
		return array(
			'$schema'    => 'http://json-schema.org/draft-04/schema#',
			'title'      => 'realtime-event',
			'type'       => 'object',
			'properties' => array(
				'specversion'     => array( 'enum' => array( '1.0' ) ) + $text( __( 'Version of CloudEvents.', 'realtime-events' ) ),
				'id'              => array( 'format' => 'uuid' ) + $text( __( 'Id of the event.', 'realtime-events' ) ),
				'source'          => array( 'format' => 'uri' ) + $text( __( 'Home URL of the site.', 'realtime-events' ) ),
				'type'            => $text( __( 'Type of the event.', 'realtime-events' ) ),
				'subject'         => $text( __( 'What it happened to.', 'realtime-events' ) ),
				'time'            => array( 'format' => 'date-time' ) + $text( __( 'When it happened, in UTC with milliseconds.', 'realtime-events' ) ),
				'datacontenttype' => $text( __( 'Media type of the data.', 'realtime-events' ) ),
				'data'            => array( 'type' => 'object' ) + $text( __( 'What happened.', 'realtime-events' ) ),
				'sequence'        => $text( __( 'Its place in the ledger, a decimal number: the cursor of this route.', 'realtime-events' ) ),
				'channel'         => $text( __( 'Who may receive it.', 'realtime-events' ) ),
				'severity'        => array( 'enum' => Event::SEVERITIES ) + $text( __( 'How serious it is.', 'realtime-events' ) ),
				'actorid'         => $text( __( 'User who caused it.', 'realtime-events' ) ),
				'actorname'       => $text( __( 'Name of that user.', 'realtime-events' ) ),
				'causationid'     => $text( __( 'Event that this one is the public part of.', 'realtime-events' ) ),
				'origin'          => $text( __( 'The way it came in.', 'realtime-events' ) ),
			),
		);
	}
}
