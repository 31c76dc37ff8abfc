<?php
/**
 * When our routes are wanted.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events;

use WP_REST_Request;

defined( 'ABSPATH' ) || exit;

/**
 * Has what belongs to the REST API set up only in requests that are about it.
 *
 * A save in the block editor is a REST request that needs none of our routes, and building them all would take longer than
 * storing its event. So they are registered at `rest_api_init` where the request is for one of them, for the index or for a
 * batch, or where a page uses the API by itself; otherwise when the first request inside the request asks for one.
 *
 * @since 0.1.0
 */
final class Rest_Routes {

	public const API_NAMESPACE = 'realtime-events/v1';

	/** Fires when they are wanted. */
	public const WANTED = 'realtime_events_rest_api_init';

	/** WordPress's own route that takes our setting. */
	public const SETTINGS = '/wp/v2/settings';

	/** Routes of others that look at what we register. */
	private const LOOK_AT_US = array( '/', '/batch/v1', self::SETTINGS );

	/** Whether they were registered with the REST server of the moment. */
	private static bool $are_open = false;

	/**
	 * Adds the hooks.
	 */
	public static function register(): void {
		add_action( 'rest_api_init', array( self::class, 'open_at_beginning' ), 10, 0 );
		add_filter( 'rest_pre_dispatch', array( self::class, 'open_for_request' ), PHP_INT_MIN, 3 );
	}

	/**
	 * A filter of the REST API that is called for our routes alone, so that other requests build nothing of ours.
	 *
	 * @param \Closure    $filter Takes what is filtered, something, and the request.
	 * @param string|null $route  The only route that it is called for.
	 */
	public static function only( \Closure $filter, ?string $route = null ): \Closure {
		return static function ( mixed $value, mixed $other, mixed $request ) use ( $filter, $route ): mixed {
			$is_meant = $request instanceof WP_REST_Request && ( null === $route ? self::are_ours( $request->get_route() ) : $request->get_route() === $route );
			return $is_meant ? $filter( $value, $other, $request ) : $value;
		};
	}

	/**
	 * The REST API begins.
	 */
	public static function open_at_beginning(): void {
		self::$are_open = false;
		// Empty where a page uses the API by itself.
		$asked_for = (string) ( $GLOBALS['wp']->query_vars['rest_route'] ?? '' );
		if ( '' === $asked_for || self::needs_us( $asked_for ) ) {
			self::open();
		}
	}

	/**
	 * A request begins, perhaps inside another one.
	 *
	 * @param mixed           $result  Whatever somebody answered already.
	 * @param mixed           $server  The server.
	 * @param WP_REST_Request $request The request.
	 */
	public static function open_for_request( mixed $result, mixed $server, WP_REST_Request $request ): mixed {
		if ( ! self::$are_open && self::needs_us( $request->get_route() ) ) {
			self::open();
		}
		return $result;
	}

	/**
	 * Whether the address is one of the REST API's, which WordPress itself finds out only after `init`.
	 */
	public static function is_address(): bool {
		$path = (string) strtok( (string) ( $_SERVER['REQUEST_URI'] ?? '' ), '?' ); // phpcs:ignore WordPress.Security.ValidatedSanitizedInput -- Only looked at.
		return ! is_admin() && ( ! empty( $_GET['rest_route'] ) || str_contains( $path, '/' . rest_get_url_prefix() . '/' ) ); // phpcs:ignore WordPress.Security.NonceVerification.Recommended -- Only looked at.
	}

	private static function needs_us( string $route ): bool {
		return self::are_ours( $route ) || in_array( $route, self::LOOK_AT_US, true );
	}

	private static function are_ours( string $route ): bool {
		return str_starts_with( $route, '/' . self::API_NAMESPACE );
	}

	private static function open(): void {
		self::$are_open = true;
		/**
		 * The moment to register routes below `realtime-events/v1`: at `rest_api_init`, or later, or in a request for other routes never.
		 *
		 * @since 0.1.0
		 */
		do_action( 'realtime_events_rest_api_init' );
	}
}
