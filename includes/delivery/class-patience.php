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
 * How long servers are waited for in this process while somebody waits for the process: all requests to them together, of events and of
 * everything else, however often somebody begins to wait.
 *
 * @since 0.1.0
 */
final class Patience {

	/**
	 * So that the save itself and a busy machine fit into the second with it. It is a hundred times what a hub in the same network needs, and three
	 * round trips (connecting, TLS, the request) to one at the other end of the world; for what is farther away there are workers, whom nobody waits for.
	 */
	public const FOREGROUND_MS = 600;

	/** With less time than this a request would only fail. */
	private const WORTH_BEGINNING_MS = 300;

	private const NS_PER_MS = 1000000;

	/** When it is over, on the clock that never goes back, in nanoseconds; null while nobody waits. */
	private ?int $ends = null;

	/** What was left of it when somebody waited last, in nanoseconds; null before. */
	private ?int $left = null;

	/**
	 * Somebody waits: from now on servers have so long, and no more than was left the last time.
	 *
	 * @param int $ms Milliseconds.
	 */
	public function limit( int $ms ): void {
		$this->left = min( $this->left ?? PHP_INT_MAX, $ms * self::NS_PER_MS );
		$this->ends = hrtime( true ) + $this->left;
	}

	/**
	 * Nobody waits any more.
	 */
	public function lift(): void {
		if ( null !== $this->ends ) {
			$this->left = max( 0, $this->ends - hrtime( true ) );
		}
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

	/**
	 * Whether there is time for one more request.
	 */
	public function is_enough(): bool {
		return $this->left_ms( self::WORTH_BEGINNING_MS ) === self::WORTH_BEGINNING_MS;
	}
}
