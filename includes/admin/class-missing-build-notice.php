<?php
/**
 * When the scripts were not built.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Admin;

defined( 'ABSPATH' ) || exit;

/**
 * Says what to do where a page's scripts are not there, as in a copy of the source.
 *
 * @since 0.1.0
 */
final class Missing_Build_Notice {

	/**
	 * Prints it.
	 */
	public static function render(): void {
		wp_admin_notice(
			sprintf(
				/* translators: %s: a command. */
				esc_html__( 'The scripts of this screen are missing: this copy of the plugin was not built. Run %s in its folder, or install the released zip file.', 'realtime-events' ),
				'<code>npm run build</code>'
			),
			array( 'type' => 'warning' )
		);
	}
}
