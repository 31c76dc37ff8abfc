<?php
/**
 * Speaks HTTP to servers.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Delivery\Servers;

use Realtime_Events\Delivery\Patience;
use WP_Error;

defined( 'ABSPATH' ) || exit;

/**
 * Speaks HTTP to servers, with little patience.
 *
 * @since 0.1.0
 */
final class Http_Client {

	public const CONNECT_TIMEOUT_MS = 300;
	public const TOTAL_TIMEOUT_MS   = 1000;

	/** An answer is a few words for each event; more is not read. */
	private const MAX_ANSWER_BYTES = 262144;

	/** Marks the requests whose timeouts are set below the second, by the connect timeout. */
	private const CONNECT = 'realtime_events_connect_timeout_ms';
	private const TOTAL   = 'realtime_events_total_timeout_ms';

	public function __construct( private readonly Patience $patience ) {
	}

	/**
	 * Sends a request and waits for its answer.
	 *
	 * @param string                $method  `GET` or `POST`.
	 * @param string                $url     Where to.
	 * @param array<string, string> $headers The headers.
	 * @param string                $body    The body.
	 * @return array{ status: int, body: string, retry_after: int|null, ms: int }|WP_Error An error with the code `timeout` or `unreachable`.
	 */
	public function request( string $method, string $url, array $headers = array(), string $body = '' ): array|WP_Error {
		$started  = hrtime( true );
		$total_ms = $this->patience->left_ms( self::TOTAL_TIMEOUT_MS );
		if ( 0 === $total_ms ) {
			return new WP_Error( 'timeout', __( 'There was no time left for the server.', 'realtime-events' ), array( 'ms' => 0 ) );
		}
		$answer = wp_remote_request(
			$url,
			array(
				'method'              => $method,
				'headers'             => $headers,
				'body'                => '' === $body ? null : $body,
				'timeout'             => $total_ms / 1000,
				// A signed body is for the address that the admin chose and for no other.
				'redirection'         => 0,
				'blocking'            => true,
				'limit_response_size' => self::MAX_ANSWER_BYTES,
				self::CONNECT         => min( self::CONNECT_TIMEOUT_MS, $total_ms ),
				self::TOTAL           => $total_ms,
			)
		);
		$ms     = (int) round( ( hrtime( true ) - $started ) / 1e6 );
		if ( is_wp_error( $answer ) ) {
			$timed_out = (bool) preg_match( '/cURL error 28|timed out/i', $answer->get_error_message() );
			return new WP_Error( $timed_out ? 'timeout' : 'unreachable', $answer->get_error_message(), array( 'ms' => $ms ) );
		}
		return array(
			'status'      => (int) wp_remote_retrieve_response_code( $answer ),
			'body'        => (string) wp_remote_retrieve_body( $answer ),
			'retry_after' => self::seconds( wp_remote_retrieve_header( $answer, 'retry-after' ) ),
			'ms'          => $ms,
		);
	}

	/**
	 * Sets the timeouts of our requests: WordPress itself rounds them up to seconds and has none for connecting.
	 *
	 * @param mixed $handle A cURL handle.
	 * @param mixed $args   The request's arguments.
	 */
	public static function set_timeouts( mixed $handle, mixed $args ): void {
		if ( is_array( $args ) && isset( $args[ self::CONNECT ], $args[ self::TOTAL ] ) ) {
			// phpcs:disable WordPress.WP.AlternativeFunctions.curl_curl_setopt -- This is the hook for it.
			curl_setopt( $handle, CURLOPT_CONNECTTIMEOUT_MS, $args[ self::CONNECT ] );
			curl_setopt( $handle, CURLOPT_TIMEOUT_MS, $args[ self::TOTAL ] );
			// Without this some builds of cURL cannot wait for less than a second.
			curl_setopt( $handle, CURLOPT_NOSIGNAL, true );
			// phpcs:enable
		}
	}

	/**
	 * Reads Retry-After: seconds, or a date.
	 *
	 * @param mixed $header The header.
	 */
	private static function seconds( mixed $header ): ?int {
		$header = is_array( $header ) ? (string) end( $header ) : (string) $header;
		if ( '' === $header ) {
			return null;
		}
		if ( ctype_digit( $header ) ) {
			return (int) min( $header, DAY_IN_SECONDS );
		}
		$moment = strtotime( $header );
		return false === $moment ? null : max( 0, $moment - time() );
	}
}
