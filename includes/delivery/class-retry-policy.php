<?php
/**
 * When to try again.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Delivery;

defined( 'ABSPATH' ) || exit;

/**
 * When a delivery that failed is tried again: the schedule of Standard Webhooks.
 *
 * @since 0.1.0
 */
final class Retry_Policy {

	/** Longest pause before the second, third, … attempt. */
	public const SCHEDULE_SECONDS = array(
		5,
		5 * MINUTE_IN_SECONDS,
		30 * MINUTE_IN_SECONDS,
		2 * HOUR_IN_SECONDS,
		5 * HOUR_IN_SECONDS,
		10 * HOUR_IN_SECONDS,
		14 * HOUR_IN_SECONDS,
		20 * HOUR_IN_SECONDS,
		24 * HOUR_IN_SECONDS,
	);

	/** A server that asks for more patience than this is not believed. */
	public const MAX_RETRY_AFTER_SECONDS = DAY_IN_SECONDS;

	/**
	 * @param \Closure( int ): int $random A number from 0 to the given one.
	 */
	public function __construct( private readonly \Closure $random ) {
	}

	/**
	 * How long to wait after an attempt that failed.
	 *
	 * The pause is any part of the schedule's (full jitter), so that what failed together does not come back together.
	 *
	 * @param int      $attempts            How often it has been tried, 1 or more.
	 * @param int|null $retry_after_seconds What the server asked for.
	 * @return int|null Milliseconds, or null when it was the last attempt.
	 */
	public function pause_ms( int $attempts, ?int $retry_after_seconds = null ): ?int {
		$longest = self::SCHEDULE_SECONDS[ $attempts - 1 ] ?? null;
		if ( null === $longest ) {
			return null;
		}
		$asked = min( self::MAX_RETRY_AFTER_SECONDS, max( 0, (int) $retry_after_seconds ) );
		return max( $asked * 1000, ( $this->random )( $longest * 1000 ) );
	}
}
