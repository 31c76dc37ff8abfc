<?php
/**
 * The option of the plugin: what an admin may choose.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Settings;

use Realtime_Events\Container;
use Realtime_Events\Module;

defined( 'ABSPATH' ) || exit;

/**
 * The option of the plugin: what an admin may choose.
 *
 * @since 0.1.0
 */
final class Settings_Module implements Module {

	public function services( Container $container ): void {
	}

	public function register( Container $container ): void {
	}
}
