<?php
/**
 * What routes ask about the user.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Rest;

use Realtime_Events\Access\Capabilities;
use WP_Error;

defined( 'ABSPATH' ) || exit;

/**
 * Says whether whoever asks may use a route, in the words that all routes share.
 *
 * @since 0.1.0
 */
final class Permissions {

	/**
	 * For what everyone who may see the feed may know.
	 *
	 * @return true|WP_Error
	 */
	public function view(): bool|WP_Error {
		return $this->need( Capabilities::VIEW, __( 'You are not allowed to see the events of this site.', 'realtime-events' ) );
	}

	/**
	 * For settings, keys and deliveries.
	 *
	 * @return true|WP_Error
	 */
	public function manage(): bool|WP_Error {
		return $this->need( Capabilities::MANAGE, __( 'You are not allowed to manage the events of this site.', 'realtime-events' ) );
	}

	/**
	 * For what a user may know about himself.
	 *
	 * @return true|WP_Error
	 */
	public function logged_in(): bool|WP_Error {
		return is_user_logged_in() ? true : self::not_logged_in();
	}

	/**
	 * For a channel that is asked for by name.
	 *
	 * @param string $channel Its name.
	 */
	public static function channel_forbidden( string $channel ): WP_Error {
		return new WP_Error(
			'realtime_events_channel_forbidden',
			/* translators: %s: name of a channel. */
			sprintf( __( 'You are not allowed to read the channel “%s”.', 'realtime-events' ), $channel ),
			array( 'status' => rest_authorization_required_code() )
		);
	}

	private function need( string $capability, string $message ): bool|WP_Error {
		if ( current_user_can( $capability ) ) {
			return true;
		}
		return is_user_logged_in() ? new WP_Error( 'realtime_events_forbidden', $message, array( 'status' => 403 ) ) : self::not_logged_in();
	}

	private static function not_logged_in(): WP_Error {
		return new WP_Error( 'realtime_events_not_logged_in', __( 'You have to be logged in for this.', 'realtime-events' ), array( 'status' => 401 ) );
	}
}
