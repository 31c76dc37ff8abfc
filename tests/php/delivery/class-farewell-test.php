<?php
/**
 * Tests of telling a hub that the site has left it.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Delivery;

use Realtime_Events\Access\Api_Key;
use Realtime_Events\Access\Signature;
use Realtime_Events\Delivery\Farewell;
use Realtime_Events\Tests\Test_Case;

final class Farewell_Test extends Test_Case {

	private const KEY = 'key-of-sixteen-bytes-or-more';

	protected function setUp(): void {
		parent::setUp();
		$this->service( Api_Key::class )->set( self::KEY );
		update_option(
			'realtime_events',
			array(
				'server_url' => 'https://hub.example',
				'profile'    => 'hub',
				'site_id'    => 'example.org',
			)
		);
		$this->answer_http_with( 202 );
		$this->service( Farewell::class )->after_response();
		$this->sent = array();
	}

	/**
	 * @param array<string, mixed> $changes What an admin chooses instead.
	 */
	private function choose( array $changes ): void {
		update_option( 'realtime_events', $changes + get_option( 'realtime_events' ) );
	}

	/**
	 * @return list<array{ string, string, string }> Address, name of the site and body of what hubs were told, if the former key has signed it.
	 */
	private function told(): array {
		$this->service( Farewell::class )->after_response();
		$control = array_filter( $this->sent, static fn( array $request ): bool => str_ends_with( $request['url'], '/api/v1/control' ) );
		return array_values(
			array_map(
				function ( array $request ): array {
					self::assertTrue( $this->service( Signature::class )->verify( $request['headers'], $request['body'], array( Api_Key::publish_key( self::KEY ) ), time() ) );
					$said = json_decode( $request['body'], true );
					self::assertEqualsWithDelta( 1000 * microtime( true ), $said['at'], 5000 );
					return array( $request['url'], $request['headers']['Realtime-Events-Site'], "{$said['type']} {$said['user']}" );
				},
				$control
			)
		);
	}

	/**
	 * @return array<string, array{ \Closure( self ): mixed }>
	 */
	public function departures(): array {
		return array(
			'another address'       => array( static fn( self $test ) => $test->choose( array( 'server_url' => 'https://other.example' ) ) ),
			'no address'            => array( static fn( self $test ) => $test->choose( array( 'server_url' => '' ) ) ),
			'another kind'          => array( static fn( self $test ) => $test->choose( array( 'profile' => 'http' ) ) ),
			'another name'          => array( static fn( self $test ) => $test->choose( array( 'site_id' => 'example.com' ) ) ),
			'no settings'           => array( static fn() => delete_option( 'realtime_events' ) ),
			'no key'                => array( static fn( self $test ) => $test->service( Api_Key::class )->delete() ),
			'another key'           => array( static fn( self $test ) => $test->service( Api_Key::class )->set( 'another-key-of-sixteen-bytes' ) ),
			'a new key at once'     => array( static fn( self $test ) => $test->service( Api_Key::class )->generate() ),
			'first this, then that' => array(
				static function ( self $test ): void {
					$test->choose( array( 'server_url' => 'https://other.example' ) );
					$test->service( Api_Key::class )->delete();
					$test->choose( array( 'site_id' => 'example.com' ) );
				},
			),
		);
	}

	/**
	 * @dataProvider departures
	 *
	 * @param \Closure( self ): mixed $leave What an admin does.
	 */
	public function test_the_hub_that_is_left_is_told_by_what_it_knows( \Closure $leave ): void {
		$leave( $this );
		self::assertSame( array( array( 'https://hub.example/api/v1/control', 'example.org', 'revoke *' ) ), $this->told() );
		self::assertCount( 1, $this->told(), 'Told once.' );
		$this->act_as( 'editor' );
		self::assertEqualsWithDelta( 1000 * microtime( true ), $this->rest( 'POST', '/realtime-events/v1/token' )->get_data()['since'] ?? (int) get_option( Farewell::OPTION ), 5000, 'And browsers learn that it was left.' );
	}

	/**
	 * @return array<string, array{ \Closure( self ): mixed }>
	 */
	public function changes(): array {
		return array(
			'nothing'             => array( static fn( self $test ) => $test->choose( array() ) ),
			'another setting'     => array( static fn( self $test ) => $test->choose( array( 'retention_days' => 7 ) ) ),
			'a key with overlap'  => array( static fn( self $test ) => $test->service( Api_Key::class )->rotate( HOUR_IN_SECONDS ) ),
			'there and back'      => array(
				static function ( self $test ): void {
					$test->choose( array( 'server_url' => 'https://other.example' ) );
					$test->choose( array( 'server_url' => 'https://hub.example' ) );
				},
			),
			'an option of others' => array( static fn() => delete_option( 'some_option' ) ),
		);
	}

	/**
	 * @dataProvider changes
	 *
	 * @param \Closure( self ): mixed $change What an admin does.
	 */
	public function test_a_hub_that_is_kept_is_told_nothing( \Closure $change ): void {
		$change( $this );
		self::assertSame( array(), $this->told() );
		self::assertFalse( get_option( Farewell::OPTION ) );
	}

	public function test_a_hub_that_was_none_is_told_nothing(): void {
		$this->choose( array( 'profile' => 'http' ) );
		$this->told();
		$this->sent = array();
		$this->choose( array( 'profile' => 'hub' ) );
		self::assertSame( array(), $this->told() );
	}

	public function test_a_hub_that_does_not_answer_keeps_nobody(): void {
		$this->answer_http_with( 503 );
		$this->choose( array( 'server_url' => 'https://other.example' ) );
		self::assertCount( 1, $this->told() );
		self::assertCount( 1, $this->told(), 'Screens find out with their next token.' );
	}
}
