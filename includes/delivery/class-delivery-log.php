<?php
/**
 * Reads the outbox for people.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Delivery;

use Realtime_Events\Events\Clock;
use Realtime_Events\Events\Event;
use Realtime_Events\Events\Event_Store;
use Realtime_Events\Events\Ledger_Schema;

defined( 'ABSPATH' ) || exit;

/**
 * What became of the deliveries, newest first. It only reads; Delivery_Desk is for those who want to change something.
 *
 * @since 0.1.0
 */
final class Delivery_Log {

	public const MAX_PER_PAGE = 100;

	private const COLUMNS = 'd.id, d.sequence, d.server, d.state, d.attempts, d.next_attempt_ms, d.lease_until_ms, d.last_code, d.last_message, d.duration_ms, d.created_ms, d.acknowledged_ms';

	public function __construct(
		private readonly Event_Store $store,
		private readonly Waiting_Events $waiting,
		private readonly Clock $clock,
	) {
	}

	/**
	 * One delivery.
	 *
	 * @param int $id Number in the outbox.
	 */
	public function find( int $id ): ?Delivery_Record {
		return $this->read( 'd.id = %d', array( $id ), 1 )[0] ?? null;
	}

	/**
	 * A page of deliveries.
	 *
	 * @param array{ state?: string, type?: string, search?: string, event?: list<string> } $filter What they have to be.
	 * @param int|null                                                                      $before Only earlier numbers.
	 * @param int                                                                           $limit  How many at most.
	 * @return list<Delivery_Record> Newest first.
	 */
	public function page( array $filter, ?int $before, int $limit ): array {
		[ $where, $values ] = self::where( $filter );
		if ( null !== $before ) {
			$where   .= ' AND d.id < %d';
			$values[] = $before;
		}
		return $this->read( $where, $values, $limit );
	}

	/**
	 * The outbox joined with the ledger, for conditions of where().
	 *
	 * @return string SQL with two placeholders, for the names of the tables.
	 */
	public static function from(): string {
		return 'FROM %i d LEFT JOIN %i l ON l.id = d.sequence';
	}

	/**
	 * The names of these tables.
	 *
	 * @return array{ string, string }
	 */
	public static function tables(): array {
		return array( Outbox_Schema::table(), Ledger_Schema::table() );
	}

	/**
	 * A filter as a condition.
	 *
	 * @param array{ state?: string, type?: string, search?: string, event?: list<string> } $filter What deliveries have to be.
	 * @return array{ string, list<string> } The condition with placeholders, and the values for them.
	 */
	public static function where( array $filter ): array {
		global $wpdb;
		$parts  = array( '1 = 1' );
		$values = array();
		$state  = (string) ( $filter['state'] ?? '' );
		if ( '' !== $state ) {
			$parts[]  = 'd.state = %s';
			$values[] = Delivery_Record::RETRYING === $state ? Delivery::PENDING : $state;
		}
		if ( in_array( $state, array( Delivery::PENDING, Delivery_Record::RETRYING ), true ) ) {
			$parts[] = Delivery::PENDING === $state ? 'd.attempts = 0' : 'd.attempts > 0';
		}
		if ( '' !== (string) ( $filter['type'] ?? '' ) ) {
			$parts[]  = 'l.type = %s';
			$values[] = (string) $filter['type'];
		}
		if ( ! empty( $filter['event'] ) ) {
			$parts[] = 'd.event_id IN ( ' . implode( ', ', array_fill( 0, count( $filter['event'] ), '%s' ) ) . ' )';
			array_push( $values, ...$filter['event'] );
		}
		foreach ( preg_split( '/\s+/u', Event::fold( (string) ( $filter['search'] ?? '' ) ), -1, PREG_SPLIT_NO_EMPTY ) ?: array() as $word ) {
			$parts[] = '( l.search LIKE %s OR LOWER( d.last_message ) LIKE %s OR d.last_code LIKE %s )';
			array_push( $values, ...array_fill( 0, 3, '%' . $wpdb->esc_like( $word ) . '%' ) );
		}
		return array( implode( ' AND ', $parts ), $values );
	}

	/**
	 * @param string           $where  Condition with placeholders.
	 * @param list<string|int> $values The values for them.
	 * @param int              $limit  How many at most.
	 * @return list<Delivery_Record>
	 */
	private function read( string $where, array $values, int $limit ): array {
		global $wpdb;
		$this->waiting->collect();
		$rows   = (array) $wpdb->get_results( // phpcs:ignore WordPress.DB -- The plugin's own tables; placeholders only.
			$wpdb->prepare( 'SELECT ' . self::COLUMNS . ' ' . self::from() . " WHERE {$where} ORDER BY d.id DESC LIMIT %d", ...array( ...self::tables(), ...$values, $limit ) ),
			ARRAY_A
		);
		$events = $this->store->find_many( array_map( 'intval', array_column( $rows, 'sequence' ) ) );
		$now    = $this->clock->now_ms();
		return array_map( static fn( array $row ): Delivery_Record => self::record( $row, $events[ (int) $row['sequence'] ] ?? null, $now ), $rows );
	}

	/**
	 * @param array<string, string> $row   A row of the outbox.
	 * @param Event|null            $event Its event.
	 * @param int                   $now   Milliseconds since 1970 UTC.
	 */
	private static function record( array $row, ?Event $event, int $now ): Delivery_Record {
		return new Delivery_Record(
			id: (int) $row['id'],
			server: $row['server'],
			state: Delivery::PENDING === $row['state'] && (int) $row['attempts'] > 0 ? Delivery_Record::RETRYING : $row['state'],
			is_sending: Delivery::PENDING === $row['state'] && (int) $row['lease_until_ms'] > $now,
			attempts: (int) $row['attempts'],
			created_ms: (int) $row['created_ms'],
			next_attempt_ms: (int) $row['next_attempt_ms'],
			acknowledged_ms: (int) $row['acknowledged_ms'],
			duration_ms: (int) $row['duration_ms'],
			code: $row['last_code'],
			message: $row['last_message'],
			event: $event,
		);
	}
}
