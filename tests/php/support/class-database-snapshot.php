<?php
/**
 * The database as it was before the first test.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Support;

/**
 * Remembers every table and brings all of them back.
 */
final class Database_Snapshot {

	private const ROWS_PER_INSERT = 100;

	/**
	 * Statement that creates the table, and its rows, by table name.
	 *
	 * @var array<string, array{ create: string, rows: list<array<string, ?string>> }>
	 */
	private static array $tables = array();

	/**
	 * Remembers the database as it is now.
	 */
	public static function take(): void {
		global $wpdb;
		foreach ( self::table_names() as $table ) {
			self::$tables[ $table ] = array(
				'create' => $wpdb->get_row( "SHOW CREATE TABLE `$table`", ARRAY_N )[1],
				'rows'   => $wpdb->get_results( "SELECT * FROM `$table`", ARRAY_A ),
			);
		}
	}

	/**
	 * Brings the database back to what was remembered.
	 */
	public static function restore(): void {
		global $wpdb;
		$wpdb->query( 'ROLLBACK' );
		$existing = self::table_names();
		foreach ( array_diff( $existing, array_keys( self::$tables ) ) as $table ) {
			$wpdb->query( "DROP TABLE `$table`" );
		}
		foreach ( self::$tables as $table => $known ) {
			$wpdb->query( in_array( $table, $existing, true ) ? "TRUNCATE TABLE `$table`" : $known['create'] );
			foreach ( array_chunk( $known['rows'], self::ROWS_PER_INSERT ) as $rows ) {
				self::insert( $table, $rows );
			}
		}
	}

	/**
	 * The tables of the test site.
	 *
	 * @return list<string>
	 */
	private static function table_names(): array {
		global $wpdb;
		return $wpdb->get_col( $wpdb->prepare( 'SHOW TABLES LIKE %s', $wpdb->esc_like( $wpdb->base_prefix ) . '%' ) );
	}

	/**
	 * Inserts rows as they were read.
	 *
	 * @param string                             $table The table.
	 * @param list<array<string, ?string>> $rows  Its rows.
	 */
	private static function insert( string $table, array $rows ): void {
		global $wpdb;
		$columns = '`' . implode( '`, `', array_keys( $rows[0] ) ) . '`';
		$values  = array_map(
			static fn( array $row ): string => '(' . implode( ', ', array_map( static fn( ?string $value ): string => null === $value ? 'NULL' : $wpdb->prepare( '%s', $value ), $row ) ) . ')',
			$rows
		);
		$wpdb->query( $wpdb->remove_placeholder_escape( "INSERT INTO `$table` ($columns) VALUES " . implode( ', ', $values ) ) );
	}
}
