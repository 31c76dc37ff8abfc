<?php
/**
 * Counts what is asked too often.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Access;

use Realtime_Events\Events\Clock;

defined( 'ABSPATH' ) || exit;

/**
 * Lets so many through in a window of time, which begins with the first of them.
 *
 * A count that two requests read and then write lets both through, and many sites have no object cache that could
 * count. So a bucket is one row of the options table that holds when its window began and how many came since, as
 * one number, and one UPDATE with a condition both asks and counts. The database makes it atomic.
 *
 * @since 0.1.0
 */
final class Rate_Limiter {

	/** Options of this name are ours; the rest of the name is a hash of the bucket. */
	public const OPTION_PREFIX = 'realtime_events_rate_';

	/** The row's number is the window's begin, in Unix seconds, times this, plus the count. Together they stay below 2^53. */
	private const COUNT_RANGE = 1000000;

	private const HASH_CHARACTERS = 32;

	/** Buckets that nobody used for so long are forgotten. */
	private const KEEP_SECONDS = DAY_IN_SECONDS;

	public function __construct( private readonly Clock $clock ) {
	}

	/**
	 * Counts one more in a bucket.
	 *
	 * @param string $bucket         Who and what for: `publish:user:5`.
	 * @param int    $limit          How many a window lets through.
	 * @param int    $window_seconds How long a window is, at most a day.
	 * @return int 0 when it may go on, otherwise the seconds to wait.
	 */
	public function take( string $bucket, int $limit, int $window_seconds ): int {
		$name   = self::OPTION_PREFIX . substr( hash( 'sha256', $bucket ), 0, self::HASH_CHARACTERS );
		$now    = intdiv( $this->clock->now_ms(), 1000 );
		$limit  = max( 1, min( self::COUNT_RANGE - 1, $limit ) );
		$window = max( 1, min( self::KEEP_SECONDS, $window_seconds ) );
		if ( $this->count( $name, $limit, $window, $now ) || $this->begin( $name, $now ) || $this->count( $name, $limit, $window, $now ) ) {
			return 0;
		}
		return max( 1, min( $window, $this->began( $name, $now ) + $window - $now ) );
	}

	/**
	 * Forgets the buckets that nobody uses any more.
	 */
	public function forget_old(): void {
		global $wpdb;
		$oldest = ( intdiv( $this->clock->now_ms(), 1000 ) - self::KEEP_SECONDS ) * self::COUNT_RANGE;
		$wpdb->query( $wpdb->prepare( "DELETE FROM {$wpdb->options} WHERE option_name LIKE %s AND CAST( option_value AS SIGNED ) < %d", $wpdb->esc_like( self::OPTION_PREFIX ) . '%', $oldest ) ); // phpcs:ignore WordPress.DB.DirectDatabaseQuery -- Many rows at once.
	}

	/**
	 * Counts, if the window has room or is over.
	 */
	private function count( string $name, int $limit, int $window, int $now ): bool {
		global $wpdb;
		// The number below which a window is over.
		$over = ( $now - $window + 1 ) * self::COUNT_RANGE;
		return (bool) $wpdb->query( // phpcs:ignore WordPress.DB.DirectDatabaseQuery -- update_option() reads and then writes.
			$wpdb->prepare(
				"UPDATE {$wpdb->options}
				SET option_value = CASE WHEN CAST( option_value AS SIGNED ) < %d THEN %d ELSE CAST( option_value AS SIGNED ) + 1 END
				WHERE option_name = %s AND ( CAST( option_value AS SIGNED ) < %d OR CAST( option_value AS SIGNED ) %% %d < %d )",
				$over,
				$now * self::COUNT_RANGE + 1,
				$name,
				$over,
				self::COUNT_RANGE,
				$limit
			)
		);
	}

	/**
	 * Makes the bucket's row, if it is the first to do so.
	 */
	private function begin( string $name, int $now ): bool {
		global $wpdb;
		return (bool) $wpdb->query( // phpcs:ignore WordPress.DB.DirectDatabaseQuery -- add_option() would not say who was first.
			$wpdb->prepare( "INSERT IGNORE INTO {$wpdb->options} ( option_name, option_value, autoload ) VALUES ( %s, %s, 'off' )", $name, (string) ( $now * self::COUNT_RANGE + 1 ) )
		);
	}

	private function began( string $name, int $now ): int {
		global $wpdb;
		$value = $wpdb->get_var( $wpdb->prepare( "SELECT option_value FROM {$wpdb->options} WHERE option_name = %s", $name ) ); // phpcs:ignore WordPress.DB.DirectDatabaseQuery -- Never cached.
		return null === $value ? $now : intdiv( (int) $value, self::COUNT_RANGE );
	}
}
