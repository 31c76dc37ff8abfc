<?php
/**
 * Tests of what the settings screen is told.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Admin;

use Realtime_Events\Access\Api_Key;
use Realtime_Events\Admin\Settings_Config;
use Realtime_Events\Delivery\Dispatcher;
use Realtime_Events\Tests\Test_Case;

/**
 * Not in a transaction, because the dispatcher sends nothing while one is open.
 */
final class Settings_Config_Test extends Test_Case {

	protected const ROLLS_BACK = false;

	private function last_used(): ?int {
		return $this->service( Settings_Config::class )->facts()['keyLastUsed'];
	}

	private function send( int $status ): void {
		$this->answer_http_with(
			fn( array $request ): array => $this->http_answer(
				$status,
				array( 'results' => array_map( static fn( array $event ): array => array( 'id' => $event['id'], 'status' => 'accepted' ), (array) json_decode( $request['body'], true ) ) )
			)
		);
		realtime_events_publish( 'a.b' );
		$this->service( Dispatcher::class )->after_response();
	}

	public function test_the_key_was_last_used_when_the_server_last_took_something_that_it_signed(): void {
		$this->act_as( 'administrator' );
		update_option( 'realtime_events', array( 'server_url' => 'http://hub.example' ) );
		self::assertNull( $this->last_used(), 'There is none.' );
		$this->service( Api_Key::class )->generate();
		self::assertNull( $this->last_used(), 'It was never used.' );

		$this->send( 401 );
		self::assertNull( $this->last_used(), 'It was of no use.' );
		$before = (int) floor( microtime( true ) * 1000 );
		$this->send( 202 );
		$used = $this->last_used();
		self::assertGreaterThanOrEqual( $before, $used );
		self::assertLessThanOrEqual( (int) ceil( microtime( true ) * 1000 ), $used );
		$this->send( 503 );
		self::assertSame( $used, $this->last_used() );

		$this->service( Api_Key::class )->delete();
		self::assertNull( $this->last_used(), 'There is none any more.' );
	}
}
