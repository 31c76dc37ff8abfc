<?php
/**
 * Spares a server that fails.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Delivery;

use Realtime_Events\Events\Clock;

defined( 'ABSPATH' ) || exit;

/**
 * Stops asking a server that fails, so that no request waits for it, and lets one try through from time to time.
 *
 * @since 0.1.0
 */
final class Circuit_Breaker {

	/** Failures in a row until it opens. */
	public const THRESHOLD = 3;

	public const FIRST_PAUSE_SECONDS = 30;
	public const MAX_PAUSE_SECONDS   = 300;

	/** How long the one who tries has before another may. */
	public const TRIAL_SECONDS = 15;

	public const OPTION = 'realtime_events_breaker';

	private const CLOSED = array(
		'failures' => 0,
		'until_ms' => 0,
	);

	public function __construct( private readonly Clock $clock ) {
	}

	/**
	 * How it stands.
	 *
	 * @return array{ state: 'closed'|'open'|'half-open', failures: int, until: int|null } `until` in Unix seconds.
	 */
	public function state(): array {
		$stored = $this->stored();
		$state  = match ( true ) {
			0 === $stored['until_ms']                         => 'closed',
			$stored['until_ms'] > $this->clock->now_ms()      => 'open',
			default                                           => 'half-open',
		};
		return array(
			'state'    => $state,
			'failures' => $stored['failures'],
			'until'    => 'closed' === $state ? null : intdiv( $stored['until_ms'], 1000 ),
		);
	}

	/**
	 * Whether the server may be asked now. When it is time for a try, only one caller hears yes.
	 */
	public function allows(): bool {
		$state = $this->state()['state'];
		return 'closed' === $state || ( 'half-open' === $state && $this->take_trial() );
	}

	/**
	 * The server has answered.
	 */
	public function succeed(): void {
		if ( self::CLOSED !== $this->stored() ) {
			delete_option( self::OPTION );
		}
	}

	/**
	 * The server has failed.
	 *
	 * @param int|null $retry_after_seconds What it asked for; it is left alone for that long even if it never failed before.
	 */
	public function fail( ?int $retry_after_seconds = null ): void {
		$failures = $this->stored()['failures'] + 1;
		$pause    = $failures < self::THRESHOLD ? 0 : min( self::MAX_PAUSE_SECONDS, self::FIRST_PAUSE_SECONDS * 2 ** min( 10, $failures - self::THRESHOLD ) );
		$pause    = max( $pause, min( self::MAX_PAUSE_SECONDS, (int) $retry_after_seconds ) );
		$this->store( $failures, $pause ? $this->clock->now_ms() + $pause * 1000 : 0 );
	}

	/**
	 * Forgets everything: the server is another one, or somebody has mended it.
	 */
	public function reset(): void {
		delete_option( self::OPTION );
	}

	/**
	 * Moves the end of the pause, if nobody else did it first.
	 */
	private function take_trial(): bool {
		global $wpdb;
		$stored = $this->stored();
		$taken  = array( 'until_ms' => $this->clock->now_ms() + self::TRIAL_SECONDS * 1000 ) + $stored;
		$won    = $wpdb->update( // phpcs:ignore WordPress.DB.DirectDatabaseQuery -- update_option() cannot say whether the value was still the old one.
			$wpdb->options,
			array( 'option_value' => maybe_serialize( array_merge( $stored, $taken ) ) ),
			array(
				'option_name'  => self::OPTION,
				'option_value' => maybe_serialize( $stored ),
			)
		);
		wp_cache_delete( self::OPTION, 'options' );
		return (bool) $won;
	}

	/**
	 * @return array{ failures: int, until_ms: int }
	 */
	private function stored(): array {
		$stored = get_option( self::OPTION );
		return is_array( $stored ) ? array(
			'failures' => (int) ( $stored['failures'] ?? 0 ),
			'until_ms' => (int) ( $stored['until_ms'] ?? 0 ),
		) : self::CLOSED;
	}

	private function store( int $failures, int $until_ms ): void {
		update_option(
			self::OPTION,
			array(
				'failures' => $failures,
				'until_ms' => $until_ms,
			),
			false
		);
	}
}
