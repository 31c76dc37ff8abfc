<?php
/**
 * The kinds of realtime servers.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Settings;

defined( 'ABSPATH' ) || exit;

/**
 * The kinds of servers that the site can send to, as people choose between them.
 *
 * @since 0.1.0
 */
final class Profiles {

	public const DEFAULT_ID = 'hub';

	public const IDS = array( 'hub', 'ws-event', 'socketio-event-from-wp', 'ratchet-dispatch', 'key-in-body', 'file', 'http' );

	/** Servers that pass everything on to everyone who listens. */
	public const RELAYS = array( 'ws-event', 'socketio-event-from-wp', 'ratchet-dispatch', 'key-in-body' );

	/** Where each kind expects its events, below the server's address. */
	public const DEFAULT_PATHS = array(
		'hub'                    => '/api/v1/events',
		'ws-event'               => '/event',
		'socketio-event-from-wp' => '/event-from-wp',
		'ratchet-dispatch'       => '/dispatch',
		'key-in-body'            => '/api/send-event',
		'http'                   => '/',
	);

	/**
	 * The kinds, translated.
	 *
	 * @return list<array{ id: string, label: string, hint: string, path: string }> `path`: where it takes events; empty for what has no address.
	 */
	public static function for_screens(): array {
		$texts = array(
			'hub'                    => array(
				__( 'Realtime Events hub', 'realtime-events' ),
				__( 'The server that comes with this plugin. Nothing is lost when it is away for a while, and each person gets only what they may see.', 'realtime-events' ),
			),
			'ws-event'               => array(
				__( 'WebSocket relay with /event', 'realtime-events' ),
				__( 'A server of your own that takes events at /event and sends them to plain WebSocket clients.', 'realtime-events' ),
			),
			'socketio-event-from-wp' => array(
				__( 'Socket.IO relay with /event-from-wp', 'realtime-events' ),
				__( 'A server of your own that takes events at /event-from-wp and sends them to Socket.IO clients as custom_event.', 'realtime-events' ),
			),
			'ratchet-dispatch'       => array(
				__( 'Ratchet relay with /dispatch', 'realtime-events' ),
				__( 'A PHP server that takes events at /dispatch and has its socket at an address of its own.', 'realtime-events' ),
			),
			'key-in-body'            => array(
				__( 'Relay with the key in the body', 'realtime-events' ),
				__( 'A server of your own that takes events at /api/send-event and expects the API key inside the message.', 'realtime-events' ),
			),
			'file'                   => array(
				__( 'Event file', 'realtime-events' ),
				__( 'Events are written to a file on this machine, which the hub follows. For hosts that allow no outgoing requests.', 'realtime-events' ),
			),
			'http'                   => array(
				__( 'Any HTTP address', 'realtime-events' ),
				__( 'Events are sent to an address of your choice. Screens look for new events by themselves.', 'realtime-events' ),
			),
		);
		return array_map(
			static fn( string $id ): array => array(
				'id'    => $id,
				'label' => $texts[ $id ][0],
				'hint'  => $texts[ $id ][1],
				'path'  => self::DEFAULT_PATHS[ $id ] ?? '',
			),
			self::IDS
		);
	}
}
