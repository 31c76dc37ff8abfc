<?php
/**
 * GET /events/export.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Rest;

use Realtime_Events\Access\Rate_Limiter;
use Realtime_Events\Events\Event_Counts;
use Realtime_Events\Events\Event_Query;
use Realtime_Events\Events\Event_Store;
use WP_Error;
use WP_HTTP_Response;
use WP_REST_Controller;
use WP_REST_Request;
use WP_REST_Response;
use WP_REST_Server;

defined( 'ABSPATH' ) || exit;

/**
 * `GET /realtime-events/v1/events/export`: what the filter shows, as a file, streamed.
 *
 * The header `X-WP-Total` says how many events come, so that a screen can show how far it is.
 *
 * @since 0.1.0
 */
final class Export_Controller extends WP_REST_Controller {

	/** An export may read the whole ledger. */
	public const EXPORTS_PER_MINUTE = 6;

	/**
	 * The export that this request asks for.
	 */
	private ?Export $export = null;

	public function __construct(
		private readonly Readable_Query $readable,
		private readonly Event_Store $store,
		private readonly Event_Counts $counts,
		private readonly Rate_Limiter $limiter,
		private readonly Permissions $permissions,
	) {
		$this->namespace = Rest_Module::API_NAMESPACE;
		$this->rest_base = 'events/export';
	}

	/**
	 * Registers the route.
	 */
	public function register_routes(): void {
		register_rest_route(
			$this->namespace,
			'/' . $this->rest_base,
			array(
				'methods'             => WP_REST_Server::READABLE,
				'callback'            => array( $this, 'get_items' ),
				'permission_callback' => array( $this, 'get_items_permissions_check' ),
				'args'                => $this->get_collection_params(),
			)
		);
	}

	/**
	 * The parameters: the filter, and the format.
	 *
	 * @return array<string, array<string, mixed>>
	 */
	public function get_collection_params(): array {
		return array(
			'format' => array(
				'description' => __( 'Format of the file.', 'realtime-events' ),
				'type'        => 'string',
				'enum'        => array_keys( Export::FORMATS ),
				'default'     => 'csv',
			),
		) + array_diff_key( Event_Query::params(), array_flip( array( 'after', 'per_page' ) ) );
	}

	/**
	 * For those who may see the feed.
	 *
	 * @param WP_REST_Request $request The request.
	 * @return true|WP_Error
	 */
	public function get_items_permissions_check( $request ): bool|WP_Error {
		$may_view = $this->permissions->view();
		return true === $may_view ? $this->readable->check( $request ) : $may_view;
	}

	/**
	 * Prepares the file. It is written by serve(), because a REST answer would be held in memory as a whole.
	 *
	 * @param WP_REST_Request $request The request.
	 * @return WP_REST_Response|WP_Error
	 */
	public function get_items( $request ): WP_REST_Response|WP_Error {
		$wait = $this->limiter->take( 'export:user:' . get_current_user_id(), self::EXPORTS_PER_MINUTE, MINUTE_IN_SECONDS );
		if ( $wait > 0 ) {
			return new WP_Error(
				'realtime_events_rate_limited',
				__( 'You exported several times in a minute. Try again a little later.', 'realtime-events' ),
				array(
					'status'      => 429,
					'retry_after' => $wait,
				)
			);
		}
		$query        = $this->readable->of( $request );
		$this->export = new Export( $this->store, $query, $request['format'] );
		$response     = new WP_REST_Response( null, 200, array( 'X-WP-Total' => (string) $this->counts->total( $query ) ) );
		$response->header( 'Content-Type', Export::FORMATS[ $request['format'] ] );
		$response->header( 'Content-Disposition', sprintf( 'attachment; filename="realtime-events-%s.%s"', gmdate( 'Ymd-His' ), $request['format'] ) );
		// Proxies are not to collect it first.
		$response->header( 'X-Accel-Buffering', 'no' );
		return $response;
	}

	/**
	 * Writes the file in place of the JSON that WordPress would write.
	 *
	 * @param mixed           $served  Whether somebody did so already.
	 * @param mixed           $result  The answer.
	 * @param WP_REST_Request $request The request.
	 */
	public function serve( mixed $served, mixed $result, WP_REST_Request $request ): mixed {
		$is_ours = $this->export && "/$this->namespace/$this->rest_base" === $request->get_route() && $result instanceof WP_HTTP_Response && 200 === $result->get_status();
		if ( $served || ! $is_ours || 'HEAD' === $request->get_method() ) {
			return $served;
		}
		$this->export->write(
			static function ( string $piece ): void {
				echo $piece; // phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- A file for download and not a page; its media type says so.
				if ( ob_get_level() > 0 ) {
					ob_flush();
				}
				flush();
			}
		);
		return true;
	}
}
