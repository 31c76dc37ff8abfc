<?php
/**
 * A clock that a test sets.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Support;

use Realtime_Events\Events\Clock;

/**
 * A clock that stands still until a test moves it.
 */
final class Fixed_Clock implements Clock {

	/** 2026-01-31 12:00:00 UTC. */
	public const DEFAULT_MS = 1769860800000;

	public function __construct( private int $now_ms = self::DEFAULT_MS ) {
	}

	public function now_ms(): int {
		return $this->now_ms;
	}

	public function advance_seconds( int $seconds ): void {
		$this->advance_ms( $seconds * 1000 );
	}

	public function advance_ms( int $ms ): void {
		$this->now_ms += $ms;
	}
}
