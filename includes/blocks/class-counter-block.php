<?php
/**
 * The block Live Counter.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Blocks;

use WP_Block;

defined( 'ABSPATH' ) || exit;

/**
 * Renders a number that the browser keeps right.
 *
 * @since 0.1.0
 */
final class Counter_Block {

	public function __construct( private readonly Live_Number $numbers ) {
	}

	/**
	 * The block as HTML, escaped.
	 *
	 * @param array<string, mixed> $attributes As block.json declares them.
	 * @param WP_Block             $block      Knows the post that it stands in.
	 */
	public function render( array $attributes, WP_Block $block ): string {
		$context = $this->numbers->context( $attributes, (int) ( $block->context['postId'] ?? 0 ) );
		if ( null === $context ) {
			return '';
		}
		$wrapper = get_block_wrapper_attributes(
			array(
				'class'                     => "is-counting-{$context['source']['kind']}",
				'data-wp-interactive'       => 'realtime-events/counter',
				'data-wp-init'              => 'callbacks.start',
				'data-wp-class--is-unknown' => 'context.isUnknown',
			)
		);
		return sprintf(
			'<p %1$s %2$s><span class="wp-block-realtime-events-counter__dot" aria-hidden="true"></span><span class="wp-block-realtime-events-counter__text" data-wp-text="context.text"></span></p>',
			$wrapper,
			wp_interactivity_data_wp_context( $context )
		);
	}
}
