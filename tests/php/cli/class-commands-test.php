<?php
/**
 * Tests of wp realtime-events.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Cli;

use Realtime_Events\Access\Api_Key;
use Realtime_Events\Events\Event;
use Realtime_Events\Events\Event_Query;
use Realtime_Events\Events\Event_Store;
use Realtime_Events\Events\Event_Types;
use Realtime_Events\Tests\Test_Case;

require_once __DIR__ . '/trait-shell.php';

/**
 * The commands as a shell runs them: by WP-CLI, in a process of their own.
 */
final class Commands_Test extends Test_Case {

	use Shell;

	protected const ROLLS_BACK = false;

	/** Longest that anything here may take. */
	private const PATIENCE_SECONDS = 60;

	/** What is promised of a follower. */
	private const FOLLOWER_SECONDS = 1.0;

	/**
	 * The follower, if one runs.
	 *
	 * @var resource|null
	 */
	private $follower = null;

	protected function setUp(): void {
		parent::setUp();
		$this->make_folder();
		update_option( 'realtime_events', array( 'server_url' => 'http://127.0.0.1:9' ) );
		$this->service( Api_Key::class )->generate();
	}

	protected function tearDown(): void {
		if ( $this->follower ) {
			proc_terminate( $this->follower, SIGKILL );
			proc_close( $this->follower );
		}
		$this->remove_folder();
		parent::tearDown();
	}

	private function publish( array $data = array() ): Event {
		$event = realtime_events_publish( 'shell.tested', $data );
		self::assertInstanceOf( Event::class, $event );
		return $event;
	}

	/**
	 * @return list<array{ id: string, state: string }> The outbox.
	 */
	private function outbox(): array {
		global $wpdb;
		return (array) $wpdb->get_results( $wpdb->prepare( 'SELECT id, state FROM %i ORDER BY id', $this->outbox_table() ), ARRAY_A );
	}

	private function settle( string $state ): void {
		global $wpdb;
		$wpdb->query( $wpdb->prepare( "UPDATE %i SET state = %s, attempts = 10, lease_until_ms = 0, last_code = '503'", $this->outbox_table(), $state ) );
	}

	/**
	 * @dataProvider formats
	 */
	public function test_types_are_shown_in_every_form( string $format ): void {
		$declared = $this->service( Event_Types::class )->all();
		$rows     = $this->rows( $format, 'types' );
		self::assertSame( array_map( 'strval', array_keys( $declared ) ), array_column( $rows, 'type' ) );
		self::assertSame( array_values( array_map( static fn( $type ): string => $type->channel, $declared ) ), array_column( $rows, 'channel' ) );
		self::assertContains( $rows[0]['enabled'], array( true, 'yes' ) );
	}

	/**
	 * @dataProvider formats
	 */
	public function test_events_deliveries_and_status_are_shown_in_every_form( string $format ): void {
		$first  = $this->publish( array( 'text' => "a \"quoted\" comma, and\nmore" ) );
		$second = $this->publish();
		self::assertSame( array( (string) $second->sequence, (string) $first->sequence ), array_column( $this->rows( $format, 'list', '--type=shell.tested' ), 'sequence' ) );

		$this->settle( 'dead' );
		$deliveries = $this->rows( $format, 'deliveries', 'list', '--state=dead' );
		self::assertSame( array_reverse( array_column( $this->outbox(), 'id' ) ), array_map( 'strval', array_column( $deliveries, 'id' ) ) );
		self::assertSame( array( '503' ), array_values( array_unique( array_column( $deliveries, 'code' ) ) ) );

		[ $status ] = $this->rows( $format, 'status' );
		self::assertSame( array( 'hub', (string) $second->sequence, (string) count( $this->outbox() ) ), array( $status['server'], (string) $status['last_sequence'], (string) $status['dead'] ) );

		[ $key ] = $this->rows( $format, 'key', 'status' );
		self::assertSame( 'option', $key['source'] );

		[ $pruned ] = $this->rows( $format, 'prune' );
		self::assertSame( array( '0', '0' ), array_map( 'strval', array_values( $pruned ) ) );
	}

	/**
	 * @testWith ["list"]
	 *           ["tail", "--lines=0"]
	 *           ["status"]
	 *           ["deliveries", "list"]
	 */
	public function test_a_table_that_could_not_be_read_is_not_an_empty_one( string ...$command ): void {
		$said = $this->run_command( ...$command, ...array( '--require=' . __DIR__ . '/processes/unreadable.php' ) );
		self::assertSame( 1, $said['code'] );
		self::assertStringContainsString( 'The database did not answer', $said['err'] );
	}

	public function test_what_is_published_from_the_shell_is_in_the_ledger_and_came_by_it(): void {
		$id    = $this->run_command( 'publish', 'shell.tested', '--data={"n":1}', '--subject=thing/1', '--severity=warning', '--porcelain' )['out'];
		$event = $this->service( Event_Store::class )->find( $id );
		self::assertSame( array( 'shell.tested', array( 'n' => 1 ), 'thing/1', 'warning', 'cli' ), array( $event->type, $event->data, $event->subject, $event->severity, $event->origin ) );

		$refused = $this->run_command( 'publish', 'shell.tested', '--data=[1]' );
		self::assertSame( 1, $refused['code'] );
		self::assertStringContainsString( 'JSON object', $refused['err'] );
		self::assertCount( 1, $this->service( Event_Store::class )->query( Event_Query::from_params( array( 'type' => 'shell.tested' ), null ) ) );
	}

	public function test_single_deliveries_are_sent_again_and_the_others_are_not(): void {
		foreach ( range( 1, 4 ) as $n ) {
			$this->publish( array( 'n' => $n ) );
		}
		$this->settle( 'dead' );
		[ $first, $second, $third, $fourth ] = array_column( $this->outbox(), 'id' );
		$said                                = $this->run_command( 'deliveries', 'replay', $second, $fourth );
		self::assertSame( 0, $said['code'], $said['err'] );
		self::assertStringContainsString( '2 deliveries', $said['out'] );
		self::assertSame( array( $first => 'dead', $second => 'pending', $third => 'dead', $fourth => 'pending' ), array_column( $this->outbox(), 'state', 'id' ) );

		$said = $this->run_command( 'deliveries', 'replay', $third, $second, '99999', 'x' );
		self::assertSame( array( 0, 3 ), array( $said['code'], substr_count( $said['err'], 'Warning' ) ) );
		self::assertStringContainsString( '1 delivery', $said['out'] );
		self::assertSame( 'pending', array_column( $this->outbox(), 'state', 'id' )[ $third ] );

		self::assertSame( 1, $this->run_command( 'deliveries', 'replay', '99999' )['code'] );
		self::assertSame( 1, $this->run_command( 'deliveries', 'replay' )['code'] );
		self::assertStringContainsString( '1 delivery', $this->run_command( 'deliveries', 'replay', '--all' )['out'] );
		self::assertSame( array( 'pending' ), array_values( array_unique( array_column( $this->outbox(), 'state' ) ) ) );
	}

	public function test_a_key_is_rotated_and_shown_this_once(): void {
		$new = $this->run_command( 'key', 'rotate', '--overlap=60' );
		self::assertSame( 0, $new['code'], $new['err'] );
		wp_cache_flush();
		self::assertTrue( $this->service( Api_Key::class )->matches( $new['out'] ) );
		self::assertCount( 2, $this->service( Api_Key::class )->active() );
		self::assertStringNotContainsString( $new['out'], $this->run_command( 'key', 'status', '--format=json' )['out'] );
	}

	/**
	 * The lines that a follower has printed.
	 *
	 * @return list<string>
	 */
	private function followed(): array {
		return explode( "\n", trim( (string) file_get_contents( "$this->folder/out" ) ) );
	}

	private function wait_until( callable $condition, string $for_what ): float {
		$begun = microtime( true );
		while ( ! $condition() ) {
			self::assertLessThan( self::PATIENCE_SECONDS, microtime( true ) - $begun, "Waited too long for $for_what. " . file_get_contents( "$this->folder/err" ) );
			usleep( 5000 );
		}
		return microtime( true ) - $begun;
	}

	/**
	 * @testWith ["ndjson"]
	 *           ["csv"]
	 *           ["text"]
	 */
	public function test_a_follower_shows_what_happens_within_a_second_and_each_once( string $format ): void {
		$this->publish( array( 'n' => 0 ) );
		$this->follower = $this->start( array( 'tail', '--follow', '--lines=1', '--type=shell.tested', "--format={$format}" ) );
		$this->wait_until( fn(): bool => str_contains( implode( $this->followed() ), 'shell.tested' ), 'the past' );
		$past  = count( $this->followed() );
		$times = array();
		foreach ( range( 1, 5 ) as $n ) {
			realtime_events_publish( 'shell.ignored' );
			$this->publish( array( 'n' => $n ) );
			$times[] = $this->wait_until( fn(): bool => count( $this->followed() ) >= $past + $n, 'an event' );
		}
		sort( $times );
		self::assertLessThan( self::FOLLOWER_SECONDS, $times[2], 'The median: a busy machine may hold up one.' );

		// More at once than a page has.
		foreach ( range( 6, 260 ) as $n ) {
			$this->publish( array( 'n' => $n ) );
		}
		$last = $this->publish( array( 'n' => 'last' ) );
		$this->wait_until( fn(): bool => str_contains( implode( $this->followed() ), 'ndjson' === $format ? $last->id : Event::format_time( $last->time_ms ) ), 'the crowd' );
		self::assertCount( $past + 261, $this->followed(), 'None is left out and none is shown twice.' );
	}
}
