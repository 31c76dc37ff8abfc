<?php
/**
 * Tests of what a page of blocks says to its scripts.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Blocks;

use Realtime_Events\Blocks\Announcements;
use Realtime_Events\Blocks\Live_Module;
use Realtime_Events\Tests\Test_Case;

/**
 * A page of all blocks that are for everybody, as a cache keeps it.
 */
final class Live_Module_Test extends Test_Case {

	private const CONTENT = '<!-- wp:realtime-events/notice {"types":["site.announcement"],"backlog":2} /-->'
		. '<!-- wp:realtime-events/feed {"types":["site.announcement"]} /-->'
		. '<!-- wp:realtime-events/counter {"counts":"events","eventType":"site.announcement"} /-->'
		. '<!-- wp:realtime-events/counter {"counts":"site"} /-->'
		. '<!-- wp:paragraph {"metadata":{"bindings":{"content":{"source":"realtime-events/value","args":{"counts":"events","eventType":"site.announcement"}}}}} --><p>Many</p><!-- /wp:paragraph -->';

	private static function page(): string {
		return do_blocks( self::CONTENT ) . wp_json_encode( apply_filters( 'script_module_data_' . Live_Module::ID, array() ) );
	}

	public function test_a_page_is_the_same_for_everybody_and_has_nothing_of_who_asked_for_it(): void {
		realtime_events_publish( Announcements::TYPE, array( 'message' => 'We open at six' ) );
		$this->act_as_nobody();
		$page = self::page();
		self::assertSame( 2, substr_count( $page, '>We open at six<' ), 'Both the notice and the feed.' );
		foreach ( array( 'subscriber', 'administrator' ) as $role ) {
			$user = $this->create_user( $role );
			$this->act_as( $user );
			self::assertSame( $page, self::page(), $role );
			foreach ( array( $user->user_login, $user->display_name, wp_create_nonce( 'wp_rest' ), '"token"' ) as $secret ) {
				self::assertStringNotContainsString( $secret, $page );
			}
		}
	}
}
