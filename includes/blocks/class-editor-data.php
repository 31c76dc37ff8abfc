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

	/** Of the blocks' scripts this one is always there; they read the data only when they are drawn. */
	private const HANDLE = 'realtime-events-notice-editor-script';

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
				),
				JSON_HEX_TAG | JSON_HEX_AMP
			) . ';',
			'before'
		);
	}
}
