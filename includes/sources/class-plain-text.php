<?php
/**
 * Texts of the site, as events tell them.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Sources;

use Realtime_Events\Events\Utf8;

defined( 'ABSPATH' ) || exit;

/**
 * Makes plain, short text of what WordPress stores as HTML.
 *
 * @since 0.1.0
 */
final class Plain_Text {

	public const EXCERPT_CHARACTERS = 140;

	/**
	 * Without tags and entities, on one line.
	 *
	 * @param string $html What is stored.
	 */
	public static function of( string $html ): string {
		return trim( html_entity_decode( wp_strip_all_tags( Utf8::mended( $html ), true ), ENT_QUOTES | ENT_HTML5, 'UTF-8' ) );
	}

	/**
	 * How many words a reader finds in it: runs of letters and digits. None in what is not valid UTF-8.
	 *
	 * Whoever saves a post waits for this, for the old text and the new one. By the expression it was an eighth of all that the plugin did in a save (counted in
	 * instructions), most of that anew for each word. So it is left to texts that have letters besides those of ASCII, and the scripts are to those that have one.
	 *
	 * @param string $html What is stored.
	 */
	public static function words( string $html ): int {
		$text = preg_match( '/<s(?:cript|tyle)/i', $html ) ? wp_strip_all_tags( $html ) : strip_tags( $html ); // phpcs:ignore Generic.PHP.ForbiddenFunctions.FoundWithAlternative -- As said above; what comes out is counted and goes nowhere.
		// What str_word_count() takes for letters besides parts words here.
		return preg_match( '/[\x80-\xff]/', $text ) ? (int) preg_match_all( '/[\p{L}\p{N}]+/u', $text ) : str_word_count( strtr( $text, "'-", '  ' ), 0, '0..9' );
	}

	/**
	 * The beginning of it.
	 *
	 * @param string $html What is stored.
	 */
	public static function excerpt( string $html ): string {
		$text = self::of( $html );
		return mb_strlen( $text ) > self::EXCERPT_CHARACTERS ? mb_substr( $text, 0, self::EXCERPT_CHARACTERS - 1 ) . '…' : $text;
	}
}
