<?php
/**
 * Requests to the REST API.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Support;

use WP_REST_Request;
use WP_REST_Response;

/**
 * Calls routes as a client does, without a web server.
 */
trait Rest {

	/**
	 * Calls a route as who is logged in now.
	 *
	 * @param string                $method  The method.
	 * @param string                $route   The route, with its query: `/realtime-events/v1/events?per_page=5`.
	 * @param mixed                 $body    A string is sent as it is, anything else but null as JSON.
	 * @param array<string, string> $headers The headers.
	 */
	protected function rest( string $method, string $route, mixed $body = null, array $headers = array() ): WP_REST_Response {
		list( $path, $query ) = explode( '?', $route, 2 ) + array( 1 => '' );
		$request              = new WP_REST_Request( $method, $path );
		parse_str( $query, $params );
		$request->set_query_params( $params );
		if ( null !== $body ) {
			$request->set_header( 'Content-Type', 'application/json' );
			$request->set_body( is_string( $body ) ? $body : wp_json_encode( $body ) );
		}
		foreach ( $headers as $name => $value ) {
			$request->set_header( $name, $value );
		}
		return rest_ensure_response( apply_filters( 'rest_post_dispatch', rest_do_request( $request ), rest_get_server(), $request ) );
	}

	/**
	 * Calls a route as a request from outside: who it is comes from what is sent along alone.
	 *
	 * `Authorization: Basic …` (application password), `Authorization: Bearer …`, or the session cookie of `act_as()` with
	 * or without `X-WP-Nonce`: each goes through the same checks as in a real request.
	 *
	 * @param string                $method  The method.
	 * @param string                $route   The route, with its query.
	 * @param mixed                 $body    The body.
	 * @param array<string, string> $headers The headers.
	 */
	protected function rest_from_outside( string $method, string $route, mixed $body = null, array $headers = array() ): WP_REST_Response {
		$server_before = $_SERVER;
		$user_id       = get_current_user_id();
		$_SERVER       = array_merge( $_SERVER, self::server_variables( $headers ), array( 'REQUEST_METHOD' => $method ) );
		add_filter( 'application_password_is_api_request', '__return_true' );
		try {
			// Asked anew, as at the start of a request.
			$GLOBALS['current_user']                        = null;
			$GLOBALS['wp_rest_auth_cookie']                 = null;
			$GLOBALS['wp_rest_application_password_status'] = null;
			$GLOBALS['wp_rest_application_password_uuid']   = null;
			wp_get_current_user();
			$error = rest_get_server()->check_authentication();
			return is_wp_error( $error ) ? rest_convert_error_to_response( $error ) : $this->rest( $method, $route, $body, $headers );
		} finally {
			remove_filter( 'application_password_is_api_request', '__return_true' );
			$_SERVER = $server_before;
			wp_set_current_user( $user_id );
		}
	}

	/**
	 * Headers as PHP gives them to a script.
	 *
	 * @param array<string, string> $headers The headers.
	 * @return array<string, string>
	 */
	private static function server_variables( array $headers ): array {
		$variables = array();
		foreach ( $headers as $name => $value ) {
			$variables[ 'HTTP_' . strtoupper( strtr( $name, '-', '_' ) ) ] = $value;
			if ( 'authorization' === strtolower( $name ) && str_starts_with( $value, 'Basic ' ) ) {
				list( $variables['PHP_AUTH_USER'], $variables['PHP_AUTH_PW'] ) = explode( ':', (string) base64_decode( substr( $value, 6 ), true ), 2 ) + array( '', '' );
			}
		}
		return $variables;
	}
}
