<?php
/**
 * Any HTTP address.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Delivery\Servers;

use Realtime_Events\Access\Api_Key;
use Realtime_Events\Access\Signature;
use Realtime_Events\Delivery\Delivery_Result;
use Realtime_Events\Delivery\Dispatcher;
use Realtime_Events\Delivery\Probe_Result;
use Realtime_Events\Events\Clock;
use Realtime_Events\Events\Event;
use Realtime_Events\Events\Json;
use Realtime_Events\Settings\Options;
use WP_Error;

defined( 'ABSPATH' ) || exit;

/**
 * An HTTP address of the admin's choice: CloudEvents in batches, or one plain JSON object a request. Any 2xx acknowledges.
 *
 * @since 0.1.0
 */
final class Http_Server implements Server {

	public const ID = 'http';

	private const PLAIN     = 'plain';
	private const SIGNATURE = 'signature';
	private const BEARER    = 'bearer';
	private const NONE      = 'none';

	/** What an id of a batch has of the digest: enough for one address. */
	private const ID_HEX_DIGITS = 32;

	public function __construct(
		private readonly Options $options,
		private readonly Api_Key $api_key,
		private readonly Signature $signature,
		private readonly Http_Client $http,
		private readonly Clock $clock,
	) {
	}

	public function id(): string {
		return self::ID;
	}

	public function is_configured(): bool {
		return '' !== $this->options->server_url() && ( self::NONE === $this->auth() || $this->api_key->is_set() );
	}

	public function accepts( Event $event ): bool {
		return true;
	}

	public function max_batch_events(): int {
		return $this->is_plain() ? 1 : Dispatcher::MAX_BATCH_EVENTS;
	}

	public function send( array $events ): Delivery_Result {
		$body = $this->is_plain()
			? Json::encode( self::plain( $events[0] ) )
			: Json::encode( array_map( static fn( Event $event ): array => $event->to_cloudevent(), $events ) );
		return Http_Answer::result( $this->post( self::message_id( $events ), $body ), $events, $this->api_key->active() );
	}

	public function probe(): Probe_Result {
		return new Probe_Result( array( Http_Answer::reachable( $this->http->request( 'GET', Publish_Address::of( $this->options, self::ID ) ) ) ) );
	}

	/**
	 * Nothing: an address that takes events has no socket to listen at.
	 */
	public function for_browser( int $user_id ): array {
		return Socket_Address::NONE;
	}

	/**
	 * @return array{ status: int, body: string, retry_after: int|null, ms: int }|WP_Error
	 */
	private function post( string $message_id, string $body ): array|WP_Error {
		$answer = new WP_Error( 'not_configured', __( 'There is no API key.', 'realtime-events' ) );
		foreach ( $this->credentials( $message_id, $body ) as $credentials ) {
			// What the plugin sets counts: an admin's header cannot replace the proof of who sends.
			$headers = $credentials + array(
				'Content-Type'         => $this->is_plain() ? 'application/json' : 'application/cloudevents-batch+json',
				'Realtime-Events-Site' => $this->options->site_id(),
			) + (array) $this->options->profile_option( 'headers' );
			$answer  = $this->http->request( 'POST', Publish_Address::of( $this->options, self::ID ), $headers, $body );
			if ( ! Http_Answer::refuses_key( $answer ) ) {
				break;
			}
		}
		return $answer;
	}

	/**
	 * The headers that prove who sends, each set for one attempt: while keys rotate the other side may know the old one or the new one.
	 *
	 * @param string $message_id Names the message, the same one when it is sent again.
	 * @param string $body       The exact bytes.
	 * @return list<array<string, string>>
	 */
	private function credentials( string $message_id, string $body ): array {
		$keys = $this->api_key->active();
		return match ( true ) {
			self::NONE === $this->auth()   => array( array() ),
			self::BEARER === $this->auth() => array_map( static fn( string $key ): array => array( 'Authorization' => "Bearer $key" ), $keys ),
			// Never unsigned because there happens to be no key.
			array() === $keys              => array(),
			default                        => array(
				$this->signature->headers( array_map( array( Api_Key::class, 'publish_key' ), $keys ), $message_id, intdiv( $this->clock->now_ms(), 1000 ), $body ),
			),
		};
	}

	private function auth(): string {
		$auth = $this->options->profile_option( 'auth' );
		return in_array( $auth, array( self::BEARER, self::NONE ), true ) ? $auth : self::SIGNATURE;
	}

	private function is_plain(): bool {
		return self::PLAIN === $this->options->profile_option( 'format' );
	}

	/**
	 * An event for receivers that know nothing of CloudEvents.
	 *
	 * @return array<string, mixed>
	 */
	private static function plain( Event $event ): array {
		return array(
			'id'        => $event->id,
			'type'      => $event->type,
			'timestamp' => Event::format_time( $event->time_ms ),
			'channel'   => $event->channel,
			'severity'  => $event->severity,
			'subject'   => $event->subject,
			'actor'     => $event->actor_name,
			// An empty array would be written as a list.
			'data'      => (object) $event->data,
		);
	}

	/**
	 * The id that receivers know a message by that comes again.
	 *
	 * @param list<Event> $events What is in it.
	 */
	private static function message_id( array $events ): string {
		return 1 === count( $events ) ? $events[0]->id : 'batch_' . substr( hash( 'sha256', implode( ' ', array_column( $events, 'id' ) ) ), 0, self::ID_HEX_DIGITS );
	}
}
