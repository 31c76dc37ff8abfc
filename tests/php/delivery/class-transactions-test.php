<?php
/**
 * Tests of writes that belong together.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Delivery;

use Realtime_Events\Access\Api_Key;
use Realtime_Events\Delivery\Outbox_Schema;
use Realtime_Events\Delivery\Transactions;
use Realtime_Events\Events\Ledger_Schema;
use Realtime_Events\Tests\Test_Case;

/**
 * Not in a transaction, because that is what is tested.
 */
final class Transactions_Test extends Test_Case {

	protected const ROLLS_BACK = false;

	private const OPTION = 'realtime_events_written';

	private function write(): void {
		global $wpdb;
		$wpdb->insert( $wpdb->options, array( 'option_name' => self::OPTION, 'option_value' => '1' ) );
	}

	private function is_written(): bool {
		global $wpdb;
		return '1' === $wpdb->get_var( $wpdb->prepare( "SELECT option_value FROM $wpdb->options WHERE option_name = %s", self::OPTION ) );
	}

	public function test_writes_last_when_all_are_done_and_nothing_stays_open(): void {
		global $wpdb;
		$inside = $this->service( Transactions::class )->together(
			function (): bool {
				$this->write();
				return $this->service( Transactions::class )->is_open();
			}
		);
		self::assertTrue( $inside );
		self::assertFalse( $this->service( Transactions::class )->is_open() );
		$wpdb->query( 'ROLLBACK' );
		self::assertTrue( $this->is_written() );
	}

	public function test_of_writes_that_break_off_none_lasts(): void {
		$thrown = null;
		try {
			$this->service( Transactions::class )->together(
				function (): void {
					$this->write();
					throw new \RuntimeException( 'broken off' );
				}
			);
		} catch ( \RuntimeException $exception ) {
			$thrown = $exception->getMessage();
		}
		self::assertSame( 'broken off', $thrown );
		self::assertFalse( $this->is_written() );
		self::assertFalse( $this->service( Transactions::class )->is_open() );
	}

	public function test_in_somebody_elses_transaction_they_are_part_of_it(): void {
		global $wpdb;
		$wpdb->query( 'START TRANSACTION' );
		$this->service( Transactions::class )->together( fn() => $this->write() );
		self::assertTrue( $this->service( Transactions::class )->is_open() );
		$wpdb->query( 'ROLLBACK' );
		self::assertFalse( $this->is_written() );
	}

	public function test_an_event_that_never_reaches_the_outbox_is_not_in_the_ledger_either(): void {
		update_option( 'realtime_events', array( 'server_url' => 'http://hub.example:8090' ) );
		$this->service( Api_Key::class )->generate();
		add_filter(
			'query',
			static function ( string $query ): string {
				if ( str_starts_with( $query, 'INSERT INTO `' . Outbox_Schema::table() ) ) {
					throw new \RuntimeException( 'the request dies here' );
				}
				return $query;
			}
		);
		try {
			realtime_events_publish( 'a.b' );
			self::fail( 'The event was stored.' );
		} catch ( \RuntimeException ) {
			remove_all_filters( 'query' );
		}
		global $wpdb;
		self::assertNull( $wpdb->get_var( $wpdb->prepare( 'SELECT event_id FROM %i WHERE type = %s', Ledger_Schema::table(), 'a.b' ) ) );
	}
}
