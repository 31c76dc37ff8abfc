<?php
/**
 * Tests of writes that belong together.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Delivery;

use Realtime_Events\Access\Api_Key;
use Realtime_Events\Delivery\Delivery;
use Realtime_Events\Delivery\Outbox;
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

	/**
	 * An event and what of it visitors may see are two rows; where the second cannot be written there is no first.
	 */
	public function test_an_event_whose_projection_cannot_be_written_is_not_in_the_ledger_either(): void {
		update_option( 'realtime_events', array( 'server_url' => 'http://hub.example:8090', 'types' => array( 'post.published' => array( 'public' => true ) ) ) );
		$this->service( Api_Key::class )->generate();
		$inserts = 0;
		add_filter(
			'query',
			static function ( string $query ) use ( &$inserts ): string {
				if ( str_starts_with( $query, 'INSERT INTO `' . Ledger_Schema::table() ) && ++$inserts > 1 ) {
					throw new \RuntimeException( 'the request dies here' );
				}
				return $query;
			}
		);
		try {
			realtime_events_publish( 'post.published', array( 'id' => 1, 'title' => 'Bread' ) );
			self::fail( 'The event was stored.' );
		} catch ( \RuntimeException ) {
			remove_all_filters( 'query' );
		}
		global $wpdb;
		self::assertNull( $wpdb->get_var( $wpdb->prepare( 'SELECT event_id FROM %i WHERE type = %s', Ledger_Schema::table(), 'post.published' ) ) );
	}

	/**
	 * So that an event in the ledger can never be one that nobody sends.
	 */
	public function test_that_an_event_is_to_be_sent_is_said_by_the_same_statement_as_the_event(): void {
		update_option( 'realtime_events', array( 'server_url' => 'http://hub.example:8090' ) );
		$writes = array();
		add_filter(
			'query',
			static function ( string $query ) use ( &$writes ): string {
				if ( ! str_starts_with( $query, 'SELECT' ) ) {
					$writes[] = strtok( $query, ' ' );
				}
				return $query;
			}
		);
		$event = realtime_events_publish( 'a.b' );
		remove_all_filters( 'query' );
		self::assertSame( array( 'INSERT' ), $writes );
		self::assertSame( 1, $this->service( Outbox::class )->counts()['pending'] );
		self::assertSame( array( $event->id ), array_map( static fn( Delivery $delivery ): string => $delivery->event->id, $this->service( Outbox::class )->claim_own( 10, 30 ) ) );
	}
}
