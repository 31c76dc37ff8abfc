<?php
/**
 * What the hub asks.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Rest;

use Realtime_Events\Access\Api_Key;
use Realtime_Events\Access\Rate_Limiter;
use Realtime_Events\Access\Signature;
use Realtime_Events\Events\Clock;
use Realtime_Events\Settings\Options;
use WP_Error;
use WP_REST_Request;

defined( 'ABSPATH' ) || exit;

/**
 * Checks requests of the hub: signed with the hub key, for this site, lately, and each one once.
 *
 * @since 0.1.0
 */
final class Hub_Request {

	public const REQUESTS_PER_MINUTE = 30;

	private const SITE_HEADER    = 'realtime_events_site';
	private const MAX_BODY_BYTES = 4096;

	/** The query parameter by which a site without pretty permalinks is told the route. */
	private const ROUTE_PARAMETER = 'rest_route';

	public function __construct(
		private readonly Options $options,
		private readonly Api_Key $api_key,
		private readonly Signature $signature,
		private readonly Rate_Limiter $limiter,
		private readonly Clock $clock,
	) {
	}

	/**
	 * Whether the hub of this site has signed it. WordPress may ask this more than once a request.
	 *
	 * @param WP_REST_Request $request The request.
	 * @return true|WP_Error
	 */
	public function is_signed( WP_REST_Request $request ): bool|WP_Error {
		$body = (string) $request->get_body();
		if ( strlen( $body ) > self::MAX_BODY_BYTES ) {
			return new WP_Error( 'realtime_events_body_too_large', __( 'The request is too large.', 'realtime-events' ), array( 'status' => 413 ) );
		}
		if ( ! $this->api_key->is_set() ) {
			return new WP_Error( 'realtime_events_key_missing', __( 'The site has no API key yet.', 'realtime-events' ), array( 'status' => 401 ) );
		}
		$signed = $this->verify( $request, $this->api_key->active() );
		if ( is_wp_error( $signed ) ) {
			return $signed;
		}
		return $this->options->site_id() === $request->get_header( self::SITE_HEADER )
			? true
			: new WP_Error( 'realtime_events_site_unknown', __( 'The request is for another site. The hub and the site need the same site id.', 'realtime-events' ), array( 'status' => 403 ) );
	}

	/**
	 * Lets a signed request in, if it is not a copy of an earlier one and there were not too many.
	 *
	 * @param WP_REST_Request $request    A request that is signed.
	 * @param int             $per_minute How many like it may come in a minute.
	 * @return true|WP_Error
	 */
	public function admit( WP_REST_Request $request, int $per_minute = self::REQUESTS_PER_MINUTE ): bool|WP_Error {
		// A copy can be good for as long as the signature is, in both directions of the clock.
		$id = 'hub-message:' . $request->get_header( strtr( Signature::HEADER_ID, '-', '_' ) );
		if ( $this->limiter->take( $id, 1, 2 * Signature::TOLERANCE_SECONDS ) > 0 ) {
			return new WP_Error( 'realtime_events_request_repeated', __( 'This request was made before.', 'realtime-events' ), array( 'status' => 409 ) );
		}
		if ( true === $this->verify( $request, array_slice( $this->api_key->active(), 0, 1 ) ) ) {
			$this->api_key->note_that_hub_knows();
		}
		$wait = $this->limiter->take( 'hub:' . $request->get_route(), $per_minute, MINUTE_IN_SECONDS );
		return 0 === $wait ? true : new WP_Error(
			'realtime_events_rate_limited',
			__( 'The hub asks too often.', 'realtime-events' ),
			array(
				'status'      => 429,
				'retry_after' => $wait,
			)
		);
	}

	/**
	 * Whether one of these keys signed it.
	 *
	 * @param WP_REST_Request $request The request.
	 * @param list<string>    $keys    API keys.
	 * @return true|WP_Error
	 */
	private function verify( WP_REST_Request $request, array $keys ): bool|WP_Error {
		$body = (string) $request->get_body();
		return $this->signature->verify( $request->get_headers(), '' === $body ? self::what_is_asked( $request ) : $body, array_map( array( Api_Key::class, 'hub_key' ), $keys ), $this->now() );
	}

	/**
	 * What stands for the body of a request without one: the route and its query.
	 *
	 * @param WP_REST_Request $request The request.
	 */
	private static function what_is_asked( WP_REST_Request $request ): string {
		return $request->get_route() . '?' . http_build_query( array_diff_key( $request->get_query_params(), array( self::ROUTE_PARAMETER => '' ) ) );
	}

	private function now(): int {
		return intdiv( $this->clock->now_ms(), 1000 );
	}
}
