<?php
/**
 * Tests of POST /publish.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Publishing;

use Realtime_Events\Access\Api_Key;
use Realtime_Events\Events\Event_Query;
use Realtime_Events\Events\Event_Store;
use Realtime_Events\Tests\Test_Case;
use WP_Application_Passwords;
use WP_REST_Response;

final class Publish_Controller_Test extends Test_Case {

	private const ROUTE = '/realtime-events/v1/publish';

	private function stored(): int {
		return count( $this->service( Event_Store::class )->query( Event_Query::from_params( array( 'exclude_group' => 'users' ), null ) ) );
	}

	private function assert_refused( int $status, string $code, WP_REST_Response $response, int $stored = 0 ): void {
		self::assertSame( array( $status, $code ), array( $response->get_status(), $response->get_data()['code'] ?? '' ) );
		self::assertNotSame( '', $response->get_data()['message'] );
		self::assertSame( $stored, $this->stored(), 'Nothing may be stored.' );
	}

	private function key(): string {
		return $this->service( Api_Key::class )->generate();
	}

	public function test_it_stores_the_event_and_answers_with_it(): void {
		$user     = $this->act_as( 'author' );
		$response = $this->rest( 'POST', self::ROUTE, array( 'type' => 'my_custom_event', 'data' => array( 'n' => 1 ), 'subject' => 'thing/1', 'severity' => 'warning', 'channel' => 'editors' ) );

		self::assertSame( 201, $response->get_status() );
		$event = $response->get_data();
		self::assertSame( array( 'my_custom_event', 'thing/1', 'warning', 'editors', (string) $user->ID ), array( $event['type'], $event['subject'], $event['severity'], $event['channel'], $event['actorid'] ) );
		self::assertEquals( $event, $this->service( Event_Store::class )->find( $event['id'] )->to_cloudevent() );
	}

	public function test_a_body_without_a_type_is_a_generic_event(): void {
		$this->act_as( 'author' );
		$event = $this->rest( 'POST', self::ROUTE, '{}' )->get_data();
		self::assertSame( array( 'generic.event', '{}' ), array( $event['type'], wp_json_encode( $event['data'] ) ) );
	}

	public function test_unknown_fields_are_taken_into_the_data(): void {
		$this->act_as( 'author' );
		$event = $this->rest( 'POST', self::ROUTE, array( 'type' => 'order_completed', 'order_id' => 5, 'total' => '9.90', 'data' => array( 'total' => '1.00' ) ) )->get_data();
		self::assertEquals( array( 'total' => '1.00', 'order_id' => 5 ), (array) $event['data'], 'What is said in data counts.' );
	}

	public function test_a_form_is_taken_too(): void {
		$this->act_as( 'author' );
		$request = new \WP_REST_Request( 'POST', self::ROUTE );
		$request->set_header( 'Content-Type', 'application/x-www-form-urlencoded' );
		$request->set_body_params( array( 'type' => 'a.b', 'n' => '1' ) );
		self::assertSame( 201, rest_do_request( $request )->get_status() );
	}

	public function test_nobody_may_publish(): void {
		$this->assert_refused( 401, 'realtime_events_not_logged_in', $this->rest_from_outside( 'POST', self::ROUTE, array( 'type' => 'a.b' ) ) );
	}

	public function test_a_subscriber_may_not_publish(): void {
		$this->act_as( 'subscriber' );
		$this->assert_refused( 403, 'realtime_events_forbidden', $this->rest( 'POST', self::ROUTE, array( 'type' => 'a.b' ) ) );
	}

	public function test_a_session_without_a_nonce_is_nobody(): void {
		$this->act_as( 'administrator' );
		$this->assert_refused( 401, 'realtime_events_not_logged_in', $this->rest_from_outside( 'POST', self::ROUTE, array( 'type' => 'a.b' ) ) );
	}

	public function test_a_session_with_a_nonce_publishes_and_with_a_forged_one_does_not(): void {
		$this->act_as( 'editor' );
		$this->assert_refused( 403, 'rest_cookie_invalid_nonce', $this->rest_from_outside( 'POST', self::ROUTE, array( 'type' => 'a.b' ), array( 'X-WP-Nonce' => 'forged' ) ) );
		self::assertSame( 201, $this->rest_from_outside( 'POST', self::ROUTE, array( 'type' => 'a.b' ), array( 'X-WP-Nonce' => wp_create_nonce( 'wp_rest' ) ) )->get_status() );
	}

	public function test_an_application_password_publishes_and_its_name_is_told(): void {
		$user         = $this->create_user( 'author' );
		[ $password ] = WP_Application_Passwords::create_new_application_password( $user->ID, array( 'name' => 'Till <b>7</b>' ) );
		$event        = $this->rest_from_outside( 'POST', self::ROUTE, array( 'type' => 'a.b' ), array( 'Authorization' => 'Basic ' . base64_encode( "{$user->user_login}:{$password}" ) ) )->get_data();
		self::assertSame( array( (string) $user->ID, 'app:Till 7' ), array( $event['actorid'], $event['origin'] ) );
	}

	public function test_the_api_key_and_the_publish_key_publish_as_nobody(): void {
		$key = $this->key();
		foreach ( array( $key, bin2hex( Api_Key::publish_key( $key ) ) ) as $bearer ) {
			$response = $this->rest_from_outside( 'POST', self::ROUTE, array( 'type' => 'a.b', 'channel' => 'admins' ), array( 'Authorization' => "Bearer $bearer" ) );
			self::assertSame( 201, $response->get_status() );
			self::assertArrayNotHasKey( 'actorid', $response->get_data() );
		}
	}

	public function test_while_keys_rotate_the_former_one_publishes_too_and_no_longer_than_that(): void {
		$former = $this->key();
		$bearer = array( $former, bin2hex( Api_Key::publish_key( $former ) ) );
		$send   = fn( string $key ): WP_REST_Response => $this->rest_from_outside( 'POST', self::ROUTE, array( 'type' => 'a.b' ), array( 'Authorization' => "Bearer $key" ) );
		$this->service( Api_Key::class )->rotate( 3600 );
		self::assertSame( array( 201, 201 ), array_map( static fn( string $key ): int => $send( $key )->get_status(), $bearer ) );
		$this->service( Api_Key::class )->rotate( 0 );
		$stored = $this->stored();
		foreach ( $bearer as $key ) {
			$this->assert_refused( 401, 'realtime_events_key_invalid', $send( $key ), $stored );
		}
	}

	/**
	 * @testWith ["Bearer wrong"]
	 *           ["Bearer  "]
	 *           ["Bearer"]
	 *           ["bearer null"]
	 */
	public function test_a_wrong_key_is_refused( string $header ): void {
		$this->key();
		$response = $this->rest_from_outside( 'POST', self::ROUTE, array( 'type' => 'a.b' ), array( 'Authorization' => $header ) );
		self::assertSame( 401, $response->get_status() );
		self::assertSame( 0, $this->stored() );
	}

	public function test_while_there_is_no_key_nothing_is_one(): void {
		foreach ( array( '""', bin2hex( Api_Key::publish_key( '' ) ), bin2hex( '' ) . '0' ) as $bearer ) {
			$this->assert_refused( 401, 'realtime_events_key_invalid', $this->rest_from_outside( 'POST', self::ROUTE, array(), array( 'Authorization' => "Bearer $bearer" ) ) );
		}
	}

	public function test_a_wrong_key_is_not_made_good_by_a_session(): void {
		$this->key();
		$this->act_as( 'administrator' );
		$this->assert_refused( 401, 'realtime_events_key_invalid', $this->rest_from_outside( 'POST', self::ROUTE, array( 'type' => 'a.b' ), array( 'Authorization' => 'Bearer wrong', 'X-WP-Nonce' => wp_create_nonce( 'wp_rest' ) ) ) );
	}

	public function test_the_key_of_the_other_purpose_does_not_publish(): void {
		$key = $this->key();
		foreach ( array( Api_Key::token_key( $key ), Api_Key::hub_key( $key ) ) as $other ) {
			$this->assert_refused( 401, 'realtime_events_key_invalid', $this->rest_from_outside( 'POST', self::ROUTE, array(), array( 'Authorization' => 'Bearer ' . bin2hex( $other ) ) ) );
		}
	}

	/**
	 * @testWith ["author", "admins"]
	 *           ["author", "shop"]
	 *           ["author", "user:1"]
	 *           ["author", "postType/post:1"]
	 *           ["contributor", "public"]
	 */
	public function test_whoever_may_not_read_a_channel_may_not_publish_to_it( string $role, string $channel ): void {
		$this->act_as( $role );
		$this->assert_refused( 403, 'realtime_events_channel_forbidden', $this->rest( 'POST', self::ROUTE, array( 'type' => 'a.b', 'channel' => $channel ) ) );
	}

	public function test_the_channel_of_a_declared_type_is_asked_for_as_well(): void {
		add_action( 'realtime_events_register_types', static fn( $types ) => $types->register( 'secret.told', array( 'channel' => 'admins' ) ) );
		$this->act_as( 'author' );
		$this->assert_refused( 403, 'realtime_events_channel_forbidden', $this->rest( 'POST', self::ROUTE, array( 'type' => 'secret.told' ) ) );
	}

	public function test_an_author_may_tell_the_public(): void {
		$this->act_as( 'author' );
		self::assertSame( 201, $this->rest( 'POST', self::ROUTE, array( 'type' => 'a.b', 'channel' => 'public' ) )->get_status() );
	}

	/**
	 * @return array<string, array{ string, int, string }>
	 */
	public function bad_bodies(): array {
		return array(
			'no JSON'                               => array( '{"type":', 400, 'rest_invalid_json' ),
			'a list'                                => array( '[1,2]', 400, 'realtime_events_invalid_body' ),
			'an empty list'                         => array( '[]', 400, 'realtime_events_invalid_body' ),
			'a string'                              => array( '"hello"', 400, 'realtime_events_invalid_body' ),
			'a type that is a number'               => array( '{"type":5}', 400, 'realtime_events_invalid_type' ),
			'a type that is a list'                 => array( '{"type":["a.b"]}', 400, 'realtime_events_invalid_type' ),
			'a type with HTML'                      => array( '{"type":"<script>"}', 400, 'realtime_events_invalid_type' ),
			'a type with SQL'                       => array( '{"type":"a\' OR 1=1"}', 400, 'realtime_events_invalid_type' ),
			'data that is a string'                 => array( '{"type":"a.b","data":"x"}', 400, 'realtime_events_invalid_data' ),
			'data that is a list'                   => array( '{"type":"a.b","data":[1]}', 400, 'realtime_events_invalid_data' ),
			'a channel that is none'                => array( '{"type":"a.b","channel":"<b>"}', 403, 'realtime_events_channel_forbidden' ),
			'a subject with a space'                => array( '{"type":"a.b","subject":"x y"}', 400, 'realtime_events_invalid_subject' ),
			'a severity that is none'               => array( '{"type":"a.b","severity":"<b>"}', 400, 'realtime_events_invalid_severity' ),
			'invalid UTF-8'                         => array( "{\"type\":\"a.b\",\"x\":\"\xff\"}", 400, 'rest_invalid_json' ),
			'U+0000'                                => array( '{"type":"a.b","x":"\u0000"}', 400, 'realtime_events_invalid_text' ),
			'U+0000 as a name'                      => array( '{"type":"a.b","a\u0000b":1}', 400, 'realtime_events_invalid_text' ),
			'a name that begins with U+0000'        => array( '{"type":"a.b","data":{"\u0000b":1}}', 400, 'realtime_events_invalid_json' ),
			'half a surrogate pair'                 => array( '{"type":"a.b","x":"\ud800"}', 400, 'rest_invalid_json' ),
			'a number beyond measure'               => array( '{"type":"a.b","x":1e999}', 400, 'realtime_events_number_too_large' ),
			'a number too exact'                    => array( '{"type":"a.b","x":12345678901234567890}', 400, 'realtime_events_number_too_large' ),
			'40 levels'                             => array( '{"type":"a.b","x":' . str_repeat( '[', 40 ) . str_repeat( ']', 40 ) . '}', 400, 'realtime_events_too_deep' ),
			'10,000 levels'                         => array( '{"x":' . str_repeat( '[', 10000 ) . str_repeat( ']', 10000 ) . '}', 400, 'rest_invalid_json' ),
			'65 KiB'                                => array( '{"type":"a.b","x":"' . str_repeat( 'x', 65 * 1024 ) . '"}', 413, 'realtime_events_too_large' ),
			'64 KiB that the envelope makes larger' => array( '{"x":"' . str_repeat( 'x', 65536 - 8 ) . '"}', 413, 'realtime_events_too_large' ),
		);
	}

	/**
	 * @dataProvider bad_bodies
	 *
	 * @param string $body   What is sent.
	 * @param int    $status The expected status.
	 * @param string $code   The expected code.
	 */
	public function test_bad_input_is_refused_in_words_and_stores_nothing( string $body, int $status, string $code ): void {
		$this->act_as( 'author' );
		$this->assert_refused( $status, $code, $this->rest( 'POST', self::ROUTE, $body ) );
	}

	public function test_a_body_that_is_too_large_is_refused_before_anybody_reads_it(): void {
		$this->assert_refused( 413, 'realtime_events_too_large', $this->rest( 'POST', self::ROUTE, str_repeat( '[', 65537 ) ) );
	}

	public function test_html_and_sql_in_the_data_are_text_and_come_back_as_they_were(): void {
		$this->act_as( 'author' );
		$data  = array( '<b>' => '<script>alert(1)</script>', "' OR 1=1" => "'; DROP TABLE wptests_users; -- %s %1\$d" );
		$event = $this->rest( 'POST', self::ROUTE, array( 'type' => 'a.b', 'data' => $data ) )->get_data();
		self::assertEquals( $data, $this->service( Event_Store::class )->find( $event['id'] )->data );
	}

	public function test_too_many_events_are_refused_with_the_time_to_wait(): void {
		add_filter( 'realtime_events_publish_limit', static fn(): int => 2 );
		$this->act_as( 'author' );
		foreach ( array( 1, 2 ) as $time ) {
			self::assertSame( 201, $this->rest( 'POST', self::ROUTE, array( 'type' => 'a.b' ) )->get_status(), "Time $time." );
		}
		$response = $this->rest( 'POST', self::ROUTE, array( 'type' => 'a.b' ) );
		self::assertSame( array( 429, 'realtime_events_rate_limited' ), array( $response->get_status(), $response->get_data()['code'] ) );
		self::assertMatchesRegularExpression( '/^[1-9]\d?$/', $response->get_headers()['Retry-After'] );
		self::assertSame( 2, $this->stored() );

		$this->act_as( 'author' );
		self::assertSame( 201, $this->rest( 'POST', self::ROUTE, array( 'type' => 'a.b' ) )->get_status(), 'Another user has a limit of his own.' );
	}

	public function test_the_same_idempotency_key_means_the_same_event(): void {
		$this->act_as( 'author' );
		$ids = array();
		foreach ( array( '{"type":"a.b","n":{"a":1}}', '{ "type": "a.b", "n": { "a": 1 } }' ) as $body ) {
			$ids[] = $this->rest( 'POST', self::ROUTE, $body, array( 'Idempotency-Key' => 'order-7' ) )->get_data()['id'];
			$this->reset_request();
			wp_set_current_user( get_users( array( 'role' => 'author', 'fields' => 'ID' ) )[0] );
		}
		self::assertSame( $ids[0], $ids[1] );
		self::assertSame( 1, $this->stored() );

		$this->act_as( 'author' );
		$this->rest( 'POST', self::ROUTE, array( 'type' => 'a.b' ), array( 'Idempotency-Key' => 'order-7' ) );
		self::assertSame( 2, $this->stored(), 'Somebody else may think up the same key.' );
	}

	/**
	 * @testWith ["{\"type\":\"a.c\",\"n\":1}"]
	 *           ["{\"type\":\"a.b\",\"n\":2}"]
	 *           ["{\"type\":\"a.b\",\"n\":1,\"m\":1}"]
	 *           ["{\"type\":\"a.b\",\"n\":1,\"subject\":\"post/1\"}"]
	 *           ["{\"type\":\"a.b\",\"n\":1,\"severity\":\"error\"}"]
	 */
	public function test_an_idempotency_key_that_comes_again_with_another_event_is_an_error( string $other ): void {
		$this->act_as( 'author' );
		$first = $this->rest( 'POST', self::ROUTE, '{"type":"a.b","n":1}', array( 'Idempotency-Key' => 'order-7' ) );
		self::assertSame( 201, $first->get_status() );
		$this->assert_refused( 422, 'realtime_events_idempotency_key_reused', $this->rest( 'POST', self::ROUTE, $other, array( 'Idempotency-Key' => 'order-7' ) ), 1 );
		self::assertSame( $first->get_data()['id'], $this->rest( 'POST', self::ROUTE, '{"type":"a.b","n":1}', array( 'Idempotency-Key' => 'order-7' ) )->get_data()['id'], 'The first event still answers to it.' );
	}

	public function test_after_a_day_an_idempotency_key_may_come_with_another_event(): void {
		global $wpdb;
		$this->act_as( 'author' );
		$this->rest( 'POST', self::ROUTE, '{"type":"a.b","n":1}', array( 'Idempotency-Key' => 'order-7' ) );
		$wpdb->query( $wpdb->prepare( 'UPDATE %i SET time_ms = time_ms - %d', \Realtime_Events\Events\Ledger_Schema::table(), DAY_IN_SECONDS * 1000 ) );
		self::assertSame( 201, $this->rest( 'POST', self::ROUTE, '{"type":"a.b","n":2}', array( 'Idempotency-Key' => 'order-7' ) )->get_status() );
		self::assertSame( 2, $this->stored() );
	}

	public function test_an_idempotency_key_with_control_characters_is_refused(): void {
		$this->act_as( 'author' );
		$this->assert_refused( 400, 'realtime_events_invalid_idempotency_key', $this->rest( 'POST', self::ROUTE, array( 'type' => 'a.b' ), array( 'Idempotency-Key' => "a\tb" ) ) );
	}
}
