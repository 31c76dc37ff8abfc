<?php
/**
 * A clock for tests.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Events;

use Realtime_Events\Events\Clock;

/**
 * Shows the time that a test sets.
 */
final class Fixed_Clock implements Clock {

	public function __construct( public int $now_ms = 1_700_000_000_000 ) {
	}

	public function now_ms(): int {
		return $this->now_ms;
	}
}
