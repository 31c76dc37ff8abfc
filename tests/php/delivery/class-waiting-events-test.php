<?php
/**
 * Tests of events on their way from the ledger into the outbox.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Delivery;

use Realtime_Events\Access\Api_Key;
use Realtime_Events\Delivery\Acknowledged_Events;
use Realtime_Events\Delivery\Delivery;
use Realtime_Events\Delivery\Delivery_Health;
use Realtime_Events\Delivery\Delivery_Log;
use Realtime_Events\Delivery\Dispatcher;
use Realtime_Events\Delivery\Outbox;
use Realtime_Events\Delivery\Outbox_Schema;
use Realtime_Events\Delivery\Pruner;
use Realtime_Events\Delivery\Transactions;
use Realtime_Events\Delivery\Waiting_Events;
use Realtime_Events\Events\Event;
use Realtime_Events\Events\Ledger_Schema;
use Realtime_Events\Tests\Test_Case;

/**
 * Not in a transaction, because some are part of what is tested.
 */
final class Waiting_Events_Test extends Test_Case {

	protected const ROLLS_BACK = false;

	protected function setUp(): void {
		parent::setUp();
		update_option( 'realtime_events', array( 'server_url' => 'http://hub.example', 'retention_days' => 30 ) );
		$this->service( Api_Key::class )->generate();
		$this->answer_http_with( fn( array $request ): array => $this->http_answer( 202, array( 'results' => array_map( static fn( array $event ): array => array( 'id' => $event['id'], 'status' => 'accepted' ), json_decode( $request['body'], true ) ) ) ) );
	}

	/**
	 * As if the request that stored it had died, more than its lease ago.
	 */
	private function orphan( string $type = 'a.b' ): Event {
		global $wpdb;
		$event = realtime_events_publish( $type );
		$wpdb->query( $wpdb->prepare( 'UPDATE %i SET waiting_until_ms = 1000000 WHERE id = %d', Ledger_Schema::table(), $event->sequence ) );
		$this->reset_request();
		return $event;
	}

	/**
	 * @return list<string> How often each was sent is how often it is here.
	 */
	private function sent_ids(): array {
		return array_merge( ...array_map( static fn( array $request ): array => array_column( json_decode( $request['body'], true ), 'id' ), $this->sent ) );
	}

	private function in_outbox(): int {
		global $wpdb;
		return (int) $wpdb->get_var( $wpdb->prepare( 'SELECT COUNT(*) FROM %i', Outbox_Schema::table() ) );
	}

	/**
	 * @return array<string, array{ \Closure( self, Event ): mixed, mixed }>
	 */
	public function readers(): array {
		return array(
			'counts'       => array( static fn( self $test ): int => $test->service( Outbox::class )->counts()['pending'], 1 ),
			'next due'     => array( static fn( self $test ): ?int => $test->service( Outbox::class )->next_due_ms(), 1000000 ),
			'list'         => array( static fn( self $test, Event $event ): bool => $event->id === $test->service( Delivery_Log::class )->page( array(), null, 10 )[0]->event->id, true ),
			'of one event' => array( static fn( self $test, Event $event ): string => $test->service( Delivery_Log::class )->page( array( 'event' => array( $event->id ) ), null, 1 )[0]->state, 'pending' ),
			'health'       => array( static fn( self $test ): string => $test->service( Delivery_Health::class )->figures()['oldest_pending'], Event::format_time( 1000000 - Outbox::REQUEST_LEASE_MS ) ),
			'of the hub'   => array( static fn( self $test ): array => $test->service( Acknowledged_Events::class )->page( 0, 0, 10 )['events'], array() ),
			'a worker'     => array( static fn( self $test ): int => $test->service( Dispatcher::class )->flush()->sent, 1 ),
		);
	}

	/**
	 * @dataProvider readers
	 *
	 * @param \Closure( self, Event ): mixed $read     Reads the outbox.
	 * @param mixed                          $expected What it has to find.
	 */
	public function test_whoever_reads_the_outbox_finds_what_a_dead_request_has_left_in_the_ledger( \Closure $read, mixed $expected ): void {
		$event = $this->orphan();
		self::assertSame( 0, $this->in_outbox(), 'It has come no further.' );
		self::assertSame( $expected, $read( $this, $event ) );
	}

	public function test_what_still_waits_is_not_pruned_however_old(): void {
		global $wpdb;
		$event = $this->orphan();
		$wpdb->query( $wpdb->prepare( 'UPDATE %i SET time_ms = 1', Ledger_Schema::table() ) );
		self::assertSame( array( 'events' => 0, 'deliveries' => 0 ), $this->service( Pruner::class )->prune() );
		$this->service( Dispatcher::class )->flush();
		self::assertSame( array( $event->id ), $this->sent_ids() );
	}

	public function test_whose_an_event_is_does_not_change_when_somebody_else_puts_it_into_the_outbox(): void {
		$event = realtime_events_publish( 'a.b', array( 'state' => 1 ), array( 'dedupe' => 'thing' ) );
		// Another process, in the middle of this request.
		( new Waiting_Events( new Transactions() ) )->collect();
		self::assertSame( 0, $this->service( Dispatcher::class )->flush()->total(), 'A worker leaves it alone.' );
		self::assertSame( $event->id, realtime_events_publish( 'a.b', array( 'state' => 2 ), array( 'dedupe' => 'thing' ) )->id, 'The request may still write its last state.' );
		$claimed = $this->service( Outbox::class )->claim_own( 10, 30 );
		self::assertSame( array( 2 ), array_map( static fn( Delivery $delivery ): int => $delivery->event->data['state'], $claimed ), 'And sends it.' );
	}

	public function test_who_is_broken_off_between_the_two_statements_doubles_nothing(): void {
		global $wpdb;
		$event = $this->orphan();
		// No transaction either: what a database without them leaves.
		$wpdb->query( $wpdb->prepare( "INSERT INTO %i ( event_id, sequence, server, state, next_attempt_ms, created_ms ) VALUES ( %s, %d, 'hub', 'pending', 1, 1 )", Outbox_Schema::table(), $event->id, $event->sequence ) );
		$this->service( Dispatcher::class )->flush();
		$this->service( Dispatcher::class )->flush();
		self::assertSame( array( $event->id ), $this->sent_ids() );
		self::assertSame( 1, $this->in_outbox() );
	}

	public function test_a_transaction_that_is_rolled_back_leaves_nothing_that_waits(): void {
		global $wpdb;
		$wpdb->query( 'START TRANSACTION' );
		realtime_events_publish( 'a.b' );
		$wpdb->query( 'ROLLBACK' );
		self::assertSame( 0, $this->service( Outbox::class )->counts()['pending'] );
		$this->service( Dispatcher::class )->after_response();
		self::assertSame( array(), $this->sent );
	}

	public function test_who_looks_while_somebody_elses_transaction_is_open_commits_nothing_of_it(): void {
		global $wpdb;
		$this->orphan();
		$wpdb->query( 'START TRANSACTION' );
		$wpdb->query( "INSERT INTO {$wpdb->options} ( option_name, option_value ) VALUES ( 'realtime_events_open', '1' )" );
		self::assertSame( 1, $this->service( Outbox::class )->counts()['pending'] );
		self::assertTrue( $this->service( Transactions::class )->is_open() );
		$wpdb->query( 'ROLLBACK' );
		self::assertNull( $wpdb->get_var( "SELECT option_value FROM {$wpdb->options} WHERE option_name = 'realtime_events_open'" ) );
		self::assertSame( 1, $this->service( Outbox::class )->counts()['pending'], 'It waits again.' );
	}

	public function test_nobody_waits_for_a_transaction_that_another_process_has_open(): void {
		global $wpdb;
		$event = $this->orphan();
		// SQLite lets nobody write beside an open transaction.
		$other = $wpdb->dbh instanceof \mysqli ? new \wpdb( DB_USER, DB_PASSWORD, DB_NAME, DB_HOST ) : null;
		$other?->query( 'START TRANSACTION' );
		$insert = "INSERT INTO %i ( event_id, type, channel, severity, time_ms, data, search, waiting, waiting_server, waiting_until_ms ) VALUES ( 'another', 'a.b', 'editors', 'info', 1, '{}', '', 'another', 'hub', 1 )";
		$other && self::assertSame( 1, $other->query( $wpdb->prepare( $insert, Ledger_Schema::table() ) ) );
		$other && $wpdb->query( 'SET SESSION innodb_lock_wait_timeout = 1' );
		try {
			self::assertSame( 1, $this->service( Dispatcher::class )->flush()->sent );
			self::assertSame( array( $event->id ), $this->sent_ids() );
		} finally {
			$other?->query( 'ROLLBACK' );
			$other?->close();
			$other && $wpdb->query( 'SET SESSION innodb_lock_wait_timeout = DEFAULT' );
		}
	}

	public function test_thousands_are_put_in_whole_and_in_their_order(): void {
		global $wpdb;
		$rows = 2500;
		$row  = $wpdb->prepare( "( %s, 'a.b', 'editors', 'info', 1, '{}', '', 'a dead request', 'hub', 1000000 )", '@' );
		foreach ( array_chunk( range( 1, $rows ), 500 ) as $numbers ) {
			$wpdb->query(
				$wpdb->prepare( 'INSERT INTO %i ( event_id, type, channel, severity, time_ms, data, search, waiting, waiting_server, waiting_until_ms ) VALUES ', Ledger_Schema::table() )
				. implode( ', ', array_map( static fn( int $number ): string => str_replace( '@', (string) $number, $row ), $numbers ) )
			);
		}
		self::assertSame( $rows, $this->service( Outbox::class )->counts()['pending'] );
		$sequences = $wpdb->get_col( $wpdb->prepare( 'SELECT sequence FROM %i ORDER BY id', Outbox_Schema::table() ) );
		$sorted    = $sequences;
		sort( $sorted, SORT_NUMERIC );
		self::assertSame( $sorted, $sequences );
		self::assertSame( '0', $wpdb->get_var( $wpdb->prepare( "SELECT COUNT(*) FROM %i WHERE waiting > ''", Ledger_Schema::table() ) ) );
	}
}
