<?php
/**
 * Ways in: every event passes through the publisher.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Publishing;

use Realtime_Events\Container;
use Realtime_Events\Module;

defined( 'ABSPATH' ) || exit;

/**
 * Ways in: every event passes through the publisher.
 *
 * @since 0.1.0
 */
final class Publishing_Module implements Module {

	public function services( Container $container ): void {
	}

	public function register( Container $container ): void {
	}
}
