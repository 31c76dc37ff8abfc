<?php
/**
 * wp realtime-events doctor.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Cli;

use Realtime_Events\Diagnostics\Doctor;
use Realtime_Events\Events\Json;
use WP_CLI;

defined( 'ABSPATH' ) || exit;

/**
 * Examines the way to the realtime server.
 *
 * @since 0.1.0
 */
final class Doctor_Command {

	private const COLUMNS = array( 'step', 'ok', 'ms', 'message' );

	public function __construct( private readonly Doctor $doctor ) {
	}

	/**
	 * Tries the way to the realtime server, step by step, up to the first that fails. Ends with 1 where one does.
	 *
	 * ## OPTIONS
	 *
	 * [--event]
	 * : Also sends a test event, which stays in the ledger.
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
	 * ## EXAMPLES
	 *
	 *     $ wp realtime-events doctor --event
	 *
	 * @param list<string>          $args    Arguments.
	 * @param array<string, string> $options Options.
	 */
	public function __invoke( array $args, array $options ): void {
		$examined = $this->doctor->examine( isset( $options['event'] ) );
		$format   = $options['format'] ?? 'table';
		match ( $format ) {
			'json'   => WP_CLI::line( Json::encode( $examined->to_array() ) ),
			'ndjson' => Rows::print( $examined->steps, self::COLUMNS, $format ),
			default  => Rows::print( array_map( array( self::class, 'row' ), $examined->steps ), self::COLUMNS, $format ),
		};
		if ( ! $examined->is_ok() ) {
			$this->explain( $examined->steps[ array_key_last( $examined->steps ) ], 'table' === $format );
		}
	}

	/**
	 * @param array<string, mixed> $step A step.
	 * @return array<string, mixed>
	 */
	private static function row( array $step ): array {
		return array(
			'step'    => $step['label'],
			'ok'      => $step['ok'],
			'ms'      => $step['ms'],
			'message' => $step['message'],
		);
	}

	/**
	 * Says what to do about the step that failed, and ends.
	 *
	 * @param array<string, mixed> $failed    The step.
	 * @param bool                 $in_words Whether somebody reads along.
	 */
	private function explain( array $failed, bool $in_words ): void {
		if ( $in_words ) {
			foreach ( array_filter( array( $failed['fix'] ?? '', $failed['details'] ?? '' ) ) as $line ) {
				WP_CLI::line( $line );
			}
			foreach ( $failed['snippets'] ?? array() as $snippet ) {
				WP_CLI::line( "\n{$snippet['label']}:\n{$snippet['text']}" );
			}
		}
		WP_CLI::error( "{$failed['label']}: {$failed['message']}" );
	}
}
