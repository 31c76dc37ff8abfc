<?php
/**
 * Tells the time.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Events;

defined( 'ABSPATH' ) || exit;

/**
 * Tells the time. What depends on the time asks for this, so that a test can say what the time is.
 *
 * @since 0.1.0
 */
interface Clock {

	/**
	 * Milliseconds since 1970-01-01 UTC.
	 */
	public function now_ms(): int;
}
