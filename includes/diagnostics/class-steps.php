<?php
/**
 * Steps of the doctor.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Diagnostics;

defined( 'ABSPATH' ) || exit;

/**
 * Builds what the doctor tells of each step.
 *
 * @since 0.1.0
 */
final class Steps {

	/**
	 * One step, as the screens show it.
	 *
	 * @param string               $id      Which.
	 * @param string               $label   What was tried.
	 * @param bool                 $ok      Whether it works.
	 * @param string               $message What came of it, in a sentence.
	 * @param int                  $ms      How long it took.
	 * @param array<string, mixed> $remedy  For a failure: `fix` (what to do, a sentence), `details` (the system's own words), `snippets` (what to copy).
	 * @return array{ id: string, label: string, ok: bool, ms: int, message: string, fix?: string, details?: string, snippets?: list<array{ label: string, text: string }> }
	 */
	public static function step( string $id, string $label, bool $ok, string $message, int $ms = 0, array $remedy = array() ): array {
		return array(
			'id'      => $id,
			'label'   => $label,
			'ok'      => $ok,
			'ms'      => $ms,
			'message' => $message,
		) + array_filter( $remedy );
	}

	/**
	 * What is tried below HTTP.
	 *
	 * @param string $id `dns`, `tcp`, `tls` or `clock`.
	 */
	public static function label( string $id ): string {
		return match ( $id ) {
			'dns'   => __( 'The server’s name is known', 'realtime-events' ),
			'tcp'   => __( 'Its port is open', 'realtime-events' ),
			'tls'   => __( 'Its certificate is trusted', 'realtime-events' ),
			'clock' => __( 'Both clocks agree', 'realtime-events' ),
			default => $id,
		};
	}
}
