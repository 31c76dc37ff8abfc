<?php
/**
 * What a server said about one event.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Delivery;

defined( 'ABSPATH' ) || exit;

/**
 * What a server said about one event.
 *
 * @since 0.1.0
 */
final class Verdict {

	/**
	 * @param bool   $delivered Whether the server has it now, however often it was sent before.
	 * @param string $code      Why not, for programs.
	 * @param string $message   Why not, for people.
	 */
	public function __construct(
		public readonly bool $delivered,
		public readonly string $code = '',
		public readonly string $message = '',
	) {
	}
}
