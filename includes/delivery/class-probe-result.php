<?php
/**
 * What came of trying a server.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Delivery;

defined( 'ABSPATH' ) || exit;

/**
 * What came of trying a server, step by step, in words.
 *
 * @since 0.1.0
 */
final class Probe_Result {

	/**
	 * @param list<array{ id: string, label: string, ok: bool, ms: int, message: string, fix?: string }> $steps What was tried, up to the first that failed.
	 */
	public function __construct( public readonly array $steps ) {
	}

	/**
	 * Whether every step succeeded.
	 */
	public function is_ok(): bool {
		return array() !== $this->steps && ! in_array( false, array_column( $this->steps, 'ok' ), true );
	}

	/**
	 * As the REST API gives it.
	 *
	 * @return array{ ok: bool, steps: list<array<string, mixed>> }
	 */
	public function to_array(): array {
		return array(
			'ok'    => $this->is_ok(),
			'steps' => $this->steps,
		);
	}
}
