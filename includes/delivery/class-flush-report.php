<?php
/**
 * What a run of the dispatcher did.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Delivery;

defined( 'ABSPATH' ) || exit;

/**
 * What a run of the dispatcher did.
 *
 * @since 0.1.0
 */
final class Flush_Report {

	/** The server is being spared. */
	public const PAUSED = 'paused';

	/** No server is configured. */
	public const NOT_CONFIGURED = 'not_configured';

	/** A transaction was open, and with it the question whether the events happened at all. */
	public const TRANSACTION_OPEN = 'transaction_open';

	/** The server did not answer, or had to be left alone. */
	public const FAILED = 'failed';

	/** There was more to do than time. */
	public const OUT_OF_TIME = 'out_of_time';

	public int $sent      = 0;
	public int $retrying  = 0;
	public int $dead      = 0;
	public int $cancelled = 0;

	/**
	 * Why the run ended before the outbox was empty; empty when it is.
	 */
	public string $stopped = '';

	/**
	 * How many deliveries it had in its hands.
	 */
	public function total(): int {
		return $this->sent + $this->retrying + $this->dead + $this->cancelled;
	}

	/**
	 * As the REST API and the shell give it.
	 *
	 * @return array{ sent: int, retrying: int, dead: int, cancelled: int, stopped: string }
	 */
	public function to_array(): array {
		return get_object_vars( $this );
	}
}
