<?php
/**
 * Answers that could not be read.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Rest;

use Realtime_Events\Database_Errors;
use WP_Error;
use WP_REST_Request;

defined( 'ABSPATH' ) || exit;

/**
 * Makes an error of an answer for which the database did not say everything. A screen that closes a gap, or a hub that fills its log, would else take
 * “nothing” for “nothing has happened” and not ask again.
 *
 * @since 0.1.0
 */
final class Failed_Reads {

	private const RETRY_AFTER_SECONDS = 5;

	/**
	 * How many errors there were before a request; requests can be inside each other.
	 *
	 * @var \WeakMap<WP_REST_Request, int>
	 */
	private \WeakMap $before;

	public function __construct() {
		$this->before = new \WeakMap();
	}

	/**
	 * A route is about to be called.
	 *
	 * @param mixed           $response Whatever is answered already.
	 * @param mixed           $handler  The route.
	 * @param WP_REST_Request $request  The request.
	 */
	public function begin( mixed $response, mixed $handler, WP_REST_Request $request ): mixed {
		$this->before[ $request ] = Database_Errors::count();
		return $response;
	}

	/**
	 * A route has answered. Also “there is no such event” is not to be believed then.
	 *
	 * @param mixed           $response The answer.
	 * @param mixed           $handler  The route.
	 * @param WP_REST_Request $request  The request.
	 */
	public function refuse( mixed $response, mixed $handler, WP_REST_Request $request ): mixed {
		// What writes says itself what became of it.
		$is_reading = in_array( $request->get_method(), array( 'GET', 'HEAD' ), true );
		if ( ! $is_reading || Database_Errors::count() === ( $this->before[ $request ] ?? 0 ) ) {
			return $response;
		}
		return new WP_Error(
			'realtime_events_database',
			__( 'The database did not answer. Try again in a moment.', 'realtime-events' ),
			array(
				'status'      => 503,
				'retry_after' => self::RETRY_AFTER_SECONDS,
			)
		);
	}
}
