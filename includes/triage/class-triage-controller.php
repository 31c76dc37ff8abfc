<?php
/**
 * /events/{id}/triage.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Triage;

use Realtime_Events\Access\Channels;
use Realtime_Events\Access\Rate_Limiter;
use Realtime_Events\Events\Clock;
use Realtime_Events\Events\Event;
use Realtime_Events\Events\Event_Store;
use Realtime_Events\Rest\Permissions;
use Realtime_Events\Rest\Rest_Module;
use WP_Error;
use WP_REST_Controller;
use WP_REST_Request;
use WP_REST_Response;
use WP_REST_Server;

defined( 'ABSPATH' ) || exit;

/**
 * `POST /realtime-events/v1/events/{id}/triage` does something about an event; `GET /events/triage?id[]=…` tells how events stand; `GET /events/pinned` what is pinned.
 *
 * @since 0.1.0
 */
final class Triage_Controller extends WP_REST_Controller {

	public const ACTIONS_PER_MINUTE = 60;

	public function __construct(
		private readonly Triage $triage,
		private readonly Event_Store $store,
		private readonly Channels $channels,
		private readonly Rate_Limiter $limiter,
		private readonly Permissions $permissions,
		private readonly Clock $clock,
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
			"/$this->rest_base/triage",
			array(
				'methods'             => WP_REST_Server::READABLE,
				'callback'            => array( $this, 'get_items' ),
				'permission_callback' => array( $this->permissions, 'view' ),
				'args'                => array(
					'id' => array(
						'description' => __( 'Ids of the events.', 'realtime-events' ),
						'type'        => 'array',
						'required'    => true,
						'maxItems'    => Triage::MAX_EVENTS,
						'items'       => array(
							'type'   => 'string',
							'format' => 'uuid',
						),
					),
				),
			)
		);
		register_rest_route(
			$this->namespace,
			"/$this->rest_base/pinned",
			array(
				'methods'             => WP_REST_Server::READABLE,
				'callback'            => array( $this, 'get_pinned' ),
				'permission_callback' => array( $this->permissions, 'view' ),
			)
		);
		register_rest_route(
			$this->namespace,
			"/$this->rest_base/(?P<id>[0-9a-f-]{36})/triage",
			array(
				'methods'             => WP_REST_Server::CREATABLE,
				'callback'            => array( $this, 'create_item' ),
				'permission_callback' => array( $this->permissions, 'view' ),
				'args'                => array(
					'action'   => array(
						'description' => __( 'What to do.', 'realtime-events' ),
						'type'        => 'string',
						'enum'        => array_keys( Triage::ACTIONS ),
						'required'    => true,
					),
					'note'     => array(
						'description' => __( 'What to say about it.', 'realtime-events' ),
						'type'        => 'string',
						'maxLength'   => Triage::MAX_NOTE_CHARACTERS,
						'default'     => '',
					),
					'until'    => array(
						'description' => __( 'Until when it is put off.', 'realtime-events' ),
						'type'        => 'string',
						'format'      => 'date-time',
					),
					'reaction' => array(
						'description' => __( 'With what somebody reacts.', 'realtime-events' ),
						'type'        => 'string',
						'enum'        => Triage::REACTIONS,
					),
				),
			)
		);
	}

	/**
	 * How events stand: `{ id: { status, by, at, until, notes } }`.
	 *
	 * @param WP_REST_Request $request The request.
	 */
	public function get_items( $request ): WP_REST_Response {
		return new WP_REST_Response( (object) $this->triage->states( (array) $request['id'], $this->channels->readable_by( get_current_user_id() ) ) );
	}

	/**
	 * What is pinned, as CloudEvents.
	 */
	public function get_pinned(): WP_REST_Response {
		return new WP_REST_Response(
			array_map( static fn( Event $event ): array => $event->to_cloudevent(), $this->triage->pinned( $this->channels->readable_by( get_current_user_id() ) ) )
		);
	}

	/**
	 * Does something about an event.
	 *
	 * @param WP_REST_Request $request The request.
	 * @return WP_REST_Response|WP_Error 201 and the event about the event.
	 */
	public function create_item( $request ): WP_REST_Response|WP_Error {
		$user_id = get_current_user_id();
		$event   = $this->store->find( (string) $request['id'] );
		if ( ! $event || ! $this->channels->can_read( $user_id, $event->channel ) ) {
			return new WP_Error( 'realtime_events_event_not_found', __( 'There is no such event, or it is not for you.', 'realtime-events' ), array( 'status' => 404 ) );
		}
		$note     = trim( (string) $request['note'] );
		$until_ms = isset( $request['until'] ) ? 1000 * (int) strtotime( (string) $request['until'] ) : 0;
		if ( 'note' === $request['action'] && '' === $note ) {
			return new WP_Error( 'realtime_events_note_empty', __( 'Write something into the note.', 'realtime-events' ), array( 'status' => 400 ) );
		}
		if ( $until_ms && $until_ms <= $this->clock->now_ms() ) {
			return new WP_Error( 'realtime_events_until_past', __( 'Choose a moment that is still to come.', 'realtime-events' ), array( 'status' => 400 ) );
		}
		$reaction = in_array( $request['action'], array( 'react', 'unreact' ), true ) ? (string) ( $request['reaction'] ?? '' ) : null;
		if ( '' === $reaction ) {
			return new WP_Error( 'realtime_events_reaction_missing', __( 'Say with what you react.', 'realtime-events' ), array( 'status' => 400 ) );
		}
		$wait = $this->limiter->take( "triage:user:$user_id", self::ACTIONS_PER_MINUTE, MINUTE_IN_SECONDS );
		if ( $wait > 0 ) {
			return new WP_Error(
				'realtime_events_rate_limited',
				__( 'That was a lot in a minute. Try again a little later.', 'realtime-events' ),
				array(
					'status'      => 429,
					'retry_after' => $wait,
				)
			);
		}
		$action = $this->triage->act( $event, $request['action'], $note, 'snooze' === $request['action'] ? $until_ms : 0, (string) $reaction );
		return is_wp_error( $action ) ? $action : new WP_REST_Response( $action->to_cloudevent(), 201 );
	}
}
