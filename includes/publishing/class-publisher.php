<?php
/**
 * The one door to the ledger.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Publishing;

use Realtime_Events\Access\Channels;
use Realtime_Events\Events\Clock;
use Realtime_Events\Events\Event;
use Realtime_Events\Events\Event_Context;
use Realtime_Events\Events\Event_Id;
use Realtime_Events\Events\Event_Type;
use Realtime_Events\Events\Event_Types;
use Realtime_Events\Events\Utf8;
use Realtime_Events\Settings\Options;
use WP_Error;

defined( 'ABSPATH' ) || exit;

/**
 * The one door to the ledger: every event passes through here, whoever brings it.
 *
 * @since 0.1.0
 */
final class Publisher {

	/** The only channel that needs no permission to read. */
	private const PUBLIC_CHANNEL = 'public';

	public function __construct(
		private readonly Event_Types $types,
		private readonly Event_Validator $validator,
		private readonly Event_Context $context,
		private readonly Event_Id $ids,
		private readonly Options $options,
		private readonly Recorder $recorder,
		private readonly Clock $clock,
	) {
	}

	/**
	 * Publishes an event: looks at it, stores it and puts it into the outbox, all at once.
	 *
	 * @param string               $type Name of its type.
	 * @param array<string, mixed> $data What happened.
	 * @param array<string, mixed> $args As realtime_events_publish() takes them, and digests: `idempotency_key`, which makes the event the only one of its kind, and `request_digest` of the request that came with it.
	 * @return Event|WP_Error The stored event, or why there is none.
	 */
	public function publish( string $type, array $data, array $args = array() ): Event|WP_Error {
		$declared = $this->types->get( $type );
		$event    = $this->prepare( $declared, $data, $args );
		if ( is_wp_error( $event ) ) {
			return $event;
		}
		$stored = $this->recorder->record(
			$event,
			$this->projection_of( $event, $declared, $args ),
			(string) ( $args['dedupe'] ?? '' ),
			(string) ( $args['idempotency_key'] ?? '' ),
			(string) ( $args['request_digest'] ?? '' )
		);
		if ( ! is_wp_error( $stored ) ) {
			self::announce( $stored );
		}
		return $stored;
	}

	/**
	 * Publishes what a source of the plugin tells, which nobody waits for: such an event is stored when the response is out, and in bulk work together with others, a moment later.
	 *
	 * @param string               $type Name of its type.
	 * @param array<string, mixed> $data What happened.
	 * @param array<string, mixed> $args As publish() takes them, without what keys a request.
	 */
	public function tell( string $type, array $data, array $args = array() ): void {
		$declared = $this->types->get( $type );
		$event    = $this->prepare( $declared, $data, $args );
		if ( ! is_wp_error( $event ) ) {
			$this->recorder->record_later( $event, $this->projection_of( $event, $declared, $args ), (string) ( $args['dedupe'] ?? '' ), static fn( Event $stored ) => self::announce( $stored ) );
		}
	}

	/**
	 * Publishes what processes have left that were killed before they could store it.
	 */
	public function recover(): void {
		array_map( static fn( Event $stored ) => self::announce( $stored ), $this->recorder->recover() );
	}

	/**
	 * The channel that an event will be on: the one that was asked for, within what the admin chose for its type.
	 *
	 * The settings can keep an event from people and never show it to more: whoever manages the plugin need not be one who may see everything. What the
	 * public gets is the projection's business alone.
	 *
	 * @param Event_Type $type  Its type.
	 * @param string     $asked The channel that was asked for.
	 */
	public function channel_of( Event_Type $type, string $asked ): string {
		$chosen = $this->options->type_channel( $type->name );
		// A choice that is none, or is none any more, changes nothing.
		return in_array( $chosen, Channels::narrower_than( $type->channel ), true ) ? Channels::within( $asked, $chosen ) : $asked;
	}

	/**
	 * Publishes what the action `realtime_events_publish` brings, for code that does not know whether the plugin is there.
	 *
	 * @param mixed $type As publish() takes it, like the others.
	 * @param mixed $data What happened.
	 * @param mixed $args Everything else.
	 */
	public function publish_from_action( mixed $type, mixed $data = array(), mixed $args = array() ): void {
		if ( ! is_string( $type ) || ! is_array( $data ) || ! is_array( $args ) ) {
			_doing_it_wrong( 'realtime_events_publish', esc_html__( 'The action takes the type as a string, then data and arguments as arrays.', 'realtime-events' ), '0.1.0' );
			return;
		}
		$this->publish( $type, $data, $args );
	}

	/**
	 * Says that an event is stored.
	 */
	private static function announce( Event $stored ): void {
		/**
		 * An event is stored, and that it is to be sent.
		 *
		 * The transaction it happened in may still be open. Within a request it may come again with a later state of the same event. Of what
		 * the plugin's own sources tell it comes when the response is out, where the server lets the visitor go first (PHP-FPM, LiteSpeed), and in bulk work for
		 * several at a time, a moment after what they tell of.
		 *
		 * @since 0.1.0
		 *
		 * @param Event $event The event.
		 */
		do_action( 'realtime_events_published', $stored );
	}

	/**
	 * Makes the event, as it is to be stored.
	 *
	 * @param array<string, mixed> $data What happened.
	 * @param array<string, mixed> $args As publish() takes them.
	 */
	private function prepare( Event_Type $type, array $data, array $args ): Event|WP_Error {
		if ( ! $this->options->type_is_enabled( $type->name ) ) {
			return new WP_Error( 'realtime_events_type_disabled', __( 'Events of this type are switched off in the settings.', 'realtime-events' ), array( 'status' => 403 ) );
		}
		return $this->filtered( $this->compose( $type, $data, $args ), $type );
	}

	/**
	 * @param array<string, mixed> $data What happened.
	 * @param array<string, mixed> $args As publish() takes them.
	 */
	private function compose( Event_Type $type, array $data, array $args ): Event {
		$actor = isset( $args['actor_id'] ) || isset( $args['actor_name'] )
			? array(
				'id'   => max( 0, (int) ( $args['actor_id'] ?? 0 ) ),
				'name' => (string) ( $args['actor_name'] ?? '' ),
			)
			: $this->context->actor();
		return new Event(
			id: $this->ids->next(),
			type: $type->name,
			data: $data,
			channel: $this->channel_of( $type, isset( $args['channel'] ) ? (string) $args['channel'] : $type->channel ),
			time_ms: $this->clock->now_ms(),
			severity: (string) ( $args['severity'] ?? $type->severity ),
			subject: (string) ( $args['subject'] ?? '' ),
			actor_id: $actor['id'],
			actor_name: mb_substr( wp_strip_all_tags( Utf8::mended( $actor['name'] ), true ), 0, Event::MAX_NAME_CHARACTERS ),
			origin: (string) ( $args['origin'] ?? $this->context->origin() ),
			causation_id: isset( $args['causation_id'] ) ? (string) $args['causation_id'] : null,
		);
	}

	/**
	 * Lets the site's own code have its say, and looks again at what comes back.
	 */
	private function filtered( Event $event, Event_Type $type ): Event|WP_Error {
		$valid = $this->validator->check( $event, $type );
		if ( is_wp_error( $valid ) ) {
			return $valid;
		}
		/**
		 * Whether an event is published.
		 *
		 * @since 0.1.0
		 *
		 * @param bool  $should Default true.
		 * @param Event $event  The event, not stored yet.
		 */
		if ( ! apply_filters( 'realtime_events_should_publish', true, $event ) ) {
			return new WP_Error( 'realtime_events_vetoed', __( 'The site decided not to publish this event.', 'realtime-events' ), array( 'status' => 403 ) );
		}
		/**
		 * The event as it is published.
		 *
		 * @since 0.1.0
		 *
		 * @param Event $event Return a copy: `$event->with( array( 'severity' => 'warning' ) )`.
		 */
		$changed = apply_filters( 'realtime_events_event', $event );
		// An event never changes, so the same one was looked at already.
		if ( $changed === $event ) {
			return $event;
		}
		if ( ! $changed instanceof Event ) {
			_doing_it_wrong( 'realtime_events_event', esc_html__( 'The filter has to return an Event.', 'realtime-events' ), '0.1.0' );
			return $event;
		}
		// Its identity is not the filter's to change.
		$changed = $changed->with(
			array(
				'id'       => $event->id,
				'sequence' => null,
			)
		);
		$valid   = $this->validator->check( $changed, $type );
		return is_wp_error( $valid ) ? $valid : $changed;
	}

	/**
	 * The event that everybody may see instead of this one, where an admin allowed it.
	 *
	 * Never of an event that was moved to another channel than its type's: that was done because its content is for fewer people.
	 *
	 * @param array<string, mixed> $args As publish() takes them.
	 */
	private function projection_of( Event $event, Event_Type $type, array $args ): ?Event {
		if ( false === ( $args['public'] ?? true ) || self::PUBLIC_CHANNEL === $event->channel || $event->channel !== $type->channel || ! $type->public_fields || ! $this->options->type_is_public( $type->name ) ) {
			return null;
		}
		/**
		 * Whether the public gets its projection of an event, where an admin allowed it for the type.
		 *
		 * @since 0.1.0
		 *
		 * @param bool  $should Default true.
		 * @param Event $event  The event that it would be a projection of.
		 */
		if ( ! apply_filters( 'realtime_events_should_project', true, $event ) ) {
			return null;
		}
		return $event->with(
			array(
				'id'           => $this->ids->next(),
				'channel'      => self::PUBLIC_CHANNEL,
				'data'         => $type->public_data( $event->data ),
				'actor_id'     => 0,
				'actor_name'   => '',
				'origin'       => '',
				'causation_id' => $event->id,
			)
		);
	}
}
