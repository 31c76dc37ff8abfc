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

	/** Columns whose values may differ in case alone. */
	private const MIXED_CASE = array( 'subject', 'origin' );

	private const NOTHING = '1 = 0';

	public function __construct( private readonly Event_Types $types ) {
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
			'time_ms >= %d' => $query->since_ms,
			'time_ms < %d'  => $query->until_ms,
		);
		foreach ( $bounds as $condition => $value ) {
			if ( null !== $value ) {
				$parts[] = array( $condition, array( $value ) );
			}
		}
		foreach ( $query->include as $part => $values ) {
			$parts[] = $this->part( $part, $values );
		}
		foreach ( $query->exclude as $part => $values ) {
			[ $condition, $bound ] = $this->part( $part, $values );
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
	private function part( string $part, array $values ): array {
		return 'group' === $part ? $this->group( $values ) : $this->one_of( self::COLUMNS[ $part ], $values );
	}

	/**
	 * @param list<string|int> $values One of these.
	 * @return array{ string, list<string|int> }
	 */
	private function one_of( string $column, array $values ): array {
		if ( ! $values ) {
			return array( self::NOTHING, array() );
		}
		global $wpdb;
		$place = 'actor_id' === $column ? '%d' : '%s';
		// On SQLite no column has a binary collation; on MySQL this would keep the index from being used.
		$column = in_array( $column, self::MIXED_CASE, true ) && ! $wpdb->dbh instanceof \mysqli ? "BINARY {$column}" : $column;
		return array( "{$column} IN ( " . implode( ', ', array_fill( 0, count( $values ), $place ) ) . ' )', array_values( $values ) );
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
