<?php
/**
 * Tests that history and what arrives live are filtered alike.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Events;

use Realtime_Events\Events\Event;
use Realtime_Events\Events\Event_Query;
use Realtime_Events\Events\Event_Store;
use Realtime_Events\Events\Event_Types;
use Realtime_Events\Tests\Test_Case;
use Realtime_Events\Triage\Standing;

/**
 * One filter, two compilers: the SQL of the ledger and the predicate of the browser, on generated pairs of a filter and an event.
 */
final class Filter_Agreement_Test extends Test_Case {

	private const MIN_PAIRS     = 10000;
	private const MAX_REPORTED  = 5;
	private const CHANNELS      = array( 'public', 'editors', 'shop', 'admins', 'user:1' );
	private const PREDICATE     = __DIR__ . '/../../agreement/predicate.mjs';
	private const ALL_THERE_ARE = Event_Query::MAX_PER_PAGE;

	public function test_the_database_and_the_browser_agree_on_every_filter_and_event(): void {
		$types     = $this->service( Event_Types::class )->for_screens();
		$generated = self::ask_the_browser( array( 'types' => $types ) );
		$events    = array_map( array( $this, 'store' ), $generated['events'], array_keys( $generated['events'] ) );
		$verdicts  = self::ask_the_browser(
			array(
				'types'   => $types,
				'filters' => $generated['filters'],
				'events'  => array_map( static fn( Event $event ): array => $event->to_cloudevent(), $events ),
				'actions' => array_map( static fn( Event $event ): array => $event->to_cloudevent(), $this->act_on( $events, array_column( $generated['events'], 'actions' ) ) ),
			)
		);
		$passed    = 0;
		$differing = array();
		foreach ( $generated['filters'] as $i => $filter ) {
			$in_sql  = $this->passing( $filter['params'] );
			$passed += count( $in_sql );
			$differ  = array_merge( array_diff( $in_sql, $verdicts[ $i ] ), array_diff( $verdicts[ $i ], $in_sql ) );
			if ( $differ ) {
				$event       = current( array_filter( $events, static fn( Event $one ): bool => $one->id === current( $differ ) ) );
				$differing[] = array(
					'filter' => $filter['query'],
					'event'  => $event->to_cloudevent(),
					'passes' => in_array( $event->id, $in_sql, true ) ? 'the database alone' : 'the browser alone',
					'in_all' => count( $differ ),
				);
			}
		}
		self::assertCount( 0, $differing, count( $differing ) . " filters differ:\n" . wp_json_encode( array_slice( $differing, 0, self::MAX_REPORTED ), JSON_UNESCAPED_UNICODE ) );
		$pairs = count( $events ) * count( $generated['filters'] );
		self::assertGreaterThanOrEqual( self::MIN_PAIRS, $pairs );
		self::assertGreaterThan( $pairs / 20, $passed, 'Filters that let nothing pass agree about nothing.' );
		self::assertGreaterThan( $pairs / 20, $pairs - $passed, 'Filters that let everything pass agree about nothing.' );
	}

	/**
	 * @param array<string, mixed> $facts As the generator tells them.
	 */
	private function store( array $facts, int $number ): Event {
		$id     = sprintf( '01890000-0000-7000-8000-%012d', $number );
		$stored = $this->service( Event_Store::class )->insert( new Event( ...array( 'id' => $id ) + array_diff_key( $facts, array( 'actions' => 0 ) ) ) );
		self::assertInstanceOf( Event::class, $stored );
		// As the publisher tells it: the event may itself be one about an event.
		$this->service( Standing::class )->follow( $stored );
		$read = $this->service( Event_Store::class )->find( $id );
		self::assertInstanceOf( Event::class, $read );
		return $read;
	}

	/**
	 * Does something about events, where no filter of the test looks.
	 *
	 * @param list<Event>                                      $events  The events.
	 * @param list<list<array{ type: string, until: string }>> $actions What is done about each, in this order.
	 * @return list<Event> The events about events.
	 */
	private function act_on( array $events, array $actions ): array {
		$done = array();
		foreach ( $events as $i => $event ) {
			foreach ( $actions[ $i ] as $action ) {
				$number = count( $done );
				$stored = $this->service( Event_Store::class )->insert(
					new Event(
						id: sprintf( '01890000-0000-7000-9000-%012d', $number ),
						type: $action['type'],
						data: array( 'event' => $event->id ) + array_filter( array( 'until' => $action['until'] ) ),
						channel: 'user:99',
						time_ms: 1800000000000 + $number,
						subject: "event/{$event->id}"
					)
				);
				self::assertInstanceOf( Event::class, $stored );
				$this->service( Standing::class )->follow( $stored );
				$done[] = $stored;
			}
		}
		return $done;
	}

	/**
	 * @param string $params Parameters of a request.
	 * @return list<string> Ids of the events that pass.
	 */
	private function passing( string $params ): array {
		parse_str( $params, $parsed );
		$query = Event_Query::from_params( array( 'per_page' => self::ALL_THERE_ARE ) + $parsed, self::CHANNELS );
		return array_map( static fn( Event $event ): string => $event->id, $this->service( Event_Store::class )->query( $query ) );
	}

	/**
	 * Runs the browser's code in Node.
	 *
	 * @param array<string, mixed> $question What it is asked.
	 * @return array<mixed>
	 */
	private static function ask_the_browser( array $question ): array {
		// Files, because two pipes that are both full would wait for each other.
		$input  = tmpfile();
		$output = tmpfile();
		fwrite( $input, (string) wp_json_encode( $question ) );
		rewind( $input );
		$process = proc_open( array( getenv( 'REALTIME_EVENTS_TEST_NODE' ) ?: 'node', self::PREDICATE ), array( $input, $output, STDERR ), $pipes );
		self::assertIsResource( $process );
		self::assertSame( 0, proc_close( $process ) );
		rewind( $output );
		return json_decode( (string) stream_get_contents( $output ), true, 512, JSON_THROW_ON_ERROR );
	}
}
