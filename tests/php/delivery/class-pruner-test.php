<?php
/**
 * Tests of forgetting.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Delivery;

use Realtime_Events\Access\Api_Key;
use Realtime_Events\Delivery\Pruner;
use Realtime_Events\Events\Event;
use Realtime_Events\Events\Ledger_Schema;
use Realtime_Events\Tests\Test_Case;

final class Pruner_Test extends Test_Case {

	protected function setUp(): void {
		parent::setUp();
		$this->tell_nothing_of_own_settings();
		$this->configure( 30 );
		$this->service( Api_Key::class )->generate();
	}

	private function configure( int $days, int $rows = 1000000 ): void {
		update_option( 'realtime_events', array( 'server_url' => 'http://hub.example', 'retention_days' => $days, 'retention_rows' => $rows ) );
	}

	private function event( string $type, float $days_old, string $state ): Event {
		global $wpdb;
		$event = realtime_events_publish( $type );
		$age   = (int) ( $days_old * DAY_IN_SECONDS * 1000 );
		$wpdb->query( $wpdb->prepare( 'UPDATE %i SET time_ms = time_ms - %d WHERE id = %d', Ledger_Schema::table(), $age, $event->sequence ) );
		$wpdb->query( $wpdb->prepare( 'UPDATE %i SET created_ms = created_ms - %d, state = %s WHERE sequence = %d', $this->outbox_table(), $age, $state, $event->sequence ) );
		return $event;
	}

	/**
	 * @return array{ list<string>, list<string> } Types of the events, and of those that have a delivery.
	 */
	private function left(): array {
		global $wpdb;
		return array(
			$wpdb->get_col( $wpdb->prepare( 'SELECT type FROM %i ORDER BY id', Ledger_Schema::table() ) ),
			$wpdb->get_col( $wpdb->prepare( 'SELECT state FROM %i ORDER BY id', $this->outbox_table() ) ),
		);
	}

	public function test_what_is_older_than_the_settings_say_goes_and_what_is_on_its_way_stays(): void {
		$this->event( 'old.sent', 31, 'sent' );
		$this->event( 'old.pending', 31, 'pending' );
		$this->event( 'old.dead', 31, 'dead' );
		$this->event( 'young.dead', 29, 'dead' );
		$this->event( 'young.sent', 8, 'sent' );
		$this->event( 'new.sent', 6, 'sent' );
		self::assertSame( array( 'events' => 2, 'deliveries' => 3 ), $this->service( Pruner::class )->prune() );
		self::assertSame( array( array( 'old.pending', 'young.dead', 'young.sent', 'new.sent' ), array( 'pending', 'dead', 'sent' ) ), $this->left() );
	}

	/**
	 * @return list<string> Types of the events that are left of four after pruning.
	 */
	private function left_of_four(): array {
		foreach ( array( 'a.1', 'a.2', 'a.3', 'a.4' ) as $type ) {
			$this->event( $type, 0, 'sent' );
		}
		$this->service( Pruner::class )->prune();
		return $this->left()[0];
	}

	public function test_no_more_events_are_kept_than_the_settings_say(): void {
		$this->configure( 30, 3 );
		self::assertSame( array( 'a.2', 'a.3', 'a.4' ), $this->left_of_four() );
	}

	public function test_none_goes_for_being_one_too_many_where_there_is_no_limit(): void {
		$this->configure( 30, 0 );
		self::assertCount( 4, $this->left_of_four() );
	}

	public function test_code_may_decide_otherwise_how_many_events_are_kept(): void {
		$this->configure( 30, 3 );
		add_filter( 'realtime_events_max_events', static fn( int $rows ): int => $rows - 1 );
		self::assertSame( array( 'a.3', 'a.4' ), $this->left_of_four() );
	}

	public function test_what_is_on_its_way_outlives_the_limit_of_events(): void {
		$this->configure( 30, 1 );
		$this->event( 'b.pending', 0, 'pending' );
		self::assertSame( array( 'b.pending', 'a.4' ), $this->left_of_four() );
	}

	public function test_events_go_by_their_age_where_there_are_few_enough(): void {
		$this->configure( 30, 5 );
		$this->event( 'old.sent', 31, 'sent' );
		self::assertSame( array( 'a.1', 'a.2', 'a.3', 'a.4' ), $this->left_of_four() );
	}

	public function test_an_empty_ledger_is_no_problem(): void {
		self::assertSame( array( 'events' => 0, 'deliveries' => 0 ), $this->service( Pruner::class )->prune() );
	}
}
