<?php
/**
 * Tests of the way to a server below HTTP.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Diagnostics;

use Realtime_Events\Diagnostics\Network_Path;
use Realtime_Events\Tests\Test_Case;

final class Network_Path_Test extends Test_Case {

	/**
	 * @var resource
	 */
	private $listener;

	private int $port;

	protected function setUp(): void {
		parent::setUp();
		$this->listener = stream_socket_server( 'tcp://127.0.0.1:0' );
		$this->port     = (int) substr( (string) strrchr( (string) stream_socket_get_name( $this->listener, false ), ':' ), 1 );
	}

	protected function tearDown(): void {
		if ( is_resource( $this->listener ) ) {
			fclose( $this->listener );
		}
		parent::tearDown();
	}

	/**
	 * Whether each step works, by its id.
	 *
	 * @return array<string, bool>
	 */
	private function outcome( string $url ): array {
		return array_column( ( new Network_Path() )->steps( $url ), 'ok', 'id' );
	}

	public function test_an_open_port_is_told_from_one_where_nothing_listens(): void {
		self::assertSame( array( 'tcp' => true ), $this->outcome( "http://127.0.0.1:$this->port" ) );
		fclose( $this->listener );
		self::assertSame( array( 'tcp' => false ), $this->outcome( "http://127.0.0.1:$this->port" ) );
	}

	public function test_a_name_is_looked_up_before_its_port_is_tried(): void {
		self::assertSame( array( 'dns' => true, 'tcp' => true ), $this->outcome( "http://localhost:$this->port" ) );
	}

	public function test_a_failure_is_a_plain_sentence_with_the_systems_words_beside_it(): void {
		fclose( $this->listener );
		$step = ( new Network_Path() )->steps( "http://127.0.0.1:$this->port" )[0];
		self::assertStringContainsString( "nothing listens at port $this->port", $step['message'] );
		self::assertStringContainsString( 'refused', strtolower( $step['details'] ) );
		self::assertNotSame( '', $step['fix'] );
	}
}
