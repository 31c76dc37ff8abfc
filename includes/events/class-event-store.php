<?php
/**
 * The ledger.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Events;

use WP_Error;

defined( 'ABSPATH' ) || exit;

/**
 * The ledger: every event, once. The source of truth, and the only history.
 *
 * @since 0.1.0
 */
final class Event_Store {

	/** How many events a search looks at before it looks at the clock. */
	private const SEARCHED_AT_ONCE = 1000;

	/** So many events may be stored in another order than they happened. */
	private const NEIGHBOURS = 1000;

	/** After so long a search answers with what it has. */
	private const SEARCH_NS = 20_000_000;

	public function __construct( private readonly \Closure $compiler ) {
	}

	/**
	 * Stores an event at once, in whatever transaction is open.
	 *
	 * @param Event  $event           An event that is not stored yet.
	 * @param string $idempotency_key Digest that no other event may have; empty for none.
	 * @param string $request_digest  Digest of the request that came with that key; empty where nobody needs it.
	 * @param array{ string, string, int } $waiting What it waits for, as Outbox::reserve() says.
	 * @return Event|WP_Error The event with its sequence.
	 */
	public function insert( Event $event, string $idempotency_key = '', string $request_digest = '', array $waiting = array( '', '', 0 ) ): Event|WP_Error {
		global $wpdb;
		$stored = $wpdb->query( Event_Insert::of( $event, $idempotency_key, $request_digest, $waiting ) ); // phpcs:ignore WordPress.DB -- The plugin's own table; it is prepared there.
		if ( ! $stored ) {
			return new WP_Error( 'realtime_events_not_stored', __( 'The event could not be stored. The site’s error log has the reason of the database.', 'realtime-events' ), array( 'status' => 500 ) );
		}
		return $event->with_sequence( (int) $wpdb->insert_id );
	}

	/**
	 * Stores several events by one statement; where the database does not take them together, each by its own. One that is there already stays as it is.
	 *
	 * @param list<Event>                  $events  The events.
	 * @param array{ string, string, int } $waiting As insert() takes it.
	 * @return array<string, int> Sequences of those that are stored, by their ids.
	 */
	public function insert_all( array $events, array $waiting ): array {
		global $wpdb;
		if ( false === $wpdb->query( Event_Insert::of_all( $events, $waiting ) ) ) { // phpcs:ignore WordPress.DB -- As above.
			foreach ( $events as $event ) {
				$wpdb->query( Event_Insert::of_all( array( $event ), $waiting ) ); // phpcs:ignore WordPress.DB -- As above.
			}
		}
		$places = implode( ', ', array_fill( 0, count( $events ), '%s' ) );
		$rows   = $wpdb->get_results( $wpdb->prepare( "SELECT event_id, id FROM %i WHERE event_id IN ( {$places} )", Ledger_Schema::table(), ...array_column( $events, 'id' ) ), ARRAY_A ); // phpcs:ignore WordPress.DB -- The plugin's own table; placeholders only.
		return array_map( 'intval', array_column( (array) $rows, 'id', 'event_id' ) );
	}

	/**
	 * Writes the last state of an event that this request stored and nobody was sent yet.
	 *
	 * @param Event $event With its sequence.
	 * @return bool Whether it is still there: a transaction that was rolled back took it away.
	 */
	public function revise( Event $event ): bool {
		global $wpdb;
		$changed = $wpdb->query( // phpcs:ignore WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
			$wpdb->prepare(
				'UPDATE %i SET type = %s, channel = %s, severity = %s, data = %s, search = %s, time_ms = %d WHERE id = %d AND event_id = %s',
				Ledger_Schema::table(),
				$event->type,
				$event->channel,
				$event->severity,
				Json::encode_ascii( (object) $event->data ),
				$event->search_text(),
				$event->time_ms,
				(int) $event->sequence,
				$event->id
			)
		);
		// MySQL counts the rows that differ, and the last state may well be the first.
		return (bool) $changed || null !== $this->find( $event->id );
	}

	/**
	 * Takes an event back that this request stored and nobody was sent yet.
	 *
	 * @param Event $event With its sequence.
	 */
	public function withdraw( Event $event ): void {
		global $wpdb;
		$wpdb->query( $wpdb->prepare( 'DELETE FROM %i WHERE id = %d AND event_id = %s', Ledger_Schema::table(), (int) $event->sequence, $event->id ) ); // phpcs:ignore WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
	}

	/**
	 * The event of this id.
	 *
	 * @param string $id UUID.
	 */
	public function find( string $id ): ?Event {
		return $this->find_by( 'event_id', $id );
	}

	/**
	 * The event that was stored under this key.
	 *
	 * @param string $idempotency_key Digest.
	 */
	public function find_by_idempotency_key( string $idempotency_key ): ?Event {
		return $this->find_by( 'idempotency_key', $idempotency_key );
	}

	/**
	 * Whether an event came with another request than this one. Of an event that was stored without a digest nobody knows.
	 *
	 * @param Event  $event          A stored event.
	 * @param string $request_digest Digest of the request.
	 */
	public function came_with_another( Event $event, string $request_digest ): bool {
		global $wpdb;
		return null !== $wpdb->get_var( $wpdb->prepare( 'SELECT id FROM %i WHERE event_id = %s AND request_digest <> %s', Ledger_Schema::table(), $event->id, $request_digest ) ); // phpcs:ignore WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
	}

	/**
	 * Gives a key free.
	 *
	 * @param string $idempotency_key Digest.
	 */
	public function forget_idempotency_key( string $idempotency_key ): void {
		global $wpdb;
		$wpdb->query( $wpdb->prepare( 'UPDATE %i SET idempotency_key = NULL WHERE idempotency_key = %s', Ledger_Schema::table(), $idempotency_key ) ); // phpcs:ignore WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
	}

	/**
	 * Events of these sequences, oldest first.
	 *
	 * @param list<int> $sequences Ledger ids, at most some hundreds.
	 * @return array<int, Event> By sequence.
	 */
	public function find_many( array $sequences ): array {
		global $wpdb;
		if ( ! $sequences ) {
			return array();
		}
		$places = implode( ', ', array_fill( 0, count( $sequences ), '%d' ) );
		$rows   = $wpdb->get_results( $wpdb->prepare( "SELECT * FROM %i WHERE id IN ( {$places} ) ORDER BY id", Ledger_Schema::table(), ...$sequences ), ARRAY_A ); // phpcs:ignore WordPress.DB -- The plugin's own table; placeholders only.
		$events = array();
		foreach ( (array) $rows as $row ) {
			$events[ (int) $row['id'] ] = self::from_row( $row );
		}
		return $events;
	}

	/**
	 * The events that a query asks for: newest first, or with `after` oldest first.
	 *
	 * @param Event_Query $query What is asked.
	 * @return list<Event>
	 */
	public function query( Event_Query $query ): array {
		$parts = $this->bounded( $query )->by_severity();
		if ( count( $parts ) < 2 ) {
			return $this->read( $parts[0] );
		}
		// What happens between two readings would else be missing from one and be there in the other.
		$before = min( $parts[0]->before ?? PHP_INT_MAX, $this->last_sequence() + 1 );
		$found  = array_merge( ...array_map( fn( Event_Query $part ): array => $this->read( $part->with( array( 'before' => $before ) ) ), $parts ) );
		$sign   = null === $query->after ? -1 : 1;
		usort( $found, static fn( Event $a, Event $b ): int => $sign * ( $a->sequence <=> $b->sequence ) );
		return array_slice( $found, 0, $query->per_page );
	}

	/**
	 * @return list<Event>
	 */
	private function read( Event_Query $query ): array {
		global $wpdb;
		[ $where, $values ] = ( $this->compiler )()->where( $query );
		$statement          = $wpdb->prepare( "SELECT * FROM %i WHERE {$where} ORDER BY id " . ( null === $query->after ? 'DESC' : 'ASC' ) . ' LIMIT %d', Ledger_Schema::table(), ...array( ...$values, $query->per_page ) ); // phpcs:ignore WordPress.DB -- The plugin's own table; the compiler writes placeholders only.
		$rows               = $wpdb->get_results( $statement, ARRAY_A ); // phpcs:ignore WordPress.DB -- As above.
		return array_map( array( self::class, 'from_row' ), array_values( (array) $rows ) );
	}

	/**
	 * Says by id where the end of a query is: a page of long ago would else be looked for from the newest event on. Times go up with ids, but for a few
	 * neighbours.
	 */
	private function bounded( Event_Query $query ): Event_Query {
		global $wpdb;
		if ( null === $query->until_ms || null !== $query->after ) {
			return $query;
		}
		$last = $wpdb->get_var( // phpcs:ignore WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
			$wpdb->prepare( 'SELECT MAX( near.id ) FROM ( SELECT id FROM %i WHERE time_ms < %d ORDER BY time_ms DESC LIMIT %d ) AS near', Ledger_Schema::table(), $query->until_ms, self::NEIGHBOURS )
		);
		return $query->with( array( 'before' => min( $query->before ?? PHP_INT_MAX, (int) $last + 1 ) ) );
	}

	/**
	 * A page of what a query asks for, and where the next one begins.
	 *
	 * No index finds a part of a word. A search looks back piece by piece, and where that takes long it answers with what
	 * it has found so far, which may be nothing.
	 *
	 * @param Event_Query $query What is asked.
	 * @return array{ events: list<Event>, next: int|null } `next` is the cursor of the next page, `before` or `after` as asked; null after the last.
	 */
	public function page( Event_Query $query ): array {
		if ( ! $query->words || null !== $query->after ) {
			// One more than is asked for tells whether there is a next page.
			$events = $this->query( $query->with( array( 'per_page' => $query->per_page + 1 ) ) );
			$page   = array_slice( $events, 0, $query->per_page );
			return array(
				'events' => $page,
				'next'   => count( $events ) > count( $page ) ? end( $page )->sequence : null,
			);
		}
		$begun  = hrtime( true );
		$first  = $this->first_sequence();
		$before = min( $query->before ?? PHP_INT_MAX, $this->last_sequence() + 1 );
		$events = array();
		$missed = $query->per_page;
		do {
			$from    = max( $first, $before - self::SEARCHED_AT_ONCE );
			$found   = $this->query(
				$query->with(
					array(
						'before'   => $before,
						'from'     => $from,
						'per_page' => $missed,
					)
				)
			);
			$events  = array( ...$events, ...$found );
			$missed -= count( $found );
			$before  = 0 === $missed ? end( $found )->sequence : $from;
		} while ( $before > $first && $missed > 0 && hrtime( true ) - $begun < self::SEARCH_NS );
		return array(
			'events' => $events,
			'next'   => $before > $first ? $before : null,
		);
	}

	/**
	 * The oldest sequence, 0 while the ledger is empty.
	 */
	public function first_sequence(): int {
		global $wpdb;
		return (int) $wpdb->get_var( $wpdb->prepare( 'SELECT MIN( id ) FROM %i', Ledger_Schema::table() ) ); // phpcs:ignore WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
	}

	/**
	 * The newest sequence, 0 while the ledger is empty.
	 */
	public function last_sequence(): int {
		global $wpdb;
		return (int) $wpdb->get_var( $wpdb->prepare( 'SELECT MAX( id ) FROM %i', Ledger_Schema::table() ) ); // phpcs:ignore WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
	}

	private function find_by( string $column, string $value ): ?Event {
		global $wpdb;
		$row = $wpdb->get_row( $wpdb->prepare( 'SELECT * FROM %i WHERE %i = %s', Ledger_Schema::table(), $column, $value ), ARRAY_A ); // phpcs:ignore WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
		return $row ? self::from_row( $row ) : null;
	}

	/**
	 * @param array<string, string|null> $row A row of the ledger.
	 */
	private static function from_row( array $row ): Event {
		return new Event(
			id: (string) $row['event_id'],
			type: (string) $row['type'],
			data: (array) Json::decode( (string) $row['data'] ),
			channel: (string) $row['channel'],
			time_ms: (int) $row['time_ms'],
			severity: (string) $row['severity'],
			subject: (string) $row['subject'],
			actor_id: (int) $row['actor_id'],
			actor_name: (string) $row['actor_name'],
			origin: (string) $row['origin'],
			causation_id: $row['causation_id'],
			sequence: (int) $row['id'],
		);
	}
}
