<?php
/**
 * Live numbers in the blocks of others.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Blocks;

use WP_Block;
use WP_HTML_Tag_Processor;

defined( 'ABSPATH' ) || exit;

/**
 * The block bindings source `realtime-events/value`: puts a live number into a core paragraph, heading or button.
 *
 * Arguments are those of the counter block: `counts`, `eventType`, `object`, `label`, `labelOne`.
 *
 * @since 0.1.0
 */
final class Value_Binding {

	public const SOURCE = 'realtime-events/value';

	/** Bound attributes whose whole text is the number, and the element that holds it. */
	private const TARGETS = array(
		'core/paragraph' => array( 'content', array( 'P' ) ),
		'core/heading'   => array( 'content', array( 'H1', 'H2', 'H3', 'H4', 'H5', 'H6' ) ),
		'core/button'    => array( 'text', array( 'A', 'BUTTON' ) ),
	);

	private const VIEW_MODULE = 'realtime-events-counter-view-script-module';

	public function __construct( private readonly Live_Number $numbers ) {
	}

	/**
	 * Registers the source.
	 */
	public function register(): void {
		register_block_bindings_source(
			self::SOURCE,
			array(
				'label'              => __( 'Live value', 'realtime-events' ),
				'get_value_callback' => array( $this, 'value' ),
				'uses_context'       => array( 'postId' ),
			)
		);
	}

	/**
	 * What the block says at the moment of rendering; null leaves its own text.
	 *
	 * @param array<string, mixed> $source_args Arguments of the binding.
	 * @param WP_Block             $block       The bound block.
	 */
	public function value( array $source_args, WP_Block $block ): ?string {
		$context = $this->numbers->context( $source_args, (int) ( $block->context['postId'] ?? 0 ) );
		// While only the hub knows the number, the text that the author wrote stands for it.
		return null === $context || $context['isUnknown'] ? null : $context['text'];
	}

	/**
	 * Lets the browser carry the number on.
	 *
	 * @param mixed                $content  HTML of the block.
	 * @param array<string, mixed> $parsed   The parsed block.
	 * @param WP_Block             $instance The block.
	 */
	public function make_live( mixed $content, array $parsed, WP_Block $instance ): mixed {
		list( $attribute, $tags ) = self::TARGETS[ $parsed['blockName'] ?? '' ] ?? array( '', array() );
		$binding                  = $parsed['attrs']['metadata']['bindings'][ $attribute ] ?? null;
		if ( ! is_string( $content ) || ! is_array( $binding ) || self::SOURCE !== ( $binding['source'] ?? '' ) ) {
			return $content;
		}
		$context = $this->numbers->context( (array) ( $binding['args'] ?? array() ), (int) ( $instance->context['postId'] ?? 0 ) );
		if ( null === $context ) {
			return $content;
		}
		$html = new WP_HTML_Tag_Processor( $content );
		while ( $html->next_tag() ) {
			if ( ! in_array( $html->get_tag(), $tags, true ) ) {
				continue;
			}
			if ( $context['isUnknown'] ) {
				$context['text'] = wp_strip_all_tags( $content );
			}
			$html->set_attribute( 'data-wp-interactive', 'realtime-events/counter' );
			$html->set_attribute( 'data-wp-context', (string) wp_json_encode( $context, JSON_HEX_TAG | JSON_HEX_AMP ) );
			$html->set_attribute( 'data-wp-init', 'callbacks.start' );
			$html->set_attribute( 'data-wp-text', 'context.text' );
			wp_enqueue_script_module( self::VIEW_MODULE );
			return wp_interactivity_process_directives( $html->get_updated_html() );
		}
		return $content;
	}
}
