<?php
/**
 * Tests of the block Live Feed.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Blocks;

use Realtime_Events\Blocks\Announcements;
use Realtime_Events\Blocks\Feed_Block;
use Realtime_Events\Tests\Test_Case;
use WP_Block_Supports;

/**
 * Tests of the block Live Feed.
 */
final class Feed_Block_Test extends Test_Case {

	/**
	 * @param array<string, mixed> $attributes Of the block.
	 */
	private function html( array $attributes ): string {
		WP_Block_Supports::$block_to_render = array(
			'blockName' => 'realtime-events/feed',
			'attrs'     => $attributes,
		);
		return wp_interactivity_process_directives( $this->service( Feed_Block::class )->render( $attributes ) );
	}

	public function test_the_newest_events_come_first_and_no_more_than_asked_for(): void {
		foreach ( array( 'first', 'second', 'third' ) as $message ) {
			realtime_events_publish( Announcements::TYPE, compact( 'message' ) );
		}
		$html = $this->html( array( 'items' => 2 ) );
		self::assertMatchesRegularExpression( '~>third</a>.*>second</a>~s', $html );
		self::assertStringNotContainsString( '>first</a>', $html );
	}

	public function test_an_empty_feed_says_so_in_the_words_of_the_block(): void {
		$html = $this->html( array( 'emptyText' => 'Quiet <here>' ) );
		self::assertStringContainsString( '>Quiet &lt;here&gt;</p>', $html );
		self::assertStringNotContainsString( ' hidden', $html );
	}

	public function test_a_feed_with_events_does_not_say_that_it_is_empty(): void {
		realtime_events_publish( Announcements::TYPE, array( 'message' => 'first' ) );
		self::assertMatchesRegularExpression( '~<p hidden [^>]*feed__empty|<p [^>]*feed__empty[^>]* hidden~', $this->html( array() ) );
	}

	public function test_without_a_choice_it_tells_of_what_is_public_and_of_nothing_else(): void {
		realtime_events_publish( 'post.published', array( 'title' => 'A secret plan' ), array( 'channel' => 'public' ) );
		self::assertStringNotContainsString( 'A secret plan', $this->html( array() ) );
		update_option( 'realtime_events', array( 'types' => array( 'post.published' => array( 'enabled' => true, 'public' => true ) ) ) );
		self::assertStringContainsString( 'A secret plan', $this->html( array() ) );
	}

	public function test_it_is_a_list_or_cards_and_nothing_else(): void {
		self::assertStringContainsString( 'is-layout-list', $this->html( array() ) );
		self::assertStringContainsString( 'is-layout-cards', $this->html( array( 'layout' => 'cards' ) ) );
		self::assertStringContainsString( 'is-layout-list', $this->html( array( 'layout' => '"><script>' ) ) );
	}
}
