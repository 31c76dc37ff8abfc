<?php
/**
 * The machine's clock.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Events;

defined( 'ABSPATH' ) || exit;

/**
 * The machine's clock.
 *
 * @since 0.1.0
 */
final class System_Clock implements Clock {

	public function now_ms(): int {
		return (int) ( microtime( true ) * 1000 );
	}
}
