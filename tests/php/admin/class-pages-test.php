<?php
/**
 * Tests of the pages in wp-admin.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Admin;

use Realtime_Events\Access\Api_Key;
use Realtime_Events\Admin\Deliveries_Page;
use Realtime_Events\Admin\Feed_Page;
use Realtime_Events\Admin\Menu;
use Realtime_Events\Admin\Settings_Page;
use Realtime_Events\Tests\Test_Case;

/**
 * Each page opens for whom it is meant, works without its scripts, and gives no secret away.
 */
final class Pages_Test extends Test_Case {

	private const FEED       = 'toplevel_page_realtime-events';
	private const DELIVERIES = 'realtime-events_page_realtime-events-deliveries';
	private const SETTINGS   = 'realtime-events_page_realtime-events-settings';

	protected function setUp(): void {
		parent::setUp();
		foreach ( array( 'menu', 'submenu', 'admin_page_hooks', '_registered_pages', '_parent_pages', '_wp_submenu_nopriv', 'wp_scripts', 'wp_styles' ) as $name ) {
			unset( $GLOBALS[ $name ] );
			$GLOBALS[ $name ] = str_starts_with( $name, 'wp_s' ) ? null : array();
		}
	}

	/**
	 * Opens a page as WordPress does, and gives what was printed: scripts before, page after.
	 *
	 * @param string $screen Id of its screen.
	 * @return array{ html: string, scripts: string, styles: string }
	 */
	private function open( string $screen ): array {
		foreach ( array( '_maybe_update_core', '_maybe_update_plugins', '_maybe_update_themes' ) as $asks_for_updates ) {
			remove_action( 'admin_init', $asks_for_updates );
		}
		// So that it is wp-admin.
		set_current_screen( 'dashboard' );
		do_action( 'admin_menu', '' );
		do_action( 'admin_init' );
		set_current_screen( $screen );
		do_action( 'admin_enqueue_scripts', $screen );
		ob_start();
		do_action( $screen );
		$html = (string) ob_get_clean();
		ob_start();
		wp_scripts()->do_footer_items();
		wp_scripts()->do_items();
		$scripts = (string) ob_get_clean();
		ob_start();
		wp_styles()->do_items();
		return array(
			'html'    => $html,
			'scripts' => $scripts,
			'styles'  => (string) ob_get_clean(),
		);
	}

	/**
	 * @testWith ["administrator", ["realtime-events", "realtime-events-deliveries", "realtime-events-settings"]]
	 *           ["editor", ["realtime-events"]]
	 *           ["author", ["realtime-events"]]
	 *           ["subscriber", []]
	 */
	public function test_each_role_finds_its_pages_in_the_menu( string $role, array $slugs ): void {
		$this->act_as( $role );
		do_action( 'admin_menu', '' );
		$ours = array( Feed_Page::SLUG, Deliveries_Page::SLUG, Settings_Page::SLUG );
		self::assertSame( $slugs, array_values( array_intersect( array_column( $GLOBALS['submenu'][ Menu::SLUG ] ?? array(), 2 ), $ours ) ) );
	}

	public function test_the_feed_has_a_place_for_its_script_and_a_word_for_those_without(): void {
		$this->act_as( 'editor' );
		$html = $this->open( self::FEED )['html'];
		self::assertStringContainsString( 'id="realtime-events-feed"', $html );
		self::assertStringContainsString( '<noscript>', $html );
	}

	public function test_the_settings_are_a_form_that_works_without_a_script(): void {
		$this->act_as( 'administrator' );
		$html = $this->open( self::SETTINGS )['html'];
		self::assertStringContainsString( 'id="realtime-events-settings"', $html );
		self::assertMatchesRegularExpression( '#<form action="[^"]*/options\.php" method="post"#', $html );
		self::assertStringContainsString( "name='option_page' value='realtime_events'", str_replace( '"', "'", $html ) );
		foreach ( array( 'server_url', 'profile', 'site_id', 'profile_options][publish_path', 'types][post.published][enabled', 'retention_days', 'retention_rows', 'public_polling', 'remove_data_on_uninstall' ) as $field ) {
			self::assertStringContainsString( "name=\"realtime_events[$field]\"", $html );
		}
		self::assertSame( 1, preg_match_all( '#<h1#', $html ) );
	}

	public function test_whoever_may_manage_may_save_the_form(): void {
		self::assertSame( 'manage_realtime_events', apply_filters( 'option_page_capability_realtime_events', 'manage_options' ) );
	}

	public function test_the_command_that_starts_a_hub_is_exact_and_without_the_key(): void {
		$this->act_as( 'administrator' );
		update_option( 'realtime_events', array( 'server_url' => 'http://hub.example.com:9001' ) );
		$key  = $this->service( Api_Key::class )->generate();
		$html = html_entity_decode( $this->open( self::SETTINGS )['html'], ENT_QUOTES );
		self::assertStringContainsString( "REALTIME_EVENTS_SITE=example.org REALTIME_EVENTS_SITE_URL=http://example.org REALTIME_EVENTS_API_KEY='<your key>' node ", $html );
		self::assertStringContainsString( '/build/hub.mjs --port 9001', $html );
		self::assertStringNotContainsString( $key, $html );
	}

	/**
	 * @testWith ["toplevel_page_realtime-events"]
	 *           ["realtime-events_page_realtime-events-deliveries"]
	 *           ["realtime-events_page_realtime-events-settings"]
	 */
	public function test_no_page_and_no_script_holds_the_key_or_what_is_made_of_it( string $screen ): void {
		$this->act_as( 'administrator' );
		$api_key = $this->service( Api_Key::class );
		$former  = $api_key->generate();
		$key     = $api_key->rotate( 3600 );
		$printed = implode( $this->open( $screen ) );
		$derived = array( Api_Key::publish_key( $key ), Api_Key::token_key( $key ), Api_Key::hub_key( $key ) );
		$secrets = array( $key, $former, ...array_map( 'bin2hex', $derived ), ...array_map( 'base64_encode', $derived ) );
		self::assertGreaterThan( 500, strlen( $printed ) );
		foreach ( $secrets as $secret ) {
			self::assertStringNotContainsString( $secret, $printed );
		}
	}

	public function test_scripts_are_on_own_pages_alone(): void {
		$this->act_as( 'administrator' );
		$this->open( 'dashboard' );
		self::assertFalse( wp_script_is( 'realtime-events-feed', 'registered' ) );
		self::assertFalse( wp_script_is( 'realtime-events-settings', 'registered' ) );
	}

	public function test_the_plugin_links_to_its_pages(): void {
		$this->act_as( 'administrator' );
		$links = apply_filters( 'plugin_action_links_' . plugin_basename( \Realtime_Events\PLUGIN_FILE ), array( 'deactivate' => 'x' ) );
		self::assertSame( array( 'settings', 'feed', 'deactivate' ), array_keys( $links ) );
	}

	public function test_what_was_refused_is_shown_again_with_its_error_and_without_the_script(): void {
		$this->act_as( 'administrator' );
		update_option(
			'realtime_events',
			array(
				'server_url'     => 'ftp://<b>hub</b>',
				'retention_days' => '12',
			)
		);
		$opened = $this->open( self::SETTINGS );
		self::assertStringContainsString( 'value="ftp://&lt;b&gt;hub&lt;/b&gt;"', $opened['html'] );
		self::assertStringContainsString( 'aria-invalid="true"', $opened['html'] );
		self::assertStringContainsString( 'id="realtime-events-server-url-error"', $opened['html'] );
		self::assertMatchesRegularExpression( '/id="realtime-events-retention-days" name="[^"]+" value="12"/', $opened['html'], 'Nothing that was typed is lost.' );
		self::assertStringNotContainsString( 'realtimeEventsSettings', $opened['scripts'] );
	}
}
