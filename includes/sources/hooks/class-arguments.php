<?php
/**
 * Arguments of hooks, as values.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Sources\Hooks;

use Realtime_Events\Events\Utf8;

defined( 'ABSPATH' ) || exit;

/**
 * Finds its way in the arguments of a hook, and makes plain values of what it finds there.
 *
 * @since 0.1.0
 */
final class Arguments {

	/** `0.post_title`: the number of the argument, then names. */
	public const PATH_PATTERN = '/^\d{1,2}(?:\.[A-Za-z0-9_-]{1,64}){0,4}$/D';

	private const MAX_DEPTH      = 4;
	private const MAX_FIELDS     = 50;
	private const MAX_CHARACTERS = 2000;

	/**
	 * What is at a place.
	 *
	 * @param array<mixed> $arguments The arguments.
	 * @param string       $path      The place.
	 * @return mixed A plain value; null when there is nothing.
	 */
	public static function at( array $arguments, string $path ): mixed {
		$value = $arguments;
		foreach ( explode( '.', $path ) as $step ) {
			$value = self::fields_of( $value )[ $step ] ?? null;
		}
		return self::plain( $value );
	}

	/**
	 * A value that JSON can hold, with what is too deep, too long or too many left out.
	 *
	 * @param mixed $value Anything.
	 * @param int   $depth How deep it lies.
	 */
	public static function plain( mixed $value, int $depth = 0 ): mixed {
		if ( is_string( $value ) ) {
			return mb_substr( str_replace( "\0", '', Utf8::mended( $value ) ), 0, self::MAX_CHARACTERS );
		}
		if ( null === $value || is_bool( $value ) || is_int( $value ) ) {
			return $value;
		}
		if ( is_float( $value ) ) {
			return is_finite( $value ) ? $value : null;
		}
		if ( $depth >= self::MAX_DEPTH ) {
			return null;
		}
		return array_map( static fn( mixed $part ): mixed => self::plain( $part, $depth + 1 ), array_slice( self::fields_of( $value ), 0, self::MAX_FIELDS, true ) );
	}

	/**
	 * What is in a value. Nothing of it is called but what WordPress and WooCommerce give their own things out by.
	 *
	 * @param mixed $value Anything.
	 * @return array<mixed>
	 */
	private static function fields_of( mixed $value ): array {
		return match ( true ) {
			is_array( $value )                                    => $value,
			$value instanceof \WP_User                            => get_object_vars( $value->data ) + array( 'roles' => $value->roles ),
			$value instanceof \DateTimeInterface                  => array( 'date' => $value->format( DATE_ATOM ) ),
			class_exists( 'WC_Data', false ) && $value instanceof \WC_Data => $value->get_data(),
			is_object( $value ) && ! $value instanceof \Closure   => get_object_vars( $value ),
			default                                               => array(),
		};
	}
}
