<?php
/**
 * The editor's script.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Editor;

use Realtime_Events\Access\Capabilities;
use Realtime_Events\Admin\Assets;
use Realtime_Events\Blocks\Public_Sentences;
use Realtime_Events\Settings\Options;
use const Realtime_Events\PLUGIN_DIR;
use const Realtime_Events\PLUGIN_FILE;

defined( 'ABSPATH' ) || exit;

/**
 * Loads the sidebar where a post or a template is edited.
 *
 * @since 0.1.0
 */
final class Editor_Assets {

	private const HANDLE = 'realtime-events-editor';
	/** The widgets editor fires the same hook, and what it is made of cannot be mixed with the post editor's. */
	private const SCREENS = array( 'post', 'site-editor' );

	/** Announced when a post is published. */
	private const TYPE = 'post.published';

	public function __construct(
		private readonly Assets $assets,
		private readonly Public_Sentences $sentences,
		private readonly Options $options,
	) {
	}

	/**
	 * Enqueues script, style and facts.
	 */
	public function enqueue(): void {
		$screen = get_current_screen();
		$build  = PLUGIN_DIR . '/build/editor';
		if ( ! $screen || ! in_array( $screen->base, self::SCREENS, true ) || ! current_user_can( Capabilities::VIEW ) ) {
			return;
		}
		if ( ! is_readable( "$build.asset.php" ) || ! $this->assets->register_client() ) {
			return;
		}
		$asset = require "$build.asset.php";
		wp_enqueue_script( self::HANDLE, plugins_url( 'build/editor.js', PLUGIN_FILE ), $asset['dependencies'], $asset['version'], array( 'in_footer' => true ) );
		wp_set_script_translations( self::HANDLE, 'realtime-events', PLUGIN_DIR . '/languages' );
		wp_add_inline_script(
			self::HANDLE,
			'window.realtimeEventsEditor = ' . wp_json_encode(
				array(
					'isTold'     => $this->options->type_is_enabled( self::TYPE ),
					'isPublic'   => $this->sentences->is_public( self::TYPE ),
					'silentMeta' => Silent_Posts::META,
				)
			) . ';',
			'before'
		);
		wp_enqueue_style( self::HANDLE, plugins_url( 'build/style-editor.css', PLUGIN_FILE ), array( 'wp-components' ), $asset['version'] );
		wp_style_add_data( self::HANDLE, 'rtl', 'replace' );
	}
}
