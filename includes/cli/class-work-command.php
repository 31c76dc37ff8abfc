<?php
/**
 * Work that is done from the shell.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Cli;

use Realtime_Events\Delivery\Dispatcher;
use Realtime_Events\Delivery\Pruner;
use Realtime_Events\Events\Json;
use WP_CLI;

defined( 'ABSPATH' ) || exit;

/**
 * Work that is done from the shell: delivering and forgetting.
 *
 * @since 0.1.0
 */
final class Work_Command {

	/** How long a worker sleeps when nothing is due. */
	private const WORK_INTERVAL_MICROSECONDS = 500000;

	public function __construct(
		private readonly Dispatcher $dispatcher,
		private readonly Pruner $pruner,
	) {
	}

	/**
	 * Sends what is due, now.
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
	public function flush( array $args, array $options ): void {
		$report = $this->dispatcher->flush()->to_array();
		Rows::print( array( $report ), array_keys( $report ), $options['format'] ?? 'table' );
	}

	/**
	 * Sends what is due, again and again. For a service manager that starts it anew when it ends.
	 *
	 * ## OPTIONS
	 *
	 * [--max-seconds=<seconds>]
	 * : Ends by itself after this time.
	 * ---
	 * default: 3600
	 * ---
	 *
	 * @param list<string>          $args    Arguments.
	 * @param array<string, string> $options Options.
	 */
	public function work( array $args, array $options ): void {
		$ends = time() + max( 1, (int) ( $options['max-seconds'] ?? HOUR_IN_SECONDS ) );
		while ( time() < $ends ) {
			$report = $this->dispatcher->flush();
			if ( $report->total() > 0 ) {
				WP_CLI::log( Json::encode( $report->to_array() ) );
			}
			// What other processes change is in the database and not in this one's memory.
			wp_cache_flush_runtime();
			usleep( self::WORK_INTERVAL_MICROSECONDS );
		}
	}

	/**
	 * Forgets what is older, or more, than the settings say.
	 *
	 * ## OPTIONS
	 *
	 * [--format=<format>]
	 * : How many went, for programs. Without it, in a sentence.
	 * ---
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
	public function prune( array $args, array $options ): void {
		$deleted = $this->pruner->prune();
		if ( isset( $options['format'] ) ) {
			Rows::print( array( $deleted ), array_keys( $deleted ), $options['format'] );
			return;
		}
		/* translators: 1: number of events, 2: number of deliveries. */
		WP_CLI::success( sprintf( __( '%1$d events and %2$d deliveries are forgotten.', 'realtime-events' ), $deleted['events'], $deleted['deliveries'] ) );
	}
}
