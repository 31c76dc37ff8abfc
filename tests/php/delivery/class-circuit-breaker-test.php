<?php
/**
 * Tests of how a failing server is spared.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Delivery;

use Realtime_Events\Delivery\Circuit_Breaker;
use Realtime_Events\Tests\Events\Fixed_Clock;
use Realtime_Events\Tests\Test_Case;

require_once dirname( __DIR__ ) . '/events/class-fixed-clock.php';

final class Circuit_Breaker_Test extends Test_Case {

	private Fixed_Clock $clock;
	private Circuit_Breaker $breaker;

	protected function setUp(): void {
		parent::setUp();
		$this->clock   = new Fixed_Clock();
		$this->breaker = new Circuit_Breaker( $this->clock );
	}

	private function fail_times( int $times ): void {
		for ( $failure = 0; $failure < $times; $failure++ ) {
			$this->breaker->fail();
		}
	}

	public function test_it_opens_with_the_third_failure_and_not_before(): void {
		$this->fail_times( 2 );
		self::assertTrue( $this->breaker->allows() );
		$this->breaker->fail();
		self::assertFalse( $this->breaker->allows() );
		self::assertSame( array( 'state' => 'open', 'failures' => 3, 'until' => intdiv( $this->clock->now_ms, 1000 ) + 30 ), $this->breaker->state() );
	}

	public function test_a_success_in_between_counts_from_the_beginning(): void {
		$this->fail_times( 2 );
		$this->breaker->succeed();
		$this->fail_times( 2 );
		self::assertTrue( $this->breaker->allows() );
	}

	public function test_pauses_double_up_to_five_minutes(): void {
		$pauses = array();
		$this->fail_times( 2 );
		for ( $failure = 0; $failure < 6; $failure++ ) {
			$this->breaker->fail();
			$pauses[] = $this->breaker->state()['until'] - intdiv( $this->clock->now_ms, 1000 );
		}
		self::assertSame( array( 30, 60, 120, 240, 300, 300 ), $pauses );
	}

	public function test_after_the_pause_one_may_try_and_the_others_wait(): void {
		$this->fail_times( 3 );
		$this->clock->now_ms += 30000;
		self::assertSame( 'half-open', $this->breaker->state()['state'] );
		self::assertTrue( $this->breaker->allows() );
		self::assertFalse( ( new Circuit_Breaker( $this->clock ) )->allows(), 'Another process hears no.' );
		$this->clock->now_ms += Circuit_Breaker::TRIAL_SECONDS * 1000;
		self::assertTrue( $this->breaker->allows(), 'The one who tried may have died.' );
	}

	public function test_two_that_read_the_same_state_are_not_both_let_through(): void {
		$this->fail_times( 3 );
		$this->clock->now_ms += 30000;
		$other                = new Circuit_Breaker( $this->clock );
		$other->state();
		$stale = get_option( Circuit_Breaker::OPTION );
		self::assertTrue( $this->breaker->allows() );
		wp_cache_set( Circuit_Breaker::OPTION, maybe_serialize( $stale ), 'options' );
		self::assertFalse( $other->allows() );
	}

	public function test_a_success_closes_it(): void {
		$this->fail_times( 5 );
		$this->breaker->succeed();
		self::assertSame( array( 'state' => 'closed', 'failures' => 0, 'until' => null ), $this->breaker->state() );
	}

	public function test_a_server_that_asks_for_a_pause_gets_it_at_once(): void {
		$this->breaker->fail( 60 );
		self::assertSame( array( 'open', 60 ), array( $this->breaker->state()['state'], $this->breaker->state()['until'] - intdiv( $this->clock->now_ms, 1000 ) ) );
	}

	public function test_nonsense_in_the_option_counts_as_closed(): void {
		update_option( Circuit_Breaker::OPTION, 'nonsense' );
		self::assertTrue( $this->breaker->allows() );
	}
}
