<?php
/**
 * The REST API: what screens read, and what the hub asks.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Rest;

use Realtime_Events\Container;
use Realtime_Events\Module;

defined( 'ABSPATH' ) || exit;

/**
 * The REST API: what screens read, and what the hub asks.
 *
 * @since 0.1.0
 */
final class Rest_Module implements Module {

	public function services( Container $container ): void {
	}

	public function register( Container $container ): void {
	}
}
