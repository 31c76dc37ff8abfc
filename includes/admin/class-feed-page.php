<?php
/**
 * The live feed.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Admin;

use Realtime_Events\Access\Capabilities;
use Realtime_Events\Access\Channels;
use Realtime_Events\Events\Event;
use Realtime_Events\Triage\Triage;

defined( 'ABSPATH' ) || exit;

/**
 * The page of the live feed: a place for the script, with rows to be until it is there.
 *
 * @since 0.1.0
 */
final class Feed_Page implements Page {

	public const SLUG = Menu::SLUG;

	/** How wide the sentences to be are. */
	private const WIDTHS_PERCENT = array( 62, 48, 71, 39, 55, 66, 44, 58 );

	/** How many events are listed without a script. */
	private const LISTED = 50;

	private bool $is_built = false;

	public function __construct(
		private readonly Assets $assets,
		private readonly Latest_Events $latest,
		private readonly Triage $triage,
		private readonly Channels $channels,
	) {
	}

	public function slug(): string {
		return self::SLUG;
	}

	public function title(): string {
		return __( 'Live feed', 'realtime-events' );
	}

	public function capability(): string {
		return Capabilities::VIEW;
	}

	public function load(): void {
	}

	public function enqueue(): void {
		// What stands above the rows has to be there before them, or it would push them down.
		$pinned         = $this->triage->pinned( $this->channels->readable_by( get_current_user_id() ) );
		$this->is_built = $this->assets->enqueue_screen( 'feed', array( 'realtimeEventsFeed' => array( 'pinned' => array_map( static fn( Event $event ): array => $event->to_cloudevent(), $pinned ) ) ) );
	}

	public function render(): void {
		// Notices of others go there, and not into what the script takes over.
		echo '<div class="wrap"><hr class="wp-header-end">';
		if ( ! $this->is_built ) {
			printf( '<h1>%s</h1>', esc_html( $this->title() ) );
			Missing_Build_Notice::render();
			$this->latest->render( self::LISTED );
			echo '</div>';
			return;
		}
		echo '<div id="realtime-events-feed"><div class="realtime-events-feed hide-if-no-js"><div class="realtime-events-feed__card">';
		$this->render_skeletons();
		echo '</div></div></div>';
		printf( '<noscript><h1>%s</h1><p>%s</p>', esc_html( $this->title() ), esc_html__( 'Without JavaScript this list does not move by itself. Load the page again to see what is new.', 'realtime-events' ) );
		$this->latest->render( self::LISTED );
		echo '</noscript></div>';
	}

	private function render_skeletons(): void {
		echo '<div class="realtime-events-skeletons">';
		printf( '<span class="screen-reader-text" role="status">%s</span>', esc_html__( 'Loading events…', 'realtime-events' ) );
		foreach ( self::WIDTHS_PERCENT as $width ) {
			printf(
				'<div class="realtime-events-skeletons__row" aria-hidden="true"><span class="realtime-events-skeletons__mark"></span><span class="realtime-events-skeletons__line" style="width:%d%%"></span></div>',
				(int) $width
			);
		}
		echo '</div>';
	}
}
