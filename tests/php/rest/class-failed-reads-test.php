<?php
/**
 * Tests of answers while the database fails.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Rest;

use Realtime_Events\Access\Api_Key;
use Realtime_Events\Access\Signature;
use Realtime_Events\Admin\Privacy;
use Realtime_Events\Events\Event;
use Realtime_Events\Events\Ledger_Schema;
use Realtime_Events\Tests\Test_Case;

/**
 * A ledger that cannot be read is never told as an empty one: who asks would believe that he has everything.
 */
final class Failed_Reads_Test extends Test_Case {

	private const ROUTE = '/realtime-events/v1';

	private Event $event;

	protected function setUp(): void {
		parent::setUp();
		$event = realtime_events_publish( 'test.happened', array( 'n' => 1 ), array( 'channel' => 'editors' ) );
		self::assertInstanceOf( Event::class, $event );
		$this->event = $event;
		$this->act_as( 'administrator' );
	}

	/**
	 * From now on the database does not find the ledger. What is no reading of it goes on.
	 */
	private function break_ledger( int $after_reads = 0 ): \Closure {
		$this->expect_database_errors();
		$table = Ledger_Schema::table();
		$break = static function ( string $sql ) use ( $table, &$after_reads ): string {
			$is_reading = str_starts_with( ltrim( $sql ), 'SELECT' ) && str_contains( $sql, "`$table`" );
			return $is_reading && $after_reads-- <= 0 ? str_replace( "`$table`", "`{$table}_away`", $sql ) : $sql;
		};
		add_filter( 'query', $break );
		return static fn(): bool => remove_filter( 'query', $break );
	}

	/**
	 * @testWith ["/events"]
	 *           ["/events?after=0"]
	 *           ["/events?search=n"]
	 *           ["/events/ID"]
	 *           ["/events/export"]
	 *           ["/events/chart?since=2026-01-01T00:00:00Z&until=2026-01-02T00:00:00Z"]
	 *           ["/deliveries"]
	 */
	public function test_what_could_not_be_read_is_a_503_that_says_when_to_come_back( string $route ): void {
		$route = self::ROUTE . str_replace( 'ID', $this->event->id, $route );
		self::assertLessThan( 400, $this->rest( 'GET', $route )->get_status(), 'The route is wrong.' );
		$this->break_ledger();
		$response = $this->rest( 'GET', $route );
		self::assertSame( 503, $response->get_status(), (string) wp_json_encode( $response->get_data() ) );
		self::assertSame( 'realtime_events_database', $response->get_data()['code'] );
		self::assertArrayHasKey( 'Retry-After', $response->get_headers() );
	}

	public function test_a_hub_is_not_told_that_there_was_nothing(): void {
		update_option( 'realtime_events', array( 'server_url' => 'http://hub.example.com' ) );
		$key   = Api_Key::hub_key( $this->service( Api_Key::class )->generate() );
		$route = self::ROUTE . '/ledger?after_time=0&after=0&per_page=100';
		$this->break_ledger();
		$headers = ( new Signature() )->headers( array( $key ), 'msg_' . bin2hex( random_bytes( 4 ) ), time(), $route );
		self::assertSame( 503, $this->rest( 'GET', $route, null, $headers + array( 'realtime-events-site' => 'example.org' ) )->get_status() );
	}

	public function test_one_failure_does_not_spoil_the_next_answer(): void {
		$mend = $this->break_ledger();
		self::assertSame( 503, $this->rest( 'GET', self::ROUTE . '/events' )->get_status() );
		$mend();
		// On SQLite a failed query has taken the transaction around the test with it.
		$event    = realtime_events_publish( 'test.happened', array(), array( 'channel' => 'editors' ) );
		$response = $this->rest( 'GET', self::ROUTE . '/events' );
		self::assertSame( 200, $response->get_status() );
		self::assertContains( $event->id, array_column( $response->get_data(), 'id' ) );
	}

	public function test_what_others_ask_wrongly_is_not_our_failure(): void {
		global $wpdb;
		$this->expect_database_errors();
		$fail = static function ( mixed $value ) use ( $wpdb ): mixed {
			$wpdb->query( 'SELECT nothing FROM nowhere' );
			return $value;
		};
		add_filter( 'rest_dispatch_request', $fail );
		self::assertSame( 200, $this->rest( 'GET', self::ROUTE . '/events' )->get_status() );
	}

	public function test_a_file_that_breaks_off_does_not_look_whole(): void {
		for ( $i = 0; $i < 150; $i++ ) {
			realtime_events_publish( 'test.many', array(), array( 'channel' => 'editors' ) );
		}
		$response = $this->rest( 'GET', self::ROUTE . '/events/export?type[]=test.many&format=json' );
		self::assertSame( '150', $response->get_headers()['X-WP-Total'] );
		$this->break_ledger( 1 );
		ob_start();
		ob_start( static fn( string $piece ): string => $piece );
		apply_filters( 'rest_pre_serve_request', false, $response, new \WP_REST_Request( 'GET', self::ROUTE . '/events/export' ), rest_get_server() );
		ob_end_flush();
		$file = (string) ob_get_clean();
		self::assertSame( 100, substr_count( $file, '"specversion"' ) );
		self::assertNull( json_decode( $file ) );
	}

	public function test_nobody_is_told_that_he_was_forgotten_while_he_was_not(): void {
		$user = get_user_by( 'id', get_current_user_id() );
		$this->break_ledger();
		self::assertInstanceOf( \WP_Error::class, $this->service( Privacy::class )->erase( $user->user_email ) );
		self::assertInstanceOf( \WP_Error::class, $this->service( Privacy::class )->export( $user->user_email ) );
	}
}
