<?php
/**
 * Sentences.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Blocks;

defined( 'ABSPATH' ) || exit;

/**
 * Fills sentence templates on the server as src/blocks/shared/sentence.ts does in the browser; both are held to
 * src/blocks/shared/test/sentences.json.
 *
 * @since 0.1.0
 */
final class Sentence {

	private const LINK = '{link}';
	/** A field, or several: the first that says something stands there. */
	private const PLACEHOLDER  = '/\{([a-z0-9_.]+(?:\|[a-z0-9_.]+)*)\}/i';
	private const EMPTY_QUOTES = '/“\s*”|„\s*“|«\s*»|"\s*"|\(\s*\)/u';

	/**
	 * The parts of a sentence: text, and a link where there is an address. Text stays text; who prints it escapes it.
	 *
	 * @param string               $template Sentence with placeholders.
	 * @param array<string, mixed> $values   What the placeholders stand for.
	 * @param string|null          $href     A checked address.
	 * @return list<array{ key: int, text: string, href: string|null }>
	 */
	public static function parts( string $template, array $values, ?string $href ): array {
		$pieces = explode( self::LINK, $template );
		$before = array_shift( $pieces );
		if ( ! $pieces ) {
			return self::with_keys( array( array( trim( self::fill( $before, $values ) ), $href ) ) );
		}
		$title = self::text( $values['title'] ?? null );
		return self::with_keys(
			array(
				array( ltrim( self::fill( $before, $values ) ), null ),
				array( '' === $title ? (string) $href : $title, $href ),
				// A second link to the same place would only be noise.
				array( rtrim( self::fill( implode( '', $pieces ), $values ) ), null ),
			)
		);
	}

	/**
	 * The parts as one text.
	 *
	 * @param list<array{ key: int, text: string, href: string|null }> $parts As parts() gives them.
	 */
	public static function plain( array $parts ): string {
		return implode( '', array_column( $parts, 'text' ) );
	}

	/**
	 * @param list<array{ 0: string, 1: string|null }> $pieces Text and address.
	 * @return list<array{ key: int, text: string, href: string|null }>
	 */
	private static function with_keys( array $pieces ): array {
		$parts = array();
		foreach ( $pieces as list( $text, $href ) ) {
			if ( '' !== $text ) {
				$parts[] = array(
					'key'  => count( $parts ),
					'text' => $text,
					'href' => $href,
				);
			}
		}
		return $parts;
	}

	/**
	 * @param string               $template Sentence with placeholders.
	 * @param array<string, mixed> $values   What they stand for.
	 */
	private static function fill( string $template, array $values ): string {
		$text = (string) preg_replace_callback( self::PLACEHOLDER, static fn( array $found ): string => self::first_text( explode( '|', $found[1] ), $values ), $template );
		$text = (string) preg_replace( self::EMPTY_QUOTES, '', $text );
		$text = (string) preg_replace( '/\s+/u', ' ', $text );
		return (string) preg_replace( '/ (?=[.,;:!?](?:\s|$))/u', '', $text );
	}

	/**
	 * @param list<string>         $names  Fields.
	 * @param array<string, mixed> $values What they stand for.
	 */
	private static function first_text( array $names, array $values ): string {
		foreach ( $names as $name ) {
			$text = self::text( $values[ $name ] ?? null );
			if ( '' !== $text ) {
				return $text;
			}
		}
		return '';
	}

	private static function text( mixed $value ): string {
		return is_string( $value ) ? wp_check_invalid_utf8( $value ) : ( is_int( $value ) || is_float( $value ) ? (string) $value : '' );
	}
}
