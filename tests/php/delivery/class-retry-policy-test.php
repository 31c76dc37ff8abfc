<?php
/**
 * Tests of when a delivery is tried again.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Delivery;

use Realtime_Events\Delivery\Retry_Policy;
use Realtime_Events\Tests\Test_Case;

final class Retry_Policy_Test extends Test_Case {

	public function test_the_pauses_are_those_of_standard_webhooks_and_then_it_is_over(): void {
		$policy = new Retry_Policy( static fn( int $max ): int => $max );
		$pauses = array();
		for ( $attempts = 1; $attempts < 20; $attempts++ ) {
			$pauses[] = $policy->pause_ms( $attempts );
		}
		$pauses = array_map( static fn( int $pause_ms ): int => intdiv( $pause_ms, 1000 ), array_filter( $pauses, 'is_int' ) );
		self::assertSame( array( 5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400 ), $pauses );
	}

	public function test_what_failed_together_does_not_come_back_together(): void {
		$asked  = array();
		$policy = new Retry_Policy(
			static function ( int $max ) use ( &$asked ): int {
				$asked[] = $max;
				return 1234;
			}
		);
		self::assertSame( 1234, $policy->pause_ms( 2 ) );
		self::assertSame( array( 300000 ), $asked, 'Any part of the pause, down to none.' );
	}

	public function test_the_server_may_ask_for_more_patience_but_not_for_ever(): void {
		$policy = new Retry_Policy( static fn( int $max ): int => 0 );
		self::assertSame( 90000, $policy->pause_ms( 1, 90 ) );
		self::assertSame( DAY_IN_SECONDS * 1000, $policy->pause_ms( 1, PHP_INT_MAX ) );
		self::assertSame( 0, $policy->pause_ms( 1, -5 ) );
	}
}
