<?php
/**
 * A query of the ledger as SQL.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Events;

defined( 'ABSPATH' ) || exit;

/**
 * Writes an Event_Query as the WHERE of a SELECT.
 *
 * @since 0.1.0
 */
final class Event_Query_Sql {

	private const COLUMNS = array(
		'type'     => 'type',
		'severity' => 'severity',
		'actor'    => 'actor_id',
		'subject'  => 'subject',
		'channel'  => 'channel',
		'origin'   => 'origin',
	);

	/** Columns whose values may differ in case alone, or end with a space. */
	private const ANY_TEXT = array( 'subject', 'origin', 'channel' );

	private const NOTHING = '1 = 0';

	public function __construct(
		private readonly Event_Types $types,
		private readonly Clock $clock,
	) {
	}

	/**
	 * The condition with its placeholders, and the values for them.
	 *
	 * @param Event_Query $query What is asked.
	 * @return array{ string, list<string|int> }
	 */
	public function where( Event_Query $query ): array {
		// What may not be read is no part of the filter: without a channel there is nothing.
		$parts  = array( null === $query->channels ? array( '1 = 1', array() ) : $this->one_of( 'channel', $query->channels ) );
		$bounds = array(
			'id > %d'       => $query->after,
			'id < %d'       => $query->before,
			'id >= %d'      => $query->from,
			'time_ms >= %d' => $query->since_ms,
			'time_ms < %d'  => $query->until_ms,
		);
		foreach ( $bounds as $condition => $value ) {
			if ( null !== $value ) {
				$parts[] = array( $condition, array( $value ) );
			}
		}
		foreach ( $query->include as $part => $values ) {
			$parts[] = $this->part( $part, $values, $query );
		}
		foreach ( $query->exclude as $part => $values ) {
			[ $condition, $bound ] = $this->part( $part, $values, $query );
			$parts[]               = array( "NOT ( {$condition} )", $bound );
		}
		foreach ( $query->words as $word ) {
			$parts[] = $this->word( $word );
		}
		return array(
			implode( ' AND ', array_column( $parts, 0 ) ),
			array_merge( ...array_column( $parts, 1 ) ),
		);
	}

	/**
	 * @param list<string|int> $values One of these.
	 * @return array{ string, list<string|int> }
	 */
	private function part( string $part, array $values, Event_Query $query ): array {
		return match ( $part ) {
			'group'  => $this->group( $values ),
			'triage' => ( new Triage_Sql( $this->clock->now_ms(), null === $query->channels || in_array( Triage_Sql::TEAM, $query->channels, true ) ) )->one_of( $values ),
			default  => $this->one_of( self::COLUMNS[ $part ], $values ),
		};
	}

	/**
	 * @param list<string|int> $values One of these.
	 * @return array{ string, list<string|int> }
	 */
	private function one_of( string $column, array $values ): array {
		if ( ! $values ) {
			return array( self::NOTHING, array() );
		}
		$places    = implode( ', ', array_fill( 0, count( $values ), 'actor_id' === $column ? '%d' : '%s' ) );
		$values    = array_values( $values );
		$condition = "{$column} IN ( {$places} )";
		if ( ! self::needs_every_byte( $column, $values ) ) {
			return array( $condition, $values );
		}
		// The first half finds rows by the index, the second looks at each of them.
		return array( "( {$condition} AND " . self::bytes_of( $column ) . " IN ( {$places} ) )", array( ...$values, ...$values ) );
	}

	/**
	 * Whether the database would take for equal what is not: SQLite's columns know no case, and MySQL's no space at the end.
	 *
	 * @param list<string|int> $values Values to compare with.
	 */
	private static function needs_every_byte( string $column, array $values ): bool {
		if ( 'actor_id' === $column ) {
			return false;
		}
		return self::is_mysql()
			? 'origin' === $column || array_filter( $values, static fn( string $value ): bool => str_ends_with( $value, ' ' ) )
			: in_array( $column, self::ANY_TEXT, true ) || array_filter( $values, static fn( string $value ): bool => strtolower( $value ) !== $value );
	}

	private static function bytes_of( string $column ): string {
		return self::is_mysql() ? "CAST( {$column} AS BINARY )" : "BINARY {$column}";
	}

	private static function is_mysql(): bool {
		global $wpdb;
		return $wpdb->dbh instanceof \mysqli;
	}

	/**
	 * @param list<string|int> $groups One of these.
	 * @return array{ string, list<string|int> }
	 */
	private function group( array $groups ): array {
		$inside                = array_filter( $this->types->all(), static fn( Event_Type $type ): bool => in_array( $type->group, $groups, true ) );
		[ $condition, $bound ] = $this->one_of( 'type', array_map( 'strval', array_keys( $inside ) ) );
		if ( ! in_array( Event_Types::CUSTOM_GROUP, $groups, true ) ) {
			return array( $condition, $bound );
		}
		// Whatever nobody declared is custom.
		[ $declared, $names ] = $this->one_of( 'type', array_map( 'strval', array_keys( $this->types->all() ) ) );
		return array( "( {$condition} OR NOT ( {$declared} ) )", array( ...$bound, ...$names ) );
	}

	/**
	 * @param string $word A folded word.
	 * @return array{ string, list<string|int> }
	 */
	private function word( string $word ): array {
		global $wpdb;
		// Labels are compared here and not stored: each reader searches in the language of his own screen.
		$labelled              = array_filter( $this->types->all(), static fn( Event_Type $type ): bool => str_contains( Event::fold( $type->label() ), $word ) );
		[ $condition, $bound ] = $this->one_of( 'type', array_map( 'strval', array_keys( $labelled ) ) );
		return array( "( search LIKE %s OR {$condition} )", array( '%' . $wpdb->esc_like( $word ) . '%', ...$bound ) );
	}
}
