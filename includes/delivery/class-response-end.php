<?php
/**
 * Ends the response.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Delivery;

defined( 'ABSPATH' ) || exit;

/**
 * Ends the response while the script goes on, where the server can do that.
 *
 * @since 0.1.0
 */
final class Response_End {

	/**
	 * Whether somebody waits for this script who can be let go before its end.
	 */
	public function can_come_early(): bool {
		return ! wp_doing_cron() && ( function_exists( 'fastcgi_finish_request' ) || function_exists( 'litespeed_finish_request' ) );
	}

	/**
	 * Lets the visitor go.
	 *
	 * @return bool Whether nobody waits for this script any more.
	 */
	public function reach(): bool {
		// An open session would make the visitor's next request wait for this one.
		if ( PHP_SESSION_ACTIVE === session_status() ) {
			session_write_close();
		}
		if ( function_exists( 'fastcgi_finish_request' ) ) {
			// No says it only of a response that is out already: ended for another site of the network, or by another plugin.
			fastcgi_finish_request();
			return true;
		}
		if ( function_exists( 'litespeed_finish_request' ) ) {
			return litespeed_finish_request();
		}
		return wp_doing_cron() || ( defined( 'WP_CLI' ) && WP_CLI );
	}
}
