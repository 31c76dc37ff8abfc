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
	 * The beginning of it.
	 *
	 * @param string $html What is stored.
	 */
	public static function excerpt( string $html ): string {
		$text = self::of( $html );
		return mb_strlen( $text ) > self::EXCERPT_CHARACTERS ? mb_substr( $text, 0, self::EXCERPT_CHARACTERS - 1 ) . '…' : $text;
	}
}
