<?php
/**
 * Tests of /status.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Rest;

use Realtime_Events\Access\Api_Key;
use Realtime_Events\Rest\Status_Controller;
use Realtime_Events\Tests\Test_Case;

/**
 * How things stand, and what a test of the connection tells.
 */
final class Status_Controller_Test extends Test_Case {

	private const ROUTE = '/realtime-events/v1/status';

	private function configure(): string {
		update_option( 'realtime_events', array( 'server_url' => 'http://hub.example.com' ) );
		return $this->service( Api_Key::class )->generate();
	}

	/**
	 * @return array<string, bool> Steps by id.
	 */
	private function steps( \WP_REST_Response $response ): array {
		self::assertSame( 200, $response->get_status() );
		foreach ( $response->get_data()['steps'] as $step ) {
			self::assertNotSame( '', $step['label'] );
			self::assertNotSame( '', $step['message'] );
			self::assertSame( $step['ok'], ! isset( $step['fix'] ), 'What failed says what to do.' );
		}
		return array_column( $response->get_data()['steps'], 'ok', 'id' );
	}

	public function test_an_editor_sees_how_things_stand_and_no_key(): void {
		$key = $this->configure();
		$this->act_as( 'editor' );
		$data = $this->rest( 'GET', self::ROUTE )->get_data();
		self::assertTrue( $data['configured'] );
		self::assertTrue( $data['key_is_set'] );
		self::assertSame( 'closed', $data['breaker']['state'] );
		self::assertSame( array( 'pending', 'retrying', 'dead' ), array_keys( $data['outbox'] ) );
		self::assertStringNotContainsString( substr( $key, -4 ), (string) wp_json_encode( $data ) );
	}

	public function test_a_working_hub_passes_every_step_and_gets_one_event_for_the_tester(): void {
		$this->configure();
		$admin = $this->act_as( 'administrator' );
		$this->answer_http_with(
			fn( array $request ): array => 'GET' === $request['method'] ? $this->http_answer( 200, '{"status":"ok"}' ) : $this->http_answer(
				202,
				array(
					'results' => array_map(
						static fn( array $event ): array => array(
							'id'     => $event['id'],
							'status' => 'accepted',
						),
						json_decode( $request['body'], true )
					),
				)
			)
		);
		$response = $this->rest( 'POST', self::ROUTE . '/test' );
		self::assertSame( array_fill_keys( array( 'url', 'api_key', 'reachable', 'key', 'ingest' ), true ), $this->steps( $response ) );
		self::assertTrue( $response->get_data()['ok'] );
		$event = json_decode( end( $this->sent )['body'], true )[0];
		self::assertSame( array( 'realtime_events.test', "user:$admin->ID" ), array( $event['type'], $event['channel'] ) );
		self::assertSame( 200, $this->rest( 'GET', "/realtime-events/v1/events/{$event['id']}" )->get_status(), 'It is in the ledger like any other.' );
	}

	public function test_it_stops_at_the_first_step_that_fails_and_says_why(): void {
		$this->act_as( 'administrator' );
		self::assertSame( array( 'url' => false ), $this->steps( $this->rest( 'POST', self::ROUTE . '/test' ) ) );

		update_option( 'realtime_events', array( 'server_url' => 'http://hub.example.com' ) );
		self::assertSame(
			array(
				'url'     => true,
				'api_key' => false,
			),
			$this->steps( $this->rest( 'POST', self::ROUTE . '/test' ) )
		);

		$this->service( Api_Key::class )->generate();
		$this->answer_http_with( new \WP_Error( 'http_request_failed', 'cURL error 7: Failed to connect' ) );
		// A port on which nothing listens.
		update_option( 'realtime_events', array( 'server_url' => 'http://127.0.0.1:1' ) );
		$response = $this->rest( 'POST', self::ROUTE . '/test' );
		self::assertSame(
			array(
				'url'     => true,
				'api_key' => true,
				'tcp'     => false,
			),
			$this->steps( $response )
		);
		self::assertStringNotContainsString( 'cURL', $response->get_data()['steps'][2]['message'] );

		$this->answer_http_with( fn( array $request ): array => 'GET' === $request['method'] ? $this->http_answer( 200 ) : $this->http_answer( 401, '{"code":"signature_invalid","message":"no"}' ) );
		self::assertSame(
			array(
				'url'       => true,
				'api_key'   => true,
				'reachable' => true,
				'key'       => false,
			),
			$this->steps( $this->rest( 'POST', self::ROUTE . '/test' ) )
		);
	}

	public function test_testing_too_often_is_a_429(): void {
		$this->act_as( 'administrator' );
		for ( $i = 0; $i < Status_Controller::TESTS_PER_MINUTE; $i++ ) {
			self::assertSame( 200, $this->rest( 'POST', self::ROUTE . '/test' )->get_status() );
		}
		self::assertSame( 429, $this->rest( 'POST', self::ROUTE . '/test' )->get_status() );
	}
}
