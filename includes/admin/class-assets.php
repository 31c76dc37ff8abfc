<?php
/**
 * Scripts and styles of wp-admin.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Admin;

use const Realtime_Events\PLUGIN_DIR;
use const Realtime_Events\PLUGIN_FILE;

defined( 'ABSPATH' ) || exit;

/**
 * Registers what was built, where it is needed: the client, which a page has once, and the scripts of the screens.
 *
 * @since 0.1.0
 */
final class Assets {

	public const CLIENT = 'realtime-events-client';

	private const HANDLE_PREFIX = 'realtime-events-';

	public function __construct(
		private readonly Screen_Config $config,
		private readonly string $build = PLUGIN_DIR . '/build',
	) {
	}

	/**
	 * Registers the client with the facts that it reads, if that has not happened yet.
	 *
	 * @return bool False where nothing was built.
	 */
	public function register_client(): bool {
		if ( wp_script_is( self::CLIENT, 'registered' ) ) {
			return true;
		}
		if ( ! $this->register( self::CLIENT, 'client' ) ) {
			return false;
		}
		return wp_add_inline_script( self::CLIENT, self::assignment( 'realtimeEventsConfig', $this->config->facts() ), 'before' );
	}

	/**
	 * Asks for the script and style of a screen.
	 *
	 * @param string                             $screen `feed`, `deliveries`, `settings`, …: the name below build/admin.
	 * @param array<string, array<string, mixed>> $globals Further facts for the script, by the name of the global.
	 * @return bool False where it was not built.
	 */
	public function enqueue_screen( string $screen, array $globals = array() ): bool {
		$handle = self::HANDLE_PREFIX . $screen;
		if ( ! $this->register_client() || ! $this->register( $handle, "admin/$screen" ) ) {
			return false;
		}
		foreach ( $globals as $name => $facts ) {
			wp_add_inline_script( $handle, self::assignment( $name, $facts ), 'before' );
		}
		wp_enqueue_script( $handle );
		if ( is_readable( "$this->build/admin/style-$screen.css" ) ) {
			wp_enqueue_style( $handle, self::url( "admin/style-$screen.css" ), array( 'wp-components' ), (string) filemtime( "$this->build/admin/style-$screen.css" ) );
			wp_style_add_data( $handle, 'rtl', 'replace' );
		}
		return true;
	}

	private function register( string $handle, string $name ): bool {
		$facts = "$this->build/$name.asset.php";
		if ( ! is_readable( $facts ) || ! is_readable( "$this->build/$name.js" ) ) {
			return false;
		}
		$asset = require $facts;
		wp_register_script( $handle, self::url( "$name.js" ), $asset['dependencies'], $asset['version'], array( 'in_footer' => true ) );
		wp_set_script_translations( $handle, 'realtime-events', PLUGIN_DIR . '/languages' );
		return true;
	}

	/**
	 * A script that sets a global. Whatever is in the facts, it cannot end the script element that it is printed in.
	 *
	 * @param string               $name  Name of the global.
	 * @param array<string, mixed> $facts Its value.
	 */
	private static function assignment( string $name, array $facts ): string {
		return sprintf( 'window.%s = %s;', $name, (string) wp_json_encode( $facts, JSON_HEX_TAG | JSON_HEX_AMP | JSON_UNESCAPED_SLASHES ) );
	}

	private static function url( string $path ): string {
		return plugins_url( "build/$path", PLUGIN_FILE );
	}
}
