<?php
/**
 * Tests of where the sidebar is loaded.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Editor;

use Realtime_Events\Tests\Test_Case;
use WP_Screen;

/**
 * The sidebar is where posts and templates are edited, and nowhere else that has blocks.
 */
final class Editor_Assets_Test extends Test_Case {

	private const HANDLE = 'realtime-events-editor';

	protected function tearDown(): void {
		unset( $GLOBALS['current_screen'] );
		wp_dequeue_script( self::HANDLE );
		parent::tearDown();
	}

	/**
	 * Fires the hook as WordPress does on a screen with blocks.
	 */
	private function open( string $screen_id, string $base ): bool {
		$screen       = WP_Screen::get( $screen_id );
		$screen->base = $base;
		$screen->is_block_editor( true );
		$GLOBALS['current_screen'] = $screen;
		do_action( 'enqueue_block_editor_assets' );
		return wp_script_is( self::HANDLE );
	}

	/**
	 * @testWith ["post", "post", true]
	 *           ["page", "post", true]
	 *           ["site-editor", "site-editor", true]
	 *           ["widgets", "widgets", false]
	 *           ["customize", "customize", false]
	 */
	public function test_where_it_is( string $id, string $base, bool $is_there ): void {
		$this->act_as( 'administrator' );
		self::assertSame( $is_there, $this->open( $id, $base ) );
	}

	public function test_it_is_nowhere_for_who_may_not_see_events(): void {
		update_option( 'realtime_events', array( 'roles' => array( 'view' => array( 'administrator' ) ) ) );
		$this->act_as( 'editor' );
		self::assertFalse( $this->open( 'post', 'post' ) );
	}
}
