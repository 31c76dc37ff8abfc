<?php
/**
 * What the database did not answer.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events;

defined( 'ABSPATH' ) || exit;

/**
 * Whether questions about the plugin's tables have failed. `wpdb` answers those with nothing, which looks like a table with nothing in it: who tells
 * somebody what is in the ledger has to ask here before.
 *
 * @since 0.1.0
 */
final class Database_Errors {

	/** What the names of all of the plugin's tables begin with, after the prefix of the site's tables. */
	private const TABLES = 'realtime_events';

	/**
	 * How many queries about the plugin's tables have failed in this request until now.
	 *
	 * @global array<array{ query: string, error_str: string }> $EZSQL_ERROR Where wpdb::print_error() notes each error, suppressed or not.
	 */
	public static function count(): int {
		global $wpdb;
		$is_about_us = static fn( mixed $error ): bool => str_contains( (string) ( $error['query'] ?? '' ), $wpdb->prefix . self::TABLES );
		return count( array_filter( (array) ( $GLOBALS['EZSQL_ERROR'] ?? array() ), $is_about_us ) );
	}
}
