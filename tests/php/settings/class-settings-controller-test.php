<?php
/**
 * Tests of POST /settings.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Settings;

use Realtime_Events\Access\Capabilities;
use Realtime_Events\Settings\Options;
use Realtime_Events\Tests\Test_Case;

final class Settings_Controller_Test extends Test_Case {

	private const ROUTE = '/realtime-events/v1/settings';

	/**
	 * Saves as the one who is logged in.
	 */
	private function save( array $settings ): \WP_REST_Response {
		return $this->rest( 'POST', self::ROUTE, array( Options::NAME => $settings ) );
	}

	public function test_who_may_manage_the_plugin_saves_without_managing_the_site(): void {
		$this->act_as( 'administrator' );
		self::assertSame( 200, $this->save( array( 'roles' => array( 'manage' => array( 'editor' ) ) ) )->get_status() );
		$this->act_as( 'editor' );
		$response = $this->save( array( 'retention_days' => 30 ) );
		self::assertSame( 200, $response->get_status() );
		self::assertSame( 30, $response->get_data()[ Options::NAME ]['retention_days'] );
		self::assertSame( 30, $this->service( Options::class )->get( 'retention_days' ) );
	}

	public function test_nobody_locks_himself_out(): void {
		$this->act_as( 'administrator' );
		$this->save( array( 'roles' => array( 'manage' => array( 'editor' ) ) ) );
		$this->act_as( 'editor' );
		foreach ( array( array( 'author' ), array() ) as $roles ) {
			$response = $this->save( array( 'roles' => array( 'manage' => $roles ) ) );
			self::assertSame( 400, $response->get_status() );
			self::assertArrayHasKey( 'roles.manage', $response->get_data()['data']['params'] );
		}
		self::assertTrue( current_user_can( Capabilities::MANAGE ) );
	}

	public function test_who_manages_the_site_may_manage_whatever_is_chosen(): void {
		$this->act_as( 'administrator' );
		self::assertSame( 200, $this->save( array( 'roles' => array( 'manage' => array( 'author' ) ) ) )->get_status() );
		self::assertTrue( current_user_can( Capabilities::MANAGE ) );
	}

	public function test_a_refused_field_is_named_and_nothing_is_stored(): void {
		$this->act_as( 'administrator' );
		$response = $this->save( array( 'server_url' => 'ftp://example.com', 'retention_days' => 30 ) );
		self::assertSame( array( 400, array( 'server_url' ) ), array( $response->get_status(), array_keys( $response->get_data()['data']['params'] ) ) );
		self::assertSame( 90, $this->service( Options::class )->get( 'retention_days' ) );
	}

	public function test_what_is_no_object_is_refused(): void {
		$this->act_as( 'administrator' );
		foreach ( array( 'text', 5, null ) as $body ) {
			self::assertSame( 400, $this->rest( 'POST', self::ROUTE, array( Options::NAME => $body ) )->get_status() );
		}
	}

	public function test_the_key_is_not_among_the_settings(): void {
		$this->act_as( 'administrator' );
		self::assertStringNotContainsString( 'api_key', (string) wp_json_encode( $this->rest( 'GET', self::ROUTE )->get_data() ) );
	}
}
