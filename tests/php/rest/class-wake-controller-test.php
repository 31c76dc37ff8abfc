<?php
/**
 * Tests of POST /wake.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Rest;

use Realtime_Events\Access\Api_Key;
use Realtime_Events\Access\Signature;
use Realtime_Events\Delivery\Outbox;
use Realtime_Events\Rest\Hub_Request;
use Realtime_Events\Tests\Test_Case;

/**
 * The hub, and only the hub, can have the outbox emptied.
 */
final class Wake_Controller_Test extends Test_Case {

	private const ROUTE = '/realtime-events/v1/wake';
	private const BODY  = '{"site":"example.org","reason":"hub_started"}';

	private string $key;

	protected function setUp(): void {
		parent::setUp();
		update_option( 'realtime_events', array( 'server_url' => 'http://hub.example.com' ) );
		$this->key = $this->service( Api_Key::class )->generate();
	}

	/**
	 * @return array<string, string>
	 */
	private function signed( ?string $derived = null, string $body = self::BODY, string $id = 'msg_1', int $age = 0 ): array {
		return ( new Signature() )->headers( array( $derived ?? Api_Key::hub_key( $this->key ) ), $id, time() - $age, $body ) + array( 'realtime-events-site' => 'example.org' );
	}

	private function wake( array $headers, string $body = self::BODY ): \WP_REST_Response {
		return $this->rest( 'POST', self::ROUTE, $body, $headers );
	}

	public function test_the_hub_has_what_waits_sent_to_it(): void {
		$event = realtime_events_publish( 'test.happened', array(), array( 'channel' => 'admins' ) );
		// The request that published it has died.
		$this->service( Outbox::class )->release_own();
		$this->answer_http_with(
			fn( array $request ): array => $this->http_answer(
				202,
				array(
					'results' => array_map(
						static fn( array $sent ): array => array(
							'id'     => $sent['id'],
							'status' => 'accepted',
						),
						json_decode( $request['body'], true )
					),
				)
			)
		);
		$response = $this->wake( $this->signed() );
		self::assertSame( 200, $response->get_status(), (string) wp_json_encode( $response->get_data() ) );
		self::assertGreaterThanOrEqual( 1, $response->get_data()['sent'] );
		self::assertStringContainsString( $event->id, implode( array_column( $this->sent, 'body' ) ) );
		self::assertSame( 0, $this->service( Outbox::class )->counts()['pending'] );
	}

	public function test_the_former_key_is_good_while_keys_overlap(): void {
		$this->answer_http_with( 202 );
		$former = Api_Key::hub_key( $this->key );
		$this->service( Api_Key::class )->rotate( 60 );
		self::assertSame( 200, $this->wake( $this->signed( $former ) )->get_status() );
		self::assertSame( $this->key, $this->service( Api_Key::class )->signing_key(), 'The hub knows the former key alone.' );
	}

	public function test_a_hub_that_knows_the_new_key_gets_tokens_that_are_signed_with_it(): void {
		$this->answer_http_with( 202 );
		$new = $this->service( Api_Key::class )->rotate( 60 );
		self::assertSame( 200, $this->wake( $this->signed( Api_Key::hub_key( $new ) ) )->get_status() );
		self::assertSame( $new, $this->service( Api_Key::class )->signing_key() );
	}

	public function test_the_same_request_is_not_taken_twice(): void {
		$this->answer_http_with( 202 );
		self::assertSame( 200, $this->wake( $this->signed() )->get_status() );
		$again = $this->wake( $this->signed() );
		self::assertSame( 409, $again->get_status() );
		self::assertSame( 'realtime_events_request_repeated', $again->get_data()['code'] );
	}

	/**
	 * @dataProvider forgeries
	 *
	 * @param callable $forge  Makes headers and body.
	 * @param int      $status What is answered.
	 * @param string   $code   With which code.
	 */
	public function test_nobody_else_can( callable $forge, int $status, string $code ): void {
		[ $headers, $body ] = $forge->call( $this );
		$response           = $this->wake( $headers, $body );
		self::assertSame( array( $status, "realtime_events_$code" ), array( $response->get_status(), $response->get_data()['code'] ) );
		self::assertSame( array(), $this->sent );
	}

	/**
	 * @return array<string, array{ \Closure, int, string }>
	 */
	public static function forgeries(): array {
		// phpcs:disable Squiz.Scope.StaticThisUsage -- Called on the test.
		return array(
			'unsigned'             => array( fn() => array( array(), self::BODY ), 401, 'signature_missing' ),
			'with the publish key' => array( fn() => array( $this->signed( Api_Key::publish_key( $this->key ) ), self::BODY ), 401, 'signature_invalid' ),
			'with the key itself'  => array( fn() => array( $this->signed( $this->key ), self::BODY ), 401, 'signature_invalid' ),
			'with a foreign key'   => array( fn() => array( $this->signed( Api_Key::hub_key( 'rte_' . str_repeat( 'a', 40 ) ) ), self::BODY ), 401, 'signature_invalid' ),
			'with another id'      => array( fn() => array( array( Signature::HEADER_ID => 'msg_2' ) + $this->signed(), self::BODY ), 401, 'signature_invalid' ),
			'with another time'    => array( fn() => array( array( Signature::HEADER_TIMESTAMP => (string) ( time() + 60 ) ) + $this->signed(), self::BODY ), 401, 'signature_invalid' ),
			'with no time'         => array( fn() => array( array( Signature::HEADER_TIMESTAMP => 'now' ) + $this->signed(), self::BODY ), 401, 'signature_invalid' ),
			'with HTML and SQL'    => array( fn() => array( array( Signature::HEADER_SIGNATURE => "v1,<b>' OR 1=1 --" ) + $this->signed(), self::BODY ), 401, 'signature_invalid' ),
			'with another body'    => array( fn() => array( $this->signed(), '{}' ), 401, 'signature_invalid' ),
			'six minutes old'      => array( fn() => array( $this->signed( age: 360 ), self::BODY ), 401, 'signature_expired' ),
			'six minutes early'    => array( fn() => array( $this->signed( age: -360 ), self::BODY ), 401, 'signature_expired' ),
			'for another site'     => array( fn() => array( array( 'realtime-events-site' => 'other.example' ) + $this->signed(), self::BODY ), 403, 'site_unknown' ),
			'for no site'          => array( fn() => array( array_diff_key( $this->signed(), array( 'realtime-events-site' => 1 ) ), self::BODY ), 403, 'site_unknown' ),
			'very large'           => array( fn() => array( $this->signed( body: '"' . str_repeat( 'a', 5000 ) . '"' ), '"' . str_repeat( 'a', 5000 ) . '"' ), 413, 'body_too_large' ),
		);
	}

	public function test_a_site_without_a_key_wakes_for_nobody(): void {
		$this->service( Api_Key::class )->delete();
		self::assertSame( 401, $this->wake( $this->signed( '' ) )->get_status() );
	}

	public function test_an_administrator_is_not_the_hub(): void {
		$this->act_as( 'administrator' );
		self::assertSame( 401, $this->wake( array() )->get_status() );
	}

	public function test_a_hub_that_asks_too_often_is_told_to_wait(): void {
		$this->answer_http_with( 202 );
		for ( $i = 0; $i < Hub_Request::REQUESTS_PER_MINUTE; $i++ ) {
			self::assertSame( 200, $this->wake( $this->signed( id: "msg_$i" ) )->get_status() );
		}
		$response = $this->wake( $this->signed( id: 'msg_more' ) );
		self::assertSame( 429, $response->get_status() );
		self::assertGreaterThan( 0, (int) $response->get_headers()['Retry-After'] );
	}
}
