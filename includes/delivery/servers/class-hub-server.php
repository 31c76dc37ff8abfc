<?php
/**
 * The hub.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Delivery\Servers;

use Realtime_Events\Access\Api_Key;
use Realtime_Events\Access\Signature;
use Realtime_Events\Delivery\Delivery_Result;
use Realtime_Events\Delivery\Probe_Result;
use Realtime_Events\Delivery\Verdict;
use Realtime_Events\Events\Clock;
use Realtime_Events\Events\Event;
use Realtime_Events\Events\Json;
use Realtime_Events\Settings\Options;
use WP_Error;

defined( 'ABSPATH' ) || exit;

/**
 * The hub that ships with the plugin.
 *
 * @since 0.1.0
 */
final class Hub_Server implements Server {

	public const ID = 'hub';

	private const INGEST_PATH = '/api/v1/events';
	private const HEALTH_PATH = '/healthz';

	/** Answers that the same request will get again however often it is sent. */
	private const PERMANENT_STATUSES = array( 400, 413, 415, 422 );

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
		return '' !== $this->options->server_url() && $this->api_key->is_set();
	}

	public function send( array $events ): Delivery_Result {
		$answer = $this->post( Json::encode( array_map( static fn( Event $event ): array => $event->to_cloudevent(), $events ) ) );
		if ( is_wp_error( $answer ) ) {
			return Delivery_Result::failed( (string) $answer->get_error_code(), $answer->get_error_message(), (int) ( $answer->get_error_data()['ms'] ?? 0 ) );
		}
		$said = json_decode( $answer['body'], true );
		if ( 202 === $answer['status'] && is_array( $said['results'] ?? null ) ) {
			return Delivery_Result::answered( self::verdicts( $said['results'] ), $answer['ms'] );
		}
		[ $code, $message ] = self::reason( $answer['status'], $said );
		return Delivery_Result::failed( $code, $message, $answer['ms'], in_array( $answer['status'], self::PERMANENT_STATUSES, true ), $answer['retry_after'] );
	}

	public function probe(): Probe_Result {
		$health = $this->http->request( 'GET', $this->options->server_url() . self::HEALTH_PATH );
		$steps  = array(
			self::step(
				'reachable',
				__( 'The hub answers', 'realtime-events' ),
				$health,
				200,
				__( 'Start the hub, and check the address and port. The server that runs WordPress has to reach it.', 'realtime-events' )
			),
		);
		if ( $steps[0]['ok'] ) {
			// A batch without events is signed like any other, and leaves nothing behind.
			$steps[] = self::step(
				'key',
				__( 'The hub knows this site and its key', 'realtime-events' ),
				$this->post( '[]' ),
				202,
				__( 'Give the hub the site id and the API key of this site, and check that both clocks are right.', 'realtime-events' )
			);
		}
		return new Probe_Result( $steps );
	}

	public function for_browser(): array {
		return $this->is_configured() ? array( 'url' => $this->options->server_url() ) : array();
	}

	/**
	 * @return array{ status: int, body: string, retry_after: int|null, ms: int }|WP_Error
	 */
	private function post( string $body ): array|WP_Error {
		$keys = array_map( array( Api_Key::class, 'publish_key' ), $this->api_key->active() );
		return $this->http->request(
			'POST',
			$this->options->server_url() . self::INGEST_PATH,
			array(
				'Content-Type'         => 'application/cloudevents-batch+json',
				'Realtime-Events-Site' => $this->options->site_id(),
			) + $this->signature->headers( $keys, 'batch_' . bin2hex( random_bytes( 12 ) ), intdiv( $this->clock->now_ms(), 1000 ), $body ),
			$body
		);
	}

	/**
	 * @param array<mixed> $results What the hub said about each event.
	 * @return array<string, Verdict> By event id.
	 */
	private static function verdicts( array $results ): array {
		$verdicts = array();
		foreach ( $results as $result ) {
			$status = is_array( $result ) ? ( $result['status'] ?? '' ) : '';
			if ( ! in_array( $status, array( 'accepted', 'duplicate', 'rejected' ), true ) || ! is_string( $result['id'] ?? null ) ) {
				continue;
			}
			$verdicts[ $result['id'] ] = 'rejected' === $status
				? new Verdict( false, sanitize_key( (string) ( $result['code'] ?? 'rejected' ) ), sanitize_text_field( (string) ( $result['message'] ?? '' ) ) )
				: new Verdict( true );
		}
		return $verdicts;
	}

	/**
	 * Why a request was not taken.
	 *
	 * @param int   $status HTTP status.
	 * @param mixed $said   The decoded body.
	 * @return array{ string, string } Code and sentence.
	 */
	private static function reason( int $status, mixed $said ): array {
		if ( is_array( $said ) && is_string( $said['code'] ?? null ) ) {
			return array( sanitize_key( $said['code'] ), sanitize_text_field( is_string( $said['message'] ?? null ) ? $said['message'] : $said['code'] ) );
		}
		/* translators: %d: status code of an HTTP answer. */
		$format = $status < 400 ? __( 'Something answered with status %d, but not like a hub. Is the address right?', 'realtime-events' ) : __( 'The server answered with status %d.', 'realtime-events' );
		return array( "http_{$status}", sprintf( $format, $status ) );
	}

	/**
	 * @param string                            $id       What was tried.
	 * @param string                            $label    The same, for people.
	 * @param array<string, mixed>|WP_Error     $answer   What came of it.
	 * @param int                               $expected The status that means success.
	 * @param string                            $fix      What to do when it failed.
	 * @return array{ id: string, label: string, ok: bool, ms: int, message: string, fix?: string }
	 */
	private static function step( string $id, string $label, array|WP_Error $answer, int $expected, string $fix ): array {
		$step = array(
			'id'    => $id,
			'label' => $label,
		);
		if ( is_wp_error( $answer ) ) {
			return $step + array(
				'ok'      => false,
				'ms'      => (int) ( $answer->get_error_data()['ms'] ?? 0 ),
				'message' => $answer->get_error_message(),
				'fix'     => $fix,
			);
		}
		$ok = $expected === $answer['status'];
		return $step + array(
			'ok'      => $ok,
			'ms'      => $answer['ms'],
			/* translators: %d: milliseconds. */
			'message' => $ok ? sprintf( __( 'Yes, in %d ms.', 'realtime-events' ), $answer['ms'] ) : self::reason( $answer['status'], json_decode( $answer['body'], true ) )[1],
		) + ( $ok ? array() : array( 'fix' => $fix ) );
	}
}
