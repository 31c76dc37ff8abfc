<?php
/**
 * Who may: capabilities, channels, keys, signatures and tokens.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Access;

use Realtime_Events\Container;
use Realtime_Events\Module;

defined( 'ABSPATH' ) || exit;

/**
 * Who may: capabilities, channels, keys, signatures and tokens.
 *
 * @since 0.1.0
 */
final class Access_Module implements Module {

	public function services( Container $container ): void {
	}

	public function register( Container $container ): void {
	}
}
