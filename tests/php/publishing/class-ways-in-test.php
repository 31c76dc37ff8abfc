<?php
/**
 * Tests of the other ways in: batch, rewrite endpoint, admin-ajax.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Publishing;

use Realtime_Events\Access\Api_Key;
use Realtime_Events\Events\Event_Query;
use Realtime_Events\Events\Event_Store;
use Realtime_Events\Publishing\Batch_Controller;
use Realtime_Events\Publishing\Event_Trigger_Endpoint;
use Realtime_Events\Publishing\Publish_Request;
use Realtime_Events\Publishing\Trigger_Ajax;
use Realtime_Events\Tests\Test_Case;

require_once __DIR__ . '/trait-other-ways-in.php';

final class Ways_In_Test extends Test_Case {

	use Other_Ways_In;

	private const BATCH = '/realtime-events/v1/publish/batch';

	private function stored(): int {
		return count( $this->service( Event_Store::class )->query( Event_Query::from_params( array( 'exclude_group' => 'users', 'per_page' => 100 ), null ) ) );
	}

	public function test_a_batch_has_a_verdict_for_each_event_and_a_bad_one_costs_nothing(): void {
		$this->act_as( 'author' );
		$response = $this->rest( 'POST', self::BATCH, array( 'events' => array( array( 'type' => 'a.b', 'n' => 1 ), array( 'type' => 'BAD' ), 'nonsense', array(), array( 'channel' => 'admins' ), array( 'type' => 'a.c' ) ) ) );
		self::assertSame( 200, $response->get_status() );
		$results = $response->get_data()['results'];
		self::assertSame( array( 201, 400, 400, 201, 403, 201 ), array_column( $results, 'status' ) );
		self::assertSame( array( 'realtime_events_invalid_type', 'realtime_events_invalid_body', 'realtime_events_channel_forbidden' ), array_column( $results, 'code' ) );
		self::assertSame( 'generic.event', $results[3]['event']['type'] );
		self::assertSame( 3, $this->stored() );
	}

	public function test_what_the_team_does_about_an_event_cannot_be_sent_from_outside(): void {
		$this->act_as( 'administrator' );
		$event    = realtime_events_publish( 'a.b', array() );
		$forged   = array(
			'type'    => 'event.resolved',
			'subject' => "event/$event->id",
			'data'    => array( 'event' => $event->id ),
		);
		$response = $this->rest( 'POST', self::BATCH, array( 'events' => array( $forged ) ) );
		self::assertSame( array( 403, 'realtime_events_type_is_internal' ), array( $response->get_data()['results'][0]['status'], $response->get_data()['results'][0]['code'] ) );
		$single = $this->rest( 'POST', '/realtime-events/v1/publish', $forged );
		self::assertSame( array( 403, 'realtime_events_type_is_internal' ), array( $single->get_status(), $single->get_data()['code'] ) );
		self::assertSame( 1, $this->stored() );
	}

	/**
	 * @return array<string, array{ string, int, string }>
	 */
	public function bad_batches(): array {
		return array(
			'no events'            => array( '{"events":[]}', 400, 'realtime_events_invalid_batch' ),
			'no list'              => array( '{"events":{"a":1}}', 400, 'realtime_events_invalid_batch' ),
			'nothing'              => array( '{}', 400, 'realtime_events_invalid_batch' ),
			'101 events'           => array( '{"events":[' . implode( ',', array_fill( 0, 101, '{}' ) ) . ']}', 400, 'realtime_events_invalid_batch' ),
			'deep'                 => array( '{"events":[' . str_repeat( '[', 50 ) . str_repeat( ']', 50 ) . ']}', 400, 'realtime_events_invalid_json' ),
			'more than a megabyte' => array( '{"events":["' . str_repeat( 'x', Batch_Controller::MAX_BODY_BYTES ) . '"]}', 413, 'realtime_events_too_large' ),
		);
	}

	/**
	 * @dataProvider bad_batches
	 *
	 * @param string $body   What is sent.
	 * @param int    $status The expected status.
	 * @param string $code   The expected code.
	 */
	public function test_a_bad_batch_stores_nothing( string $body, int $status, string $code ): void {
		$this->act_as( 'author' );
		$response = $this->rest( 'POST', self::BATCH, $body );
		self::assertSame( array( $status, $code ), array( $response->get_status(), $response->get_data()['code'] ) );
		self::assertSame( 0, $this->stored() );
	}

	public function test_a_batch_is_not_for_everybody(): void {
		self::assertSame( 401, $this->rest_from_outside( 'POST', self::BATCH, array( 'events' => array( array() ) ) )->get_status() );
		$this->act_as( 'subscriber' );
		self::assertSame( 403, $this->rest( 'POST', self::BATCH, array( 'events' => array( array() ) ) )->get_status() );
		self::assertSame( 0, $this->stored() );
	}

	public function test_a_batch_that_is_sent_again_with_its_keys_stores_nothing_twice(): void {
		$this->act_as( 'author' );
		$batch = array( 'events' => array( array( 'type' => 'a.b', 'idempotency_key' => 'x1' ), array( 'type' => 'a.b', 'idempotency_key' => 'x2' ) ) );
		$first = array_column( array_column( $this->rest( 'POST', self::BATCH, $batch )->get_data()['results'], 'event' ), 'id' );
		self::assertSame( $first, array_column( array_column( $this->rest( 'POST', self::BATCH, $batch )->get_data()['results'], 'event' ), 'id' ) );
		self::assertSame( 2, $this->stored() );
	}

	public function test_the_limit_of_events_counts_within_a_batch(): void {
		add_filter( 'realtime_events_publish_limit', static fn(): int => 2 );
		$this->act_as( 'author' );
		$results = $this->rest( 'POST', self::BATCH, array( 'events' => array( array( 'a' => 1 ), array( 'a' => 2 ), array( 'a' => 3 ) ) ) )->get_data()['results'];
		self::assertSame( array( 201, 201, 429 ), array_column( $results, 'status' ) );
	}

	public function test_the_pretty_and_the_plain_address_lead_to_the_endpoint(): void {
		global $wp_rewrite;
		flush_rewrite_rules( false );
		self::assertContains( 'index.php?realtime_events_trigger=1', $wp_rewrite->wp_rewrite_rules() );
		$wp_rewrite->set_permalink_structure( '/archive/%post_id%/' );
		flush_rewrite_rules( false );
		self::assertContains( 'index.php?realtime_events_trigger=1', $wp_rewrite->wp_rewrite_rules(), 'After a change of permalinks too.' );
		self::assertSame( 1, preg_match( '#' . array_search( 'index.php?realtime_events_trigger=1', $wp_rewrite->wp_rewrite_rules(), true ) . '#', Event_Trigger_Endpoint::PATH ) );
		self::assertContains( 'realtime_events_trigger', apply_filters( 'query_vars', array() ) );
		$wp_rewrite->set_permalink_structure( '/%postname%/' );
	}

	public function test_the_endpoint_takes_what_publish_takes(): void {
		$key                = $this->service( Api_Key::class )->generate();
		[ $status, $event ] = $this->trigger( '{"type":"my_custom_event","n":1}', array( 'HTTP_AUTHORIZATION' => "Bearer $key" ) );
		self::assertSame( array( 201, 'my_custom_event', 1 ), array( $status, $event['type'], $event['data']->n ) );
		[ $status, $event ] = $this->trigger( 'type=a.b&n=2', array( 'REDIRECT_HTTP_AUTHORIZATION' => "Bearer $key", 'CONTENT_TYPE' => 'application/x-www-form-urlencoded; charset=UTF-8' ) );
		self::assertSame( array( 201, 'a.b', '2' ), array( $status, $event['type'], $event['data']->n ) );
	}

	public function test_the_endpoint_wants_a_nonce_of_a_session(): void {
		$this->act_as( 'author' );
		[ $status, $error ] = $this->trigger( '{}' );
		self::assertSame( array( 403, 'realtime_events_nonce_invalid' ), array( $status, $error['code'] ) );
		self::assertSame( 201, $this->trigger( '{}', array( 'HTTP_X_WP_NONCE' => wp_create_nonce( 'wp_rest' ) ) )[0] );
	}

	/**
	 * @testWith ["/realtime-events/v1/event-trigger", false, true]
	 *           ["/realtime-events/v1/event-trigger/?x=1", false, true]
	 *           ["/?realtime_events_trigger=1", true, true]
	 *           ["/index.php?realtime_events_trigger=1", true, true]
	 *           ["/", false, false]
	 *           ["/wp-admin/admin-ajax.php?realtime_events_trigger=1", true, false]
	 *           ["/blog/realtime-events/v1/event-trigger", false, false]
	 */
	public function test_application_passwords_count_at_the_endpoint_and_on_no_other_page( string $uri, bool $has_variable, bool $counts ): void {
		$_SERVER['REQUEST_URI'] = $uri;
		$_GET                   = $has_variable ? array( 'realtime_events_trigger' => '1' ) : array();
		self::assertSame( $counts, apply_filters( 'application_password_is_api_request', false ) );
	}

	public function test_the_endpoint_refuses_like_publish_does(): void {
		self::assertSame( array( 405, 'POST' ), array( $this->trigger( '', array( 'REQUEST_METHOD' => 'GET' ) )[0], $this->trigger( '', array( 'REQUEST_METHOD' => 'GET' ) )[2]['Allow'] ) );
		self::assertSame( 401, $this->trigger( '{}' )[0] );
		$key    = array( 'HTTP_AUTHORIZATION' => 'Bearer ' . $this->service( Api_Key::class )->generate() );
		$bodies = array(
			'{"type":'                                                           => array( 400, 'realtime_events_invalid_json' ),
			"\xff"                                                               => array( 400, 'realtime_events_invalid_text' ),
			'[1]'                                                                => array( 400, 'realtime_events_invalid_body' ),
			'{"a":"\u0000"}'                                                     => array( 400, 'realtime_events_invalid_text' ),
			str_repeat( '[', 10000 )                                             => array( 400, 'realtime_events_too_deep' ),
			'{"a":"' . str_repeat( 'x', Publish_Request::MAX_BODY_BYTES ) . '"}' => array( 413, 'realtime_events_too_large' ),
		);
		foreach ( $bodies as $body => $expected ) {
			[ $status, $error ] = $this->trigger( (string) $body, $key );
			self::assertSame( $expected, array( $status, $error['code'] ) );
			self::assertSame( $status, $error['data']['status'] );
		}
		add_filter( 'realtime_events_publish_limit', static fn(): int => 1 );
		self::assertArrayHasKey( 'Retry-After', $this->trigger( '{}', $key )[2] );
		self::assertSame( 0, $this->stored() );
	}

	public function test_admin_ajax_takes_fields_or_json(): void {
		$this->act_as( 'author' );
		$nonce  = array( '_ajax_nonce' => wp_create_nonce( Trigger_Ajax::ACTION ), 'action' => 'realtime_events_trigger' );
		$answer = $this->ajax( $nonce + array( 'type' => 'a.b', 'text' => "It's \"quoted\"" ) );
		self::assertTrue( $answer['success'] );
		self::assertSame( array( 'text' => "It's \"quoted\"" ), $answer['data']['data'] );
		$answer = $this->ajax( $nonce + array( 'event' => '{"type":"a.c","data":{"n":1}}' ) );
		self::assertSame( array( 'a.c', array( 'n' => 1 ) ), array( $answer['data']['type'], $answer['data']['data'] ) );
	}

	public function test_admin_ajax_takes_the_nonce_that_scripts_renew(): void {
		$this->act_as( 'author' );
		$user = get_current_user_id();
		// What wp.realtimeEvents.trigger() sends for the button “Send test event”.
		$answer = $this->ajax( array( '_ajax_nonce' => wp_create_nonce( 'wp_rest' ), 'event' => wp_json_encode( array( 'type' => 'realtime_events.test', 'data' => new \stdClass(), 'channel' => "user:$user" ) ) ) );
		self::assertSame( array( 'realtime_events.test', "user:$user" ), array( $answer['data']['type'], $answer['data']['channel'] ) );
		$answer = $this->ajax( array( '_ajax_nonce' => wp_create_nonce( 'something-else' ), 'type' => 'a.b' ) );
		self::assertSame( 'realtime_events_nonce_invalid', $answer['data']['code'] );
		self::assertSame( 1, $this->stored() );
	}

	public function test_admin_ajax_wants_a_nonce_and_the_capability(): void {
		$this->act_as( 'author' );
		self::assertSame( 'realtime_events_nonce_invalid', $this->ajax( array( 'type' => 'a.b', '_ajax_nonce' => 'forged' ) )['data']['code'] );
		$this->act_as( 'subscriber' );
		self::assertSame( 'realtime_events_forbidden', $this->ajax( array( 'type' => 'a.b', '_ajax_nonce' => wp_create_nonce( Trigger_Ajax::ACTION ) ) )['data']['code'] );
		wp_set_current_user( 0 );
		self::assertSame( array(), $this->ajax( array( 'type' => 'a.b' ) ), 'Nobody hears a visitor.' );
		self::assertSame( 0, $this->stored() );
	}

	public function test_a_bearer_is_of_no_use_at_admin_ajax(): void {
		$this->act_as( 'subscriber' );
		$_SERVER['HTTP_AUTHORIZATION'] = 'Bearer ' . $this->service( Api_Key::class )->generate();
		self::assertSame( 'realtime_events_forbidden', $this->ajax( array( 'type' => 'a.b', '_ajax_nonce' => wp_create_nonce( Trigger_Ajax::ACTION ) ) )['data']['code'] );
	}
}
