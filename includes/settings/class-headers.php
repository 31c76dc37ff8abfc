<?php
/**
 * Headers of an admin's choice.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Settings;

use WP_Error;

defined( 'ABSPATH' ) || exit;

/**
 * Headers that an HTTP address gets besides the plugin's own.
 *
 * Their values may be secrets. Like the API key they can be written and never read again: whoever reads the settings gets the names with empty values, and
 * an empty value that comes back leaves what is stored.
 *
 * @since 0.1.0
 */
final class Headers {

	/** Headers that others set: the plugin, cURL, or a proxy. */
	private const RESERVED = '/^(?:authorization|proxy-.*|cookie|host|content-.*|transfer-encoding|connection|expect|upgrade|te|trailer|keep-alive|webhook-.*|realtime-events-.*)$/iD';

	private const NAME_PATTERN = '/^[A-Za-z0-9-]{1,64}$/D';

	/**
	 * Checks what somebody wants to be sent.
	 *
	 * @param mixed                 $given  Name → value; or, as a form sends it, a list of `name` and `value`, of which empty ones are left out.
	 * @param array<string, string> $former What is stored.
	 * @return array<string, string>|WP_Error
	 */
	public static function check( mixed $given, array $former ): array|WP_Error {
		$rows = is_array( $given ) ? self::rows( $given ) : array();
		if ( ! is_array( $given ) || count( $rows ) > Options_Schema::MAX_HEADERS ) {
			/* translators: %d: largest number of headers. */
			return new WP_Error( 'invalid_headers', sprintf( __( 'The headers have to be at most %d names with a value each.', 'realtime-events' ), Options_Schema::MAX_HEADERS ) );
		}
		$known   = array_change_key_case( $former );
		$headers = array();
		foreach ( $rows as [ $name, $value ] ) {
			if ( ! is_string( $name ) || ! preg_match( self::NAME_PATTERN, $name ) || ! is_string( $value ) || ! self::is_value( $value ) ) {
				return new WP_Error( 'invalid_header', __( 'A header needs a name of letters, digits and hyphens, and a value of plain characters on one line.', 'realtime-events' ) );
			}
			if ( preg_match( self::RESERVED, $name ) ) {
				/* translators: %s: name of an HTTP header. */
				return new WP_Error( 'reserved_header', sprintf( __( 'The header %s is set by the plugin itself.', 'realtime-events' ), $name ) );
			}
			if ( isset( array_change_key_case( $headers )[ strtolower( $name ) ] ) ) {
				/* translators: %s: name of an HTTP header. */
				return new WP_Error( 'repeated_header', sprintf( __( 'The header %s is named twice.', 'realtime-events' ), $name ) );
			}
			$value = '' === $value ? ( $known[ strtolower( $name ) ] ?? '' ) : $value;
			if ( '' === $value ) {
				/* translators: %s: name of an HTTP header. */
				return new WP_Error( 'header_without_value', sprintf( __( 'The header %s needs a value.', 'realtime-events' ), $name ) );
			}
			$headers[ $name ] = $value;
		}
		return $headers;
	}

	/**
	 * Headers as they may be read.
	 *
	 * @param array<string, string> $headers Name → value.
	 * @return array<string, string> Name → ''.
	 */
	public static function masked( array $headers ): array {
		return array_fill_keys( array_keys( $headers ), '' );
	}

	/**
	 * Input without the values that somebody typed, to be kept and shown again.
	 *
	 * @param array<string, mixed> $input Input for the option.
	 * @return array<string, mixed>
	 */
	public static function without_values( array $input ): array {
		if ( ! is_array( $input['profile_options']['headers'] ?? null ) ) {
			return $input;
		}
		$rows = array();
		foreach ( self::rows( $input['profile_options']['headers'] ) as [ $name ] ) {
			$rows[] = array(
				'name'  => $name,
				'value' => '',
			);
		}
		$input['profile_options']['headers'] = $rows;
		return $input;
	}

	private static function is_value( string $value ): bool {
		return (bool) preg_match( '/^[\x20-\x7e]{0,' . Options_Schema::MAX_HEADER_BYTES . '}$/D', $value );
	}

	/**
	 * @param array<mixed> $given Either shape.
	 * @return list<array{ mixed, mixed }>
	 */
	private static function rows( array $given ): array {
		$rows = array();
		foreach ( $given as $key => $part ) {
			$is_row = is_int( $key ) && is_array( $part );
			$name   = $is_row ? ( $part['name'] ?? '' ) : (string) $key;
			$value  = $is_row ? ( $part['value'] ?? '' ) : $part;
			$name   = is_string( $name ) ? trim( $name, ' ' ) : $name;
			$value  = is_string( $value ) ? trim( $value, ' ' ) : $value;
			// A row whose name was emptied is one that was removed.
			if ( ! $is_row || '' !== $name ) {
				$rows[] = array( $name, $value );
			}
		}
		return $rows;
	}
}
