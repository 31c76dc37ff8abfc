<?php
/**
 * Takes events from outside.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Publishing;

use Realtime_Events\Events\Event;
use Realtime_Events\Events\Event_Types;
use WP_Error;

defined( 'ABSPATH' ) || exit;

/**
 * Takes events from outside, by whichever way they come: the rules are the same everywhere.
 *
 * @since 0.1.0
 */
final class Intake {

	/** A key that a caller thinks up: visible ASCII, as the header allows it. */
	private const IDEMPOTENCY_KEY_PATTERN = '/^[\x21-\x7e]{1,255}$/D';

	public function __construct(
		private readonly Gate $gate,
		private readonly Publisher $publisher,
		private readonly Event_Types $types,
	) {
	}

	/**
	 * Publishes what a caller asks for.
	 *
	 * @param Caller          $caller          Who asks.
	 * @param Publish_Request $request         What for.
	 * @param string          $idempotency_key The same key within a day means the same event; empty for none.
	 * @return Event|WP_Error
	 */
	public function take( Caller $caller, Publish_Request $request, string $idempotency_key = '' ): Event|WP_Error {
		if ( '' !== $idempotency_key && ! preg_match( self::IDEMPOTENCY_KEY_PATTERN, $idempotency_key ) ) {
			return new WP_Error( 'realtime_events_invalid_idempotency_key', __( 'The Idempotency-Key has 1 to 255 visible ASCII characters.', 'realtime-events' ), array( 'status' => 400 ) );
		}
		$type = $this->types->get( $request->type );
		if ( $type->internal ) {
			// The route that has it checks more than who may publish: whether the user may read what it is about, for instance.
			return new WP_Error( 'realtime_events_type_is_internal', __( 'Events of this type are made by the site alone.', 'realtime-events' ), array( 'status' => 403 ) );
		}
		$allowed = $this->gate->may_publish_to( $caller, $this->publisher->channel_of( $type, $request->args['channel'] ?? $type->channel ) );
		if ( is_wp_error( $allowed ) ) {
			return $allowed;
		}
		$args = $request->args;
		if ( $caller->has_key() ) {
			// A program is nobody, even if a browser's session came with it.
			$args['actor_id'] = 0;
		}
		if ( '' !== $idempotency_key ) {
			// Two callers may well think up the same key.
			$args['idempotency_key'] = hash( 'sha256', $caller->name() . ' ' . $idempotency_key );
			$args['request_digest']  = $request->digest();
		}
		return $this->publisher->publish( $request->type, $request->data, $args );
	}
}
