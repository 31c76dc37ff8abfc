<?php
/**
 * POST /orders/{id}/status.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Blocks\Orders;

use Realtime_Events\Access\Rate_Limiter;
use Realtime_Events\Access\Token_Issuer;
use Realtime_Events\Delivery\Servers\Servers;
use Realtime_Events\Rest\Rest_Module;
use Realtime_Events\Settings\Options;
use WP_Error;
use WP_REST_Controller;
use WP_REST_Request;
use WP_REST_Response;
use WP_REST_Server;

defined( 'ABSPATH' ) || exit;

/**
 * `POST /realtime-events/v1/orders/{id}/status`: how an order stands now, and a token to hear of it from now on.
 *
 * For the owner, logged in, and for a guest who has the order's key. A POST, so that the key is in no log.
 *
 * @since 0.1.0
 */
final class Order_Status_Controller extends WP_REST_Controller {

	/** Event type that tells of a change. */
	public const TYPE = 'order.status_changed';

	/** Of one order, from one address: a page asks a few times a minute at most. */
	public const TRIES_PER_MINUTE = 30;

	private const MAX_KEY_CHARACTERS = 128;

	public function __construct(
		private readonly Order_Access $access,
		private readonly Token_Issuer $issuer,
		private readonly Rate_Limiter $limiter,
		private readonly Servers $servers,
		private readonly Options $options,
	) {
		$this->namespace = Rest_Module::API_NAMESPACE;
		$this->rest_base = 'orders';
	}

	/**
	 * Registers the route.
	 */
	public function register_routes(): void {
		register_rest_route(
			$this->namespace,
			'/' . $this->rest_base . '/(?P<id>[1-9][0-9]{0,17})/status',
			array(
				array(
					'methods'             => WP_REST_Server::CREATABLE,
					'callback'            => array( $this, 'create_item' ),
					'permission_callback' => array( $this, 'create_item_permissions_check' ),
					'args'                => array(
						'id'  => array(
							'description' => __( 'The order.', 'realtime-events' ),
							'type'        => 'integer',
							'required'    => true,
						),
						'key' => array(
							'description' => __( 'The order’s key, for a guest.', 'realtime-events' ),
							'type'        => 'string',
							'maxLength'   => self::MAX_KEY_CHARACTERS,
							'default'     => '',
						),
					),
				),
				'schema' => array( $this, 'get_public_item_schema' ),
			)
		);
	}

	/**
	 * Lets the owner in, and who has the key.
	 *
	 * @param WP_REST_Request $request The request.
	 * @return true|WP_Error
	 */
	public function create_item_permissions_check( $request ): bool|WP_Error {
		// phpcs:ignore WordPress.Security.ValidatedSanitizedInput -- Only hashed.
		$address = (string) ( $_SERVER['REMOTE_ADDR'] ?? '' );
		$wait    = $this->limiter->take( "order-status:{$request['id']}:$address", self::TRIES_PER_MINUTE, MINUTE_IN_SECONDS );
		if ( $wait > 0 ) {
			return new WP_Error(
				'realtime_events_rate_limited',
				__( 'This order was asked for too often. Try again in a minute.', 'realtime-events' ),
				array(
					'status'      => 429,
					'retry_after' => $wait,
				)
			);
		}
		$order = $this->order( $request );
		return is_wp_error( $order ) ? $order : true;
	}

	/**
	 * Says how it stands.
	 *
	 * @param WP_REST_Request $request The request.
	 * @return WP_REST_Response|WP_Error
	 */
	public function create_item( $request ): WP_REST_Response|WP_Error {
		$order = $this->order( $request );
		if ( is_wp_error( $order ) ) {
			return $order;
		}
		$channel = $order->channel();
		return new WP_REST_Response(
			array(
				'id'      => $order->id,
				'number'  => $order->number,
				'status'  => $order->status,
				'label'   => $order->label,
				'channel' => $channel,
			) + $this->token( $order->has_account() ? (string) $order->customer_id : $channel, $channel )
		);
	}

	/**
	 * JSON Schema of the answer.
	 *
	 * @return array<string, mixed>
	 */
	public function get_item_schema(): array {
		return array(
			'$schema'    => 'http://json-schema.org/draft-04/schema#',
			'title'      => 'realtime-events-order-status',
			'type'       => 'object',
			'properties' => array(
				'id'      => array(
					'description' => __( 'The order.', 'realtime-events' ),
					'type'        => 'integer',
				),
				'number'  => array(
					'description' => __( 'Its number, as customers know it.', 'realtime-events' ),
					'type'        => 'string',
				),
				'status'  => array(
					'description' => __( 'Its status.', 'realtime-events' ),
					'type'        => 'string',
				),
				'label'   => array(
					'description' => __( 'The status in words.', 'realtime-events' ),
					'type'        => 'string',
				),
				'channel' => array(
					'description' => __( 'Where its changes are told.', 'realtime-events' ),
					'type'        => 'string',
				),
				'token'   => array(
					'description' => __( 'A token for that channel alone. Empty where nothing can be pushed.', 'realtime-events' ),
					'type'        => 'string',
				),
				'exp'     => array(
					'description' => __( 'When the token ends, in Unix seconds.', 'realtime-events' ),
					'type'        => 'integer',
				),
			),
		);
	}

	private function order( WP_REST_Request $request ): Customer_Order|WP_Error {
		return $this->access->open( (int) $request['id'], (string) $request['key'], get_current_user_id() );
	}

	/**
	 * @return array{ token: string, exp: int }
	 */
	private function token( string $subject, string $channel ): array {
		$can_push = str_starts_with( $this->servers->current()->for_browser( 0 )['transport'] ?? '', 'hub' ) && $this->options->type_is_enabled( self::TYPE );
		$token    = $can_push ? $this->issuer->issue_for_channel( $subject, $channel ) : null;
		// Without one the page asks again from time to time.
		return is_array( $token ) ? array_intersect_key( $token, array_flip( array( 'token', 'exp' ) ) ) : array(
			'token' => '',
			'exp'   => 0,
		);
	}
}
