<?php
/**
 * Tests of the way from activation to the first event.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Admin;

use Realtime_Events\Access\Api_Key;
use Realtime_Events\Admin\Welcome;
use Realtime_Events\Tests\Test_Case;
use const Realtime_Events\PLUGIN_FILE;

final class Welcome_Test extends Test_Case {

	/**
	 * Where the next page leads; null when nowhere.
	 */
	private ?string $led_to = null;

	protected function setUp(): void {
		parent::setUp();
		set_current_screen( 'plugins' );
		$this->act_as( 'administrator' );
		add_filter(
			'wp_redirect',
			function ( string $to ): bool {
				$this->led_to = $to;
				return false;
			}
		);
	}

	protected function tearDown(): void {
		unset( $_REQUEST['checked'] );
		unset( $GLOBALS['current_screen'] );
		parent::tearDown();
	}

	private function activate( string $plugin = '', bool $network_wide = false ): void {
		$this->service( Welcome::class )->remember( $plugin ?: plugin_basename( PLUGIN_FILE ), $network_wide );
	}

	private function next_page(): ?string {
		$this->led_to = null;
		$this->service( Welcome::class )->go();
		return $this->led_to;
	}

	public function test_who_has_activated_it_is_led_to_the_first_steps_once(): void {
		$this->activate();
		self::assertSame( Welcome::url(), $this->next_page() );
		self::assertNull( $this->next_page() );
	}

	public function test_nobody_else_is_led_anywhere(): void {
		$this->activate();
		$this->act_as( 'administrator' );
		self::assertNull( $this->next_page() );
	}

	public function test_another_plugin_a_network_and_many_at_once_lead_nowhere(): void {
		$this->activate( 'other/other.php' );
		self::assertNull( $this->next_page() );
		$this->activate( '', true );
		self::assertNull( $this->next_page() );
		$_REQUEST['checked'] = array( 'a', 'b' );
		$this->activate();
		self::assertNull( $this->next_page() );
	}

	public function test_who_may_not_manage_is_led_nowhere(): void {
		$this->act_as( 'editor' );
		$this->activate();
		self::assertNull( $this->next_page() );
	}

	public function test_a_site_with_a_server_needs_no_first_steps(): void {
		update_option( 'realtime_events', array( 'server_url' => 'https://hub.example.com' ) );
		$this->service( Api_Key::class )->generate();
		$this->activate();
		self::assertNull( $this->next_page() );
	}
}
