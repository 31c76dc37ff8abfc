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
use Realtime_Events\Delivery\Delivery_Log;
use Realtime_Events\Events\Event_Store;
use Realtime_Events\Module;
use Realtime_Events\Rest\Permissions;
use Realtime_Events\Rest_Routes;
use Realtime_Events\Settings\Options;

defined( 'ABSPATH' ) || exit;

/**
 * Live activity in the block editor: what happens to the post at hand, and who else is there.
 *
 * @since 0.1.0
 */
final class Editor_Module implements Module {

	public function services( Container $container ): void {
		$container->set( Silent_Posts::class, static fn(): Silent_Posts => new Silent_Posts() );
		$container->set( Editor_Assets::class, static fn( Container $c ): Editor_Assets => new Editor_Assets( $c->get( Assets::class ), $c->get( Public_Sentences::class ), $c->get( Options::class ) ) );
		$container->set( Announcements::class, static fn( Container $c ): Announcements => new Announcements( $c->get( Event_Store::class ), $c->get( Delivery_Log::class ) ) );
		$container->set( Announcement_Controller::class, static fn( Container $c ): Announcement_Controller => new Announcement_Controller( $c->get( Announcements::class ), $c->get( Permissions::class ) ) );
	}

	public function register( Container $container ): void {
		add_action( 'init', $container->call( Silent_Posts::class, 'register_meta' ) );
		add_action( Rest_Routes::WANTED, $container->call( Announcement_Controller::class, 'register_routes' ), 10, 0 );
		add_filter( 'realtime_events_should_project', $container->call( Silent_Posts::class, 'keep_back' ), 10, 2 );
		add_action( 'enqueue_block_editor_assets', $container->call( Editor_Assets::class, 'enqueue' ) );
	}
}
