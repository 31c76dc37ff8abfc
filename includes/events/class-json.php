<?php
/**
 * JSON that comes back as it went in.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Events;

defined( 'ABSPATH' ) || exit;

/**
 * Reads and writes the JSON of events without changing it.
 *
 * PHP's arrays cannot tell `{}` from `[]` nor `{"0":1}` from `[1]`. An object
 * therefore becomes an array only where that array would be written as an object again.
 *
 * @since 0.1.0
 */
final class Json {

	/** Deeper than any sensible event, and far from what could exhaust the stack. */
	public const MAX_DEPTH = 32;

	/**
	 * Writes a value. Never partial: an error is an exception.
	 *
	 * @param mixed $value Any value that JSON can hold.
	 *
	 * @throws \JsonException When it is nested too deep, not UTF-8, or not a finite number.
	 */
	public static function encode( mixed $value ): string {
		return json_encode( $value, JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_PRESERVE_ZERO_FRACTION, self::MAX_DEPTH ); // phpcs:ignore Generic.PHP.ForbiddenFunctions, WordPress.WP.AlternativeFunctions.json_encode_json_encode -- wp_json_encode() repairs silently; a broken event has to be refused.
	}

	/**
	 * Writes a value in ASCII alone, so that a table of any character set keeps it.
	 *
	 * @param mixed $value Any value that JSON can hold.
	 *
	 * @throws \JsonException As encode() does.
	 */
	public static function encode_ascii( mixed $value ): string {
		return json_encode( $value, JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES | JSON_PRESERVE_ZERO_FRACTION, self::MAX_DEPTH ); // phpcs:ignore Generic.PHP.ForbiddenFunctions, WordPress.WP.AlternativeFunctions.json_encode_json_encode -- As above.
	}

	/**
	 * Reads a text.
	 *
	 * @param string $text JSON.
	 *
	 * @throws \JsonException When it is none, or nested too deep, or has a number that only a string can hold.
	 */
	public static function decode( string $text ): mixed {
		return self::to_arrays( json_decode( $text, false, self::MAX_DEPTH, JSON_THROW_ON_ERROR ) );
	}

	private static function to_arrays( mixed $value ): mixed {
		if ( is_array( $value ) ) {
			return array_map( array( self::class, 'to_arrays' ), $value );
		}
		if ( ! is_object( $value ) ) {
			return $value;
		}
		$array = array_map( array( self::class, 'to_arrays' ), get_object_vars( $value ) );
		return array_is_list( $array ) ? (object) $array : $array;
	}
}
