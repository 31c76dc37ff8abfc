<?php
/**
 * A plain relay.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Delivery\Servers;

use Realtime_Events\Access\Api_Key;
use Realtime_Events\Access\Channels;
use Realtime_Events\Delivery\Delivery_Result;
use Realtime_Events\Delivery\Probe_Result;
use Realtime_Events\Delivery\Verdict;
use Realtime_Events\Events\Event;
use Realtime_Events\Settings\Options;
use WP_Error;

defined( 'ABSPATH' ) || exit;

/**
 * A server of the site owner's that passes on what it gets to whoever listens: one event a request, and the API key with it.
 *
 * It knows no channels, so that it gets public events alone until an admin says that only trusted people can listen.
 *
 * @since 0.1.0
 */
final class Relay_Server implements Server {

	private const SOCKET_IO   = 'socketio-event-from-wp';
	private const RATCHET     = 'ratchet-dispatch';
	private const KEY_IN_BODY = 'key-in-body';

	/**
	 * @param string      $profile  One of Profiles::RELAYS.
	 * @param Options     $options  The settings.
	 * @param Api_Key     $api_key  The key.
	 * @param Channels    $channels Knows who may read what.
	 * @param Http_Client $http     Sends.
	 */
	public function __construct(
		private readonly string $profile,
		private readonly Options $options,
		private readonly Api_Key $api_key,
		private readonly Channels $channels,
		private readonly Http_Client $http,
	) {
	}

	public function id(): string {
		return $this->profile;
	}

	public function is_configured(): bool {
		return '' !== $this->options->server_url() && $this->api_key->is_set();
	}

	public function accepts( Event $event ): bool {
		return Channels::PUBLIC === $event->channel || true === $this->options->profile_option( 'relay_is_private' );
	}

	public function max_batch_events(): int {
		return 1;
	}

	public function send( array $events ): Delivery_Result {
		$event = $events[0];
		// Whoever calls, and whatever he asked before.
		if ( ! $this->accepts( $event ) ) {
			$message = __( 'The relay passes on what it gets to everyone, so it gets public events only.', 'realtime-events' );
			return Delivery_Result::answered( array( $event->id => new Verdict( false, 'not_public', $message ) ), 0 );
		}
		return Http_Answer::result( $this->post( $event ), array( $event ), $this->api_key->active() );
	}

	public function probe(): Probe_Result {
		// An event to try with would reach whoever listens.
		$steps = array( Http_Answer::reachable( $this->http->request( 'GET', Publish_Address::of( $this->options, $this->profile ) ) ) );
		if ( self::RATCHET === $this->profile ) {
			$is_known = '' !== $this->options->socket_url();
			$steps[]  = array(
				'id'      => 'socket',
				'label'   => __( 'Browsers know where the socket is', 'realtime-events' ),
				'ok'      => $is_known,
				'ms'      => 0,
				'message' => $is_known ? $this->options->socket_url() : __( 'A relay of this kind has its socket at an address of its own. Until it is known, browsers ask this site every few seconds.', 'realtime-events' ),
			) + ( $is_known ? array() : array( 'fix' => __( 'Enter the address of the socket as the address for browsers, and save.', 'realtime-events' ) ) );
		}
		return new Probe_Result( $steps );
	}

	/**
	 * The relay's sockets. Of one that gets everything, everything is heard: only who may read it all is led there, and the others ask the ledger.
	 *
	 * @param int $user_id Who, 0 for a visitor.
	 */
	public function for_browser( int $user_id ): array {
		$gets_all    = true === $this->options->profile_option( 'relay_is_private' );
		$needs_token = self::KEY_IN_BODY === $this->profile;
		if ( ! $this->is_configured() || ( $gets_all && ! $this->channels->can_read( $user_id, Channels::ADMINS ) ) || ( $needs_token && 0 === $user_id ) ) {
			return Socket_Address::NONE;
		}
		$address = self::SOCKET_IO === $this->profile
			? Socket_Address::of_socket_io( $this->options )
			: Socket_Address::of_websocket( $this->options, self::RATCHET === $this->profile );
		return array() === $address ? Socket_Address::NONE : $address + array(
			'reach'       => $gets_all ? 'all' : 'public',
			'needs_token' => $needs_token,
		);
	}

	/**
	 * @return array{ status: int, body: string, retry_after: int|null, ms: int }|WP_Error
	 */
	private function post( Event $event ): array|WP_Error {
		$answer = new WP_Error( 'not_configured', __( 'There is no API key.', 'realtime-events' ) );
		// While keys rotate a relay may know the old one or the new one.
		foreach ( $this->api_key->active() as $key ) {
			$headers = array( 'Content-Type' => 'application/json' );
			if ( self::KEY_IN_BODY !== $this->profile ) {
				$headers['Authorization'] = "Bearer $key";
			}
			$answer = $this->http->request( 'POST', Publish_Address::of( $this->options, $this->profile ), $headers, Relay_Body::encode( $this->profile, $event, $key ) );
			if ( ! Http_Answer::refuses_key( $answer ) ) {
				break;
			}
		}
		return $answer;
	}
}
