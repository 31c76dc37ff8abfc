<?php
/**
 * Plugins, themes and WordPress itself.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Sources;

use Realtime_Events\Publishing\Publisher;
use WP_Theme;
use const Realtime_Events\PLUGIN_FILE;

defined( 'ABSPATH' ) || exit;

/**
 * Says which code the site runs: plugins, themes and WordPress itself.
 *
 * @since 0.1.0
 */
final class Code_Source {

	public function __construct( private readonly Publisher $publisher ) {
	}

	/**
	 * A plugin was switched on.
	 *
	 * @param string $file The plugin's main file.
	 */
	public function plugin_activated( string $file ): void {
		$this->tell_plugin( 'plugin.activated', $file );
	}

	/**
	 * A plugin was switched off.
	 *
	 * @param string $file The plugin's main file.
	 */
	public function plugin_deactivated( string $file ): void {
		$this->tell_plugin( 'plugin.deactivated', $file );
	}

	/**
	 * A plugin was deleted.
	 *
	 * @param string $file    The plugin's main file.
	 * @param bool   $deleted Whether that worked.
	 */
	public function plugin_deleted( string $file, mixed $deleted ): void {
		if ( $deleted ) {
			$this->tell_plugin( 'plugin.deleted', $file );
		}
	}

	/**
	 * The theme is another one.
	 *
	 * @param string   $name Its name.
	 * @param WP_Theme $new  The theme.
	 * @param WP_Theme $old  The theme before.
	 */
	public function theme_switched( string $name, WP_Theme $new, WP_Theme $old ): void {
		$this->publisher->publish(
			'theme.switched',
			array(
				'theme'          => Plain_Text::of( (string) $new->get( 'Name' ) ),
				'previous_theme' => Plain_Text::of( (string) $old->get( 'Name' ) ),
			)
		);
	}

	/**
	 * Plugins or themes were installed or updated.
	 *
	 * @param mixed                $upgrader What did it.
	 * @param array<string, mixed> $extra    What was done: `action`, `type`, and which.
	 */
	public function installed_or_updated( mixed $upgrader, array $extra ): void {
		$kind    = $extra['type'] ?? '';
		$updated = 'update' === ( $extra['action'] ?? '' );
		if ( 'plugin' === $kind ) {
			$files = $updated ? (array) ( $extra['plugins'] ?? $extra['plugin'] ?? array() ) : array( is_object( $upgrader ) && method_exists( $upgrader, 'plugin_info' ) ? $upgrader->plugin_info() : '' );
			foreach ( array_filter( $files, 'is_string' ) as $file ) {
				$this->tell_plugin( $updated ? 'plugin.updated' : 'plugin.installed', $file );
			}
		}
		if ( 'theme' === $kind ) {
			$themes = $updated ? (array) ( $extra['themes'] ?? $extra['theme'] ?? array() ) : array( is_object( $upgrader ) && method_exists( $upgrader, 'theme_info' ) ? $upgrader->theme_info() : '' );
			foreach ( $themes as $theme ) {
				$this->tell_theme( $updated ? 'theme.updated' : 'theme.installed', $theme instanceof WP_Theme ? $theme : wp_get_theme( (string) $theme ) );
			}
		}
	}

	/**
	 * WordPress was updated.
	 *
	 * @param string $version The version now.
	 */
	public function core_updated( string $version ): void {
		$this->publisher->publish(
			'core.updated',
			array(
				'version'          => $version,
				'previous_version' => wp_get_wp_version(),
			)
		);
	}

	private function tell_plugin( string $type, string $file ): void {
		// This plugin has an event of its own, and when it is switched off it is silent.
		if ( '' === $file || plugin_basename( PLUGIN_FILE ) === $file ) {
			return;
		}
		if ( ! function_exists( 'get_plugin_data' ) ) {
			require_once ABSPATH . 'wp-admin/includes/plugin.php';
		}
		$path  = WP_PLUGIN_DIR . '/' . $file;
		$facts = is_readable( $path ) ? get_plugin_data( $path, false, false ) : array();
		$name  = Plain_Text::of( (string) ( $facts['Name'] ?? '' ) );
		$this->publisher->publish(
			$type,
			array(
				'plugin'  => $file,
				// Deleted code has no name any more but that of its file.
				'name'    => '' === $name ? dirname( $file ) : $name,
				'version' => Plain_Text::of( (string) ( $facts['Version'] ?? '' ) ),
			),
			array( 'dedupe' => "{$type} {$file}" )
		);
	}

	private function tell_theme( string $type, WP_Theme $theme ): void {
		if ( $theme->exists() ) {
			$this->publisher->publish(
				$type,
				array(
					'theme'   => $theme->get_stylesheet(),
					'name'    => Plain_Text::of( (string) $theme->get( 'Name' ) ),
					'version' => Plain_Text::of( (string) $theme->get( 'Version' ) ),
				),
				array( 'dedupe' => "{$type} " . $theme->get_stylesheet() )
			);
		}
	}
}
