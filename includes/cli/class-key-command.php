<?php
/**
 * wp realtime-events key.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Cli;

use Realtime_Events\Access\Api_Key;
use WP_CLI;
use WP_Error;

defined( 'ABSPATH' ) || exit;

/**
 * Handles the API key of this site.
 *
 * @since 0.1.0
 */
final class Key_Command {

	private const DEFAULT_OVERLAP_SECONDS = DAY_IN_SECONDS;

	public function __construct( private readonly Api_Key $api_key ) {
	}

	/**
	 * Makes a new key and prints it, for this once. The former key is invalid at once.
	 *
	 * ## EXAMPLES
	 *
	 *     $ wp realtime-events key generate
	 */
	public function generate(): void {
		$this->print_key( $this->api_key->generate() );
	}

	/**
	 * Takes a key that was made elsewhere.
	 *
	 * ## OPTIONS
	 *
	 * [<key>]
	 * : The key. Without it, or with `-`, it is read from standard input, where no list of processes shows it.
	 *
	 * ## EXAMPLES
	 *
	 *     $ wp realtime-events key set < key.txt
	 *
	 * @param list<string> $args Arguments.
	 */
	public function set( array $args ): void {
		$key = $args[0] ?? '-';
		$set = $this->api_key->set( '-' === $key ? (string) stream_get_contents( STDIN, Api_Key::MAX_BYTES + 2 ) : $key );
		if ( is_wp_error( $set ) ) {
			WP_CLI::error( $set->get_error_message() );
		}
		WP_CLI::success( __( 'The key is set.', 'realtime-events' ) );
	}

	/**
	 * Makes a new key and lets the former one be good for a while.
	 *
	 * ## OPTIONS
	 *
	 * [--overlap=<seconds>]
	 * : For how long. Default a day.
	 *
	 * ## EXAMPLES
	 *
	 *     $ wp realtime-events key rotate --overlap=3600
	 *
	 * @param list<string>          $args    Arguments.
	 * @param array<string, string> $options Options.
	 */
	public function rotate( array $args, array $options ): void {
		$overlap = $options['overlap'] ?? (string) self::DEFAULT_OVERLAP_SECONDS;
		if ( ! ctype_digit( $overlap ) || (int) $overlap > Api_Key::MAX_OVERLAP_SECONDS ) {
			/* translators: %d: number of seconds. */
			WP_CLI::error( sprintf( __( 'The overlap is a number of seconds from 0 to %d.', 'realtime-events' ), Api_Key::MAX_OVERLAP_SECONDS ) );
		}
		$this->print_key( $this->api_key->rotate( (int) $overlap ) );
	}

	/**
	 * Says whether there is a key, and where it comes from. Never prints it.
	 *
	 * ## OPTIONS
	 *
	 * [--format=<format>]
	 * : How.
	 * ---
	 * default: table
	 * options:
	 *   - table
	 *   - json
	 *   - ndjson
	 *   - csv
	 * ---
	 *
	 * @param list<string>          $args    Arguments.
	 * @param array<string, string> $options Options.
	 */
	public function status( array $args, array $options ): void {
		$status = $this->api_key->status();
		Rows::print( array( $status ), array_keys( $status ), $options['format'] ?? 'table' );
	}

	/**
	 * Prints the publish key: it lets a program publish events, and nothing else.
	 *
	 * ## EXAMPLES
	 *
	 *     $ curl -H "Authorization: Bearer $( wp realtime-events key publish )" …
	 */
	public function publish(): void {
		$keys = $this->api_key->active();
		if ( ! $keys ) {
			WP_CLI::error( __( 'There is no key yet.', 'realtime-events' ) );
		}
		WP_CLI::line( bin2hex( Api_Key::publish_key( $keys[0] ) ) );
	}

	private function print_key( string|WP_Error $key ): void {
		if ( is_wp_error( $key ) ) {
			WP_CLI::error( $key->get_error_message() );
		}
		WP_CLI::line( $key );
	}
}
