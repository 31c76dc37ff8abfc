<?php
/**
 * Tests of what visitors may ask for.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Blocks;

use Realtime_Events\Blocks\Announcements;
use Realtime_Events\Tests\Test_Case;

/**
 * What is the same for everybody may be cached for a moment, where visitors may ask at all.
 */
final class Public_Polling_Test extends Test_Case {

	private const ROUTE = '/realtime-events/v1/events?channel=public&after=0';

	protected function setUp(): void {
		parent::setUp();
		realtime_events_publish( Announcements::TYPE, array( 'message' => 'We open at six' ) );
	}

	private function cache_control( string $route ): string {
		return $this->rest( 'GET', $route )->get_headers()['Cache-Control'];
	}

	public function test_the_public_answer_may_be_cached_for_five_seconds(): void {
		add_filter( 'realtime_events_public_polling', '__return_true' );
		self::assertSame( 'public, max-age=5', $this->cache_control( self::ROUTE ) );
	}

	public function test_without_the_admins_leave_nothing_is_cached(): void {
		self::assertSame( 'no-store, private', $this->cache_control( self::ROUTE ) );
	}

	public function test_what_depends_on_who_asks_is_never_cached(): void {
		add_filter( 'realtime_events_public_polling', '__return_true' );
		self::assertSame( 'no-store, private', $this->cache_control( '/realtime-events/v1/events' ) );
		self::assertSame( 'no-store, private', $this->cache_control( '/realtime-events/v1/events?channel[]=public&channel[]=editors' ), 'Errors neither.' );
		$this->act_as( 'administrator' );
		self::assertSame( 'no-store, private', $this->cache_control( self::ROUTE ) );
	}
}
