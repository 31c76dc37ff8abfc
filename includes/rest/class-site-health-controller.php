<?php
/**
 * GET /site-health/connection.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Rest;

use Realtime_Events\Diagnostics\Site_Health;
use WP_Error;
use WP_REST_Controller;
use WP_REST_Response;
use WP_REST_Server;

defined( 'ABSPATH' ) || exit;

/**
 * `GET /realtime-events/v1/site-health/connection`: the test that Site Health runs by itself, because it makes requests.
 *
 * @since 0.1.0
 */
final class Site_Health_Controller extends WP_REST_Controller {

	/** Who may see Site Health. */
	private const CAPABILITY = 'view_site_health_checks';

	public function __construct( private readonly Site_Health $site_health ) {
		$this->namespace = Rest_Module::API_NAMESPACE;
		$this->rest_base = 'site-health';
	}

	/**
	 * Registers the route.
	 */
	public function register_routes(): void {
		register_rest_route(
			$this->namespace,
			'/' . $this->rest_base . '/connection',
			array(
				'methods'             => WP_REST_Server::READABLE,
				'callback'            => fn(): WP_REST_Response => new WP_REST_Response( $this->site_health->connection() ),
				'permission_callback' => array( $this, 'may_see' ),
				'args'                => array(),
			)
		);
	}

	/**
	 * Whether whoever asks may see Site Health.
	 *
	 * @return true|WP_Error
	 */
	public function may_see(): bool|WP_Error {
		return current_user_can( self::CAPABILITY ) ? true : new WP_Error( 'realtime_events_forbidden', __( 'You are not allowed to see the health of this site.', 'realtime-events' ), array( 'status' => rest_authorization_required_code() ) );
	}
}
