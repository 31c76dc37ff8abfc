<?php
/**
 * Patterns of blocks.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Blocks;

defined( 'ABSPATH' ) || exit;

/**
 * What one inserts as a whole: the blocks among core's own, in the theme's colours and sizes.
 *
 * @since 0.1.0
 */
final class Block_Patterns {

	public const CATEGORY = 'realtime-events';

	private const PREFIX         = 'realtime-events/';
	private const VIEWPORT_WIDTH = 800;

	/**
	 * Registers them.
	 */
	public function register(): void {
		register_block_pattern_category( self::CATEGORY, array( 'label' => __( 'Live', 'realtime-events' ) ) );
		foreach ( $this->patterns() as $name => $pattern ) {
			register_block_pattern(
				self::PREFIX . $name,
				array(
					'title'         => $pattern[0],
					'description'   => $pattern[1],
					'content'       => $pattern[2],
					'categories'    => array( self::CATEGORY ),
					'keywords'      => array( 'realtime', 'live' ),
					'viewportWidth' => self::VIEWPORT_WIDTH,
				)
			);
		}
	}

	/**
	 * @return array<string, array{ string, string, string }> Title, description and content, by name.
	 */
	private function patterns(): array {
		$patterns = array(
			'news'         => array( __( 'Live news', 'realtime-events' ), __( 'A headline, who is here now, and the posts as they are published.', 'realtime-events' ), $this->news() ),
			'announcement' => array( __( 'Announcement banner', 'realtime-events' ), __( 'What your team announces, across the page.', 'realtime-events' ), $this->announcement() ),
			'readers'      => array( __( 'Readers and comments', 'realtime-events' ), __( 'How many people read this and how many comments there are, in a row.', 'realtime-events' ), $this->readers() ),
		);
		return function_exists( 'wc_get_product' )
			? $patterns + array( 'product' => array( __( 'Live product', 'realtime-events' ), __( 'What is left of a product, who looks at it, and what was bought.', 'realtime-events' ), $this->product() ) )
			: $patterns;
	}

	private function news(): string {
		return '<!-- wp:group {"style":{"spacing":{"blockGap":"var:preset|spacing|30"}},"layout":{"type":"constrained"}} --><div class="wp-block-group">'
			. '<!-- wp:group {"layout":{"type":"flex","flexWrap":"wrap","justifyContent":"space-between"}} --><div class="wp-block-group">'
			. '<!-- wp:heading --><h2 class="wp-block-heading">' . esc_html__( 'Happening now', 'realtime-events' ) . '</h2><!-- /wp:heading -->'
			. '<!-- wp:realtime-events/counter {"counts":"site","className":"is-style-pill","fontSize":"small"} /-->'
			. '</div><!-- /wp:group -->'
			. '<!-- wp:realtime-events/feed {"types":["post.published"],"className":"is-style-timeline"} /-->'
			. '</div><!-- /wp:group -->';
	}

	private function announcement(): string {
		return '<!-- wp:realtime-events/notice {"types":["site.announcement"],"display":"banner","seconds":0,"backlog":1,"hideInCheckout":false,"align":"full"} /-->';
	}

	private function readers(): string {
		return '<!-- wp:group {"layout":{"type":"flex","flexWrap":"wrap"}} --><div class="wp-block-group">'
			. '<!-- wp:realtime-events/counter {"counts":"page","className":"is-style-pill","fontSize":"small"} /-->'
			. '<!-- wp:realtime-events/counter {"counts":"comments","className":"is-style-pill","fontSize":"small"} /-->'
			. '</div><!-- /wp:group -->';
	}

	private function product(): string {
		return '<!-- wp:group {"layout":{"type":"flex","flexWrap":"wrap"}} --><div class="wp-block-group">'
			. '<!-- wp:realtime-events/counter {"counts":"stock","className":"is-style-pill","fontSize":"small"} /-->'
			. '<!-- wp:realtime-events/counter {"counts":"page","className":"is-style-pill","fontSize":"small"} /-->'
			. '</div><!-- /wp:group -->'
			. '<!-- wp:realtime-events/notice {"types":["product.purchased"],"every":30} /-->';
	}
}
