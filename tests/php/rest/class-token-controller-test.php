<?php
/**
 * Tests of POST /token.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Rest;

use Realtime_Events\Access\Api_Key;
use Realtime_Events\Rest\Token_Controller;
use Realtime_Events\Tests\Test_Case;

/**
 * Users get a token for their own channels, and nobody else gets any.
 */
final class Token_Controller_Test extends Test_Case {

	private const ROUTE = '/realtime-events/v1/token';

	private function configure(): void {
		update_option( 'realtime_events', array( 'server_url' => 'wss://hub.example.com/' ) );
		$this->service( Api_Key::class )->generate();
	}

	/**
	 * @return array<string, mixed> The claims.
	 */
	private static function claims( string $token ): array {
		return json_decode( sodium_base642bin( explode( '.', $token )[1], SODIUM_BASE64_VARIANT_URLSAFE_NO_PADDING ), true );
	}

	public function test_a_user_gets_where_to_connect_and_as_whom(): void {
		$this->configure();
		$user     = $this->act_as( 'editor' );
		$response = $this->rest( 'POST', self::ROUTE );
		$data     = $response->get_data();
		self::assertSame( 200, $response->get_status() );
		self::assertSame( 'no-store, private', $response->get_headers()['Cache-Control'] );
		self::assertSame( array( 'token', 'channels', 'exp', 'site', 'url', 'path', 'profile', 'transport', 'reach', 'since' ), array_keys( $data ) );
		self::assertSame( array( 'https://hub.example.com', '/socket.io/', 'hub', 'hub', 'all', 'example.org' ), array( $data['url'], $data['path'], $data['profile'], $data['transport'], $data['reach'], $data['site'] ) );
		self::assertSame( array( 'public', 'editors', "user:$user->ID" ), $data['channels'] );
		self::assertSame( (string) $user->ID, self::claims( $data['token'] )['sub'] );
		self::assertSame( $data['channels'], self::claims( $data['token'] )['channels'] );
	}

	/**
	 * @return array<string, array{ string, string, string, string }>
	 */
	public function addresses_for_browsers(): array {
		return array(
			'behind a proxy'    => array( 'https://example.com/live', 'https://example.com/live', '/socket.io/', 'hub' ),
			'a plain WebSocket' => array( 'wss://example.com/live/ws', 'https://example.com/live', '/ws', 'hub-websocket' ),
		);
	}

	/**
	 * @dataProvider addresses_for_browsers
	 *
	 * @param string $given     What the admin typed.
	 * @param string $url       What browsers are told.
	 * @param string $path      Likewise.
	 * @param string $transport Likewise.
	 */
	public function test_browsers_may_reach_the_hub_elsewhere_than_the_site_does( string $given, string $url, string $path, string $transport ): void {
		update_option( 'realtime_events', array( 'server_url' => 'http://127.0.0.1:8090', 'profile_options' => array( 'socket_url' => $given ) ) );
		$this->service( Api_Key::class )->generate();
		$this->act_as( 'editor' );
		$data = $this->rest( 'POST', self::ROUTE )->get_data();
		self::assertSame( array( $url, $path, $transport ), array( $data['url'], $data['path'], $data['transport'] ) );
		self::assertNotSame( '', $data['token'] );
	}

	public function test_a_subscriber_gets_a_token_for_himself_alone(): void {
		$this->configure();
		$user = $this->act_as( 'subscriber' );
		self::assertSame( array( 'public', "user:$user->ID" ), $this->rest( 'POST', self::ROUTE, array( 'channels' => array( 'admins', 'editors', 'user:1' ) ) )->get_data()['channels'] );
	}

	public function test_a_screen_that_shows_events_gets_one_for_who_may_see_them(): void {
		$this->configure();
		$this->act_as( 'editor' );
		self::assertSame( 200, $this->rest( 'POST', self::ROUTE, array( 'view' => true ) )->get_status() );
		update_option( 'realtime_events', array( 'roles' => array( 'view' => array( 'author' ) ) ) + get_option( 'realtime_events' ) );
		$response = $this->rest( 'POST', self::ROUTE, array( 'view' => true ) );
		self::assertSame( 403, $response->get_status() );
		self::assertSame( 'realtime_events_forbidden', $response->get_data()['code'] );
		self::assertSame( 200, $this->rest( 'POST', self::ROUTE )->get_status(), 'What is public he may hear.' );
		$this->act_as_nobody();
		self::assertSame( 401, $this->rest( 'POST', self::ROUTE, array( 'view' => true ) )->get_status() );
	}

	public function test_a_visitor_is_refused_with_a_clear_code(): void {
		$this->configure();
		$response = $this->rest( 'POST', self::ROUTE );
		self::assertSame( 401, $response->get_status() );
		self::assertSame( 'realtime_events_not_logged_in', $response->get_data()['code'] );
	}

	public function test_a_session_without_its_nonce_is_a_visitor(): void {
		$this->configure();
		$this->act_as( 'administrator' );
		self::assertSame( 401, $this->rest_from_outside( 'POST', self::ROUTE )->get_status() );
		self::assertSame( 200, $this->rest_from_outside( 'POST', self::ROUTE, null, array( 'X-WP-Nonce' => wp_create_nonce( 'wp_rest' ) ) )->get_status() );
	}

	public function test_it_cannot_be_had_by_an_address(): void {
		$this->configure();
		$this->act_as( 'editor' );
		self::assertSame( 404, $this->rest( 'GET', self::ROUTE )->get_status() );
	}

	public function test_without_a_server_the_answer_says_so_and_brings_no_token(): void {
		$this->act_as( 'editor' );
		$data = $this->rest( 'POST', self::ROUTE )->get_data();
		self::assertSame( array( '', '' ), array( $data['token'], $data['url'] ) );
		self::assertContains( 'editors', $data['channels'] );
	}

	public function test_too_many_tokens_are_a_429_with_the_time_to_wait(): void {
		$this->configure();
		$this->act_as( 'editor' );
		for ( $i = 0; $i < Token_Controller::TOKENS_PER_MINUTE; $i++ ) {
			self::assertSame( 200, $this->rest( 'POST', self::ROUTE )->get_status() );
		}
		$response = $this->rest( 'POST', self::ROUTE );
		self::assertSame( 429, $response->get_status() );
		self::assertGreaterThan( 0, (int) $response->get_headers()['Retry-After'] );
		$this->act_as( 'author' );
		self::assertSame( 200, $this->rest( 'POST', self::ROUTE )->get_status(), 'Others are not kept waiting.' );
	}

	/**
	 * @testWith [{"channels": "x"}]
	 *           [{"channels": [{"a": 1}]}]
	 */
	public function test_bad_input_gets_a_clear_answer( array $body ): void {
		$this->configure();
		$this->act_as( 'editor' );
		$response = $this->rest( 'POST', self::ROUTE, $body );
		if ( 200 === $response->get_status() ) {
			self::assertNotContains( 'x', $response->get_data()['channels'] );
		} else {
			self::assertSame( 400, $response->get_status() );
		}
	}
}
