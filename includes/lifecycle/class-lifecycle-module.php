<?php
/**
 * Activation, tables, upgrades and removal.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Lifecycle;

use Realtime_Events\Container;
use Realtime_Events\Module;

defined( 'ABSPATH' ) || exit;

/**
 * Activation, tables, upgrades and removal.
 *
 * @since 0.1.0
 */
final class Lifecycle_Module implements Module {

	public function services( Container $container ): void {
	}

	public function register( Container $container ): void {
	}
}
