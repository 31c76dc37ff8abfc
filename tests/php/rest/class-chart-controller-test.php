<?php
/**
 * Tests of the chart.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Rest;

use Realtime_Events\Events\Event;
use Realtime_Events\Events\Ledger_Schema;
use Realtime_Events\Tests\Test_Case;

/**
 * The chart counts what the filter shows and may be read, in every span of time.
 */
final class Chart_Controller_Test extends Test_Case {

	private const ROUTE = '/realtime-events/v1/events/chart';

	private function event_at( string $time, string $type = 'test.happened', string $channel = 'editors' ): void {
		global $wpdb;
		$event = realtime_events_publish( $type, array(), array( 'channel' => $channel ) );
		self::assertInstanceOf( Event::class, $event, is_wp_error( $event ) ? $event->get_error_message() : '' );
		$wpdb->update( Ledger_Schema::table(), array( 'time_ms' => (int) date_create( $time )->format( 'Uv' ) ), array( 'event_id' => $event->id ) );
	}

	/**
	 * @return array<string, mixed>
	 */
	private function chart( string $query ): array {
		$response = $this->rest( 'GET', self::ROUTE . "?$query" );
		self::assertSame( 200, $response->get_status(), (string) wp_json_encode( $response->get_data() ) );
		return json_decode( (string) wp_json_encode( $response->get_data() ), true );
	}

	public function test_each_hour_has_its_events_by_group(): void {
		$this->act_as( 'editor' );
		foreach ( array( '2020-05-01T10:00:00Z', '2020-05-01T10:59:59.999Z', '2020-05-01T12:30:00Z', '2020-05-01T13:00:00Z' ) as $time ) {
			$this->event_at( $time );
		}
		$this->event_at( '2020-05-01T10:20:00Z', 'realtime_events.test' );
		$this->event_at( '2020-05-01T10:20:00Z', 'test.happened', 'admins' );
		$chart = $this->chart( 'interval=hour&since=2020-05-01T10:00:00Z&until=2020-05-01T13:00:00Z' );
		self::assertSame( array( '2020-05-01T10:00:00.000Z', '2020-05-01T11:00:00.000Z', '2020-05-01T12:00:00.000Z' ), array_column( $chart['spans'], 'time' ) );
		self::assertSame( array( 3, 0, 1 ), array_column( $chart['spans'], 'total' ) );
		self::assertSame( array( 'custom' => 3 ), $chart['spans'][0]['groups'] );
		self::assertSame( array(), $chart['spans'][1]['groups'] );
		self::assertSame( 4, $chart['total'] );
		self::assertSame( $this->rest( 'GET', '/realtime-events/v1/events?per_page=1&channel[]=editors' )->get_data()[0]['sequence'], $chart['newest'] );
		self::assertSame( 3, $this->chart( 'interval=hour&since=2020-05-01T10:00:00Z&until=2020-05-01T13:00:00Z&type[]=test.happened' )['total'] );
	}

	public function test_without_a_time_it_is_the_last_hour(): void {
		$this->act_as( 'editor' );
		realtime_events_publish( 'test.happened', array(), array( 'channel' => 'editors' ) );
		$chart = $this->chart( 'type[]=test.happened' );
		self::assertCount( 60, $chart['spans'] );
		self::assertSame( 1, $chart['total'] );
		self::assertGreaterThanOrEqual( 1, end( $chart['spans'] )['total'] + prev( $chart['spans'] )['total'] );
	}

	public function test_a_century_is_cut_to_what_a_screen_can_show(): void {
		$this->act_as( 'editor' );
		self::assertLessThanOrEqual( 1500, count( $this->chart( 'interval=minute&since=0' )['spans'] ) );
		self::assertCount( 0, $this->chart( 'interval=day&since=2020-01-02T00:00:00Z&until=2020-01-01T00:00:00Z' )['spans'] );
	}

	/**
	 * @testWith ["interval=second", 400]
	 *           ["channel[]=admins", 403]
	 *           ["channel[]=nonsense", 400]
	 */
	public function test_bad_input_gets_a_code( string $query, int $status ): void {
		$this->act_as( 'editor' );
		self::assertSame( $status, $this->rest( 'GET', self::ROUTE . "?$query" )->get_status() );
	}
}
