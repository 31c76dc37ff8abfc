<?php
/**
 * The blocks.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Blocks;

use const Realtime_Events\PLUGIN_DIR;

defined( 'ABSPATH' ) || exit;

/**
 * Registers the blocks as the build wrote them down.
 *
 * @since 0.1.0
 */
final class Block_Registry {

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
}
