<?php
/**
 * Names events.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Events;

defined( 'ABSPATH' ) || exit;

/**
 * Makes the ids of events: UUIDs of version 7 (RFC 9562).
 *
 * They begin with the time, so they are near each other in the index of the
 * ledger, and two that are made here one after the other are in that order.
 *
 * @since 0.1.0
 */
final class Event_Id {

	public const PATTERN = '/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/';

	private const MAX_COUNTER = 0xfff;

	private int $last_ms = 0;
	private int $counter = 0;

	public function __construct( private readonly Clock $clock ) {
	}

	/**
	 * A new id, greater than every one that this object made before.
	 */
	public function next(): string {
		$now = $this->clock->now_ms();
		if ( $now > $this->last_ms ) {
			$this->last_ms = $now;
			// Half the range stays free for what else happens in this millisecond.
			$this->counter = random_int( 0, self::MAX_COUNTER >> 1 );
		} elseif ( ++$this->counter > self::MAX_COUNTER ) {
			// The counter ran over, or the clock went back: borrow from the next millisecond.
			++$this->last_ms;
			$this->counter = 0;
		}

		$time = str_pad( dechex( $this->last_ms ), 12, '0', STR_PAD_LEFT );
		$tail = bin2hex( random_bytes( 8 ) );
		return sprintf(
			'%s-%s-7%03x-%x%s-%s',
			substr( $time, 0, 8 ),
			substr( $time, 8, 4 ),
			$this->counter,
			8 | ( hexdec( $tail[0] ) & 3 ),
			substr( $tail, 1, 3 ),
			substr( $tail, 4, 12 )
		);
	}
}
