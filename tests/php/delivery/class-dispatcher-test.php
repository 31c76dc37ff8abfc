<?php
/**
 * Tests of how the outbox is emptied.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Delivery;

use Realtime_Events\Access\Api_Key;
use Realtime_Events\Access\Signature;
use Realtime_Events\Delivery\Circuit_Breaker;
use Realtime_Events\Delivery\Dispatcher;
use Realtime_Events\Delivery\Flush_Report;
use Realtime_Events\Delivery\Outbox;
use Realtime_Events\Delivery\Patience;
use Realtime_Events\Delivery\Work_Schedule;
use Realtime_Events\Events\Event;
use Realtime_Events\Events\Event_Store;
use Realtime_Events\Events\Ledger_Schema;
use Realtime_Events\Tests\Test_Case;

/**
 * Not in a transaction, because the dispatcher sends nothing while one is open.
 */
final class Dispatcher_Test extends Test_Case {

	protected const ROLLS_BACK = false;

	private string $key;

	protected function setUp(): void {
		parent::setUp();
		update_option( 'realtime_events', array( 'server_url' => 'http://hub.example:8090', 'site_id' => 'example.org' ) );
		$this->key = $this->service( Api_Key::class )->generate();
		wp_unschedule_hook( Work_Schedule::WORK );
	}

	private function publish( string $type = 'a.b', array $data = array() ): Event {
		$event = realtime_events_publish( $type, $data );
		self::assertInstanceOf( Event::class, $event );
		return $event;
	}

	private function end_of_request(): void {
		$this->service( Dispatcher::class )->after_response();
	}

	/**
	 * What the hub says to a batch.
	 */
	private function accept( string $status = 'accepted' ): callable {
		return fn( array $request ): array => $this->http_answer( 202, array( 'results' => array_map( static fn( array $event ): array => array( 'id' => $event['id'], 'status' => $status ), json_decode( $request['body'], true ) ) ) );
	}

	/**
	 * @return list<array<string, string>>
	 */
	private function rows(): array {
		global $wpdb;
		return $wpdb->get_results( $wpdb->prepare( 'SELECT * FROM %i ORDER BY id', $this->outbox_table() ), ARRAY_A );
	}

	private function make_due(): void {
		$this->service( Outbox::class )->make_due();
	}

	public function test_all_events_of_a_request_leave_in_one_signed_post(): void {
		$this->answer_http_with( $this->accept() );
		$events = array( $this->publish(), $this->publish(), $this->publish() );
		self::assertSame( array(), $this->sent, 'Nothing leaves before the response.' );
		$this->end_of_request();

		self::assertCount( 1, $this->sent );
		$request = $this->sent[0];
		self::assertSame( array( 'POST', 'http://hub.example:8090/api/v1/events' ), array( $request['method'], $request['url'] ) );
		self::assertSame( 'application/cloudevents-batch+json', $request['headers']['Content-Type'] );
		self::assertSame( 'example.org', $request['headers']['Realtime-Events-Site'] );
		self::assertTrue( $this->service( Signature::class )->verify( $request['headers'], $request['body'], array( Api_Key::publish_key( $this->key ) ), time() ) );
		self::assertSame( array_column( $events, 'id' ), array_column( json_decode( $request['body'], true ), 'id' ) );
		self::assertSame( array( 0, true ), array( $request['args']['redirection'], $request['args']['blocking'] ) );
		self::assertSame( array( 'sent', 'sent', 'sent' ), array_column( $this->rows(), 'state' ) );
		self::assertNotSame( '0', $this->rows()[0]['acknowledged_ms'] );
	}

	public function test_what_happens_while_there_is_an_address_but_no_key_is_kept_and_never_sent(): void {
		$this->service( Api_Key::class )->delete();
		$event = $this->publish();
		$this->end_of_request();
		self::assertSame( array(), $this->rows() );
		self::assertNotNull( $this->service( Event_Store::class )->find( $event->id ) );

		$this->service( Api_Key::class )->generate();
		$this->answer_http_with( $this->accept() );
		$this->service( Dispatcher::class )->flush();
		self::assertSame( array(), $this->sent, 'By now it is no news any more.' );
	}

	public function test_a_ledger_that_cannot_be_read_is_not_one_that_the_events_are_gone_from(): void {
		$this->answer_http_with( $this->accept() );
		$event = $this->publish();
		$this->expect_database_errors();
		$table = Ledger_Schema::table();
		$break = static fn( string $sql ): string => str_starts_with( $sql, "SELECT * FROM `$table`" ) ? str_replace( $table, "{$table}_away", $sql ) : $sql;
		add_filter( 'query', $break );
		$this->end_of_request();
		self::assertSame( array( 'pending' ), array_column( $this->rows(), 'state' ) );
		$this->service( Dispatcher::class )->flush();
		self::assertSame( array( 'pending' ), array_column( $this->rows(), 'state' ) );
		self::assertSame( array(), $this->sent );

		remove_filter( 'query', $break );
		$this->service( Dispatcher::class )->flush();
		self::assertSame( array( $event->id ), array_column( json_decode( $this->sent[0]['body'], true ), 'id' ) );
		self::assertSame( array( array( 'sent', '1' ) ), array_map( static fn( array $row ): array => array( $row['state'], $row['attempts'] ), $this->rows() ) );
	}

	public function test_what_is_sent_is_what_was_stored(): void {
		$this->answer_http_with( $this->accept() );
		$event = $this->publish( 'a.b', array( 'object' => new \stdClass(), 'float' => 1.0, 'text' => 'ü' ) );
		$this->end_of_request();
		self::assertStringContainsString( '"data":{"object":{},"float":1.0,"text":"ü"}', $this->sent[0]['body'] );
		self::assertSame( (string) $event->sequence, json_decode( $this->sent[0]['body'], true )[0]['sequence'] );
	}

	public function test_a_duplicate_is_delivered(): void {
		$this->answer_http_with( $this->accept( 'duplicate' ) );
		$this->publish();
		$this->end_of_request();
		self::assertSame( array( 'sent' ), array_column( $this->rows(), 'state' ) );
	}

	public function test_a_rejected_event_is_dead_at_once_and_the_others_are_delivered(): void {
		$this->answer_http_with(
			fn( array $request ): array => $this->http_answer(
				202,
				array(
					'results' => array_map(
						static fn( array $event ): array => array( 'id' => $event['id'], 'status' => 'bad.one' === $event['type'] ? 'rejected' : 'accepted', 'code' => 'schema_invalid', 'message' => 'It has no name.' ),
						json_decode( $request['body'], true )
					),
				)
			)
		);
		$failed = array();
		add_action( 'realtime_events_delivery_failed', static function ( Event $event, string $server, string $code, string $message, bool $will_retry ) use ( &$failed ): void { $failed[] = array( $event->type, $server, $code, $message, $will_retry );
		}, 10, 5 );
		$delivered = array();
		add_action( 'realtime_events_delivered', static function ( Event $event, string $server, int $attempts ) use ( &$delivered ): void { $delivered[] = array( $event->type, $server, $attempts );
		}, 10, 3 );
		$this->publish( 'good.one' );
		$this->publish( 'bad.one' );
		$this->end_of_request();

		self::assertSame( array( 'sent', 'dead' ), array_column( $this->rows(), 'state' ) );
		self::assertSame( array( 'schema_invalid', 'It has no name.' ), array( $this->rows()[1]['last_code'], $this->rows()[1]['last_message'] ) );
		self::assertSame( array( array( 'bad.one', 'hub', 'schema_invalid', 'It has no name.', false ) ), $failed );
		self::assertSame( array( array( 'good.one', 'hub', 1 ) ), $delivered );
	}

	public function test_an_event_without_a_verdict_is_tried_again(): void {
		$this->answer_http_with( $this->http_answer( 202, array( 'results' => array( 'nonsense', array( 'id' => 5 ), array( 'status' => 'accepted' ) ) ) ) );
		$this->publish();
		$this->end_of_request();
		self::assertSame( array( 'pending', '1', 'no_verdict' ), array( $this->rows()[0]['state'], $this->rows()[0]['attempts'], $this->rows()[0]['last_code'] ) );
	}

	/**
	 * @return array<string, array{ mixed, string, string }>
	 */
	public function failures(): array {
		$error = static fn( string $message ): \WP_Error => new \WP_Error( 'http_request_failed', $message );
		return array(
			'refused'            => array( $error( 'cURL error 7: Failed to connect' ), 'pending', 'unreachable' ),
			'hanging'            => array( $error( 'cURL error 28: Operation timed out' ), 'pending', 'timeout' ),
			'wrong key'          => array( 401, 'pending', 'http_401' ),
			'not found'          => array( 404, 'pending', 'http_404' ),
			'busy'               => array( 429, 'pending', 'http_429' ),
			'broken'             => array( 500, 'pending', 'http_500' ),
			'a web page'         => array( 200, 'pending', 'http_200' ),
			'a redirect'         => array( 302, 'pending', 'http_302' ),
			'a bad request'      => array( 400, 'dead', 'http_400' ),
			'a wrong media type' => array( 415, 'dead', 'http_415' ),
		);
	}

	/**
	 * @dataProvider failures
	 *
	 * @param mixed  $answer What comes back.
	 * @param string $state  The expected state.
	 * @param string $code   The expected code.
	 */
	public function test_a_failure_is_retried_unless_retrying_cannot_mend_it( mixed $answer, string $state, string $code ): void {
		$this->answer_http_with( $answer );
		$this->publish();
		$this->end_of_request();
		$row = $this->rows()[0];
		self::assertSame( array( $state, '1', $code, '' ), array( $row['state'], $row['attempts'], $row['last_code'], $row['lease_token'] ) );
		self::assertNotSame( '', $row['last_message'] );
		self::assertSame( 'pending' === $state, false !== wp_next_scheduled( Work_Schedule::WORK ), 'A worker is asked for when there is work.' );
	}

	public function test_the_pause_that_the_server_asks_for_is_kept(): void {
		$this->answer_http_with( $this->http_answer( 503, array( 'code' => 'log_unavailable', 'message' => 'No log.' ), array( 'retry-after' => '120' ) ) );
		$this->publish();
		$before = time();
		$this->end_of_request();
		self::assertGreaterThanOrEqual( ( $before + 120 ) * 1000, (int) $this->rows()[0]['next_attempt_ms'] );
		self::assertSame( 'open', $this->service( Circuit_Breaker::class )->state()['state'] );
	}

	public function test_a_batch_that_is_refused_as_a_whole_costs_only_the_event_that_is_to_blame(): void {
		$this->answer_http_with( fn( array $request ): mixed => str_contains( $request['body'], 'bad.one' ) ? 413 : ( $this->accept() )( $request ) );
		foreach ( array( 'a.1', 'a.2', 'bad.one', 'a.3', 'a.4' ) as $type ) {
			$this->publish( $type );
		}
		$this->end_of_request();
		self::assertSame( array( 'sent', 'sent', 'dead', 'sent', 'sent' ), array_column( $this->rows(), 'state' ) );
	}

	public function test_a_failing_server_is_spared_and_no_attempt_is_used_up_meanwhile(): void {
		$this->answer_http_with( 500 );
		for ( $failure = 0; $failure < Circuit_Breaker::THRESHOLD; $failure++ ) {
			$this->publish();
			$this->end_of_request();
		}
		self::assertCount( Circuit_Breaker::THRESHOLD, $this->sent );
		$this->publish();
		$this->end_of_request();
		self::assertCount( Circuit_Breaker::THRESHOLD, $this->sent, 'The open breaker lets nothing through.' );
		$row = $this->rows()[ Circuit_Breaker::THRESHOLD ];
		self::assertSame( array( 'pending', '0', '' ), array( $row['state'], $row['attempts'], $row['lease_token'] ) );

		$this->make_due();
		self::assertSame( Flush_Report::PAUSED, $this->service( Dispatcher::class )->flush()->stopped );
	}

	public function test_a_new_address_is_tried_at_once(): void {
		$this->answer_http_with( 500 );
		for ( $failure = 0; $failure < Circuit_Breaker::THRESHOLD; $failure++ ) {
			$this->publish();
			$this->end_of_request();
		}
		update_option( 'realtime_events', array( 'server_url' => 'http://other.example', 'site_id' => 'example.org' ) );
		$this->answer_http_with( $this->accept() );
		self::assertSame( Circuit_Breaker::THRESHOLD, $this->service( Dispatcher::class )->flush()->sent );
	}

	public function test_a_worker_leaves_alone_what_a_request_still_holds(): void {
		$this->answer_http_with( $this->accept() );
		$this->publish();
		$this->reset_request();
		self::assertSame( 0, $this->service( Dispatcher::class )->flush()->total() );
	}

	public function test_a_worker_takes_over_what_a_dead_request_held(): void {
		global $wpdb;
		$this->answer_http_with( $this->accept() );
		$this->publish();
		$this->reset_request();
		$wpdb->query( $wpdb->prepare( 'UPDATE %i SET lease_until_ms = 1', $this->outbox_table() ) );
		self::assertSame( 1, $this->service( Dispatcher::class )->flush()->sent );
	}

	public function test_batches_keep_to_the_limit_of_events(): void {
		$this->answer_http_with( $this->accept() );
		for ( $event = 0; $event < 250; $event++ ) {
			$this->publish();
		}
		$this->service( Outbox::class )->release_own();
		self::assertSame( 250, $this->service( Dispatcher::class )->flush()->sent );
		self::assertSame( array( 100, 100, 50 ), array_map( static fn( array $request ): int => count( json_decode( $request['body'] ) ), $this->sent ) );
	}

	public function test_batches_keep_to_the_limit_of_bytes(): void {
		$this->answer_http_with( $this->accept() );
		for ( $event = 0; $event < 9; $event++ ) {
			$this->publish( 'a.b', array( 'text' => str_repeat( 'x', 60000 ) ) );
		}
		$this->service( Outbox::class )->release_own();
		$this->service( Dispatcher::class )->flush();
		self::assertCount( 3, $this->sent );
		foreach ( $this->sent as $request ) {
			self::assertLessThanOrEqual( Dispatcher::MAX_BATCH_BYTES, strlen( $request['body'] ) );
		}
	}

	public function test_a_request_waits_for_one_failure_and_no_more_whatever_there_is_to_send(): void {
		$this->answer_http_with( new \WP_Error( 'http_request_failed', 'cURL error 28: Operation timed out' ) );
		for ( $event = 0; $event < 9; $event++ ) {
			$this->publish( 'a.b', array( 'text' => str_repeat( 'x', 60000 ) ) );
		}
		$this->end_of_request();
		self::assertCount( 1, $this->sent );
		self::assertSame( array_fill( 0, 9, '' ), array_column( $this->rows(), 'lease_token' ), 'Nothing is held any more.' );
		self::assertSame( array( 1, 1, 1, 1, 0, 0, 0, 0, 0 ), array_map( 'intval', array_column( $this->rows(), 'attempts' ) ) );
	}

	public function test_while_a_visitor_waits_the_server_has_less_than_a_second_for_all_requests_together(): void {
		$this->answer_http_with( $this->accept() );
		$this->publish();
		$this->end_of_request();
		self::assertLessThanOrEqual( 0.8, $this->sent[0]['args']['timeout'] );
		$this->publish();
		$this->service( Outbox::class )->release_own();
		$this->service( Dispatcher::class )->flush();
		self::assertSame( 1, (int) $this->sent[1]['args']['timeout'], 'A worker that nobody waits for is more patient.' );
	}

	public function test_whose_time_is_over_begins_nothing_and_loses_nothing(): void {
		$patience = $this->service( Patience::class );
		$this->answer_http_with(
			function ( array $request ) use ( $patience ): int {
				// As if this answer had taken that long.
				$patience->limit( 0 );
				return 413;
			}
		);
		$this->publish( 'a.1' );
		$this->publish( 'a.2' );
		$this->end_of_request();
		self::assertCount( 1, $this->sent );
		self::assertSame( array( 'pending', 'pending' ), array_column( $this->rows(), 'state' ) );
		self::assertSame( array( '0', '0' ), array_column( $this->rows(), 'attempts' ) );
		self::assertSame( array( '', '' ), array_column( $this->rows(), 'lease_token' ) );
		self::assertNotFalse( wp_next_scheduled( Work_Schedule::WORK ) );
		self::assertSame( 250, $patience->left_ms( 250 ), 'The next one has all the time again.' );
	}

	public function test_the_deepest_event_that_is_stored_is_sent_too(): void {
		$this->answer_http_with( $this->accept() );
		$data = array( 'leaf' => true );
		while ( ! is_wp_error( realtime_events_publish( 'a.b', array( 'deeper' => $data ) ) ) ) {
			$data = array( 'deeper' => $data );
		}
		$this->end_of_request();
		self::assertSame( array( 'sent' ), array_values( array_unique( array_column( $this->rows(), 'state' ) ) ) );
		self::assertGreaterThan( 20, count( $this->rows() ) );
	}

	public function test_the_shell_may_send_a_part(): void {
		$this->answer_http_with( $this->accept() );
		for ( $event = 0; $event < 5; $event++ ) {
			$this->publish();
		}
		$this->service( Outbox::class )->release_own();
		self::assertSame( 2, $this->service( Dispatcher::class )->send_waiting( 2 )->sent );
		self::assertSame( array( 'sent', 'sent', 'pending', 'pending', 'pending' ), array_column( $this->rows(), 'state' ) );
	}

	public function test_an_event_that_nobody_needs_any_more_is_not_sent(): void {
		global $wpdb;
		add_action( 'realtime_events_register_types', static fn( $types ) => $types->register( 'brief.notice', array( 'ttl_seconds' => 60 ) ) );
		$this->answer_http_with( $this->accept() );
		$event = $this->publish( 'brief.notice' );
		$wpdb->query( $wpdb->prepare( 'UPDATE %i SET time_ms = time_ms - 61000 WHERE id = %d', Ledger_Schema::table(), $event->sequence ) );
		$this->end_of_request();
		self::assertSame( array(), $this->sent );
		self::assertSame( array( 'cancelled', 'expired' ), array( $this->rows()[0]['state'], $this->rows()[0]['last_code'] ) );
	}

	public function test_what_is_not_in_the_ledger_any_more_is_not_sent(): void {
		$event = $this->publish();
		self::assertCount( 1, $this->rows() );
		$this->service( Event_Store::class )->withdraw( $event );
		$this->end_of_request();
		self::assertSame( array( 'cancelled', 'event_gone' ), array( $this->rows()[0]['state'], $this->rows()[0]['last_code'] ) );
	}

	public function test_the_last_attempt_of_the_schedule_is_the_last(): void {
		global $wpdb;
		$this->answer_http_with( 500 );
		$this->publish();
		$this->service( Outbox::class )->release_own();
		$wpdb->query( $wpdb->prepare( 'UPDATE %i SET attempts = 9', $this->outbox_table() ) );
		$this->service( Dispatcher::class )->flush();
		self::assertSame( array( 'dead', '10', 'http_500' ), array( $this->rows()[0]['state'], $this->rows()[0]['attempts'], $this->rows()[0]['last_code'] ) );
	}

	public function test_a_rolled_back_transaction_leaves_no_event(): void {
		global $wpdb;
		$wpdb->query( 'START TRANSACTION' );
		$this->publish();
		$wpdb->query( 'ROLLBACK' );
		$this->end_of_request();
		self::assertSame( array(), $this->rows() );
		self::assertSame( 0, $this->service( Event_Store::class )->last_sequence() );
		self::assertSame( array(), $this->sent );
	}

	public function test_nothing_is_sent_from_within_a_transaction_and_none_is_committed(): void {
		global $wpdb;
		$wpdb->query( 'START TRANSACTION' );
		$this->publish();
		$this->end_of_request();
		self::assertSame( array(), $this->sent );
		$this->service( Dispatcher::class )->flush();
		$wpdb->query( 'ROLLBACK' );
		self::assertSame( array(), $this->rows(), 'The transaction was still the site’s own to roll back.' );
	}

	public function test_an_event_after_a_rollback_is_stored_anew(): void {
		global $wpdb;
		$this->answer_http_with( $this->accept() );
		$wpdb->query( 'START TRANSACTION' );
		realtime_events_publish( 'a.b', array( 'n' => 1 ), array( 'dedupe' => 'thing' ) );
		$wpdb->query( 'ROLLBACK' );
		realtime_events_publish( 'a.b', array( 'n' => 2 ), array( 'dedupe' => 'thing' ) );
		$this->end_of_request();
		self::assertSame( array( array( 'n' => 2 ) ), array_column( json_decode( $this->sent[0]['body'], true ), 'data' ) );
	}

	public function test_the_key_is_in_no_request(): void {
		$this->answer_http_with( $this->accept() );
		$this->publish();
		$this->end_of_request();
		self::assertStringNotContainsString( $this->key, wp_json_encode( $this->sent ) );
	}

	public function test_while_keys_rotate_both_sign(): void {
		$this->answer_http_with( $this->accept() );
		$new = $this->service( Api_Key::class )->rotate( 3600 );
		$this->publish();
		$this->end_of_request();
		foreach ( array( $this->key, $new ) as $key ) {
			self::assertTrue( $this->service( Signature::class )->verify( $this->sent[0]['headers'], $this->sent[0]['body'], array( Api_Key::publish_key( $key ) ), time() ) );
		}
	}
}
