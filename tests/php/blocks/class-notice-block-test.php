<?php
/**
 * Tests of the block Realtime Notice.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Blocks;

use Realtime_Events\Blocks\Announcements;
use Realtime_Events\Blocks\Notice_Block;
use Realtime_Events\Tests\Test_Case;
use WP_Block_Supports;

/**
 * Tests of the block Realtime Notice.
 */
final class Notice_Block_Test extends Test_Case {

	private function announce( string $message, string $link = '' ): void {
		realtime_events_publish( Announcements::TYPE, array_filter( compact( 'message', 'link' ) ) );
	}

	/**
	 * @param array<string, mixed> $attributes Of the block.
	 */
	private function html( array $attributes ): string {
		WP_Block_Supports::$block_to_render = array(
			'blockName' => 'realtime-events/notice',
			'attrs'     => $attributes,
		);
		return wp_interactivity_process_directives( $this->service( Notice_Block::class )->render( $attributes ) );
	}

	public function test_the_last_announcements_are_there_before_any_script_runs(): void {
		$this->announce( 'We open at six' );
		$this->announce( 'We open at seven' );
		$html = $this->html( array( 'backlog' => 2, 'stack' => 3, 'types' => array( Announcements::TYPE ) ) );
		self::assertMatchesRegularExpression( '~<a [^>]*>We open at six</a>.*<a [^>]*>We open at seven</a>~s', $html );
	}

	public function test_without_a_backlog_nothing_old_is_shown(): void {
		$this->announce( 'We open at six' );
		self::assertStringNotContainsString( 'We open at six', $this->html( array( 'types' => array( Announcements::TYPE ) ) ) );
	}

	public function test_markup_out_of_an_event_is_text(): void {
		$this->announce( '<script>alert(1)</script><img src=x onerror=alert(1)>' );
		$html = $this->html( array( 'backlog' => 1, 'types' => array( Announcements::TYPE ) ) );
		self::assertStringContainsString( '&lt;script&gt;', $html );
		self::assertStringNotContainsString( '<script>', $html );
		self::assertStringNotContainsString( '<img', $html );
	}

	public function test_a_link_leads_to_web_addresses_only(): void {
		$this->announce( 'Bad', 'javascript:alert(1)' );
		$html = $this->html( array( 'backlog' => 1, 'types' => array( Announcements::TYPE ) ) );
		self::assertStringNotContainsString( 'javascript:', $html );
	}

	public function test_what_is_not_public_is_never_rendered(): void {
		realtime_events_publish( Announcements::TYPE, array( 'message' => 'Only for us' ), array( 'channel' => 'editors' ) );
		$this->act_as( 'administrator' );
		self::assertStringNotContainsString( 'Only for us', $this->html( array( 'backlog' => 5, 'stack' => 5, 'types' => array( Announcements::TYPE ) ) ) );
	}

	public function test_the_page_is_the_same_for_everybody(): void {
		$this->announce( 'We open at six' );
		$attributes = array( 'backlog' => 1, 'types' => array( Announcements::TYPE ) );
		$this->act_as_nobody();
		$anonymous = $this->html( $attributes );
		$this->act_as( 'administrator' );
		self::assertSame( $anonymous, $this->html( $attributes ) );
	}

	public function test_it_can_be_hidden_for_who_is_logged_in(): void {
		$this->act_as( 'subscriber' );
		self::assertSame( '', $this->html( array( 'hideForUsers' => true ) ) );
		$this->act_as_nobody();
		self::assertNotSame( '', $this->html( array( 'hideForUsers' => true ) ) );
	}

	public function test_nonsense_in_the_attributes_is_brought_within_bounds(): void {
		$html = $this->html(
			array(
				'display'   => '"><script>',
				'corner'    => '"><script>',
				'stack'     => 'many',
				'seconds'   => -4,
				'every'     => 0,
				'delay'     => PHP_INT_MAX,
				'backlog'   => array(),
				'types'     => array( array(), 7, 'a' ),
				'templates' => array( 'a' => array( 'x' ) ),
				'style'     => 'none',
			)
		);
		self::assertStringNotContainsString( '"><script>', $html );
		self::assertStringContainsString( '"seconds":0,"every":1,"delay":86400', $html );
	}

	public function test_the_words_of_the_block_go_before_those_of_the_type(): void {
		$this->announce( 'six' );
		$html = $this->html( array( 'backlog' => 1, 'types' => array( Announcements::TYPE ), 'templates' => array( Announcements::TYPE => 'Hear, hear: {message}!' ) ) );
		self::assertStringContainsString( '>Hear, hear: six!</a>', $html );
	}
}
