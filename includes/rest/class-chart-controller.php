<?php
/**
 * GET /events/chart.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Rest;

use Realtime_Events\Events\Clock;
use Realtime_Events\Events\Event;
use Realtime_Events\Events\Event_Counts;
use Realtime_Events\Events\Event_Query;
use WP_REST_Controller;
use WP_REST_Request;
use WP_REST_Response;
use WP_REST_Server;

defined( 'ABSPATH' ) || exit;

/**
 * `GET /realtime-events/v1/events/chart`: how many events there were, by moment and group, under the filter of the feed.
 *
 * @since 0.1.0
 */
final class Chart_Controller extends WP_REST_Controller {

	/** Each interval with its length and how many are shown where nothing else was asked for. */
	private const INTERVALS = array(
		'minute' => array( 60000, 60 ),
		'hour'   => array( 3600000, 48 ),
		'day'    => array( 86400000, 30 ),
	);

	/** More bars than a screen has room for. */
	private const MAX_SPANS = 1500;

	public function __construct(
		private readonly Readable_Query $readable,
		private readonly Event_Counts $counts,
		private readonly Permissions $permissions,
		private readonly Clock $clock,
	) {
		$this->namespace = Rest_Module::API_NAMESPACE;
		$this->rest_base = 'events/chart';
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
	 * The parameters: the filter, and how long a bar is.
	 *
	 * @return array<string, array<string, mixed>>
	 */
	public function get_collection_params(): array {
		return array(
			'interval' => array(
				'description' => __( 'How long a bar of the chart is.', 'realtime-events' ),
				'type'        => 'string',
				'enum'        => array_keys( self::INTERVALS ),
				'default'     => 'minute',
			),
		) + array_diff_key( Event_Query::params(), array_flip( array( 'after', 'before', 'per_page' ) ) );
	}

	/**
	 * For those who may see the feed. Counting over the whole ledger is no service for visitors.
	 *
	 * @param WP_REST_Request $request The request.
	 * @return true|\WP_Error
	 */
	public function get_items_permissions_check( $request ): bool|\WP_Error {
		$may_view = $this->permissions->view();
		return true === $may_view ? $this->readable->check( $request ) : $may_view;
	}

	/**
	 * The bars, oldest first, also those without an event.
	 *
	 * @param WP_REST_Request $request The request.
	 * @return WP_REST_Response `{ interval, since, until, total, newest, spans: [ { time, total, groups: { group: number } } ] }`
	 */
	public function get_items( $request ): WP_REST_Response {
		[ $length, $number ] = self::INTERVALS[ $request['interval'] ];
		$query               = $this->readable->of( $request );
		$until               = (int) ceil( ( $query->until_ms ?? $this->clock->now_ms() + 1 ) / $length ) * $length;
		$since               = null === $query->since_ms ? $until - $number * $length : intdiv( $query->since_ms, $length ) * $length;
		$since               = max( $since, $until - self::MAX_SPANS * $length );
		$counted             = $this->counts->by_span(
			$this->readable->of(
				$request,
				array(
					'since_ms' => $since,
					'until_ms' => $until,
				)
			),
			$length
		);
		$spans               = array();
		for ( $begin = $since; $begin < $until; $begin += $length ) {
			$groups  = $counted['spans'][ $begin ] ?? array();
			$spans[] = array(
				'time'   => Event::format_time( $begin ),
				'total'  => array_sum( $groups ),
				'groups' => (object) $groups,
			);
		}
		return new WP_REST_Response(
			array(
				'interval' => $request['interval'],
				'since'    => Event::format_time( $since ),
				'until'    => Event::format_time( $until ),
				'total'    => array_sum( array_column( $spans, 'total' ) ),
				// What comes live after this one is not counted here.
				'newest'   => (string) $counted['newest'],
				'spans'    => $spans,
			)
		);
	}
}
