<?php
/**
 * An export.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Rest;

use Realtime_Events\Database_Errors;
use Realtime_Events\Events\Event;
use Realtime_Events\Events\Event_Query;
use Realtime_Events\Events\Event_Store;

defined( 'ABSPATH' ) || exit;

/**
 * Writes the events of a query piece by piece, newest first, however many there are: a page of the ledger at a time is all that is in memory.
 *
 * @since 0.1.0
 */
final class Export {

	/** Media types by format. */
	public const FORMATS = array(
		'csv'    => 'text/csv; charset=utf-8',
		'json'   => 'application/json; charset=utf-8',
		'ndjson' => 'application/x-ndjson; charset=utf-8',
	);

	/** Each page has as long as a usual request: PHP's limit is for all of them together, and would cut a long file in the middle. */
	private const PAGE_SECONDS = 30;

	private const PAGE    = 100;
	private const COLUMNS = array( 'sequence', 'time', 'type', 'severity', 'channel', 'subject', 'actorid', 'actorname', 'origin', 'id', 'data' );

	/** What makes a spreadsheet read a cell as a formula, also in the wide signs of East Asian keyboards; the same as in src/admin/feed/export.ts. */
	private const FORMULA = '/^[\s\p{Z}\x{FEFF}\x00-\x1F]*[=+\-@|\x{FF1D}\x{FF0B}\x{FF0D}\x{FF20}]/u';

	/** So that spreadsheets know that it is UTF-8. */
	private const BYTE_ORDER_MARK = "\xEF\xBB\xBF";

	public function __construct(
		private readonly Event_Store $store,
		private readonly Event_Query $query,
		public readonly string $format,
	) {
	}

	/**
	 * Writes it. Where the database fails on the way it breaks off, without the end that JSON needs: an answer that has begun cannot become an error any
	 * more, and must not look whole.
	 *
	 * @param callable( string ): void $write Takes a piece.
	 * @return int How many events it holds.
	 */
	public function write( callable $write ): int {
		$number = 0;
		$before = $this->query->before;
		$errors = Database_Errors::count();
		$write( $this->beginning() );
		do {
			if ( function_exists( 'set_time_limit' ) ) {
				set_time_limit( self::PAGE_SECONDS );
			}
			$events = $this->store->query(
				$this->query->with(
					array(
						'before'   => $before,
						'after'    => null,
						'per_page' => self::PAGE,
					)
				)
			);
			$piece  = '';
			foreach ( $events as $event ) {
				$piece .= $this->event( $event, 0 === $number++ );
			}
			$write( $piece );
			if ( Database_Errors::count() > $errors ) {
				return $number;
			}
			$is_full = count( $events ) === self::PAGE;
			// Ever further back, so that it ends, whatever happens meanwhile.
			$before = $events ? end( $events )->sequence : null;
		} while ( $is_full );
		$write( 'json' === $this->format ? "\n]\n" : '' );
		return $number;
	}

	private function beginning(): string {
		return match ( $this->format ) {
			'csv'   => self::BYTE_ORDER_MARK . self::csv( self::COLUMNS ),
			'json'  => '[',
			default => '',
		};
	}

	private function event( Event $event, bool $is_first ): string {
		$cloudevent = $event->to_cloudevent();
		if ( 'csv' === $this->format ) {
			$cloudevent['data'] = (string) wp_json_encode( $cloudevent['data'], JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE );
			return self::csv( array_map( static fn( string $column ): string => (string) ( $cloudevent[ $column ] ?? '' ), self::COLUMNS ) );
		}
		$json = (string) wp_json_encode( $cloudevent, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE );
		return 'ndjson' === $this->format ? "$json\n" : ( $is_first ? "\n" : ",\n" ) . $json;
	}

	/**
	 * A line of CSV (RFC 4180). A cell that a spreadsheet would calculate gets an apostrophe before it.
	 *
	 * @param list<string> $cells The cells.
	 */
	private static function csv( array $cells ): string {
		$safe = array_map(
			static fn( string $cell ): string => '"' . str_replace( '"', '""', 0 !== preg_match( self::FORMULA, $cell ) ? "'$cell" : $cell ) . '"',
			$cells
		);
		return implode( ',', $safe ) . "\r\n";
	}
}
