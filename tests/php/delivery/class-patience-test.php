<?php
/**
 * Tests of how long a visitor waits for servers.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Delivery;

use Realtime_Events\Access\Api_Key;
use Realtime_Events\Delivery\Circuit_Breaker;
use Realtime_Events\Delivery\Delivery_Desk;
use Realtime_Events\Delivery\Dispatcher;
use Realtime_Events\Delivery\Patience;
use Realtime_Events\Delivery\Revocations;
use Realtime_Events\Tests\Test_Case;

/**
 * Not in a transaction, because the dispatcher sends nothing while one is open. PHPUnit’s process cannot end its response first.
 */
final class Patience_Test extends Test_Case {

	protected const ROLLS_BACK = false;

	private const ANSWER_MICROSECONDS = 100000;

	protected function setUp(): void {
		parent::setUp();
		update_option( 'realtime_events', array( 'server_url' => 'http://hub.example' ) );
		$this->service( Api_Key::class )->generate();
	}

	/**
	 * A hub that takes its time.
	 *
	 * @param list<float> $timeouts Takes how long it had for each request.
	 */
	private function answer_slowly( array &$timeouts ): void {
		$this->answer_http_with(
			function ( array $request ) use ( &$timeouts ): array {
				$timeouts[] = $request['args']['timeout'];
				usleep( self::ANSWER_MICROSECONDS );
				$events = json_decode( $request['body'], true );
				return $this->http_answer( 202, array( 'results' => array_map( static fn( array $event ): array => array( 'id' => $event['id'], 'status' => 'accepted' ), array_filter( $events, 'is_array' ) ) ) );
			}
		);
	}

	/**
	 * @return list<string> The users whom the hub was told of.
	 */
	private function withdrawn(): array {
		$bodies = array_map( static fn( array $request ): mixed => json_decode( $request['body'], true ), $this->sent );
		return array_column( array_filter( $bodies, static fn( mixed $body ): bool => isset( $body['user'] ) ), 'user' );
	}

	private function failures(): int {
		return $this->service( Circuit_Breaker::class )->state()['failures'];
	}

	public function test_whoever_waits_for_events_and_withdrawals_waits_no_longer_than_for_events_alone(): void {
		$timeouts = array();
		$this->answer_slowly( $timeouts );
		$revocations = $this->service( Revocations::class );
		$users       = range( 41, 60 );
		realtime_events_publish( 'a.b' );
		array_map( array( $revocations, 'withdraw' ), $users );
		$this->service( Dispatcher::class )->after_response();
		$revocations->after_response();

		self::assertLessThanOrEqual( Patience::FOREGROUND_MS / 1000, $timeouts[0] );
		foreach ( array_slice( $timeouts, 1 ) as $request => $timeout ) {
			self::assertLessThanOrEqual( $timeouts[ $request ] - self::ANSWER_MICROSECONDS / 1e6 + 0.001, $timeout, 'What one has taken the next has not.' );
		}
		self::assertGreaterThanOrEqual( 1, count( $this->withdrawn() ) );
		self::assertLessThan( Patience::FOREGROUND_MS * 1000 / self::ANSWER_MICROSECONDS, count( $this->sent ) );
		self::assertSame( array_slice( $users, count( $this->withdrawn() ) ), array_keys( get_transient( Revocations::TRANSIENT ) ), 'The others wait for the next opportunity.' );
		self::assertSame( 0, $this->failures(), 'That there was no time is not the hub’s fault.' );
	}

	public function test_withdrawals_alone_do_not_wait_longer_either(): void {
		$timeouts = array();
		$this->answer_slowly( $timeouts );
		$revocations = $this->service( Revocations::class );
		array_map( array( $revocations, 'withdraw' ), range( 41, 60 ) );
		$revocations->after_response();
		self::assertLessThanOrEqual( Patience::FOREGROUND_MS / 1000, $timeouts[0] );
		self::assertLessThan( Patience::FOREGROUND_MS * 1000 / self::ANSWER_MICROSECONDS, count( $this->sent ) );

		$revocations->retry();
		self::assertSame( array( '41', '60' ), array( $this->withdrawn()[0], $this->withdrawn()[19] ), 'Whom nobody waits for has all the time.' );
	}

	public function test_who_sends_something_again_waits_no_longer_either(): void {
		global $wpdb;
		$timeouts = array();
		$this->answer_slowly( $timeouts );
		realtime_events_publish( 'a.b' );
		$wpdb->query( $wpdb->prepare( "UPDATE %i SET state = 'dead', lease_until_ms = 0", $this->outbox_table() ) );
		$this->service( Delivery_Desk::class )->replay_dead( array() );
		$this->service( Delivery_Desk::class )->send_after_response();
		self::assertCount( 1, $timeouts );
		self::assertLessThanOrEqual( Patience::FOREGROUND_MS / 1000, $timeouts[0] );
	}

	public function test_events_that_no_time_is_left_for_wait_without_having_been_tried(): void {
		global $wpdb;
		$timeouts = array();
		$this->answer_slowly( $timeouts );
		realtime_events_publish( 'a.b' );
		$patience = $this->service( Patience::class );
		$patience->limit( 0 );
		$patience->lift();
		$this->service( Dispatcher::class )->after_response();
		self::assertSame( array(), $this->sent );
		$row = $wpdb->get_row( $wpdb->prepare( 'SELECT state, attempts, lease_token FROM %i', $this->outbox_table() ), ARRAY_A );
		self::assertSame( array( 'pending', '0', '' ), array_values( $row ) );
		self::assertSame( 0, $this->failures() );

		$this->service( Dispatcher::class )->flush();
		self::assertCount( 1, $this->sent );
	}
}
