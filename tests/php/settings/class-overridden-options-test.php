<?php
/**
 * Tests of settings in wp-config.php.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Settings;

use Realtime_Events\Settings\Options_Sanitizer;
use Realtime_Events\Settings\Options_Schema;
use Realtime_Events\Tests\Test_Case;

/**
 * What wp-config.php decides is left alone. A constant cannot be taken back, so the constants themselves are tried in a process of their own.
 */
final class Overridden_Options_Test extends Test_Case {

	public function test_input_for_a_locked_field_is_neither_stored_nor_refused(): void {
		$checked = $this->service( Options_Sanitizer::class )->check(
			array(
				'server_url'     => 'ftp://nonsense',
				'retention_days' => 5,
			),
			Options_Schema::defaults(),
			array( 'server_url' )
		);
		self::assertTrue( $checked->is_valid() );
		self::assertSame( '', $checked->value['server_url'] );
		self::assertSame( 5, $checked->value['retention_days'] );
	}

	/**
	 * What the options are in a PHP of their own, whose wp-config.php decides.
	 *
	 * @param bool $is_main_site Whether it is the main site of its network, or a site alone.
	 * @return list<mixed>
	 */
	private static function with_constants( bool $is_main_site ): array {
		$code = <<<'PHP'
			define( 'ABSPATH', '/' );
			define( 'REALTIME_EVENTS_SERVER_URL', 'wss://From-Config.example/' );
			define( 'REALTIME_EVENTS_PROFILE', 'http' );
			define( 'REALTIME_EVENTS_SITE_ID', 'from-config' );
			define( 'IS_MAIN_SITE', 'main' === $argv[2] );
			function get_option() { return array( 'server_url' => 'https://stored.example', 'profile' => 'hub', 'site_id' => 'stored' ); }
			function is_wp_error( $thing ) { return $thing instanceof WP_Error; }
			function is_main_site() { return IS_MAIN_SITE; }
			require $argv[1] . '/includes/autoload.php';
			$options = new Realtime_Events\Settings\Options();
			echo json_encode( array( $options->server_url(), $options->profile(), $options->site_id(), $options->overridden_by( 'server_url' ), $options->stored()['server_url'], array_keys( $options->overridden() ) ) );
			PHP;
		return (array) json_decode(
			(string) shell_exec( sprintf( '%s -r %s -- %s %s 2>&1', escapeshellarg( PHP_BINARY ), escapeshellarg( $code ), escapeshellarg( \Realtime_Events\PLUGIN_DIR ), $is_main_site ? 'main' : 'other' ) ),
			true
		);
	}

	public function test_constants_decide_over_what_is_stored(): void {
		self::assertSame(
			array( 'https://from-config.example', 'http', 'from-config', 'REALTIME_EVENTS_SERVER_URL', 'https://stored.example', array( 'server_url', 'profile', 'site_id' ) ),
			self::with_constants( true )
		);
	}

	public function test_the_sites_of_a_network_never_share_a_name_at_the_hub(): void {
		list( $server_url, , $site_id, , , $overridden ) = self::with_constants( false );
		self::assertSame( 'https://from-config.example', $server_url );
		self::assertSame( 'stored', $site_id );
		self::assertSame( array( 'server_url', 'profile' ), $overridden );
	}
}
