<?php
/**
 * What relays are sent.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Delivery\Servers;

use Realtime_Events\Events\Event;
use Realtime_Events\Events\Json;

defined( 'ABSPATH' ) || exit;

/**
 * Writes an event as each kind of relay reads it.
 *
 * @since 0.1.0
 */
final class Relay_Body {

	/**
	 * The body of the request that brings an event.
	 *
	 * @param string $profile One of Profiles::RELAYS.
	 * @param Event  $event   The event.
	 * @param string $api_key The key, for the kind that reads it here.
	 * @return string JSON.
	 */
	public static function encode( string $profile, Event $event, string $api_key ): string {
		$type      = Relay_Type_Names::of( $event->type );
		$timestamp = Event::format_time( $event->time_ms );
		// An empty array would be written as a list.
		$data = (object) $event->data;
		return Json::encode(
			match ( $profile ) {
				// Of two with the same name the envelope's counts: data cannot pass for another type.
				'ws-event'               => compact( 'type', 'timestamp' ) + $event->data,
				'socketio-event-from-wp' => compact( 'type', 'data', 'timestamp' ),
				'ratchet-dispatch'       => array( 'event' => $type ) + compact( 'data', 'timestamp' ),
				'key-in-body'            => compact( 'type' ) + array( 'apiKey' => $api_key ) + compact( 'data', 'timestamp' ),
			}
		);
	}
}
