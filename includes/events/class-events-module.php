<?php
/**
 * What happened: events, their types and the ledger.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Events;

use Realtime_Events\Container;
use Realtime_Events\Module;

defined( 'ABSPATH' ) || exit;

/**
 * What happened: events, their types and the ledger.
 *
 * @since 0.1.0
 */
final class Events_Module implements Module {

	public function services( Container $container ): void {
	}

	public function register( Container $container ): void {
	}
}
