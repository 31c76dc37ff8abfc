<?php
/**
 * What a request may read.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Rest;

use Realtime_Events\Access\Channels;
use Realtime_Events\Events\Event_Query;
use WP_Error;
use WP_REST_Request;

defined( 'ABSPATH' ) || exit;

/**
 * Turns a request into a query that holds only what its user may read. Every route that reads the ledger goes through here.
 *
 * @since 0.1.0
 */
final class Readable_Query {

	public function __construct( private readonly Channels $channels ) {
	}

	/**
	 * Everyone may ask; a channel that is asked for by name has to be one that may be read.
	 *
	 * @param WP_REST_Request $request The request.
	 * @return true|WP_Error
	 */
	public function check( WP_REST_Request $request ): bool|WP_Error {
		foreach ( (array) $request['channel'] as $channel ) {
			if ( ! $this->channels->carries_events( (string) $channel ) ) {
				return new WP_Error( 'realtime_events_channel_unknown', __( 'There is no such channel, or it carries no events.', 'realtime-events' ), array( 'status' => 400 ) );
			}
			if ( ! $this->channels->can_read( get_current_user_id(), (string) $channel ) ) {
				return Permissions::channel_forbidden( (string) $channel );
			}
		}
		return true;
	}

	/**
	 * The query of a request that was checked.
	 *
	 * @param WP_REST_Request      $request The request.
	 * @param array<string, mixed> $changes Properties of the query that differ.
	 */
	public function of( WP_REST_Request $request, array $changes = array() ): Event_Query {
		$user_id = get_current_user_id();
		// Channels of single posts are in nobody's list; who asks for one by name is asked about it once more.
		$named    = array_filter( (array) $request['channel'], fn( mixed $channel ): bool => $this->channels->can_read( $user_id, (string) $channel ) );
		$channels = array_values( array_unique( array_merge( $this->channels->readable_by( $user_id ), $named ) ) );
		$query    = Event_Query::from_params( $request->get_params(), $channels );
		return $changes ? $query->with( $changes ) : $query;
	}
}
