<?php
/**
 * What visitors' browsers ask for while the hub is away.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Blocks;

use Realtime_Events\Settings\Options;
use WP_HTTP_Response;
use WP_REST_Request;

defined( 'ABSPATH' ) || exit;

/**
 * Knows whether visitors' browsers may ask for public events, and lets caches answer them then: a thousand open pages cost the
 * site one request in a while.
 *
 * @since 0.1.0
 */
final class Public_Polling {

	public const MAX_AGE_SECONDS = 5;

	private const ROUTE = '/realtime-events/v1/events';

	public function __construct( private readonly Options $options ) {
	}

	/**
	 * Whether they may.
	 */
	public function is_allowed(): bool {
		/**
		 * Filters whether visitors' browsers may ask WordPress for public events while the hub is away.
		 *
		 * @since 0.1.0
		 *
		 * @param bool $allowed Default is the admin's choice, which is off unless it was made.
		 */
		return (bool) apply_filters( 'realtime_events_public_polling', (bool) $this->options->get( 'public_polling' ) );
	}

	/**
	 * Lets caches keep the answer for a moment. Everything else below the namespace stays out of every cache.
	 *
	 * @param mixed $response The answer.
	 * @param mixed $server   The server.
	 * @param mixed $request  The request.
	 */
	public function let_cache( mixed $response, mixed $server, mixed $request ): mixed {
		if ( $response instanceof WP_HTTP_Response && $request instanceof WP_REST_Request && 200 === $response->get_status() && self::is_for_everybody( $request ) && $this->is_allowed() ) {
			$response->header( 'Cache-Control', 'public, max-age=' . self::MAX_AGE_SECONDS );
		}
		return $response;
	}

	/**
	 * Whether the answer is the same for everybody.
	 */
	private static function is_for_everybody( WP_REST_Request $request ): bool {
		return 'GET' === $request->get_method()
			&& self::ROUTE === $request->get_route()
			&& array( Public_Ledger::CHANNEL ) === (array) $request->get_param( 'channel' )
			&& ! is_user_logged_in();
	}
}
