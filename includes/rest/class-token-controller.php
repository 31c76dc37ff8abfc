<?php
/**
 * POST /token.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Rest;

use Realtime_Events\Access\Channels;
use Realtime_Events\Access\Rate_Limiter;
use Realtime_Events\Access\Token_Issuer;
use Realtime_Events\Delivery\Farewell;
use Realtime_Events\Delivery\Servers\Servers;
use Realtime_Events\Settings\Options;
use WP_Error;
use WP_REST_Controller;
use WP_REST_Request;
use WP_REST_Response;
use WP_REST_Server;

defined( 'ABSPATH' ) || exit;

/**
 * `POST /realtime-events/v1/token`: where a browser connects, and as whom.
 *
 * A visitor needs no token for what is public, so this is for users. Where browsers cannot
 * listen to the server `url` is empty, and the browser asks the ledger instead. `token` is
 * empty where nobody wants to see one.
 *
 * @since 0.1.0
 */
final class Token_Controller extends WP_REST_Controller {

	/** A tab takes one every few minutes; a user may have many tabs. */
	public const TOKENS_PER_MINUTE = 60;

	/** A list of posts wants to know who is in each of them. */
	private const MAX_WANTED_CHANNELS = 100;

	public function __construct(
		private readonly Token_Issuer $issuer,
		private readonly Options $options,
		private readonly Servers $servers,
		private readonly Channels $channels,
		private readonly Rate_Limiter $limiter,
		private readonly Permissions $permissions,
	) {
		$this->namespace = Rest_Module::API_NAMESPACE;
		$this->rest_base = 'token';
	}

	/**
	 * Registers the route.
	 */
	public function register_routes(): void {
		register_rest_route(
			$this->namespace,
			'/' . $this->rest_base,
			array(
				array(
					'methods'             => WP_REST_Server::CREATABLE,
					'callback'            => array( $this, 'create_item' ),
					'permission_callback' => array( $this, 'create_item_permissions_check' ),
					'args'                => array(
						'view'     => array(
							'description' => __( 'Whether it is for a screen that shows what happens on this site. Then the right to see it is asked for.', 'realtime-events' ),
							'type'        => 'boolean',
							'default'     => false,
						),
						'channels' => array(
							'description' => __( 'Channels of single posts that the page is about. What may not be read is left out.', 'realtime-events' ),
							'type'        => 'array',
							'maxItems'    => self::MAX_WANTED_CHANNELS,
							'items'       => array(
								'type'      => 'string',
								'maxLength' => Channels::MAX_NAME_BYTES,
							),
							'default'     => array(),
						),
					),
				),
				'schema' => array( $this, 'get_public_item_schema' ),
			)
		);
	}

	/**
	 * Whether this user may have one. A screen whose user has lost the right to see events is to learn it here: what is left to him is next to nothing, and
	 * would look like a site on which nothing happens.
	 *
	 * @param WP_REST_Request $request The request.
	 * @return true|WP_Error
	 */
	public function create_item_permissions_check( $request ): bool|WP_Error {
		return $request['view'] ? $this->permissions->view() : $this->permissions->logged_in();
	}

	/**
	 * Makes a token.
	 *
	 * @param WP_REST_Request $request The request.
	 * @return WP_REST_Response|WP_Error
	 */
	public function create_item( $request ): WP_REST_Response|WP_Error {
		$user = wp_get_current_user();
		$wait = $this->limiter->take( "token:user:$user->ID", self::TOKENS_PER_MINUTE, MINUTE_IN_SECONDS );
		if ( $wait > 0 ) {
			return new WP_Error(
				'realtime_events_rate_limited',
				__( 'You asked for too many tokens. Try again in a minute.', 'realtime-events' ),
				array(
					'status'      => 429,
					'retry_after' => $wait,
				)
			);
		}
		$where = $this->servers->current()->for_browser( $user->ID );
		$token = empty( $where['needs_token'] ) ? array(
			'token'    => '',
			'channels' => $this->channels->readable_by( $user->ID ),
			'exp'      => 0,
		) : $this->issuer->issue( $user, (array) $request['channels'] );
		if ( is_wp_error( $token ) ) {
			return $token;
		}
		return new WP_REST_Response(
			$token + array(
				'site'      => $this->options->site_id(),
				'url'       => $where['url'] ?? '',
				'path'      => $where['path'] ?? '',
				'profile'   => $this->options->profile(),
				'transport' => $where['transport'] ?? '',
				'reach'     => $where['reach'] ?? 'all',
				'since'     => (int) get_option( Farewell::OPTION, 0 ),
			)
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
			'title'      => 'realtime-events-token',
			'type'       => 'object',
			'properties' => array(
				'token'     => array(
					'description' => __( 'The token, a JWT. Empty where there is no server to show it to.', 'realtime-events' ),
					'type'        => 'string',
				),
				'channels'  => array(
					'description' => __( 'Channels that may be joined.', 'realtime-events' ),
					'type'        => 'array',
					'items'       => array( 'type' => 'string' ),
				),
				'exp'       => array(
					'description' => __( 'When the token ends, in Unix seconds.', 'realtime-events' ),
					'type'        => 'integer',
				),
				'site'      => array(
					'description' => __( 'Name of this site at the hub.', 'realtime-events' ),
					'type'        => 'string',
				),
				'url'       => array(
					'description' => __( 'Address of the server, as browsers reach it. Empty where there is none.', 'realtime-events' ),
					'type'        => 'string',
				),
				'path'      => array(
					'description' => __( 'Path of the sockets, below the one that the address has.', 'realtime-events' ),
					'type'        => 'string',
				),
				'profile'   => array(
					'description' => __( 'Kind of the server.', 'realtime-events' ),
					'type'        => 'string',
				),
				'transport' => array(
					'description' => __( 'How to listen. Empty where that is not possible.', 'realtime-events' ),
					'type'        => 'string',
					'enum'        => array( '', 'hub', 'hub-websocket', 'socket.io', 'websocket' ),
				),
				'since'     => array(
					'description' => __( 'When the site left the server that it had before, in Unix milliseconds; 0 where it has had no other. What a hub said of its streams before that holds no longer.', 'realtime-events' ),
					'type'        => 'integer',
				),
				'reach'     => array(
					'description' => __( 'Which of the events that you may see come by it.', 'realtime-events' ),
					'type'        => 'string',
					'enum'        => array( 'all', 'public' ),
				),
			),
		);
	}
}
