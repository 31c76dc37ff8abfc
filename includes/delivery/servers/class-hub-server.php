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
use Realtime_Events\Delivery\Dispatcher;
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

	private const INGEST_PATH  = '/api/v1/events';
	private const CONTROL_PATH = '/api/v1/control';
	private const HEALTH_PATH  = '/healthz';
	private const STATS_PATH   = '/api/v1/stats';

	/** Stands for all users of a site. */
	private const EVERYBODY = '*';

	/** What the hub tells of itself: of the node that answers, and of sites this one alone. */
	private const FIGURES = array( 'uptime_seconds', 'memory_mb', 'nodes', 'connections', 'rooms', 'events', 'events_per_second' );

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

	public function accepts( Event $event ): bool {
		return true;
	}

	public function max_batch_events(): int {
		return Dispatcher::MAX_BATCH_EVENTS;
	}

	public function send( array $events ): Delivery_Result {
		return $this->send_encoded( Json::encode( array_map( static fn( Event $event ): array => $event->to_cloudevent(), $events ) ) );
	}

	/**
	 * Sends events that are CloudEvents already.
	 *
	 * @param string $body JSON array, as large as a batch may be.
	 */
	public function send_encoded( string $body ): Delivery_Result {
		$answer = $this->post( $body );
		if ( is_wp_error( $answer ) ) {
			return Http_Answer::failure( $answer );
		}
		$said = json_decode( $answer['body'], true );
		if ( 202 === $answer['status'] && is_array( $said['results'] ?? null ) ) {
			return Delivery_Result::answered( self::verdicts( $said['results'] ), $answer['ms'] );
		}
		return Http_Answer::failure( $answer );
	}

	public function probe(): Probe_Result {
		$health = $this->http->request( 'GET', $this->options->server_url() . self::HEALTH_PATH );
		$steps  = array(
			Http_Answer::step(
				'reachable',
				__( 'The hub answers', 'realtime-events' ),
				$health,
				static fn( int $status ): bool => 200 === $status,
				__( 'Start the hub, and check the address and port. The server that runs WordPress has to reach it.', 'realtime-events' )
			),
		);
		if ( $steps[0]['ok'] ) {
			// A batch without events is signed like any other, and leaves nothing behind.
			$steps[] = Http_Answer::step(
				'key',
				__( 'The hub knows this site and its key', 'realtime-events' ),
				$this->post( '[]' ),
				static fn( int $status ): bool => 202 === $status,
				__( 'Give the hub the site id and the API key of this site, and check that both clocks are right.', 'realtime-events' )
			);
		}
		return new Probe_Result( $steps );
	}

	public function for_browser( int $user_id ): array {
		return $this->is_configured() ? Socket_Address::of_hub( $this->options ) + array(
			'reach'       => 'all',
			'needs_token' => true,
		) : Socket_Address::NONE;
	}

	/**
	 * Has the connections of a user closed, and his tokens of up to a moment refused.
	 *
	 * @since 0.1.0
	 *
	 * @param int $user_id Who.
	 * @param int $at_ms   The moment, in Unix ms.
	 * @return bool Whether the hub has heard it.
	 */
	public function revoke( int $user_id, int $at_ms ): bool {
		return $this->withdraw( (string) $user_id, $at_ms );
	}

	/**
	 * Has the connections of all users of a site closed, where that site was known before.
	 *
	 * @since 0.1.0
	 *
	 * @param Hub_Address $former Where it was, and who it was there.
	 * @param int         $at_ms  The moment up to which tokens count no longer, in Unix ms.
	 * @return bool Whether the hub has heard it.
	 */
	public function dismiss( Hub_Address $former, int $at_ms ): bool {
		return $this->withdraw( self::EVERYBODY, $at_ms, $former );
	}

	/**
	 * Where the hub is, and by what it knows this site; null where there is none, or no key.
	 *
	 * @since 0.1.0
	 */
	public function address(): ?Hub_Address {
		return self::ID === $this->options->profile() && $this->is_configured()
			? new Hub_Address( $this->options->server_url(), $this->options->site_id(), $this->api_key->active() )
			: null;
	}

	/**
	 * The hub's own figures.
	 *
	 * @return array<string, float|int|string>|WP_Error `version` and the FIGURES, and `ms`: how long the answer took.
	 */
	public function figures(): array|WP_Error {
		$answer = $this->ask( 'GET', self::STATS_PATH, '' );
		if ( is_wp_error( $answer ) ) {
			return $answer;
		}
		$said = json_decode( $answer['body'], true );
		if ( 200 !== $answer['status'] || ! is_array( $said ) || ! is_string( $said['version'] ?? null ) ) {
			return new WP_Error( 'no_figures', __( 'The hub tells nothing of itself. An older one does not know the question.', 'realtime-events' ), array( 'ms' => $answer['ms'] ) );
		}
		$figures = array_filter( array_intersect_key( $said, array_flip( self::FIGURES ) ), static fn( mixed $figure ): bool => is_int( $figure ) || is_float( $figure ) );
		return array( 'version' => sanitize_text_field( $said['version'] ) ) + $figures + array( 'ms' => $answer['ms'] );
	}

	/**
	 * @return array{ status: int, body: string, retry_after: int|null, ms: int }|WP_Error
	 */
	private function post( string $body ): array|WP_Error {
		return $this->ask( 'POST', self::INGEST_PATH, $body, array( 'Content-Type' => 'application/cloudevents-batch+json' ) );
	}

	private function withdraw( string $user, int $at_ms, ?Hub_Address $from = null ): bool {
		$message = array(
			'type' => 'revoke',
			'user' => $user,
			'at'   => $at_ms,
		);
		$answer  = $this->ask( 'POST', self::CONTROL_PATH, Json::encode( $message ), array( 'Content-Type' => 'application/json' ), $from );
		return ! is_wp_error( $answer ) && 202 === $answer['status'];
	}

	/**
	 * Asks with a signature.
	 *
	 * @param array<string, string> $headers Further headers.
	 * @param Hub_Address|null      $whom    The hub that is asked; null for the one that the settings name.
	 * @return array{ status: int, body: string, retry_after: int|null, ms: int }|WP_Error
	 */
	private function ask( string $method, string $path, string $body, array $headers = array(), ?Hub_Address $whom = null ): array|WP_Error {
		$whom ??= new Hub_Address( $this->options->server_url(), $this->options->site_id(), $this->api_key->active() );
		$keys   = array_map( array( Api_Key::class, 'publish_key' ), $whom->keys );
		return $this->http->request(
			$method,
			$whom->url . $path,
			$headers + array( 'Realtime-Events-Site' => $whom->site_id ) + $this->signature->headers( $keys, 'batch_' . bin2hex( random_bytes( 12 ) ), intdiv( $this->clock->now_ms(), 1000 ), $body ),
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
}
