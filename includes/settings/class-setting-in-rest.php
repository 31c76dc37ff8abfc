<?php
/**
 * The option in the REST API.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Settings;

use Realtime_Events\Rest_Routes;
use WP_REST_Request;

defined( 'ABSPATH' ) || exit;

/**
 * Makes `/wp/v2/settings` say field by field what is wrong with our option, and return it as it was described.
 *
 * WordPress itself checks the shape alone, reports the first error only, and has no place in which a setting could object to its value.
 *
 * @since 0.1.0
 */
final class Setting_In_Rest {

	private const ROUTE = Rest_Routes::SETTINGS;

	/** Objects that may be empty, which PHP would write as an empty list. */
	private const MAPS = array( array( 'types' ), array( 'profile_options', 'headers' ) );

	public function __construct( private readonly Setting $setting ) {
	}

	/**
	 * Refuses bad input before anything is stored.
	 *
	 * @param mixed           $response What was decided so far: null, or core's own objection.
	 * @param mixed           $handler  The route's handler.
	 * @param WP_REST_Request $request  The request.
	 * @return mixed An error with `params`: field → what is wrong with it.
	 */
	public function refuse_bad_input( mixed $response, mixed $handler, WP_REST_Request $request ): mixed {
		$is_ours = self::ROUTE === $request->get_route() && 'GET' !== $request->get_method() && is_array( $request->get_param( Options::NAME ) );
		// Who may not change settings learns nothing about them; the route itself says so.
		if ( ! $is_ours || ! current_user_can( 'manage_options' ) || ( is_wp_error( $response ) && 'rest_invalid_param' !== $response->get_error_code() ) ) {
			return $response;
		}
		$checked = $this->setting->check( $request->get_param( Options::NAME ) );
		return $checked->is_valid() ? $response : $checked->to_error();
	}

	/**
	 * Hides what is not to be read, and writes empty objects as objects.
	 *
	 * @param mixed           $response The answer.
	 * @param mixed           $handler  The route's handler.
	 * @param WP_REST_Request $request  The request.
	 */
	public function keep_objects( mixed $response, mixed $handler, WP_REST_Request $request ): mixed {
		if ( self::ROUTE !== $request->get_route() || is_wp_error( $response ) ) {
			return $response;
		}
		$response = rest_ensure_response( $response );
		$data     = $response->get_data();
		if ( ! is_array( $data[ Options::NAME ] ?? null ) ) {
			return $response;
		}
		$data[ Options::NAME ] = self::as_read( $data[ Options::NAME ] );
		$response->set_data( $data );
		return $response;
	}

	/**
	 * The option as it may be read: without the values of headers, its maps as objects.
	 *
	 * @param array<string, mixed> $option The option, complete.
	 * @return array<string, mixed>
	 */
	public static function as_read( array $option ): array {
		$option['profile_options']['headers'] = Headers::masked( (array) ( $option['profile_options']['headers'] ?? array() ) );
		foreach ( self::MAPS as $path ) {
			$place = &$option;
			foreach ( $path as $name ) {
				$place = &$place[ $name ];
			}
			$place = (object) $place;
			unset( $place );
		}
		return $option;
	}
}
