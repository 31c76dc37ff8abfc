<?php
/**
 * Tests of what an HTTP address gets.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Delivery\Servers;

use Realtime_Events\Access\Api_Key;
use Realtime_Events\Access\Signature;
use Realtime_Events\Delivery\Delivery_Result;
use Realtime_Events\Delivery\Dispatcher;
use Realtime_Events\Delivery\Servers\Http_Server;
use Realtime_Events\Delivery\Servers\Servers;
use Realtime_Events\Events\Event;
use Realtime_Events\Events\Json;
use Realtime_Events\Tests\Test_Case;

final class Http_Server_Test extends Test_Case {

	private const KEY = 'key-of-sixteen-bytes-or-more';

	protected function setUp(): void {
		parent::setUp();
		$this->service( Api_Key::class )->set( self::KEY );
		$this->use_address( array() );
	}

	/**
	 * @param array<string, mixed> $profile_options What differs.
	 * @param string               $url             The address.
	 */
	private function use_address( array $profile_options, string $url = 'https://api.example' ): void {
		update_option(
			'realtime_events',
			array(
				'server_url'      => $url,
				'profile'         => 'http',
				'site_id'         => 'example.org',
				'profile_options' => $profile_options,
			)
		);
	}

	/**
	 * @param list<Event> $events What is sent.
	 */
	private function send( array $events ): Delivery_Result {
		$server = $this->service( Servers::class )->current();
		self::assertInstanceOf( Http_Server::class, $server );
		return $server->send( $events );
	}

	private function event( string $id = '0190b8a0-0000-7000-8000-000000000001', string $channel = 'editors' ): Event {
		return new Event( $id, 'post.published', array( 'title' => 'Ü/1' ), $channel, 1_700_000_000_123, actor_name: 'Ada', subject: 'post/42', sequence: 7 );
	}

	public function test_it_gets_signed_batches_of_cloudevents(): void {
		$this->answer_http_with( 204 );
		$events = array( $this->event(), $this->event( '0190b8a0-0000-7000-8000-000000000002', 'public' ) );
		$result = $this->send( $events );

		self::assertFalse( $result->has_failed() );
		self::assertSame( array_column( $events, 'id' ), array_keys( $result->verdicts ) );
		self::assertCount( 1, $this->sent );
		[ $request ] = $this->sent;
		self::assertSame( array( 'POST', 'https://api.example/' ), array( $request['method'], $request['url'] ) );
		self::assertSame( '[' . implode( ',', array_map( static fn( Event $event ): string => Json::encode( $event->to_cloudevent() ), $events ) ) . ']', $request['body'] );
		self::assertSame( array( 'application/cloudevents-batch+json', 'example.org' ), array( $request['headers']['Content-Type'], $request['headers']['Realtime-Events-Site'] ) );
		self::assertTrue( $this->service( Signature::class )->verify( $request['headers'], $request['body'], array( Api_Key::publish_key( self::KEY ) ), time() ) );
		self::assertArrayNotHasKey( 'Authorization', $request['headers'] );
		self::assertStringNotContainsString( self::KEY, wp_json_encode( $this->sent ) );
		self::assertSame( Dispatcher::MAX_BATCH_EVENTS, $this->service( Servers::class )->current()->max_batch_events() );
	}

	public function test_while_keys_rotate_it_may_know_either(): void {
		$new = $this->service( Api_Key::class )->rotate( 3600 );
		$this->answer_http_with( 204 );
		$this->send( array( $this->event() ) );
		foreach ( array( self::KEY, $new ) as $key ) {
			self::assertTrue( $this->service( Signature::class )->verify( $this->sent[0]['headers'], $this->sent[0]['body'], array( Api_Key::publish_key( $key ) ), time() ) );
		}
		// A key that is sent itself can be but one: the other is tried where this one is refused.
		$this->use_address( array( 'auth' => 'bearer' ) );
		$this->answer_http_with( fn( array $request ): array => $this->http_answer( 'Bearer ' . self::KEY === $request['headers']['Authorization'] ? 204 : 401 ) );
		self::assertFalse( $this->send( array( $this->event() ) )->has_failed() );
	}

	public function test_a_message_that_comes_again_has_the_same_id(): void {
		$this->answer_http_with( 500 );
		$two = array( $this->event(), $this->event( '0190b8a0-0000-7000-8000-000000000002' ) );
		foreach ( array( $two, $two, array( $this->event() ) ) as $events ) {
			$this->send( $events );
		}
		$ids = array_map( static fn( array $request ): string => $request['headers']['webhook-id'], $this->sent );
		self::assertSame( $ids[0], $ids[1] );
		self::assertNotSame( $ids[0], $ids[2] );
		self::assertSame( $this->event()->id, $ids[2] );
	}

	public function test_plain_json_is_one_event_a_request(): void {
		$this->use_address( array( 'format' => 'plain' ) );
		$this->answer_http_with( 200 );
		$this->send( array( $this->event() ) );
		self::assertSame( 1, $this->service( Servers::class )->current()->max_batch_events() );
		self::assertSame( 'application/json', $this->sent[0]['headers']['Content-Type'] );
		self::assertSame(
			'{"id":"0190b8a0-0000-7000-8000-000000000001","type":"post.published","timestamp":"2023-11-14T22:13:20.123Z","channel":"editors","severity":"info","subject":"post/42","actor":"Ada","data":{"title":"Ü/1"}}',
			$this->sent[0]['body']
		);
	}

	public function test_it_may_get_the_key_instead_of_a_signature_and_headers_of_the_admin(): void {
		$this->use_address(
			array(
				'auth'    => 'bearer',
				'headers' => array(
					'X-Team'        => 'news',
				),
			)
		);
		$this->answer_http_with( 200 );
		$this->send( array( $this->event() ) );
		$headers = $this->sent[0]['headers'];
		self::assertSame( array( 'Bearer ' . self::KEY, 'news' ), array( $headers['Authorization'], $headers['X-Team'] ) );
		self::assertArrayNotHasKey( 'webhook-signature', $headers );
		self::assertStringNotContainsString( self::KEY, $this->sent[0]['url'] . $this->sent[0]['body'] );
	}

	public function test_without_authentication_no_key_is_needed_and_none_is_sent(): void {
		$this->use_address( array( 'auth' => 'none' ) );
		$this->answer_http_with( 200 );
		$this->send( array( $this->event() ) );
		self::assertStringNotContainsString( self::KEY, wp_json_encode( $this->sent ) );
		self::assertSame( array( 'Content-Type', 'Realtime-Events-Site' ), array_keys( $this->sent[0]['headers'] ) );
		$this->service( Api_Key::class )->delete();
		self::assertTrue( $this->service( Servers::class )->current()->is_configured() );
		$this->use_address( array( 'auth' => 'signature' ) );
		self::assertFalse( $this->service( Servers::class )->current()->is_configured(), 'Nothing leaves unsigned.' );
	}

	/**
	 * @return array<string, array{ string, string, string }>
	 */
	public function addresses(): array {
		return array(
			'host alone'        => array( 'https://api.example', '', 'https://api.example/' ),
			'address with path' => array( 'https://api.example/hooks/7', '', 'https://api.example/hooks/7' ),
			'path of its own'   => array( 'https://api.example', '/in', 'https://api.example/in' ),
			'both'              => array( 'https://api.example/v1', '/in', 'https://api.example/v1/in' ),
			'slash at the end'  => array( 'https://api.example/v1', '/', 'https://api.example/v1/' ),
		);
	}

	/**
	 * @dataProvider addresses
	 *
	 * @param string $url      The server's address.
	 * @param string $path     The path.
	 * @param string $expected Where events go.
	 */
	public function test_it_is_sent_to_exactly_the_address_that_was_given( string $url, string $path, string $expected ): void {
		$this->use_address( array( 'publish_path' => $path ), $url );
		$this->answer_http_with( 200 );
		$this->send( array( $this->event() ) );
		self::assertSame( $expected, $this->sent[0]['url'] );
	}

	public function test_what_cannot_be_mended_is_permanent_and_the_rest_is_not(): void {
		foreach ( array( 400 => true, 410 => true, 422 => true, 401 => false, 404 => false, 429 => false, 500 => false, 301 => false ) as $status => $is_permanent ) {
			$this->answer_http_with( $this->http_answer( $status, 'no JSON', array( 'retry-after' => '7' ) ) );
			$result = $this->send( array( $this->event() ) );
			self::assertSame( array( "http_$status", $is_permanent, 7 ), array( $result->code, $result->is_permanent, $result->retry_after_seconds ) );
			self::assertNotSame( '', $result->message );
		}
	}

	public function test_browsers_are_led_to_the_ledger(): void {
		self::assertSame( array(), $this->service( Servers::class )->current()->for_browser( 1 ) );
	}
}
