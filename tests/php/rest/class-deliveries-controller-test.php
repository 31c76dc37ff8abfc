<?php
/**
 * Tests of /deliveries.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Rest;

use Realtime_Events\Access\Api_Key;
use Realtime_Events\Delivery\Circuit_Breaker;
use Realtime_Events\Delivery\Delivery_Desk;
use Realtime_Events\Delivery\Delivery_Health;
use Realtime_Events\Delivery\Outbox;
use Realtime_Events\Delivery\Servers\Servers;
use Realtime_Events\Events\Event;
use Realtime_Events\Events\Ledger_Schema;
use Realtime_Events\Tests\Support\Fixed_Clock;
use Realtime_Events\Tests\Test_Case;

require_once dirname( __DIR__ ) . '/support/class-fixed-clock.php';

/**
 * What became of each delivery, and that replaying and cancelling do just that.
 */
final class Deliveries_Controller_Test extends Test_Case {

	private const ROUTE = '/realtime-events/v1/deliveries';

	protected function setUp(): void {
		parent::setUp();
		global $wpdb;
		update_option( 'realtime_events', array( 'server_url' => 'http://hub.example.com' ) );
		$this->service( Api_Key::class )->generate();
		$this->act_as( 'administrator' );
		$wpdb->query( 'DELETE FROM ' . $this->outbox_table() );
	}

	/**
	 * Publishes an event and says what has become of it.
	 *
	 * @param array<string, mixed> $columns Of its row in the outbox.
	 * @return int Number of the delivery.
	 */
	private function delivery( array $columns = array(), string $title = 'A title' ): int {
		global $wpdb;
		$event = realtime_events_publish( 'test.happened', array( 'title' => $title ), array( 'channel' => 'admins' ) );
		self::assertInstanceOf( Event::class, $event );
		$wpdb->update(
			$this->outbox_table(),
			$columns + array(
				'lease_token'    => '',
				'lease_until_ms' => 0,
			),
			array( 'event_id' => $event->id )
		);
		return (int) $wpdb->get_var( $wpdb->prepare( 'SELECT id FROM %i WHERE event_id = %s', $this->outbox_table(), $event->id ) );
	}

	/**
	 * @return list<int>
	 */
	private function listed( string $query = '' ): array {
		$response = $this->rest( 'GET', self::ROUTE . "?$query" );
		self::assertSame( 200, $response->get_status(), (string) wp_json_encode( $response->get_data() ) );
		return array_column( $response->get_data(), 'id' );
	}

	/**
	 * The end of a request in which nothing but this happens: what publishing has left to do then is not it.
	 *
	 * @param callable(): mixed $act What happens.
	 * @return mixed What it answers.
	 */
	private function in_a_request( callable $act ): mixed {
		remove_all_actions( 'shutdown' );
		$answer = $act();
		self::assertSame( array(), $this->sent, 'Nobody waits for the server.' );
		$this->answer_http_with(
			fn( array $request ): array => $this->http_answer(
				202,
				array(
					'results' => array_map(
						static fn( array $event ): array => array(
							'id'     => $event['id'],
							'status' => 'accepted',
						),
						json_decode( $request['body'], true )
					),
				)
			)
		);
		do_action( 'shutdown' );
		return $answer;
	}

	private static function now_ms(): int {
		return (int) ( microtime( true ) * 1000 );
	}

	public function test_a_screen_can_ask_about_the_events_it_shows(): void {
		global $wpdb;
		$wanted = $this->delivery();
		$other  = $this->delivery();
		$id     = $wpdb->get_var( $wpdb->prepare( 'SELECT event_id FROM %i WHERE id = %d', $this->outbox_table(), $wanted ) );
		self::assertSame( array( $wanted ), $this->listed( "event[]=$id" ) );
		self::assertSame( array( $other, $wanted ), $this->listed() );
		self::assertSame( 400, $this->rest( 'GET', self::ROUTE . '?event[]=nonsense' )->get_status() );
	}

	public function test_each_state_is_listed_by_its_name_newest_first(): void {
		$pending   = $this->delivery();
		$retrying  = $this->delivery( array( 'attempts' => 2 ) );
		$sent      = $this->delivery(
			array(
				'state'           => 'sent',
				'attempts'        => 1,
				'acknowledged_ms' => self::now_ms(),
			)
		);
		$dead      = $this->delivery( array( 'state' => 'dead' ) );
		$cancelled = $this->delivery( array( 'state' => 'cancelled' ) );
		self::assertSame( array( $cancelled, $dead, $sent, $retrying, $pending ), $this->listed() );
		foreach ( compact( 'pending', 'retrying', 'sent', 'dead', 'cancelled' ) as $state => $id ) {
			self::assertSame( array( $id ), $this->listed( "state=$state" ) );
			self::assertSame( $state, $this->rest( 'GET', self::ROUTE . "/$id" )->get_data()['state'] );
		}
	}

	public function test_a_delivery_has_the_shape_that_the_screen_reads(): void {
		$id   = $this->delivery(
			array(
				'attempts'        => 3,
				'last_code'       => 'timeout',
				'last_message'    => 'It took too long.',
				'duration_ms'     => 1000,
				'created_ms'      => 1_700_000_000_123,
				'next_attempt_ms' => 1_700_000_300_456,
				'lease_until_ms'  => self::now_ms() + 60000,
			)
		);
		$data = $this->rest( 'GET', self::ROUTE . "/$id" )->get_data();
		self::assertSame( array( 'id', 'server', 'state', 'is_sending', 'attempts', 'created', 'next_attempt', 'acknowledged', 'duration_ms', 'code', 'message', 'event' ), array_keys( $data ) );
		self::assertTrue( $data['is_sending'] );
		self::assertSame( array( 'hub', 'retrying', 3, 1000, 'timeout', null ), array( $data['server'], $data['state'], $data['attempts'], $data['duration_ms'], $data['code'], $data['acknowledged'] ) );
		self::assertSame( array( '2023-11-14T22:13:20.123Z', '2023-11-14T22:18:20.456Z' ), array( $data['created'], $data['next_attempt'] ) );
		self::assertSame( 'test.happened', $data['event']['type'] );
	}

	public function test_search_looks_in_the_event_and_in_the_answer(): void {
		$spring = $this->delivery( array(), 'Spring SALE' );
		$failed = $this->delivery(
			array(
				'state'        => 'dead',
				'last_message' => 'Bad Gateway 100%',
			),
			'Other'
		);
		self::assertSame( array( $spring ), $this->listed( 'search=sale' ) );
		self::assertSame( array( $failed ), $this->listed( 'search=gateway' ) );
		self::assertSame( array( $failed ), $this->listed( 'search=100%25' ) );
		self::assertSame( array(), $this->listed( 'search=%25%27%3B--' ) );
		self::assertSame( array(), $this->listed( 'type=other.happened' ) );
		self::assertSame( array( $failed, $spring ), $this->listed( 'type=test.happened' ) );
	}

	public function test_following_next_reads_everything_once(): void {
		$ids      = array_map( fn(): int => $this->delivery(), range( 1, 5 ) );
		$response = $this->rest( 'GET', self::ROUTE . '?per_page=2' );
		self::assertSame( array( $ids[4], $ids[3] ), array_column( $response->get_data(), 'id' ) );
		self::assertStringContainsString( "before=$ids[3]", $response->get_headers()['Link'] );
		self::assertSame( array( $ids[0] ), $this->listed( "per_page=2&before=$ids[1]" ) );
		self::assertArrayNotHasKey( 'Link', $this->rest( 'GET', self::ROUTE . "?per_page=2&before=$ids[2]" )->get_headers() );
	}

	/**
	 * @testWith ["dead"]
	 *           ["cancelled"]
	 *           ["sent"]
	 */
	public function test_replaying_begins_anew_and_sends_after_the_answer( string $state ): void {
		$id   = $this->delivery(
			array(
				'state'     => $state,
				'attempts'  => 10,
				'last_code' => 'timeout',
			)
		);
		$data = $this->in_a_request( fn(): array => $this->rest( 'POST', self::ROUTE . "/$id/replay" )->get_data() );
		self::assertSame( array( 'pending', 0, '' ), array( $data['state'], $data['attempts'], $data['code'] ) );
		self::assertSame( 'sent', $this->rest( 'GET', self::ROUTE . "/$id" )->get_data()['state'] );
	}

	public function test_what_waits_is_not_replayed_and_what_is_sent_not_cancelled(): void {
		$pending = $this->delivery();
		$leased  = $this->delivery( array( 'lease_until_ms' => self::now_ms() + 60000 ) );
		$sent    = $this->delivery( array( 'state' => 'sent' ) );
		foreach ( array( "$pending/replay", "$leased/cancel", "$sent/cancel" ) as $path ) {
			self::assertSame( 409, $this->rest( 'POST', self::ROUTE . "/$path" )->get_status(), $path );
		}
		self::assertSame( 'cancelled', $this->rest( 'POST', self::ROUTE . "/$pending/cancel" )->get_data()['state'] );
		self::assertSame( 409, $this->rest( 'POST', self::ROUTE . "/$pending/cancel" )->get_status() );
	}

	public function test_what_has_lost_its_event_is_not_replayed(): void {
		global $wpdb;
		$id = $this->delivery( array( 'state' => 'dead' ) );
		$wpdb->query( 'DELETE FROM ' . Ledger_Schema::table() );
		self::assertNull( $this->rest( 'GET', self::ROUTE . "/$id" )->get_data()['event'] );
		self::assertSame( 409, $this->rest( 'POST', self::ROUTE . "/$id/replay" )->get_status() );
		self::assertSame(
			array(
				'replayed'  => 0,
				'remaining' => 0,
			),
			$this->rest( 'POST', self::ROUTE . '/replay-dead' )->get_data()
		);
	}

	public function test_all_that_was_given_up_is_replayed_under_the_filter_and_sent_after_the_answer(): void {
		$spring = $this->delivery( array( 'state' => 'dead' ), 'spring' );
		$autumn = $this->delivery( array( 'state' => 'dead' ), 'autumn' );
		$sent   = $this->delivery( array( 'state' => 'sent' ), 'spring' );
		self::assertSame(
			array(
				'replayed'  => 1,
				'remaining' => 0,
			),
			$this->in_a_request( fn(): array => $this->rest( 'POST', self::ROUTE . '/replay-dead', array( 'search' => 'spring' ) )->get_data() )
		);
		self::assertCount( 1, $this->sent );
		self::assertSame( array( $autumn ), $this->listed( 'state=dead' ) );
		self::assertSame( array( $sent, $spring ), $this->listed( 'state=sent' ) );
	}

	public function test_the_figures_of_the_day_are_right(): void {
		$now = self::now_ms();
		foreach ( array( 10, 20, 30, 40, 1000 ) as $duration ) {
			$this->delivery(
				array(
					'state'           => 'sent',
					'attempts'        => 1,
					'duration_ms'     => $duration,
					'acknowledged_ms' => $now,
				)
			);
		}
		$this->delivery(
			array(
				'state'           => 'sent',
				'duration_ms'     => 5,
				'acknowledged_ms' => $now - 25 * 3600000,
			)
		);
		$this->delivery(
			array(
				'state'           => 'sent',
				'duration_ms'     => 50,
				'acknowledged_ms' => $now - 3 * 3600000,
			)
		);
		$this->delivery(
			array(
				'state'      => 'dead',
				'created_ms' => $now - 2 * 3600000,
			)
		);
		$this->delivery( array( 'attempts' => 1 ) );
		// The hour may end while the test runs.
		$data = ( new Delivery_Health( $this->service( Outbox::class ), $this->service( Circuit_Breaker::class ), $this->service( Servers::class ), new Fixed_Clock( $now ) ) )->figures();
		self::assertEquals(
			array(
				'pending'   => 0,
				'retrying'  => 1,
				'sent'      => 6,
				'dead'      => 1,
				'cancelled' => 0,
			),
			$data['counts']
		);
		self::assertSame( 0.8571, $data['success_rate'] );
		self::assertSame(
			array(
				'p50' => 30,
				'p95' => 1000,
			),
			$data['duration_ms']
		);
		$begun = intdiv( $now, 3600000 ) * 3600000;
		self::assertSame( array_map( static fn( int $hour ): string => Event::format_time( $begun + $hour * 3600000 ), range( -23, 0 ) ), array_column( $data['hours'], 'time' ) );
		self::assertSame( array( 20 => 1, 23 => 5 ), array_filter( array_column( $data['hours'], 'sent' ) ) );
		self::assertSame( array( 21 => 1 ), array_filter( array_column( $data['hours'], 'dead' ) ) );
		self::assertNotNull( $data['oldest_pending'] );
		self::assertSame( array( true, 'hub' ), array( $data['configured'], $data['server'] ) );
	}

	public function test_an_empty_outbox_has_figures_too(): void {
		$data = $this->rest( 'GET', self::ROUTE . '/health' )->get_data();
		self::assertNull( $data['success_rate'] );
		self::assertNull( $data['oldest_pending'] );
		self::assertSame(
			array(
				'p50' => null,
				'p95' => null,
			),
			$data['duration_ms']
		);
	}

	/**
	 * @testWith ["GET", "?state=lost", 400]
	 *           ["GET", "?per_page=1000", 400]
	 *           ["GET", "?before=x", 400]
	 *           ["GET", "/999999999", 404]
	 *           ["POST", "/999999999/replay", 404]
	 *           ["POST", "/999999999/cancel", 404]
	 *           ["POST", "/0/cancel", 404]
	 *           ["POST", "/1%20OR%201/cancel", 404]
	 */
	public function test_bad_input_gets_a_code( string $method, string $path, int $status ): void {
		self::assertSame( $status, $this->rest( $method, self::ROUTE . $path )->get_status() );
	}
}
