<?php
/**
 * What the blocks know of the site while they are edited.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Blocks;

use Realtime_Events\Access\Capabilities;

defined( 'ABSPATH' ) || exit;

/**
 * Prints the offered types, and what the one who edits may do about them, before the blocks' editor scripts.
 *
 * @since 0.1.0
 */
final class Editor_Data {

	/** All of the blocks' scripts come after this one. */
	private const HANDLE = 'wp-blocks';

	/** Since when the editor lets sources of block bindings offer their values. */
	private const VALUES_SINCE = '6.9';

	public function __construct( private readonly Public_Sentences $sentences ) {
	}

	/**
	 * Adds the data.
	 */
	public function print(): void {
		wp_add_inline_script(
			self::HANDLE,
			'window.realtimeEventsBlocks = ' . wp_json_encode(
				array(
					'types'         => (object) $this->sentences->for_editor(),
					'canManage'     => current_user_can( Capabilities::MANAGE ) && current_user_can( 'manage_options' ),
					'settingsUrl'   => admin_url( 'admin.php?page=realtime-events-settings' ),
					'counterLabels' => Live_Number::default_labels(),
					'hasShop'       => function_exists( 'wc_get_product' ),
					'canPickValues' => is_wp_version_compatible( self::VALUES_SINCE ),
				),
				JSON_HEX_TAG | JSON_HEX_AMP
			) . ';'
		);
	}
}
