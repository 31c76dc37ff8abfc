<?php
/**
 * The REST routes of named actions.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Sources\Hooks;

use Realtime_Events\Access\Capabilities;
use WP_Error;
use WP_REST_Request;
use WP_REST_Response;
use WP_REST_Server;

defined( 'ABSPATH' ) || exit;

/**
 * `/realtime-events/v1/hooks` and `/hooks/recording`: for the screen on which an admin names actions.
 *
 * @since 0.1.0
 */
final class Hooks_Controller {

	private const NAMESPACE = 'realtime-events/v1';

	public function __construct(
		private readonly Hook_Mappings $mappings,
		private readonly Hook_Recorder $recorder,
	) {
	}

	/**
	 * Registers the routes.
	 */
	public function register_routes(): void {
		$this->route( '/hooks', WP_REST_Server::READABLE, 'get_hooks' );
		$this->route(
			'/hooks',
			'PUT',
			'set_hooks',
			array(
				'hooks' => array(
					'type'     => 'array',
					'required' => true,
					'items'    => array( 'type' => 'object' ),
				),
			)
		);
		$this->route( '/hooks/recording', WP_REST_Server::READABLE, 'get_recording' );
		$this->route( '/hooks/recording', WP_REST_Server::CREATABLE, 'start_recording' );
		$this->route( '/hooks/recording', WP_REST_Server::DELETABLE, 'stop_recording' );
	}

	/**
	 * The named actions, and which of them are there without being named.
	 */
	public function get_hooks(): WP_REST_Response {
		return new WP_REST_Response(
			array(
				// Maps as objects, be they empty.
				'hooks'    => array_map( static fn( array $mapping ): array => array( 'fields' => (object) $mapping['fields'] ) + $mapping, $this->mappings->all() ),
				'built_in' => Hook_Mappings::built_in(),
			)
		);
	}

	/**
	 * Names actions.
	 *
	 * @param WP_REST_Request $request With `hooks`.
	 */
	public function set_hooks( WP_REST_Request $request ): WP_REST_Response|WP_Error {
		$saved = $this->mappings->save( $request['hooks'] );
		return is_wp_error( $saved ) ? $saved : $this->get_hooks();
	}

	/**
	 * What was recorded.
	 */
	public function get_recording(): WP_REST_Response {
		return new WP_REST_Response( $this->recorder->recorded() );
	}

	/**
	 * Begins to record what the one who asks does next.
	 */
	public function start_recording(): WP_REST_Response {
		$this->recorder->start( get_current_user_id() );
		return $this->get_recording();
	}

	/**
	 * Ends it.
	 */
	public function stop_recording(): WP_REST_Response {
		$this->recorder->stop();
		return $this->get_recording();
	}

	/**
	 * Only who manages the plugin: hooks carry everything that a site knows.
	 *
	 * @return true|WP_Error
	 */
	public function may_manage(): bool|WP_Error {
		return current_user_can( Capabilities::MANAGE ) ? true : new WP_Error( 'realtime_events_forbidden', __( 'You are not allowed to do this.', 'realtime-events' ), array( 'status' => rest_authorization_required_code() ) );
	}

	/**
	 * @param array<string, array<string, mixed>> $args The parameters.
	 */
	private function route( string $route, string $methods, string $method, array $args = array() ): void {
		register_rest_route(
			self::NAMESPACE,
			$route,
			array(
				'methods'             => $methods,
				'callback'            => array( $this, $method ),
				'permission_callback' => array( $this, 'may_manage' ),
				'args'                => $args,
			)
		);
	}
}
