<?php
/**
 * Tests of the event file.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Delivery\Servers;

use Realtime_Events\Access\Api_Key;
use Realtime_Events\Delivery\Delivery_Result;
use Realtime_Events\Delivery\Servers\Event_File;
use Realtime_Events\Delivery\Servers\Event_Folder;
use Realtime_Events\Delivery\Servers\File_Server;
use Realtime_Events\Delivery\Servers\Servers;
use Realtime_Events\Events\Event;
use Realtime_Events\Events\Json;
use Realtime_Events\Tests\Test_Case;

final class File_Server_Test extends Test_Case {

	private string $uploads;

	protected function setUp(): void {
		parent::setUp();
		require_once ABSPATH . 'wp-admin/includes/class-wp-filesystem-base.php';
		require_once ABSPATH . 'wp-admin/includes/class-wp-filesystem-direct.php';
		$this->uploads = get_temp_dir() . 'realtime-events-' . bin2hex( random_bytes( 8 ) );
		mkdir( $this->uploads );
		$this->put_uploads_at( $this->uploads );
		update_option( 'realtime_events', array( 'profile' => 'file' ) );
	}

	protected function tearDown(): void {
		( new \WP_Filesystem_Direct( null ) )->delete( $this->uploads, true );
		parent::tearDown();
	}

	private function put_uploads_at( string $folder ): void {
		add_filter( 'upload_dir', static fn( array $uploads ): array => array( 'basedir' => $folder ) + $uploads );
	}

	private function folder(): string {
		return ( new Event_Folder() )->path();
	}

	private function event( int $number ): Event {
		return new Event( sprintf( '0190b8a0-0000-7000-8000-%012d', $number ), 'a.b', array( 'text' => "Ü\n$number" ), 'editors', 1_700_000_000_123, sequence: $number );
	}

	private function line( int $number ): string {
		return Json::encode( $this->event( $number )->to_cloudevent() ) . "\n";
	}

	private function send( int ...$numbers ): Delivery_Result {
		$server = $this->service( Servers::class )->current();
		self::assertInstanceOf( File_Server::class, $server );
		return $server->send( array_map( array( $this, 'event' ), $numbers ) );
	}

	private function content( string $name ): string {
		return (string) file_get_contents( "{$this->folder()}/$name" );
	}

	public function test_events_are_appended_one_a_line_and_the_last_is_by_itself(): void {
		$result = $this->send( 1, 2 );
		self::assertSame( array( true, true ), array_column( $result->verdicts, 'delivered' ) );
		self::assertSame( array( $this->event( 1 )->id, $this->event( 2 )->id ), array_keys( $result->verdicts ) );
		$this->send( 3 );
		self::assertSame( $this->line( 1 ) . $this->line( 2 ) . $this->line( 3 ), $this->content( Event_File::NAME ) );
		self::assertSame( rtrim( $this->line( 3 ), "\n" ), $this->content( Event_File::LATEST_NAME ) );
	}

	public function test_nobody_can_guess_the_folder_and_no_web_server_shows_it(): void {
		$this->send( 1 );
		self::assertMatchesRegularExpression( '~^' . preg_quote( $this->uploads, '~' ) . '/realtime-events-[0-9a-f]{32}$~D', $this->folder() );
		self::assertSame( $this->folder(), $this->folder() );
		self::assertStringContainsString( 'Require all denied', $this->content( '.htaccess' ) );
		self::assertFileExists( "{$this->folder()}/index.php" );
		$modes = array_map( fn( string $name ): int => fileperms( "{$this->folder()}/$name" ) & 0777, array( '.', Event_File::NAME, Event_File::LATEST_NAME ) );
		self::assertSame( array( 0750, 0640, 0640 ), $modes );
		self::assertSame( array( '.', '..', '.htaccess', 'events.lock', Event_File::NAME, 'index.php', Event_File::LATEST_NAME ), scandir( $this->folder() ), 'Nothing is left over.' );
	}

	public function test_who_reads_the_last_event_never_sees_it_half(): void {
		$this->send( 1 );
		$open = fopen( "{$this->folder()}/" . Event_File::LATEST_NAME, 'r' );
		$this->send( 2 );
		self::assertSame( rtrim( $this->line( 1 ), "\n" ), stream_get_contents( $open ), 'It was replaced, and not written over.' );
		fclose( $open );
	}

	public function test_a_file_that_would_become_too_large_is_set_aside_whole(): void {
		$this->send( 1 );
		$file = new Event_File( strlen( $this->line( 1 ) . $this->line( 2 ) ) );
		foreach ( array( 2, 3, 4, 5 ) as $number ) {
			$size = filesize( "{$this->folder()}/" . Event_File::NAME );
			self::assertTrue( $file->append( $this->folder(), array( rtrim( $this->line( $number ), "\n" ) ) ), "After $size bytes." );
		}
		self::assertSame( $this->line( 3 ) . $this->line( 4 ), $this->content( Event_File::FORMER_NAME ) );
		self::assertSame( $this->line( 5 ), $this->content( Event_File::NAME ) );
		self::assertSame( 0640, fileperms( "{$this->folder()}/" . Event_File::NAME ) & 0777 );
	}

	public function test_one_batch_that_is_larger_than_a_file_is_written_all_the_same(): void {
		$this->send( 1 );
		self::assertTrue( ( new Event_File( 10 ) )->append( $this->folder(), array( '{"long":"enough"}' ) ) );
		self::assertSame( "{\"long\":\"enough\"}\n", $this->content( Event_File::NAME ) );
	}

	public function test_who_reads_on_over_a_rotation_misses_nothing(): void {
		$this->send( 1 );
		$open = fopen( "{$this->folder()}/" . Event_File::NAME, 'r' );
		( new Event_File( 1 ) )->append( $this->folder(), array( '{}' ) );
		self::assertSame( $this->line( 1 ), stream_get_contents( $open ) );
		self::assertSame( "{}\n", $this->content( Event_File::NAME ) );
		fclose( $open );
	}

	public function test_a_folder_that_cannot_be_made_is_a_failure_that_is_tried_again(): void {
		file_put_contents( "$this->uploads/file", '' );
		$this->put_uploads_at( "$this->uploads/file/uploads" );
		$result = $this->send( 1 );
		self::assertSame( array( 'folder_not_writable', false ), array( $result->code, $result->is_permanent ) );
		self::assertStringContainsString( "$this->uploads/file/uploads", $result->message );
		$probe = $this->service( Servers::class )->current()->probe();
		self::assertSame( array( false, $result->message ), array( $probe->is_ok(), $probe->steps[0]['message'] ) );
		self::assertNotSame( '', $probe->steps[0]['fix'] );
	}

	/**
	 * @return array<string, array{ string }>
	 */
	public function files(): array {
		return array(
			'the lock'       => array( 'events.lock' ),
			'the last event' => array( Event_File::LATEST_NAME ),
			'the lines'      => array( Event_File::NAME ),
		);
	}

	/**
	 * @dataProvider files
	 *
	 * @param string $name Of what cannot be written.
	 */
	public function test_a_file_that_cannot_be_written_is_a_failure_that_leaves_nothing_over( string $name ): void {
		( new Event_Folder() )->prepare();
		mkdir( "{$this->folder()}/$name" );
		$result = $this->send( 1 );
		self::assertSame( array( 'file_not_writable', false, array() ), array( $result->code, $result->is_permanent, $result->verdicts ) );
		self::assertSame( array(), glob( "{$this->folder()}/.latest*" ) );
		rmdir( "{$this->folder()}/$name" );
		self::assertFalse( $this->send( 1 )->has_failed() );
		self::assertSame( $this->line( 1 ), $this->content( Event_File::NAME ), 'No line is there twice.' );
	}

	public function test_who_writes_longer_than_one_may_wait_is_not_waited_for(): void {
		$this->send( 1 );
		$lock = fopen( "{$this->folder()}/events.lock", 'c' );
		flock( $lock, LOCK_EX );
		self::assertSame( 'file_busy', $this->send( 2 )->code );
		fclose( $lock );
		self::assertFalse( $this->send( 2 )->has_failed() );
		self::assertSame( $this->line( 1 ) . $this->line( 2 ), $this->content( Event_File::NAME ) );
	}

	public function test_where_files_are_written_with_credentials_it_is_refused_with_the_reason(): void {
		add_filter( 'filesystem_method', static fn(): string => 'ftpext' );
		$probe = $this->service( Servers::class )->current()->probe();
		self::assertFalse( $probe->is_ok() );
		self::assertStringContainsString( 'FTP', $probe->steps[0]['message'] );
		self::assertSame( 'filesystem_credentials', $this->send( 1 )->code );
		self::assertSame( array( '.', '..' ), scandir( $this->uploads ) );
	}

	public function test_the_probe_says_what_the_hub_is_to_follow(): void {
		$probe = $this->service( Servers::class )->current()->probe();
		self::assertTrue( $probe->is_ok() );
		self::assertStringContainsString( "--watch {$this->folder()}/events.ndjson", $probe->steps[0]['message'] );
	}

	public function test_it_goes_when_the_data_go(): void {
		$this->send( 1 );
		$folder = $this->folder();
		( new Event_Folder() )->remove();
		self::assertDirectoryDoesNotExist( $folder );
		self::assertDirectoryExists( $this->uploads );
		self::assertFalse( get_option( Event_Folder::OPTION ) );
	}

	public function test_browsers_listen_to_the_hub_that_follows_the_file_where_the_admin_said_where_it_is(): void {
		self::assertSame( array(), $this->service( Servers::class )->current()->for_browser( 1 ), 'Nobody knows where it is.' );
		update_option( 'realtime_events', array( 'profile' => 'file', 'server_url' => 'https://hub.example.com' ) );
		self::assertSame( array(), $this->service( Servers::class )->current()->for_browser( 1 ), 'There is nothing to sign tokens with.' );
		$this->service( Api_Key::class )->generate();
		self::assertSame(
			array( 'url' => 'https://hub.example.com', 'path' => '/socket.io/', 'transport' => 'hub', 'reach' => 'all', 'needs_token' => true ),
			$this->service( Servers::class )->current()->for_browser( 1 )
		);
	}
}
