<?php
/**
 * Tests of the server that is none.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Delivery\Servers;

use Realtime_Events\Delivery\Dispatcher;
use Realtime_Events\Delivery\Outbox;
use Realtime_Events\Delivery\Servers\Null_Server;
use Realtime_Events\Delivery\Servers\Server;
use Realtime_Events\Delivery\Servers\Servers;
use Realtime_Events\Events\Event;
use Realtime_Events\Events\Event_Store;
use Realtime_Events\Publishing\Publisher;
use Realtime_Events\Tests\Test_Case;

final class Null_Server_Test extends Test_Case {

	private function event(): Event {
		return new Event( '0190b8a0-0000-7000-8000-000000000001', 'post.published', array(), 'public', 1_700_000_000_123, sequence: 7 );
	}

	/**
	 * @return array<string, array{array<string, mixed>}>
	 */
	public static function settings(): array {
		return array(
			'nothing'                   => array( array() ),
			'an address without a key'  => array( array( 'server_url' => 'https://hub.example' ) ),
			'a profile without address' => array( array( 'profile' => 'ws-event' ) ),
			'a profile that is none'    => array( array( 'profile' => 'carrier-pigeon' ) ),
		);
	}

	/**
	 * @dataProvider settings
	 *
	 * @param array<string, mixed> $settings What an admin has entered so far.
	 */
	public function test_it_is_the_server_of_a_site_that_has_none( array $settings ): void {
		update_option( 'realtime_events', $settings );
		$server = $this->service( Servers::class )->current();

		self::assertInstanceOf( Server::class, $server );
		self::assertInstanceOf( Null_Server::class, $server );
	}

	public function test_it_sends_nothing_and_says_so(): void {
		$result = ( new Null_Server() )->send( array( $this->event() ) );

		self::assertSame( array(), $this->sent );
		self::assertTrue( $result->has_failed() );
		self::assertSame( array(), $result->verdicts );
		self::assertSame( 'not_configured', $result->code );
		// What may be mended by an address is not given up.
		self::assertFalse( $result->is_permanent );
	}

	public function test_it_claims_nothing(): void {
		$server = new Null_Server();

		self::assertFalse( $server->is_configured() );
		self::assertFalse( $server->accepts( $this->event() ) );
		self::assertSame( array(), $server->for_browser( 0 ) );
		self::assertSame( array(), $server->for_browser( $this->create_user( 'administrator' )->ID ) );
		self::assertMatchesRegularExpression( '/^[a-z0-9-]{1,32}$/', $server->id() );
		self::assertFalse( $server->probe()->is_ok() );
		self::assertSame( array(), $this->sent );
	}

	public function test_what_happens_is_in_the_ledger_and_waits_for_nobody(): void {
		$event = $this->service( Publisher::class )->publish( 'custom.thing', array( 'n' => 1 ) );
		self::assertInstanceOf( Event::class, $event );
		$this->service( Dispatcher::class )->flush();

		self::assertNotNull( $this->service( Event_Store::class )->find( $event->id ) );
		self::assertSame( 0, array_sum( $this->service( Outbox::class )->counts() ) );
		self::assertSame( array(), $this->sent );
	}
}
