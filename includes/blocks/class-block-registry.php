<?php
/**
 * The blocks.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Blocks;

use WP_Block_Type_Registry;
use const Realtime_Events\PLUGIN_DIR;

defined( 'ABSPATH' ) || exit;

/**
 * Registers the blocks as the build wrote them down.
 *
 * @since 0.1.0
 */
final class Block_Registry {

	private const PREFIX = 'realtime-events/';

	/**
	 * Registers every block of the manifest, from one file instead of one for each.
	 */
	public function register(): void {
		$manifest = PLUGIN_DIR . '/build/blocks-manifest.php';
		// A checkout that was not built has none, and works without its blocks.
		if ( is_readable( $manifest ) ) {
			add_filter( 'register_block_type_args', array( Orders\Order_Status_Block::class, 'offer' ), 10, 2 );
			wp_register_block_types_from_metadata_collection( PLUGIN_DIR . '/build/blocks', $manifest );
		}
	}

	/**
	 * With a classic theme, before WordPress 6.9, every page gets the styles of all blocks. Those of blocks that the page's posts
	 * do not have are taken back; a block that is rendered all the same, in a widget for one, brings its own.
	 */
	public function take_back_styles(): void {
		global $wp_query;
		if ( is_admin() || wp_should_load_block_assets_on_demand() ) {
			return;
		}
		$content = implode( array_column( $wp_query->posts ?? array(), 'post_content' ) );
		foreach ( WP_Block_Type_Registry::get_instance()->get_all_registered() as $name => $type ) {
			if ( str_starts_with( $name, self::PREFIX ) && ! has_block( $name, $content ) ) {
				array_map( 'wp_dequeue_style', $type->style_handles );
			}
		}
	}
}
