<?php
/**
 * Tests of the ids of events.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Events;

use Realtime_Events\Events\Event_Id;
use Realtime_Events\Tests\Test_Case;

require_once __DIR__ . '/class-fixed-clock.php';

final class Event_Id_Test extends Test_Case {

	public function test_it_is_a_uuid_of_version_7_that_begins_with_the_time(): void {
		$id = ( new Event_Id( new Fixed_Clock( 0x0189abcdef01 ) ) )->next();
		self::assertMatchesRegularExpression( Event_Id::PATTERN, $id );
		self::assertStringStartsWith( '0189abcd-ef01-7', $id );
	}

	public function test_ids_only_grow_even_within_a_millisecond_and_when_the_clock_goes_back(): void {
		$clock = new Fixed_Clock();
		$ids   = new Event_Id( $clock );
		$last  = '';
		for ( $made = 0; $made < 10000; $made++ ) {
			$clock->now_ms -= 5000 === $made ? 60000 : 0;
			$next           = $ids->next();
			self::assertGreaterThan( 0, strcmp( $next, $last ) );
			$last = $next;
		}
		self::assertMatchesRegularExpression( Event_Id::PATTERN, $last );
	}
}
