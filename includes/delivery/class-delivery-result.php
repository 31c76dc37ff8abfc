<?php
/**
 * What came of one request to a server.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Delivery;

defined( 'ABSPATH' ) || exit;

/**
 * What came of one request to a server: a verdict for each event, or one failure for all of them.
 *
 * @since 0.1.0
 */
final class Delivery_Result {

	/**
	 * @param array<string, Verdict> $verdicts            By event id; empty when the request failed.
	 * @param int                    $duration_ms         How long it took.
	 * @param string                 $code                Why it failed, for programs; empty when it did not.
	 * @param string                 $message             Why it failed, for people.
	 * @param bool                   $is_permanent        Whether the same request will never succeed.
	 * @param int|null               $retry_after_seconds The pause that the server asked for.
	 */
	private function __construct(
		public readonly array $verdicts,
		public readonly int $duration_ms,
		public readonly string $code = '',
		public readonly string $message = '',
		public readonly bool $is_permanent = false,
		public readonly ?int $retry_after_seconds = null,
	) {
	}

	/**
	 * The server took the request.
	 *
	 * @param array<string, Verdict> $verdicts    By event id; an event without one is tried again.
	 * @param int                    $duration_ms How long it took.
	 */
	public static function answered( array $verdicts, int $duration_ms ): self {
		return new self( $verdicts, $duration_ms );
	}

	/**
	 * The server could not be reached, or did not take the request.
	 *
	 * @param string   $code                Why, for programs.
	 * @param string   $message             Why, for people.
	 * @param int      $duration_ms         How long it took.
	 * @param bool     $is_permanent        Whether the same request will never succeed.
	 * @param int|null $retry_after_seconds The pause that the server asked for.
	 */
	public static function failed( string $code, string $message, int $duration_ms = 0, bool $is_permanent = false, ?int $retry_after_seconds = null ): self {
		return new self( array(), $duration_ms, $code, $message, $is_permanent, $retry_after_seconds );
	}

	/**
	 * Whether there are no verdicts.
	 */
	public function has_failed(): bool {
		return '' !== $this->code;
	}
}
