<?php
/**
 * Tests of the limits.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Access;

use Realtime_Events\Access\Rate_Limiter;
use Realtime_Events\Tests\Support\Fixed_Clock;
use Realtime_Events\Tests\Test_Case;

require_once dirname( __DIR__ ) . '/support/class-fixed-clock.php';

/**
 * So many and not one more, in every window, for each bucket by itself.
 */
final class Rate_Limiter_Test extends Test_Case {

	public function test_so_many_go_through_and_the_next_is_told_how_long_to_wait(): void {
		$clock   = new Fixed_Clock();
		$limiter = new Rate_Limiter( $clock );
		for ( $i = 0; $i < 3; $i++ ) {
			self::assertSame( 0, $limiter->take( 'a', 3, 60 ) );
			$clock->advance_seconds( 10 );
		}
		self::assertSame( 30, $limiter->take( 'a', 3, 60 ), 'The window began with the first.' );
		$clock->advance_seconds( 29 );
		self::assertSame( 1, $limiter->take( 'a', 3, 60 ) );
		$clock->advance_seconds( 1 );
		self::assertSame( 0, $limiter->take( 'a', 3, 60 ) );
		self::assertSame( 0, $limiter->take( 'a', 3, 60 ) );
		self::assertSame( 0, $limiter->take( 'a', 3, 60 ) );
		self::assertSame( 60, $limiter->take( 'a', 3, 60 ) );
	}

	public function test_buckets_do_not_share(): void {
		$limiter = new Rate_Limiter( new Fixed_Clock() );
		self::assertSame( 0, $limiter->take( 'a', 1, 60 ) );
		self::assertSame( 0, $limiter->take( 'b', 1, 60 ) );
		self::assertGreaterThan( 0, $limiter->take( 'a', 1, 60 ) );
	}

	public function test_a_bucket_may_be_called_anything(): void {
		$limiter = new Rate_Limiter( new Fixed_Clock() );
		$evil    = "x' OR 1=1 -- %d \0" . str_repeat( 'y', 10000 );
		self::assertSame( 0, $limiter->take( $evil, 1, 60 ) );
		self::assertSame( 60, $limiter->take( $evil, 1, 60 ) );
	}

	public function test_a_clock_that_goes_back_never_makes_anybody_wait_longer_than_a_window(): void {
		$clock   = new Fixed_Clock();
		$limiter = new Rate_Limiter( $clock );
		$limiter->take( 'a', 1, 60 );
		$clock->advance_seconds( -3600 );
		self::assertSame( 60, $limiter->take( 'a', 1, 60 ) );
	}

	public function test_buckets_of_the_day_before_are_forgotten_and_others_kept(): void {
		global $wpdb;
		$clock   = new Fixed_Clock();
		$limiter = new Rate_Limiter( $clock );
		$limiter->take( 'old', 1, 60 );
		$clock->advance_seconds( DAY_IN_SECONDS - 30 );
		$limiter->take( 'new', 1, 60 );
		$count = static fn(): int => (int) $wpdb->get_var( $wpdb->prepare( "SELECT COUNT(*) FROM {$wpdb->options} WHERE option_name LIKE %s", $wpdb->esc_like( Rate_Limiter::OPTION_PREFIX ) . '%' ) );
		self::assertSame( 2, $count() );
		$clock->advance_seconds( 60 );
		$limiter->forget_old();
		self::assertSame( 1, $count() );
		self::assertSame( 60, $limiter->take( 'new', 1, 120 ), 'Half of its window is over.' );
		self::assertTrue( (bool) has_action( 'delete_expired_transients' ) );
	}

	public function test_a_bucket_is_one_row_that_is_not_loaded_with_every_request(): void {
		$limiter = new Rate_Limiter( new Fixed_Clock() );
		$limiter->take( 'a', 5, 60 );
		$limiter->take( 'a', 5, 60 );
		wp_cache_flush();
		self::assertSame( array(), preg_grep( '/^' . Rate_Limiter::OPTION_PREFIX . '/', array_keys( wp_load_alloptions() ) ) );
	}
}
