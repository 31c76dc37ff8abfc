<?php
/**
 * Tests of the way to a server below HTTP.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Diagnostics;

use Realtime_Events\Diagnostics\Fixes;
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

	public function test_a_port_that_never_answers_leads_to_the_firewall_and_one_that_refuses_does_not(): void {
		fclose( $this->listener );
		$refused = ( new Network_Path() )->steps( "http://127.0.0.1:$this->port" )[0];
		self::assertArrayNotHasKey( 'snippets', $refused );

		// Whose queue is full hears no further knock, as behind a firewall that drops it.
		$this->listener = stream_socket_server( 'tcp://127.0.0.1:0', $code, $reason, STREAM_SERVER_BIND | STREAM_SERVER_LISTEN, stream_context_create( array( 'socket' => array( 'backlog' => 1 ) ) ) );
		$address        = (string) stream_socket_get_name( $this->listener, false );
		$port           = (int) substr( (string) strrchr( $address, ':' ), 1 );
		$waiting        = array();
		for ( $knock = 0; $knock < 8; $knock++ ) {
			$waiting[] = stream_socket_client( "tcp://$address", $code, $reason, 1, STREAM_CLIENT_CONNECT | STREAM_CLIENT_ASYNC_CONNECT );
		}
		$silent = ( new Network_Path() )->steps( "http://$address" )[0];
		array_map( 'fclose', array_filter( $waiting ) );

		self::assertSame( array( 'tcp', false ), array( $silent['id'], $silent['ok'] ) );
		self::assertStringContainsString( "knocks at port $port and gets no answer", $silent['message'] );
		self::assertSame( Fixes::firewall( $port ), $silent['snippets'] );
	}
}
