<?php
/**
 * The command wp realtime-events.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Cli;

use Realtime_Events\Container;
use Realtime_Events\Module;

defined( 'ABSPATH' ) || exit;

/**
 * The command wp realtime-events.
 *
 * @since 0.1.0
 */
final class Cli_Module implements Module {

	public function services( Container $container ): void {
	}

	public function register( Container $container ): void {
	}
}
