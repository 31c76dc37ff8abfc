<?php
/**
 * Tests of several workers at the same time.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Delivery;

use Realtime_Events\Access\Api_Key;
use Realtime_Events\Delivery\Dispatcher;
use Realtime_Events\Delivery\Outbox;
use Realtime_Events\Events\Ledger_Schema;
use Realtime_Events\Tests\Test_Case;

// phpcs:disable Generic.PHP.NoSilencedErrors -- A file or a server that is not there yet is what is waited for.

final class Concurrency_Test extends Test_Case {

	protected const ROLLS_BACK = false;

	private const EVENTS  = 1000;
	private const WORKERS = 4;

	/** Longest that anything here may take. */
	private const PATIENCE_SECONDS = 60;

	private string $folder;

	/**
	 * @var list<resource>
	 */
	private array $processes = array();

	protected function setUp(): void {
		parent::setUp();
		$this->folder = sys_get_temp_dir() . '/realtime-events-' . bin2hex( random_bytes( 6 ) );
		mkdir( $this->folder );
	}

	protected function tearDown(): void {
		foreach ( $this->processes as $process ) {
			$this->kill( $process );
		}
		array_map( 'unlink', (array) glob( "$this->folder/*" ) );
		rmdir( $this->folder );
		parent::tearDown();
	}

	/**
	 * @param list<string>          $command     Program and arguments.
	 * @param array<string, string> $environment What else it is told.
	 * @return resource
	 */
	private function start( array $command, array $environment = array() ) {
		$out     = array( 'file', "$this->folder/out", 'a' );
		$process = proc_open( $command, array( array( 'file', '/dev/null', 'r' ), $out, $out ), $pipes, null, $environment + getenv() );
		self::assertIsResource( $process );
		$this->processes[] = $process;
		return $process;
	}

	/**
	 * Ends a process at once, and the workers that PHP's web server has.
	 *
	 * @param resource $process The process.
	 */
	private function kill( $process ): void {
		if ( is_resource( $process ) && proc_get_status( $process )['running'] ) {
			$pid = proc_get_status( $process )['pid'];
			foreach ( array_filter( explode( ' ', (string) @file_get_contents( "/proc/$pid/task/$pid/children" ) ) ) as $child ) {
				posix_kill( (int) $child, SIGKILL );
			}
			proc_terminate( $process, SIGKILL );
		}
	}

	private function wait_until( callable $condition, string $for_what ): void {
		$ends = time() + self::PATIENCE_SECONDS;
		while ( ! $condition() ) {
			self::assertLessThan( $ends, time(), "Waited too long for $for_what. " . @file_get_contents( "$this->folder/out" ) );
			usleep( 10000 );
		}
	}

	private function start_hub(): string {
		$socket = stream_socket_server( 'tcp://127.0.0.1:0' );
		$port   = (int) substr( (string) strrchr( (string) stream_socket_get_name( $socket, false ), ':' ), 1 );
		fclose( $socket );
		$this->start( array( PHP_BINARY, '-S', "127.0.0.1:$port", __DIR__ . '/processes/hub.php' ), array( 'HUB_FOLDER' => $this->folder, 'PHP_CLI_SERVER_WORKERS' => (string) ( self::WORKERS + 2 ) ) );
		$this->wait_until( static fn(): bool => 'ready' === @file_get_contents( "http://127.0.0.1:$port/" ), 'the hub' );
		return "http://127.0.0.1:$port";
	}

	/**
	 * @return list<list<string>> The event ids of each request that the hub got.
	 */
	private function requests(): array {
		return array_map( static fn( string $line ): array => explode( ' ', $line ), file( "$this->folder/requests", FILE_IGNORE_NEW_LINES ) );
	}

	/**
	 * Publishes, in a request that does not send.
	 *
	 * @param bool $dies Whether it died before anything was put into the outbox, more than its lease ago; else it has given everything back.
	 */
	private function publish_all( bool $dies = false ): void {
		global $wpdb;
		for ( $event = 0; $event < self::EVENTS; $event++ ) {
			realtime_events_publish( 'a.b', array( 'n' => $event ) );
		}
		if ( $dies ) {
			self::assertSame( self::EVENTS, $wpdb->query( $wpdb->prepare( "UPDATE %i SET waiting_until_ms = waiting_until_ms - 61000 WHERE waiting > ''", Ledger_Schema::table() ) ) );
			$this->reset_request();
		} else {
			$this->service( Outbox::class )->release_own();
		}
	}

	public function test_four_workers_one_of_them_killed_lose_nothing_and_send_nothing_twice_but_the_batch_in_its_hands(): void {
		global $wpdb;
		$this->let_http_out();
		update_option( 'realtime_events', array( 'server_url' => $this->start_hub() ) );
		$this->service( Api_Key::class )->generate();
		$this->publish_all();

		// The first one gets no answer, and is killed while it waits for it.
		$victim = $this->start( array( PHP_BINARY, __DIR__ . '/processes/flush.php' ) );
		$this->wait_until( fn(): bool => file_exists( "$this->folder/first" ), 'the first request' );
		$others = array();
		for ( $worker = 1; $worker < self::WORKERS; $worker++ ) {
			$others[] = $this->start( array( PHP_BINARY, __DIR__ . '/processes/flush.php' ) );
		}
		$this->kill( $victim );
		touch( "$this->folder/go" );
		foreach ( $others as $process ) {
			$this->wait_until( static fn(): bool => ! proc_get_status( $process )['running'], 'a worker' );
		}

		$in_its_hands = (int) $wpdb->get_var( $wpdb->prepare( "SELECT COUNT(*) FROM %i WHERE state = 'pending'", $this->outbox_table() ) );
		self::assertSame( Dispatcher::MAX_BATCH_EVENTS, $in_its_hands, 'The others have sent everything but what the dead one holds.' );
		self::assertSame( 0, $this->service( Dispatcher::class )->flush()->total(), 'Nobody takes that as long as its lease runs.' );

		$wpdb->query( $wpdb->prepare( "UPDATE %i SET lease_until_ms = 1 WHERE state = 'pending'", $this->outbox_table() ) );
		self::assertSame( Dispatcher::MAX_BATCH_EVENTS, $this->service( Dispatcher::class )->flush()->sent );

		$received = array_count_values( array_merge( ...$this->requests() ) );
		$stored   = $wpdb->get_col( $wpdb->prepare( "SELECT event_id FROM %i WHERE type = 'a.b'", Ledger_Schema::table() ) );
		self::assertCount( self::EVENTS, $stored );
		self::assertSame( array(), array_diff( $stored, array_keys( $received ) ), 'Every event has arrived.' );
		$doubled = array_keys( array_filter( $received, static fn( int $times ): bool => $times > 1 ) );
		self::assertCount( Dispatcher::MAX_BATCH_EVENTS, $doubled );
		self::assertSame( 2, max( $received ) );
		self::assertEqualsCanonicalizing( $this->requests()[0], $doubled, 'Twice there was only what the dead one had sent.' );
		self::assertSame( '0', $wpdb->get_var( $wpdb->prepare( "SELECT COUNT(*) FROM %i WHERE state <> 'sent'", $this->outbox_table() ) ) );
	}

	/**
	 * @testWith [false]
	 *           [true]
	 *
	 * @param bool $dies Whether the workers have to put the events into the outbox, all at once.
	 */
	public function test_four_workers_at_once_share_the_work( bool $dies ): void {
		$this->let_http_out();
		update_option( 'realtime_events', array( 'server_url' => $this->start_hub() ) );
		$this->service( Api_Key::class )->generate();
		$this->publish_all( $dies );
		touch( "$this->folder/go" );
		$workers = array();
		for ( $worker = 0; $worker < self::WORKERS; $worker++ ) {
			$workers[] = $this->start( array( PHP_BINARY, __DIR__ . '/processes/flush.php' ) );
		}
		foreach ( $workers as $process ) {
			$this->wait_until( static fn(): bool => ! proc_get_status( $process )['running'], 'a worker' );
		}
		$received = array_merge( ...$this->requests() );
		self::assertCount( self::EVENTS, $received, 'Nothing was sent twice.' );
		self::assertCount( self::EVENTS, array_unique( $received ), 'Nothing was left out.' );
	}
}
