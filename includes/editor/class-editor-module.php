<?php
/**
 * Live activity in the block editor.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Editor;

use Realtime_Events\Admin\Assets;
use Realtime_Events\Blocks\Public_Sentences;
use Realtime_Events\Container;
use Realtime_Events\Module;

defined( 'ABSPATH' ) || exit;

/**
 * Live activity in the block editor: what happens to the post at hand, and who else is there.
 *
 * @since 0.1.0
 */
final class Editor_Module implements Module {

	public function services( Container $container ): void {
		$container->set( Silent_Posts::class, static fn(): Silent_Posts => new Silent_Posts() );
		$container->set( Editor_Assets::class, static fn( Container $c ): Editor_Assets => new Editor_Assets( $c->get( Assets::class ), $c->get( Public_Sentences::class ) ) );
	}

	public function register( Container $container ): void {
		add_action( 'init', $container->call( Silent_Posts::class, 'register_meta' ) );
		add_filter( 'realtime_events_should_project', $container->call( Silent_Posts::class, 'keep_back' ), 10, 2 );
		add_action( 'enqueue_block_editor_assets', $container->call( Editor_Assets::class, 'enqueue' ) );
	}
}
