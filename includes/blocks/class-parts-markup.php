<?php
/**
 * Sentences as HTML.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Blocks;

defined( 'ABSPATH' ) || exit;

/**
 * The markup that the parts of a sentence are filled into. Text goes in as text nodes and addresses as attributes, by
 * the Interactivity API on the server and in the browser: nothing that an event says is ever read as HTML.
 *
 * @since 0.1.0
 */
final class Parts_Markup {

	/**
	 * @param string $path Where the parts are in the context: `context.item.parts`.
	 */
	public static function for_list( string $path ): string {
		// A link without an address is no link, so one element serves for both.
		return sprintf(
			'<template data-wp-each--part="%s" data-wp-each-key="context.part.key"><a data-wp-bind--href="context.part.href" data-wp-text="context.part.text"></a></template>',
			esc_attr( $path )
		);
	}
}
