<?php
/**
 * POST /settings.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Settings;

use Realtime_Events\Rest\Permissions;
use Realtime_Events\Rest\Rest_Module;
use WP_Error;
use WP_REST_Request;
use WP_REST_Response;
use WP_REST_Server;

defined( 'ABSPATH' ) || exit;

/**
 * `/realtime-events/v1/settings`: the option for whoever may manage the plugin, in the shape of `/wp/v2/settings`, which lets in only who manages the site.
 *
 * @since 0.1.0
 */
final class Settings_Controller {

	public function __construct(
		private readonly Options $options,
		private readonly Setting $setting,
		private readonly Permissions $permissions,
	) {
	}

	/**
	 * Registers the route.
	 */
	public function register_routes(): void {
		register_rest_route(
			Rest_Module::API_NAMESPACE,
			'/settings',
			array(
				array(
					'methods'             => WP_REST_Server::READABLE,
					'callback'            => array( $this, 'get' ),
					'permission_callback' => array( $this->permissions, 'manage' ),
				),
				array(
					'methods'             => WP_REST_Server::CREATABLE,
					'callback'            => array( $this, 'set' ),
					'permission_callback' => array( $this->permissions, 'manage' ),
					'args'                => array(
						Options::NAME => array(
							'type'              => 'object',
							'required'          => true,
							// Field by field below, with a message for each.
							'validate_callback' => static fn( mixed $value ): bool => is_array( $value ),
						),
					),
				),
			)
		);
	}

	/**
	 * What is stored.
	 */
	public function get(): WP_REST_Response {
		return new WP_REST_Response( array( Options::NAME => Setting_In_Rest::as_read( $this->options->stored() ) ) );
	}

	/**
	 * Stores what is given and leaves the rest; where a field is refused nothing is stored.
	 *
	 * @param WP_REST_Request $request With `realtime_events`.
	 */
	public function set( WP_REST_Request $request ): WP_REST_Response|WP_Error {
		$checked = $this->setting->check( $request[ Options::NAME ] );
		if ( ! $checked->is_valid() ) {
			return $checked->to_error();
		}
		update_option( Options::NAME, $checked->value );
		return $this->get();
	}
}
