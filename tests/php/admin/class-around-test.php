<?php
/**
 * Tests of the dashboard widget and the item in the admin bar.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Admin;

use Realtime_Events\Admin\Dashboard_Widget;
use Realtime_Events\Admin\Toolbar_Item;
use Realtime_Events\Tests\Test_Case;

require_once ABSPATH . WPINC . '/class-wp-admin-bar.php';

/**
 * What is around the feed shows each user his own, and nothing to who may not see it.
 */
final class Around_Test extends Test_Case {

	private function widget(): string {
		ob_start();
		$this->service( Dashboard_Widget::class )->render();
		return (string) ob_get_clean();
	}

	public function test_the_widget_lists_what_may_be_read_as_text(): void {
		realtime_events_publish( 'realtime_events.test', array(), array( 'channel' => 'editors', 'actor_id' => 1, 'actor_name' => 'Ada & “Bob”' ) );
		realtime_events_publish( 'realtime_events.test', array(), array( 'channel' => 'admins', 'actor_id' => 1, 'actor_name' => 'Secret' ) );
		$this->act_as( 'editor' );
		$html = $this->widget();
		self::assertStringContainsString( 'Ada &amp; “Bob” sent a test event', $html );
		self::assertStringNotContainsString( 'Secret', $html );
		self::assertStringContainsString( 'id="realtime-events-dashboard"', $html );
	}

	/**
	 * @testWith ["editor", true]
	 *           ["subscriber", false]
	 */
	public function test_the_toolbar_leads_to_the_feed_whoever_may_see_it( string $role, bool $is_there ): void {
		global $wpdb;
		$this->act_as( $role );
		$bar     = new \WP_Admin_Bar();
		$queries = $wpdb->num_queries;
		$this->service( Toolbar_Item::class )->add( $bar );
		self::assertSame( $queries, $wpdb->num_queries, 'It asks the database nothing.' );
		self::assertSame( $is_there, null !== $bar->get_node( 'realtime-events' ) );
	}

	public function test_the_toolbar_item_can_be_switched_off(): void {
		$this->act_as( 'editor' );
		add_filter( 'realtime_events_show_in_toolbar', '__return_false' );
		$bar = new \WP_Admin_Bar();
		$this->service( Toolbar_Item::class )->add( $bar );
		self::assertNull( $bar->get_node( 'realtime-events' ) );
	}
}
