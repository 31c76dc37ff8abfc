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
		match ( $format ) {
			'ndjson' => array_map( fn( Event $event ) => WP_CLI::line( Json::encode( $event->to_cloudevent() ) ), $events ),
			'json'   => WP_CLI::line( Json::encode( array_map( static fn( Event $event ): array => $event->to_cloudevent(), $events ) ) ),
			default  => WP_CLI\Utils\format_items( $format, array_map( array( self::class, 'row' ), $events ), self::COLUMNS ),
		};
	}

	/**
	 * Prints one line for an event.
	 *
	 * @param Event  $event  The event.
	 * @param string $format `ndjson` or anything else for words.
	 */
	public function print_line( Event $event, string $format ): void {
		WP_CLI::line( 'ndjson' === $format ? Json::encode( $event->to_cloudevent() ) : implode( '  ', array_filter( self::row( $event ) ) ) );
	}

	/**
	 * @return array<string, string>
	 */
	private static function row( Event $event ): array {
		$row = array();
		foreach ( self::COLUMNS as $column ) {
			// Names come from anywhere; a terminal obeys control characters.
			$row[ $column ] = (string) preg_replace( '/[\x00-\x1f\x7f]|\xc2[\x80-\x9f]/', '', (string) ( $event->to_cloudevent()[ $column ] ?? '' ) );
		}
		return $row;
	}
}
