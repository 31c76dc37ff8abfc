<?php
/**
 * The block Realtime Notice.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Blocks;

defined( 'ABSPATH' ) || exit;

/**
 * Renders the notices that are there already, and the place for those to come.
 *
 * Nothing in it is about the visitor, so that the page may be cached and served to anybody.
 *
 * @since 0.1.0
 */
final class Notice_Block {

	private const DISPLAYS = array( 'toast', 'banner', 'inline' );
	private const CORNERS  = array( 'bottom-end', 'bottom-start', 'top-end', 'top-start' );

	private const MAX_STACK         = 5;
	private const MAX_SECONDS       = 120;
	private const MAX_EVERY_SECONDS = 3600;
	private const MAX_DELAY_SECONDS = DAY_IN_SECONDS;

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
		if ( $this->is_hidden( $attributes ) ) {
			return '';
		}
		$context = $this->context( $attributes );
		$display = $context['display'];
		$corner  = in_array( $attributes['corner'] ?? '', self::CORNERS, true ) ? $attributes['corner'] : self::CORNERS[0];
		$wrapper = get_block_wrapper_attributes(
			array(
				'class'                    => "is-display-{$display}" . ( 'toast' === $display ? " is-corner-{$corner}" : '' ),
				'data-wp-interactive'      => 'realtime-events/notice',
				'data-wp-init'             => 'callbacks.start',
				'data-wp-on--pointerenter' => 'actions.pause',
				'data-wp-on--pointerleave' => 'actions.resume',
				'data-wp-on--focusin'      => 'actions.pause',
				'data-wp-on--focusout'     => 'actions.resume',
			)
		);
		return sprintf(
			'<div %1$s %2$s><ul class="wp-block-realtime-events-notice__list" style="--realtime-events-stack:%3$d">'
			. '<template data-wp-each--notice="context.shown" data-wp-each-key="context.notice.id">%4$s</template></ul>'
			. '<p class="wp-block-realtime-events-notice__spoken" role="status" data-wp-text="context.spoken"></p></div>',
			$wrapper,
			wp_interactivity_data_wp_context( $context ),
			$context['stack'],
			$this->card( $attributes )
		);
	}

	/**
	 * Whether it has nothing to do on this page, or for whoever is logged in. Pages for them are not cached for others.
	 *
	 * @param array<string, mixed> $attributes Of the block.
	 */
	private function is_hidden( array $attributes ): bool {
		if ( ! empty( $attributes['hideForUsers'] ) && is_user_logged_in() ) {
			return true;
		}
		// Who is about to pay is not to be disturbed.
		return ! empty( $attributes['hideInCheckout'] ) && function_exists( 'is_checkout' ) && ( is_cart() || is_checkout() );
	}

	/**
	 * @param array<string, mixed> $attributes Of the block.
	 * @return array<string, mixed>
	 */
	private function context( array $attributes ): array {
		$display   = in_array( $attributes['display'] ?? '', self::DISPLAYS, true ) ? $attributes['display'] : self::DISPLAYS[0];
		$stack     = 'banner' === $display ? 1 : self::between( $attributes['stack'] ?? 1, 1, self::MAX_STACK );
		$templates = $this->sentences->templates( $attributes['types'] ?? array(), $attributes['templates'] ?? array() );
		$backlog   = self::between( $attributes['backlog'] ?? 0, 0, $stack );
		$latest    = $this->ledger->latest( array_keys( $templates ), $backlog );
		return array(
			'templates' => (object) $templates,
			'display'   => $display,
			'stack'     => $stack,
			'seconds'   => self::between( $attributes['seconds'] ?? 0, 0, self::MAX_SECONDS ),
			'every'     => self::between( $attributes['every'] ?? 1, 1, self::MAX_EVERY_SECONDS ),
			'delay'     => self::between( $attributes['delay'] ?? 0, 0, self::MAX_DELAY_SECONDS ),
			'shown'     => array_reverse( $this->factory->items( $latest, $templates, (string) get_option( 'time_format' ) ) ),
			'spoken'    => '',
		);
	}

	/**
	 * What one notice looks like. The Interactivity API fills it, here and in the browser.
	 *
	 * @param array<string, mixed> $attributes Of the block.
	 */
	private function card( array $attributes ): string {
		$mute = empty( $attributes['canMute'] ) ? '' : sprintf(
			'<button type="button" class="wp-block-realtime-events-notice__mute" data-wp-on--click="actions.mute">%s</button>',
			esc_html__( 'Mute for a day', 'realtime-events' )
		);
		return sprintf(
			'<li class="wp-block-realtime-events-notice__card %1$s" style="%2$s" data-wp-bind--data-severity="context.notice.severity">'
			. '<span class="wp-block-realtime-events-notice__icon" aria-hidden="true"></span>'
			. '<div class="wp-block-realtime-events-notice__body"><p class="wp-block-realtime-events-notice__sentence">%3$s</p>'
			. '<p class="wp-block-realtime-events-notice__meta">'
			. '<time data-wp-bind--datetime="context.notice.time" data-wp-text="context.notice.timeText"></time>%4$s</p></div>'
			. '<button type="button" class="wp-block-realtime-events-notice__dismiss" aria-label="%5$s" data-wp-on--click="actions.dismiss">'
			. '<span aria-hidden="true">×</span></button></li>',
			esc_attr( Block_Look::class_names( $attributes ) ),
			esc_attr( Block_Look::css( $attributes ) ),
			Parts_Markup::for_list( 'context.notice.parts' ),
			$mute,
			esc_attr__( 'Dismiss this notice', 'realtime-events' )
		);
	}

	private static function between( mixed $value, int $least, int $most ): int {
		return min( $most, max( $least, is_numeric( $value ) ? (int) $value : $least ) );
	}
}
