<?php
/**
 * Tests of what cURL knows of a request.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Diagnostics;

use Realtime_Events\Diagnostics\Transfer_Facts;
use Realtime_Events\Tests\Test_Case;

final class Transfer_Facts_Test extends Test_Case {

	private const URL = 'https://hub.example.com';

	private static function tell( string $url, string $headers, array $times ): void {
		do_action( 'requests-curl.after_request', $headers, array( 'url' => $url ) + $times );
	}

	public function test_times_are_those_of_each_part_of_the_way(): void {
		$facts = new Transfer_Facts();
		$facts->during( self::URL, static fn() => self::tell( self::URL . '/healthz', '', array( 'namelookup_time' => 0.01, 'connect_time' => 0.03, 'appconnect_time_us' => 70000 ) ) );
		self::assertSame( array( 10, 20, 40 ), array( $facts->ms( 'namelookup_time' ), $facts->ms( 'connect_time', 'namelookup_time' ), $facts->ms( 'appconnect_time', 'connect_time' ) ) );
	}

	public function test_it_is_the_first_request_to_the_address_and_no_other(): void {
		$facts = new Transfer_Facts();
		$facts->during(
			self::URL,
			static function (): void {
				self::tell( 'https://api.example.org/', '', array( 'connect_time' => 9 ) );
				self::tell( self::URL . '/healthz', '', array( 'connect_time' => 0.002 ) );
				self::tell( self::URL . '/api/v1/events', '', array( 'connect_time' => 5 ) );
			}
		);
		self::assertSame( 2, $facts->ms( 'connect_time' ) );
	}

	public function test_a_clock_that_is_ahead_is_told_by_how_much(): void {
		$facts = new Transfer_Facts();
		$facts->during( self::URL, static fn() => self::tell( self::URL, "HTTP/1.1 200 OK\r\nDate: " . gmdate( 'D, d M Y H:i:s', time() + 600 ) . " GMT\r\n\r\n", array() ) );
		self::assertEqualsWithDelta( 600, $facts->clock_skew(), 2 );
	}

	public function test_nothing_is_known_without_a_request_or_after_it(): void {
		$facts = new Transfer_Facts();
		$facts->during( self::URL, static fn() => null );
		self::tell( self::URL, "Date: Wed, 01 Jan 2025 00:00:00 GMT\r\n", array( 'connect_time' => 1 ) );
		self::assertNull( $facts->ms( 'connect_time' ) );
		self::assertNull( $facts->clock_skew() );
	}
}
