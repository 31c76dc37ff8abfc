<?php
/**
 * Headers that all our answers share.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Rest;

use WP_HTTP_Response;
use WP_REST_Request;

defined( 'ABSPATH' ) || exit;

/**
 * Keeps caches away from what depends on who asks, errors included, and says when to come back.
 *
 * @since 0.1.0
 */
final class Response_Headers {

	/**
	 * Adds the headers.
	 *
	 * @param mixed $response The answer.
	 * @param mixed $server   The server.
	 * @param mixed $request  The request.
	 */
	public function add( mixed $response, mixed $server, mixed $request ): mixed {
		if ( ! $response instanceof WP_HTTP_Response || ! $request instanceof WP_REST_Request || ! str_starts_with( $request->get_route(), '/' . Rest_Module::API_NAMESPACE . '/' ) ) {
			return $response;
		}
		$response->header( 'Cache-Control', 'no-store, private' );
		// Only an error has a list under `data`; an event has an object there.
		$retry_after = $response->get_status() >= 400 ? ( $response->get_data()['data']['retry_after'] ?? null ) : null;
		if ( is_int( $retry_after ) ) {
			$response->header( 'Retry-After', (string) $retry_after );
		}
		return $response;
	}
}
