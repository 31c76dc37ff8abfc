<?php
/**
 * Tests of what is sent of the event file.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Delivery\Servers;

use Realtime_Events\Access\Api_Key;
use Realtime_Events\Delivery\Servers\Event_File;
use Realtime_Events\Delivery\Servers\Event_Folder;
use Realtime_Events\Delivery\Servers\File_Forwarder;
use Realtime_Events\Delivery\Work_Schedule;
use Realtime_Events\Tests\Test_Case;

final class File_Forwarder_Test extends Test_Case {

	private string $uploads;

	protected function setUp(): void {
		parent::setUp();
		$this->uploads = get_temp_dir() . 'realtime-events-' . bin2hex( random_bytes( 8 ) );
		mkdir( $this->uploads );
		add_filter( 'upload_dir', fn( array $uploads ): array => array( 'basedir' => $this->uploads ) + $uploads );
		update_option( 'realtime_events', array( 'profile' => 'file', 'server_url' => 'https://hub.example.com' ) );
		$this->service( Api_Key::class )->generate();
		( new Event_Folder() )->prepare();
		$this->hub_answers();
	}

	protected function tearDown(): void {
		( new \WP_Filesystem_Direct( null ) )->delete( $this->uploads, true );
		parent::tearDown();
	}

	private function hub_answers(): void {
		$this->answer_http_with( $this->http_answer( 202, array( 'results' => array() ) ) );
	}

	private function path( string $name = Event_File::NAME ): string {
		return ( new Event_Folder() )->path() . "/$name";
	}

	private function happens( int ...$numbers ): void {
		$lines = array_map( static fn( int $number ): string => wp_json_encode( array( 'id' => "event-$number" ) ), $numbers );
		self::assertTrue( ( new Event_File() )->append( ( new Event_Folder() )->path(), $lines ) );
	}

	private function forward(): int {
		return $this->service( File_Forwarder::class )->forward();
	}

	/**
	 * @return list<string> Ids, in the order in which they left.
	 */
	private function told(): array {
		return array_merge( ...array_map( static fn( array $request ): array => array_column( json_decode( $request['body'], true ), 'id' ), $this->sent ) );
	}

	public function test_what_is_in_the_file_is_sent_signed_and_once(): void {
		$this->happens( 1, 2 );
		self::assertSame( 2, $this->forward() );
		self::assertSame( 0, $this->forward() );
		$this->happens( 3 );
		self::assertSame( 1, $this->forward() );
		self::assertSame( array( 'event-1', 'event-2', 'event-3' ), $this->told() );
		self::assertSame( 'https://hub.example.com/api/v1/events', $this->sent[0]['url'] );
		self::assertStringStartsWith( 'v1,', $this->sent[0]['headers']['webhook-signature'] );
	}

	public function test_a_scheduled_run_does_it_and_no_other_request(): void {
		$this->happens( 1 );
		do_action( Work_Schedule::SWEEP );
		self::assertSame( array( 'event-1' ), $this->told() );
	}

	public function test_a_batch_is_no_larger_than_the_hub_takes(): void {
		$this->happens( ...range( 1, 250 ) );
		self::assertSame( 250, $this->forward() );
		self::assertCount( 3, $this->sent );
	}

	public function test_what_a_hub_on_this_machine_has_read_is_not_sent(): void {
		$this->happens( 1 );
		file_put_contents( $this->path( File_Forwarder::HUB_POSITION_NAME ), wp_json_encode( array( 'inode' => fileinode( $this->path() ), 'offset' => filesize( $this->path() ) ) ) );
		$this->happens( 2 );
		self::assertSame( 1, $this->forward() );
		self::assertSame( array( 'event-2' ), $this->told() );
	}

	public function test_it_goes_on_over_a_rotation(): void {
		$this->happens( 1 );
		$this->forward();
		$this->happens( 2 );
		rename( $this->path(), $this->path( Event_File::FORMER_NAME ) );
		$this->happens( 3 );
		self::assertSame( 2, $this->forward() );
		self::assertSame( 0, $this->forward() );
		self::assertSame( array( 'event-1', 'event-2', 'event-3' ), $this->told() );
	}

	public function test_a_file_that_was_cut_off_is_read_from_its_beginning(): void {
		$this->happens( 1, 2 );
		$this->forward();
		ftruncate( fopen( $this->path(), 'r+b' ), 0 );
		$this->happens( 3 );
		self::assertSame( 1, $this->forward() );
		self::assertSame( 'event-3', $this->told()[2] );
	}

	public function test_what_the_hub_does_not_take_is_sent_again_and_what_it_never_takes_holds_up_nothing(): void {
		$this->happens( 1 );
		$this->answer_http_with( 503 );
		self::assertSame( 0, $this->forward() );
		$this->answer_http_with( 400 );
		self::assertSame( 1, $this->forward() );
		$this->hub_answers();
		$this->happens( 2 );
		self::assertSame( 1, $this->forward() );
		self::assertSame( array( 'event-1', 'event-1', 'event-2' ), $this->told() );
	}

	public function test_half_a_line_waits_for_its_other_half(): void {
		$this->happens( 1 );
		file_put_contents( $this->path(), '{"id":"event', FILE_APPEND );
		self::assertSame( 1, $this->forward() );
		file_put_contents( $this->path(), "-2\"}\n", FILE_APPEND );
		self::assertSame( 1, $this->forward() );
		self::assertSame( array( 'event-1', 'event-2' ), $this->told() );
	}

	public function test_without_a_hub_elsewhere_nothing_is_sent(): void {
		$this->happens( 1 );
		update_option( 'realtime_events', array( 'profile' => 'file', 'server_url' => '' ) );
		self::assertSame( 0, $this->forward() );
		update_option( 'realtime_events', array( 'profile' => 'hub', 'server_url' => 'https://hub.example.com' ) );
		self::assertSame( 0, $this->forward() );
		self::assertSame( array(), $this->sent );
	}
}
