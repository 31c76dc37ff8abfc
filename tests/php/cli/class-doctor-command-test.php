<?php
/**
 * Tests of wp realtime-events doctor.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Cli;

use Realtime_Events\Access\Api_Key;
use Realtime_Events\Events\Event_Query;
use Realtime_Events\Events\Event_Store;
use Realtime_Events\Settings\Options;
use Realtime_Events\Tests\Support\Real_Hub;
use Realtime_Events\Tests\Test_Case;

require_once __DIR__ . '/trait-shell.php';
require_once dirname( __DIR__ ) . '/support/trait-real-hub.php';

/**
 * The doctor as a shell runs it, with the hub that ships with the plugin.
 */
final class Doctor_Command_Test extends Test_Case {

	use Shell;
	use Real_Hub;

	protected const ROLLS_BACK = false;

	private const KEY = 'key-of-sixteen-bytes-or-more';

	/**
	 * The hub, if one runs.
	 *
	 * @var resource|null
	 */
	private $hub = null;

	protected function setUp(): void {
		parent::setUp();
		$this->make_folder();
		$this->service( Api_Key::class )->set( self::KEY );
	}

	protected function tearDown(): void {
		if ( $this->hub ) {
			proc_terminate( $this->hub, SIGKILL );
			proc_close( $this->hub );
		}
		$this->remove_folder();
		parent::tearDown();
	}

	private function start_hub(): void {
		[ $url, $this->hub ] = $this->start_real_hub( $this->folder, $this->service( Options::class )->site_id(), self::KEY );
		update_option( 'realtime_events', array( 'server_url' => $url ) );
	}

	private function test_events(): int {
		return count( $this->service( Event_Store::class )->query( Event_Query::from_params( array( 'type' => 'realtime_events.test' ), null ) ) );
	}

	/**
	 * @dataProvider formats
	 */
	public function test_a_way_that_is_open_is_shown_step_by_step_in_every_form( string $format ): void {
		$this->start_hub();
		$rows  = $this->rows( $format, 'doctor', '--event' );
		$steps = 'json' === $format ? $rows['steps'] : $rows;
		self::assertGreaterThan( 4, count( $steps ) );
		$expected = 'table' === $format || 'csv' === $format ? array( 'yes' ) : array( true );
		self::assertSame( $expected, array_values( array_unique( array_column( $steps, 'ok' ) ) ) );
		if ( 'json' === $format ) {
			self::assertTrue( $rows['ok'] );
		}
		self::assertSame( 1, $this->test_events(), 'The test event is a real one.' );
	}

	public function test_without_being_told_to_it_sends_no_event(): void {
		$this->start_hub();
		self::assertSame( 0, $this->run_command( 'doctor' )['code'] );
		self::assertSame( 0, $this->test_events() );
	}

	/**
	 * @dataProvider formats
	 */
	public function test_the_step_that_fails_ends_it_with_one_and_says_why( string $format ): void {
		update_option( 'realtime_events', array( 'server_url' => 'http://127.0.0.1:9' ) );
		$said = $this->run_command( 'doctor', "--format={$format}" );
		self::assertSame( 1, $said['code'] );
		self::assertStringContainsString( 'nothing listens at port 9', $said['err'] );
		self::assertStringNotContainsString( self::KEY, $said['out'] . $said['err'] );
		// A program that reads the rows gets rows and nothing else; a person gets the remedy, too.
		if ( 'table' === $format ) {
			self::assertStringContainsString( 'hub.mjs --port 9', $said['out'] );
			return;
		}
		$last = match ( $format ) {
			'json'   => json_decode( $said['out'], true )['steps'],
			'ndjson' => array_map( static fn( string $line ): array => json_decode( $line, true ), explode( "\n", $said['out'] ) ),
			'csv'    => array_map( static fn( string $line ): array => array_combine( array( 'label', 'ok', 'ms', 'message' ), str_getcsv( $line ) ), explode( "\n", $said['out'] ) ),
		};
		$last = end( $last );
		self::assertContains( $last['ok'], array( false, 'no' ) );
		self::assertStringContainsString( 'nothing listens at port 9', $last['message'] );
	}

	public function test_a_site_without_a_server_is_told_so(): void {
		update_option( 'realtime_events', array() );
		$said = $this->run_command( 'doctor', '--format=json' );
		self::assertSame( array( 1, false, 'url' ), array( $said['code'], json_decode( $said['out'], true )['ok'], json_decode( $said['out'], true )['steps'][0]['id'] ) );
	}
}
