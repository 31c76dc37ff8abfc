<?php
/**
 * Text that may not be text.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Events;

defined( 'ABSPATH' ) || exit;

/**
 * Mends text that is not valid UTF-8, which JSON cannot hold.
 *
 * @since 0.1.0
 */
final class Utf8 {

	/**
	 * The text with what is no character replaced.
	 *
	 * Not `wp_check_invalid_utf8( $text, true )`: before WordPress 6.9 that raises a PHP notice and loses the rest of the text.
	 *
	 * @param string $text Any bytes.
	 */
	public static function mended( string $text ): string {
		return function_exists( 'wp_scrub_utf8' ) ? wp_scrub_utf8( $text ) : mb_scrub( $text, 'UTF-8' );
	}
}
