<?php
/**
 * Tests of relays and the event file with real processes.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Delivery\Servers;

use Realtime_Events\Access\Api_Key;
use Realtime_Events\Delivery\Dispatcher;
use Realtime_Events\Delivery\Outbox;
use Realtime_Events\Settings\Profiles;
use Realtime_Events\Tests\Test_Case;

// phpcs:disable Generic.PHP.NoSilencedErrors -- A server that is not there yet is what is waited for.

final class Server_Process_Test extends Test_Case {

	protected const ROLLS_BACK = false;

	private const KEY     = 'key-of-sixteen-bytes-or-more';
	private const WRITERS = 4;
	private const LINES   = 50;

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
		array_map( static fn( $process ): bool => proc_terminate( $process, SIGKILL ), $this->processes );
		array_map( 'unlink', (array) glob( "$this->folder/{,.}[!.]*", GLOB_BRACE ) );
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

	private function wait_until( callable $condition, string $for_what ): void {
		$ends = time() + self::PATIENCE_SECONDS;
		while ( ! $condition() ) {
			self::assertLessThan( $ends, time(), "Waited too long for $for_what. " . @file_get_contents( "$this->folder/out" ) );
			usleep( 10000 );
		}
	}

	private function start_relay(): string {
		$socket  = stream_socket_server( 'tcp://127.0.0.1:0' );
		$address = (string) stream_socket_get_name( $socket, false );
		fclose( $socket );
		$this->start( array( PHP_BINARY, '-S', $address, dirname( __DIR__ ) . '/processes/relay.php' ), array( 'RELAY_FOLDER' => $this->folder ) );
		$this->wait_until( static fn(): bool => 'ready' === @file_get_contents( "http://$address/" ), 'the relay' );
		return "http://$address";
	}

	public function test_what_arrives_at_a_relay_is_public_and_has_the_key_where_that_relay_looks_for_it(): void {
		$this->let_http_out();
		$url = $this->start_relay();
		$this->service( Api_Key::class )->set( self::KEY );
		foreach ( Profiles::RELAYS as $profile ) {
			update_option( 'realtime_events', array( 'server_url' => $url, 'profile' => $profile ) );
			realtime_events_publish( 'secret.thing', array( 'text' => 'Not for everyone' ), array( 'channel' => 'editors' ) );
			realtime_events_publish( 'open.thing', array( 'text' => 'Ünï' ), array( 'channel' => 'public' ) );
			$this->service( Outbox::class )->release_own();
			self::assertSame( 1, $this->service( Dispatcher::class )->flush()->sent );
		}
		$arrived = (string) file_get_contents( "$this->folder/requests" );
		self::assertStringNotContainsString( 'secret', $arrived );
		self::assertStringNotContainsString( 'Not for everyone', $arrived );
		$requests = array_map( static fn( string $line ): array => json_decode( $line, true ), file( "$this->folder/requests", FILE_IGNORE_NEW_LINES ) );
		self::assertSame( array( '/event', '/event-from-wp', '/dispatch', '/api/send-event' ), array_column( $requests, 0 ) );
		self::assertSame( array( 'Bearer ' . self::KEY, 'Bearer ' . self::KEY, 'Bearer ' . self::KEY, '' ), array_column( $requests, 1 ) );
		self::assertSame( array( false, false, false, true ), array_map( static fn( array $request ): bool => str_contains( $request[3], self::KEY ), $requests ) );
		self::assertSame( array( 'application/json' ), array_values( array_unique( array_column( $requests, 2 ) ) ) );
		foreach ( $requests as $request ) {
			self::assertStringContainsString( '"text":"Ünï"', $request[3] );
		}
	}

	public function test_several_requests_append_to_the_event_file_at_once_and_no_line_is_lost_or_torn(): void {
		$writers = array();
		foreach ( range( 1, self::WRITERS ) as $writer ) {
			$writers[] = $this->start( array( PHP_BINARY, dirname( __DIR__ ) . '/processes/append.php', $this->folder, (string) $writer, (string) self::LINES ) );
		}
		foreach ( $writers as $process ) {
			$this->wait_until( static fn(): bool => ! proc_get_status( $process )['running'], 'a writer' );
		}
		$lines = file( "$this->folder/events.ndjson", FILE_IGNORE_NEW_LINES );
		$ids   = array_map( static fn( string $line ): string => (string) json_decode( $line, true )['id'], $lines );
		self::assertCount( self::WRITERS * self::LINES, array_unique( $ids ), (string) @file_get_contents( "$this->folder/out" ) );
		self::assertCount( self::WRITERS * self::LINES, $ids );
		self::assertContains( json_decode( (string) file_get_contents( "$this->folder/latest_event.json" ), true )['id'], $ids );
	}
}
