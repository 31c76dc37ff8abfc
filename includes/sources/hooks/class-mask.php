<?php
/**
 * Hides secrets and people.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Sources\Hooks;

defined( 'ABSPATH' ) || exit;

/**
 * Hides secrets and what is known of people, before somebody is shown what a hook was called with.
 *
 * @since 0.1.0
 */
final class Mask {

	public const HIDDEN = '•••';

	/** Names whose values are nobody's business. */
	private const SECRET_NAMES = '/pass|pwd|secret|token|nonce|auth|cookie|session|salt|hash|signature|private|api_?key|(^|_)key($|_)|activation|card|cvv|cvc|iban/i';

	/** Names whose values tell who and where somebody is. */
	private const PERSONAL_NAMES = '/e?mail|phone|address|street|postcode|zip|city|last_?name|surname|birth|(^|_)ip($|_)|user_agent/i';

	private const EMAIL = '/[^\s@<>"]+@[^\s@<>"]+\.[a-z]{2,}/iu';
	private const IP    = '/\b\d{1,3}(?:\.\d{1,3}){3}\b|\b(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{0,4}\b/i';

	/** Long runs without a space are keys more often than words. */
	private const LIKE_A_KEY = '/\b(?=[A-Za-z0-9_\-]*\d)(?=[A-Za-z0-9_\-]*[A-Za-z])[A-Za-z0-9_\-]{24,}\b/';

	private const MAX_CHARACTERS = 120;

	/**
	 * Whether values of this name are hidden, whatever they are.
	 *
	 * @param string $name Name of a field.
	 */
	public static function hides( string $name ): bool {
		return 1 === preg_match( self::SECRET_NAMES, $name ) || 1 === preg_match( self::PERSONAL_NAMES, $name );
	}

	/**
	 * Whether values of this name are secrets, which may not even be chosen.
	 *
	 * @param string $name Name of a field.
	 */
	public static function is_secret( string $name ): bool {
		return 1 === preg_match( self::SECRET_NAMES, $name );
	}

	/**
	 * The value as it may be shown.
	 *
	 * @param mixed      $value A plain value.
	 * @param int|string $name  Its name.
	 */
	public static function over( mixed $value, int|string $name = '' ): mixed {
		if ( is_array( $value ) ) {
			return array_combine( array_keys( $value ), array_map( array( self::class, 'over' ), $value, array_keys( $value ) ) );
		}
		if ( null === $value || is_bool( $value ) ) {
			return $value;
		}
		if ( self::hides( (string) $name ) ) {
			return self::HIDDEN;
		}
		return is_string( $value ) ? mb_substr( (string) preg_replace( array( self::EMAIL, self::IP, self::LIKE_A_KEY ), self::HIDDEN, $value ), 0, self::MAX_CHARACTERS ) : $value;
	}
}
