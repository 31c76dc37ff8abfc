<?php
/**
 * The block Live Feed.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Blocks;

defined( 'ABSPATH' ) || exit;

/**
 * Renders the latest public events as a list that the browser carries on.
 *
 * @since 0.1.0
 */
final class Feed_Block {

	private const LAYOUTS   = array( 'list', 'cards' );
	private const MAX_ITEMS = 50;

	public function __construct(
		private readonly Public_Sentences $sentences,
		private readonly Public_Ledger $ledger,
		private readonly Item_Factory $factory,
	) {
	}

	/**
	 * The block as HTML, escaped.
	 *
	 * @param array<string, mixed> $attributes As block.json declares them.
	 */
	public function render( array $attributes ): string {
		$layout    = in_array( $attributes['layout'] ?? '', self::LAYOUTS, true ) ? $attributes['layout'] : self::LAYOUTS[0];
		$max       = min( self::MAX_ITEMS, max( 1, (int) ( $attributes['items'] ?? 1 ) ) );
		$templates = $this->sentences->templates( $attributes['types'] ?? array(), $attributes['templates'] ?? array() );
		$items     = $this->factory->items( $this->ledger->latest( array_keys( $templates ), $max ), $templates, (string) get_option( 'date_format' ) );
		$context   = array(
			'templates' => (object) $templates,
			'max'       => $max,
			'items'     => $items,
			'waiting'   => array(),
			'isRead'    => false,
			'isEmpty'   => array() === $items,
		);
		$wrapper   = get_block_wrapper_attributes(
			array(
				'class'                    => "is-layout-{$layout}" . ( empty( $attributes['showTime'] ) ? ' has-no-times' : '' ),
				'data-wp-interactive'      => 'realtime-events/feed',
				'data-wp-init'             => 'callbacks.start',
				'data-wp-on--pointerenter' => 'actions.hold',
				'data-wp-on--pointerleave' => 'actions.release',
				'data-wp-on--focusin'      => 'actions.hold',
				'data-wp-on--focusout'     => 'actions.release',
			)
		);
		$empty     = trim( (string) ( $attributes['emptyText'] ?? '' ) );
		return sprintf(
			'<div %1$s %2$s><ul class="wp-block-realtime-events-feed__list">'
			. '<template data-wp-each--item="context.items" data-wp-each-key="context.item.id">%3$s</template></ul><p class="wp-block-realtime-events-feed__empty" data-wp-bind--hidden="!context.isEmpty">%4$s</p></div>',
			$wrapper,
			wp_interactivity_data_wp_context( $context ),
			self::row(),
			esc_html( '' === $empty ? __( 'Nothing has happened yet. It will appear here by itself.', 'realtime-events' ) : $empty )
		);
	}

	/**
	 * What one event looks like. The Interactivity API fills it, here and in the browser.
	 */
	private static function row(): string {
		return '<li class="wp-block-realtime-events-feed__item" data-wp-bind--data-severity="context.item.severity"><p class="wp-block-realtime-events-feed__sentence">'
			. Parts_Markup::for_list( 'context.item.parts' )
			. '</p><time class="wp-block-realtime-events-feed__time" data-wp-bind--datetime="context.item.time" data-wp-text="context.item.timeText"></time></li>';
	}
}
