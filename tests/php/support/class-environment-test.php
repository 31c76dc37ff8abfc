<?php
/**
 * Tests of what the other tests stand on.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Support;

use PHPUnit\Framework\AssertionFailedError;
use Realtime_Events\Tests\Test_Case;

/**
 * The test site is what it claims to be, and nothing leaks from one test into another.
 */
final class Environment_Test extends Test_Case {

	public function test_the_database_is_of_the_kind_that_was_asked_for(): void {
		global $wpdb;
		$version = $wpdb->get_var( 'SELECT VERSION()' );
		if ( 'mysql' === getenv( 'REALTIME_EVENTS_TEST_DB' ) ) {
			self::assertStringContainsString( 'MariaDB', $version );
			self::assertFalse( defined( 'DB_ENGINE' ) && 'sqlite' === DB_ENGINE );
		} else {
			self::assertSame( 'sqlite', DB_ENGINE );
			self::assertFileExists( FQDB );
		}
	}

	public function test_the_plugin_is_active_and_its_files_have_addresses_below_the_site(): void {
		self::assertContains( 'realtime-events/realtime-events.php', get_option( 'active_plugins' ) );
		self::assertSame(
			'http://example.org/wp-content/plugins/realtime-events/build/client.js',
			plugins_url( 'build/client.js', \Realtime_Events\PLUGIN_FILE )
		);
	}

	/**
	 * @testWith ["first"]
	 *           ["second"]
	 */
	public function test_nothing_of_one_test_is_left_for_the_next( string $turn ): void {
		self::assertFalse( get_option( 'realtime_events_leak' ), "There was something left in the $turn turn." );
		self::assertSame( 0, get_current_user_id() );
		self::assertFalse( has_filter( 'realtime_events_leak' ) );

		$this->answer_http_with( 202 );
		update_option( 'realtime_events_leak', $turn );
		add_filter( 'realtime_events_leak', '__return_true' );
		$this->act_as( 'editor' );
	}

	public function test_a_request_that_nobody_expected_fails_the_test(): void {
		$this->expectException( AssertionFailedError::class );
		$this->expectExceptionMessage( 'http://127.0.0.1:9/ was not expected' );
		wp_remote_get( 'http://127.0.0.1:9/' );
	}

	public function test_requests_are_caught_and_answered(): void {
		$this->answer_http_with( fn( array $request ): array => $this->http_answer( 429, array( 'asked' => $request['url'] ), array( 'Retry-After' => '7' ) ) );
		$response = wp_remote_post( 'http://127.0.0.1:9/hook', array( 'body' => 'hello' ) );
		self::assertSame( 429, wp_remote_retrieve_response_code( $response ) );
		self::assertSame( '7', wp_remote_retrieve_header( $response, 'retry-after' ) );
		self::assertSame( '{"asked":"http:\/\/127.0.0.1:9\/hook"}', wp_remote_retrieve_body( $response ) );
		self::assertSame( array( 'hello' ), array_column( $this->sent, 'body' ) );
	}

	public function test_wrong_use_of_wordpress_is_heard(): void {
		$this->expect_complaint( 'realtime_events_wrong' );
		_doing_it_wrong( 'realtime_events_wrong', 'A test does this on purpose.', '0.1.0' );
	}

	public function test_a_request_from_outside_is_nobody_without_credentials_and_somebody_with_them(): void {
		$editor   = $this->create_user( 'editor' );
		$password = \WP_Application_Passwords::create_new_application_password( $editor->ID, array( 'name' => 'test' ) )[0];
		$basic    = static fn( string $secret ): array => array( 'Authorization' => 'Basic ' . base64_encode( "$editor->user_login:$secret" ) );

		self::assertSame( 401, $this->rest_from_outside( 'GET', '/wp/v2/users/me' )->get_status() );
		self::assertSame( 401, $this->rest_from_outside( 'GET', '/wp/v2/users/me', null, $basic( 'wrong' ) )->get_status() );
		self::assertSame( $editor->ID, $this->rest_from_outside( 'GET', '/wp/v2/users/me', null, $basic( $password ) )->get_data()['id'] );
	}

	public function test_a_session_without_a_nonce_is_nobody(): void {
		$editor = $this->act_as( 'editor' );
		self::assertSame( 401, $this->rest_from_outside( 'GET', '/wp/v2/users/me' )->get_status() );
		$nonce = wp_create_nonce( 'wp_rest' );
		self::assertSame( $editor->ID, $this->rest_from_outside( 'GET', '/wp/v2/users/me', null, array( 'X-WP-Nonce' => $nonce ) )->get_data()['id'] );
		self::assertSame( 403, $this->rest_from_outside( 'GET', '/wp/v2/users/me', null, array( 'X-WP-Nonce' => 'wrong' ) )->get_status() );
	}
}
