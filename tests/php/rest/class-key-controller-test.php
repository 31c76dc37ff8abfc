<?php
/**
 * Tests of /settings/key.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Rest;

use Realtime_Events\Access\Api_Key;
use Realtime_Events\Tests\Test_Case;

/**
 * The key can be written and not be read, by administrators alone.
 */
final class Key_Controller_Test extends Test_Case {

	private const ROUTE = '/realtime-events/v1/settings/key';

	public function test_a_key_is_shown_to_who_makes_it_and_never_again(): void {
		$this->act_as( 'administrator' );
		$made = $this->rest( 'POST', self::ROUTE, array( 'action' => 'generate' ) );
		$key  = $made->get_data()['key'];
		self::assertSame( 'no-store, private', $made->get_headers()['Cache-Control'] );
		self::assertSame( array( $key ), $this->service( Api_Key::class )->active() );
		$read = $this->rest( 'GET', self::ROUTE )->get_data();
		self::assertSame( array( 'status' ), array_keys( $read ) );
		self::assertTrue( $read['status']['isSet'] );
		self::assertStringNotContainsString( $key, (string) wp_json_encode( $read ) );
	}

	public function test_a_key_made_elsewhere_is_taken_and_not_repeated(): void {
		$this->act_as( 'administrator' );
		$response = $this->rest(
			'POST',
			self::ROUTE,
			array(
				'action' => 'set',
				'key'    => 'a-key-made-elsewhere',
			)
		);
		self::assertSame( array( 'status' ), array_keys( $response->get_data() ) );
		self::assertSame( array( 'a-key-made-elsewhere' ), $this->service( Api_Key::class )->active() );
	}

	public function test_rotating_tells_until_when_the_former_key_is_good(): void {
		$this->act_as( 'administrator' );
		$this->rest( 'POST', self::ROUTE, array( 'action' => 'generate' ) );
		$rotated = $this->rest(
			'POST',
			self::ROUTE,
			array(
				'action'  => 'rotate',
				'overlap' => 3600,
			)
		)->get_data();
		self::assertEqualsWithDelta( time() + 3600, $rotated['status']['previousUntil'], 30 );
		self::assertCount( 2, $this->service( Api_Key::class )->active() );
	}

	public function test_the_key_can_be_taken_away(): void {
		$this->act_as( 'administrator' );
		$this->rest( 'POST', self::ROUTE, array( 'action' => 'generate' ) );
		self::assertFalse( $this->rest( 'DELETE', self::ROUTE )->get_data()['status']['isSet'] );
		self::assertFalse( $this->service( Api_Key::class )->is_set() );
	}

	public function test_a_key_in_an_address_is_refused(): void {
		$this->act_as( 'administrator' );
		$response = $this->rest( 'POST', self::ROUTE . '?action=set&key=a-key-in-an-address' );
		self::assertSame( 400, $response->get_status() );
		self::assertSame( 'realtime_events_key_in_url', $response->get_data()['code'] );
		self::assertFalse( $this->service( Api_Key::class )->is_set() );
	}

	/**
	 * @testWith [{}]
	 *           [{"action": "read"}]
	 *           [{"action": ["set"]}]
	 *           [{"action": "set"}]
	 *           [{"action": "set", "key": "short"}]
	 *           [{"action": "set", "key": {"a": "a-key-inside-of-something"}}]
	 *           [{"action": "rotate", "overlap": -1}]
	 *           [{"action": "rotate", "overlap": 99999999}]
	 */
	public function test_bad_input_is_refused_and_changes_nothing( array $body ): void {
		$this->act_as( 'administrator' );
		$before   = $this->service( Api_Key::class )->generate();
		$response = $this->rest( 'POST', self::ROUTE, $body );
		self::assertSame( 400, $response->get_status() );
		self::assertSame( array( $before ), $this->service( Api_Key::class )->active() );
	}
}
