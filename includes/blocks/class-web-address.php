<?php
/**
 * Addresses out of events.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Blocks;

defined( 'ABSPATH' ) || exit;

/**
 * Decides which address a visitor may be sent to. The browser does the same in src/blocks/shared/safe-url.ts.
 *
 * @since 0.1.0
 */
final class Web_Address {

	/**
	 * The address, or null where it is none of the web: what an event says is never trusted to be one.
	 *
	 * @param mixed $value Anything out of an event.
	 */
	public static function checked( mixed $value ): ?string {
		if ( ! is_string( $value ) || '' === trim( $value ) || preg_match( '/[\x00-\x20\x7f\\\\]/', trim( $value ) ) ) {
			return null;
		}
		$value = trim( $value );
		if ( str_starts_with( $value, '/' ) && ! str_starts_with( $value, '//' ) ) {
			$value = self::origin() . $value;
		}
		$parts = wp_parse_url( $value );
		if ( ! is_array( $parts ) || empty( $parts['host'] ) || ! in_array( strtolower( $parts['scheme'] ?? '' ), array( 'http', 'https' ), true ) ) {
			return null;
		}
		// A name before the host is how a foreign address is made to look like one's own.
		return isset( $parts['user'] ) || isset( $parts['pass'] ) ? null : $value;
	}

	private static function origin(): string {
		$home = wp_parse_url( home_url() );
		return ( $home['scheme'] ?? 'https' ) . '://' . ( $home['host'] ?? '' ) . ( isset( $home['port'] ) ? ':' . $home['port'] : '' );
	}
}
