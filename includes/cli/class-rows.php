<?php
/**
 * How the shell shows rows.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Cli;

use Realtime_Events\Events\Json;
use WP_CLI;

defined( 'ABSPATH' ) || exit;

/**
 * Writes rows to the shell in one of the four forms that every command of ours knows: table, json, ndjson, csv.
 *
 * @since 0.1.0
 */
final class Rows {

	/**
	 * Prints rows.
	 *
	 * @param list<array<string, mixed>> $rows    What there is.
	 * @param list<string>               $columns Names of the columns of a table.
	 * @param string                     $format  `table`, `json`, `ndjson` or `csv`.
	 */
	public static function print( array $rows, array $columns, string $format ): void {
		$cells = static fn( array $row ): array => array_map( static fn( string $column ): string => self::cell( $row[ $column ] ?? '' ), array_combine( $columns, $columns ) );
		match ( $format ) {
			'ndjson' => array_map( static fn( array $row ) => WP_CLI::line( Json::encode( $row ) ), $rows ),
			'json'   => WP_CLI::line( Json::encode( $rows ) ),
			default  => WP_CLI\Utils\format_items( $format, array_map( $cells, $rows ), $columns ),
		};
	}

	/**
	 * A value as a cell of a table. Texts come from anywhere, and a terminal obeys control characters.
	 *
	 * @param mixed $value The value.
	 */
	public static function cell( mixed $value ): string {
		$text = match ( true ) {
			is_bool( $value ) => $value ? 'yes' : 'no',
			is_array( $value ) || is_object( $value ) => '',
			default => (string) $value,
		};
		return (string) preg_replace( '/[\x00-\x1f\x7f]|\xc2[\x80-\x9f]/', '', $text );
	}

	/**
	 * A line of CSV, for output that goes on for ever.
	 *
	 * @param list<string> $cells The cells.
	 */
	public static function csv_line( array $cells ): string {
		return implode( ',', array_map( static fn( string $cell ): string => preg_match( '/[",\r\n]/', $cell ) ? '"' . str_replace( '"', '""', $cell ) . '"' : $cell, $cells ) );
	}
}
