<?php
/**
 * Tests of exports.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Rest;

use Realtime_Events\Events\Event;
use Realtime_Events\Events\Event_Query;
use Realtime_Events\Events\Event_Store;
use Realtime_Events\Rest\Export;
use Realtime_Events\Rest\Export_Controller;
use Realtime_Events\Tests\Test_Case;

/**
 * A file holds what the filter shows and may be read, all of it, and no spreadsheet calculates what is in it.
 */
final class Export_Controller_Test extends Test_Case {

	private const ROUTE = '/realtime-events/v1/events/export';

	/**
	 * Asks for a file as WordPress serves it.
	 *
	 * @return array{ \WP_REST_Response, string }
	 */
	private function export( string $query ): array {
		$response = $this->rest( 'GET', self::ROUTE . "?type[]=test.happened&$query" );
		$request  = new \WP_REST_Request( 'GET', self::ROUTE );
		ob_start();
		// What is flushed would leave the buffer that is looked into.
		ob_start( static fn( string $piece ): string => $piece );
		$served = apply_filters( 'rest_pre_serve_request', false, $response, $request, rest_get_server() );
		ob_end_flush();
		$body = (string) ob_get_clean();
		self::assertSame( 200 === $response->get_status(), $served );
		return array( $response, $body );
	}

	private function publish( array $data = array(), string $channel = 'editors' ): Event {
		$event = realtime_events_publish( 'test.happened', $data, array( 'channel' => $channel ) );
		self::assertInstanceOf( Event::class, $event );
		return $event;
	}

	public function test_every_event_is_in_it_once_over_many_pages(): void {
		$this->act_as( 'editor' );
		$ids = array();
		for ( $i = 0; $i < 205; $i++ ) {
			array_unshift( $ids, $this->publish( array( 'n' => $i ) )->id );
		}
		[ $response, $body ] = $this->export( 'format=ndjson' );
		self::assertSame( '205', $response->get_headers()['X-WP-Total'] );
		self::assertStringContainsString( 'attachment; filename="realtime-events-', $response->get_headers()['Content-Disposition'] );
		self::assertSame( $ids, array_map( static fn( string $line ): string => json_decode( $line, true )['id'], explode( "\n", trim( $body ) ) ) );
		self::assertSame( $ids, array_column( json_decode( $this->export( 'format=json' )[1], true, 16, JSON_THROW_ON_ERROR ), 'id' ) );
	}

	/**
	 * Ten megabytes of events, and never more than a page of them in memory.
	 */
	public function test_it_needs_no_more_memory_for_more_events(): void {
		$this->act_as( 'editor' );
		$text = str_repeat( 'x', 10000 );
		for ( $i = 0; $i < 1000; $i++ ) {
			$this->publish( array( 'n' => $i, 'text' => $text ) );
		}
		$file   = new Export( $this->service( Event_Store::class ), Event_Query::from_params( array( 'type' => array( 'test.happened' ) ), array( 'editors' ) ), 'ndjson' );
		$before = memory_get_usage();
		$most   = 0;
		$bytes  = 0;
		$number = $file->write(
			static function ( string $piece ) use ( $before, &$most, &$bytes ): void {
				$bytes += strlen( $piece );
				$most   = max( $most, memory_get_usage() - $before );
			}
		);
		self::assertSame( 1000, $number );
		self::assertGreaterThan( 10000000, $bytes );
		self::assertLessThan( 8000000, $most );
	}

	public function test_an_empty_export_is_valid_in_every_format(): void {
		$this->act_as( 'editor' );
		self::assertSame( array(), json_decode( $this->export( 'format=json' )[1] ) );
		self::assertSame( '', $this->export( 'format=ndjson' )[1] );
		self::assertStringStartsWith( "\xEF\xBB\xBF\"sequence\",\"time\"", $this->export( 'format=csv' )[1] );
	}

	/**
	 * The screen writes its files itself, and is held to the same list.
	 */
	public function test_a_spreadsheet_calculates_nothing(): void {
		$this->act_as( 'editor' );
		$cells = json_decode( (string) file_get_contents( dirname( __DIR__, 2 ) . '/fixtures/csv-cells.json' ), true, 16, JSON_THROW_ON_ERROR );
		$write = ( new \ReflectionClass( Export::class ) )->getMethod( 'csv' );
		foreach ( $cells as $case ) {
			$line = rtrim( $write->invoke( null, array( $case['cell'] ) ), "\r\n" );
			self::assertSame( array( ( $case['isFormula'] ? "'" : '' ) . $case['cell'] ), str_getcsv( $line, ',', '"', '' ), (string) wp_json_encode( $case ) );
		}
		$event = realtime_events_publish( 'test.happened', array(), array( 'actor_id' => 1, 'actor_name' => '=1+1' ) );
		self::assertInstanceOf( Event::class, $event );
		$lines = array_map( static fn( string $line ): array => str_getcsv( $line, ',', '"', '' ), explode( "\r\n", trim( $this->export( 'format=csv' )[1] ) ) );
		self::assertSame( "'$event->actor_name", array_combine( $lines[0], $lines[1] )['actorname'] );
	}

	public function test_quotes_and_line_breaks_stay_in_their_cell(): void {
		$this->act_as( 'editor' );
		$this->publish( array( 'text' => "a \"quoted\",\r\nbroken line" ) );
		$rows   = array();
		$handle = fopen( 'php://memory', 'w+' );
		fwrite( $handle, $this->export( 'format=csv' )[1] );
		rewind( $handle );
		for ( $row = fgetcsv( $handle, null, ',', '"', '' ); false !== $row; $row = fgetcsv( $handle, null, ',', '"', '' ) ) {
			$rows[] = $row;
		}
		fclose( $handle );
		self::assertCount( 2, $rows );
		self::assertSame( array( 'text' => "a \"quoted\",\r\nbroken line" ), json_decode( end( $rows[1] ), true ) );
	}

	public function test_nobody_exports_what_he_may_not_read(): void {
		$this->publish( array(), 'admins' );
		$own = $this->publish();
		$this->act_as( 'editor' );
		self::assertSame( array( $own->id ), array_column( json_decode( $this->export( 'format=json' )[1], true ), 'id' ) );
		self::assertSame( 403, $this->rest( 'GET', self::ROUTE . '?channel[]=admins' )->get_status() );
	}

	public function test_exporting_too_often_is_a_429(): void {
		$this->act_as( 'editor' );
		for ( $i = 0; $i < Export_Controller::EXPORTS_PER_MINUTE; $i++ ) {
			self::assertSame( 200, $this->rest( 'GET', self::ROUTE )->get_status() );
		}
		self::assertSame( 429, $this->rest( 'GET', self::ROUTE )->get_status() );
	}

	public function test_other_routes_are_served_as_ever(): void {
		$this->act_as( 'editor' );
		$this->rest( 'GET', self::ROUTE );
		self::assertFalse( apply_filters( 'rest_pre_serve_request', false, new \WP_REST_Response(), new \WP_REST_Request( 'GET', '/wp/v2/posts' ), rest_get_server() ) );
	}
}
