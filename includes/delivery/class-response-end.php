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
 * Ends the response while the script goes on, where the server can do that: PHP-FPM and LiteSpeed have a function for it. PHP inside Apache, and its
 * built-in server, pass on what is flushed; a response that says how long it is has then come to its end for who waits for it.
 *
 * @since 0.1.0
 */
final class Response_End {

	/** Not among them are CGI and FastCGI without that function: they collect what is flushed. */
	private const PASS_ON_AT_ONCE = array( 'apache2handler', 'cli-server' );

	/** What a program waits for is held back up to here, so that its length is known; what is longer goes out as it comes. */
	private const MAX_HELD_BYTES = 65536;

	/** Neither has a body, nor may say that it has none. */
	private const WITHOUT_LENGTH = array( 204, 304 );

	private bool $is_prepared = false;

	/**
	 * Whether it has been ended by its length already, for another site of the network.
	 */
	private bool $has_ended = false;

	/**
	 * Whether somebody waits for this script who can be let go before its end, whatever the response is.
	 */
	public function can_come_early(): bool {
		return ! wp_doing_cron() && ( function_exists( 'fastcgi_finish_request' ) || function_exists( 'litespeed_finish_request' ) );
	}

	/**
	 * There will be something to do after the response, and `shutdown` knows it. To be called before there is any output; later it does not help, and
	 * does no harm.
	 */
	public function prepare(): void {
		if ( $this->is_prepared || ! $this->can_end_by_length() || headers_sent() ) {
			return;
		}
		$this->is_prepared = true;
		// Pages are shown while they come. Programs wait for all of their answer, and who is sent on elsewhere has none to wait for.
		if ( wp_is_serving_rest_request() || wp_doing_ajax() ) {
			ob_start( null, self::MAX_HELD_BYTES );
		}
		// WordPress would send what there is before the last has been said. It is done by us, or else as the very last thing.
		remove_action( 'shutdown', 'wp_ob_end_flush_all', 1 );
		add_action( 'shutdown', 'wp_ob_end_flush_all', PHP_INT_MAX, 0 );
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
		return wp_doing_cron() || ( defined( 'WP_CLI' ) && WP_CLI ) || ( $this->is_prepared && $this->end_by_length() );
	}

	/**
	 * Whether the server is one of those, and speaks a version of HTTP in which a length is an end.
	 */
	private function can_end_by_length(): bool {
		return in_array( PHP_SAPI, self::PASS_ON_AT_ONCE, true ) && str_starts_with( (string) ( $_SERVER['SERVER_PROTOCOL'] ?? '' ), 'HTTP/1.' ); // phpcs:ignore WordPress.Security.ValidatedSanitizedInput -- Only compared.
	}

	private function end_by_length(): bool {
		if ( $this->has_ended ) {
			return true;
		}
		// Whoever changes the output on its way changes its length, too.
		$is_changed = (bool) array_diff( ob_list_handlers(), array( 'default output handler' ) );
		if ( $is_changed || headers_sent() || in_array( http_response_code(), self::WITHOUT_LENGTH, true ) ) {
			return false;
		}
		$body = '';
		for ( $level = ob_get_level(); $level > 0; $level-- ) {
			$body = ob_get_clean() . $body;
		}
		if ( function_exists( 'apache_setenv' ) ) {
			// What Apache compresses has no length before its end.
			apache_setenv( 'no-gzip', '1' );
			apache_setenv( 'no-brotli', '1' );
		}
		header( 'Content-Length: ' . strlen( $body ) );
		header( 'Connection: close' );
		// Whoever has everything may hang up.
		ignore_user_abort( true );
		echo $body; // phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- What others have written, as they wrote it.
		flush();
		$this->has_ended = true;
		return true;
	}
}
