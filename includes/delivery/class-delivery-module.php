<?php
/**
 * Ways out: the outbox and what empties it.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Delivery;

use Realtime_Events\Container;
use Realtime_Events\Module;

defined( 'ABSPATH' ) || exit;

/**
 * Ways out: the outbox and what empties it.
 *
 * @since 0.1.0
 */
final class Delivery_Module implements Module {

	public function services( Container $container ): void {
	}

	public function register( Container $container ): void {
	}
}
