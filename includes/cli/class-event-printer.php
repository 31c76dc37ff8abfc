<?php
/**
 * How the shell shows events.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Cli;

use Realtime_Events\Events\Event;
use Realtime_Events\Events\Json;
use WP_CLI;

defined( 'ABSPATH' ) || exit;

/**
 * Writes events to the shell: one a line where that can go on for ever, or all as a table.
 *
 * @since 0.1.0
 */
final class Event_Printer {

	private const COLUMNS = array( 'sequence', 'time', 'type', 'subject', 'channel', 'severity', 'actorname' );

	/**
	 * Prints events.
	 *
	 * @param list<Event> $events What to print.
	 * @param string      $format `table`, `json`, `ndjson` or `csv`.
	 */
	public function print_all( array $events, string $format ): void {
		Rows::print( array_map( static fn( Event $event ): array => $event->to_cloudevent(), $events ), self::COLUMNS, $format );
	}

	/**
	 * Prints what comes before the first line.
	 *
	 * @param string $format As for print_line().
	 */
	public function begin( string $format ): void {
		if ( 'csv' === $format ) {
			WP_CLI::line( Rows::csv_line( self::COLUMNS ) );
		}
	}

	/**
	 * Prints one line for an event.
	 *
	 * @param Event  $event  The event.
	 * @param string $format `json` or `ndjson`, `csv`, or anything else for words.
	 */
	public function print_line( Event $event, string $format ): void {
		$envelope = $event->to_cloudevent();
		$cells    = array_map( static fn( string $column ): string => Rows::cell( $envelope[ $column ] ?? '' ), self::COLUMNS );
		WP_CLI::line(
			match ( $format ) {
				'json', 'ndjson' => Json::encode( $envelope ),
				'csv'            => Rows::csv_line( $cells ),
				default          => implode( '  ', array_filter( $cells, static fn( string $cell ): bool => '' !== $cell ) ),
			}
		);
	}
}
