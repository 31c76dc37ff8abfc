<?php
/**
 * Who may bring events from outside.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Publishing;

use Realtime_Events\Access\Api_Key;
use Realtime_Events\Access\Capabilities;
use Realtime_Events\Access\Channels;
use Realtime_Events\Access\Rate_Limiter;
use WP_Error;

defined( 'ABSPATH' ) || exit;

/**
 * Says who may bring events from outside, how many, and for whom.
 *
 * @since 0.1.0
 */
final class Gate {

	public const USER_EVENTS_PER_MINUTE = 120;
	public const KEY_EVENTS_PER_MINUTE  = 1200;

	/** What everybody sees takes the same right as publishing a post. */
	private const PUBLIC_CAPABILITY = 'publish_posts';

	public function __construct(
		private readonly Api_Key $api_key,
		private readonly Channels $channels,
		private readonly Rate_Limiter $limiter,
	) {
	}

	/**
	 * Who this is: by the key in the header if there is one, else the user of the moment.
	 *
	 * @param string|null $authorization The header `Authorization`.
	 * @return Caller|WP_Error An error with the status 401 or 403.
	 */
	public function admit( ?string $authorization ): Caller|WP_Error {
		if ( preg_match( '/^Bearer\s+(\S{1,512})\s*$/i', trim( (string) $authorization ), $found ) ) {
			return $this->is_key( $found[1] )
				? Caller::key_holder()
				: new WP_Error( 'realtime_events_key_invalid', __( 'This is not the API key or publish key of this site.', 'realtime-events' ), array( 'status' => 401 ) );
		}
		if ( ! is_user_logged_in() ) {
			return new WP_Error( 'realtime_events_not_logged_in', __( 'Log in, or send the API key or publish key of this site as “Authorization: Bearer”.', 'realtime-events' ), array( 'status' => 401 ) );
		}
		if ( ! current_user_can( Capabilities::PUBLISH ) ) {
			return new WP_Error( 'realtime_events_forbidden', __( 'You are not allowed to publish events.', 'realtime-events' ), array( 'status' => 403 ) );
		}
		return Caller::user( get_current_user_id() );
	}

	/**
	 * Whether the caller may publish so many events now.
	 *
	 * @param Caller $caller Who.
	 * @param int    $events How many.
	 * @return true|WP_Error An error with the status 429 and `retry_after` in seconds.
	 */
	public function limit( Caller $caller, int $events = 1 ): bool|WP_Error {
		/**
		 * How many events a caller may publish in a minute.
		 *
		 * @since 0.1.0
		 *
		 * @param int $limit   The limit.
		 * @param int $user_id The user, 0 for a program with the site's key.
		 */
		$limit = (int) apply_filters( 'realtime_events_publish_limit', $caller->has_key() ? self::KEY_EVENTS_PER_MINUTE : self::USER_EVENTS_PER_MINUTE, $caller->user_id );
		for ( $event = 0; $event < $events; $event++ ) {
			$wait = $this->limiter->take( 'publish:' . $caller->name(), max( 1, $limit ), MINUTE_IN_SECONDS );
			if ( $wait > 0 ) {
				return new WP_Error(
					'realtime_events_rate_limited',
					/* translators: %d: number of seconds. */
					sprintf( _n( 'Too many events. Try again in %d second.', 'Too many events. Try again in %d seconds.', $wait, 'realtime-events' ), $wait ),
					array(
						'status'      => 429,
						'retry_after' => $wait,
					)
				);
			}
		}
		return true;
	}

	/**
	 * Whether the caller may publish to a channel: only to what he may read himself.
	 *
	 * @param Caller $caller  Who.
	 * @param string $channel Where to.
	 * @return true|WP_Error An error with the status 403.
	 */
	public function may_publish_to( Caller $caller, string $channel ): bool|WP_Error {
		if ( $caller->has_key() ) {
			return true;
		}
		$may = 'public' === $channel ? user_can( $caller->user_id, self::PUBLIC_CAPABILITY ) : $this->channels->can_read( $caller->user_id, $channel );
		return $may ? true : new WP_Error( 'realtime_events_channel_forbidden', __( 'You are not allowed to publish on this channel.', 'realtime-events' ), array( 'status' => 403 ) );
	}

	/**
	 * The key itself, or the publish key that is made of it, in hexadecimal. Each is compared in constant time.
	 */
	private function is_key( string $given ): bool {
		$found = $this->api_key->matches( $given );
		foreach ( $this->api_key->active() as $key ) {
			$found = hash_equals( bin2hex( Api_Key::publish_key( $key ) ), strtolower( $given ) ) || $found;
		}
		return $found;
	}
}
