<?php
/**
 * How long a server is waited for.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Delivery;

defined( 'ABSPATH' ) || exit;

/**
 * How long servers are waited for in this process, all requests to them together, while somebody waits for the process.
 *
 * @since 0.1.0
 */
final class Patience {

	private const NS_PER_MS = 1000000;

	/** On the clock that never goes back, in nanoseconds; null while nobody waits. */
	private ?int $ends = null;

	/**
	 * Somebody waits: from now on servers have so long.
	 *
	 * @param int $ms Milliseconds.
	 */
	public function limit( int $ms ): void {
		$this->ends = hrtime( true ) + $ms * self::NS_PER_MS;
	}

	/**
	 * Nobody waits any more.
	 */
	public function lift(): void {
		$this->ends = null;
	}

	/**
	 * What is left of the time that a request would have otherwise; 0 when it is over.
	 *
	 * @param int $ms Milliseconds.
	 */
	public function left_ms( int $ms ): int {
		return null === $this->ends ? $ms : max( 0, min( $ms, intdiv( $this->ends - hrtime( true ), self::NS_PER_MS ) ) );
	}
}
