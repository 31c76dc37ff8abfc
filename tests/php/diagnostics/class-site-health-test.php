<?php
/**
 * Tests of Site Health.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Diagnostics;

use Realtime_Events\Access\Api_Key;
use Realtime_Events\Diagnostics\Site_Health;
use Realtime_Events\Tests\Test_Case;

/**
 * Site Health says what is wrong and where to mend it, and gives no secret away.
 */
final class Site_Health_Test extends Test_Case {

	private function health(): Site_Health {
		return $this->service( Site_Health::class );
	}

	private function configure(): string {
		update_option( 'realtime_events', array( 'server_url' => 'http://hub.example.com' ) );
		return $this->service( Api_Key::class )->generate();
	}

	public function test_the_test_that_makes_requests_runs_by_itself(): void {
		$tests = apply_filters(
			'site_status_tests',
			array(
				'direct' => array(),
				'async'  => array(),
			)
		);
		self::assertTrue( $tests['async'][ Site_Health::CONNECTION ]['has_rest'] );
		self::assertIsCallable( $tests['async'][ Site_Health::CONNECTION ]['async_direct_test'] );
		self::assertIsCallable( $tests['direct'][ Site_Health::OUTBOX ]['test'] );
		self::assertSame( array(), $this->sent, 'Naming the tests asks nobody.' );
	}

	public function test_a_connection_is_missing_good_or_critical(): void {
		self::assertSame( 'recommended', $this->health()->connection()['status'] );
		$this->configure();
		$this->answer_http_with( fn( array $request ): array => 'GET' === $request['method'] ? $this->http_answer( 200 ) : $this->http_answer( 202, '{"results":[]}' ) );
		self::assertSame( 'good', $this->health()->connection()['status'] );
		$this->answer_http_with( new \WP_Error( 'http_request_failed', '<b>refused</b>' ) );
		update_option( 'realtime_events', array( 'server_url' => 'http://127.0.0.1:1' ) );
		$failed = $this->health()->connection();
		self::assertSame( 'critical', $failed['status'] );
		self::assertStringNotContainsString( '<b>refused', $failed['description'] );
		self::assertStringContainsString( 'realtime-events-settings', $failed['actions'] );
	}

	public function test_what_was_given_up_is_told(): void {
		global $wpdb;
		$this->configure();
		self::assertSame( 'good', $this->health()->outbox()['status'] );
		realtime_events_publish( 'test.happened' );
		$wpdb->query( 'UPDATE ' . $this->outbox_table() . " SET state = 'dead'" );
		self::assertSame( 'recommended', $this->health()->outbox()['status'] );
	}

	public function test_the_information_for_support_holds_no_key(): void {
		$key  = $this->configure();
		$info = apply_filters( 'debug_information', array() )['realtime-events'];
		self::assertStringNotContainsString( substr( $key, -4 ), (string) wp_json_encode( $info ) );
		self::assertTrue( $info['fields']['server_url']['private'] );
	}
}
