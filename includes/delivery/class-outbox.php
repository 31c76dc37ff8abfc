<?php
/**
 * The outbox.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Delivery;

use Realtime_Events\Database_Errors;
use Realtime_Events\Events\Clock;
use Realtime_Events\Events\Event;
use Realtime_Events\Events\Event_Store;

defined( 'ABSPATH' ) || exit;

/**
 * The outbox: what a server has not acknowledged yet.
 *
 * Whoever sends a row holds it by a lease, so that no two send the same. The request in which an event happens
 * holds its rows from the start: it may still write the event's last state, and sends it when the response is out.
 * If it dies before, the lease runs out and the next worker takes the row.
 *
 * An event comes here from the ledger, where it waits by the same lease (see Waiting_Events). Whoever reads the outbox lets come first what waits.
 *
 * @since 0.1.0
 */
final class Outbox {

	/** How long the request in which an event happened keeps it for itself. */
	public const REQUEST_LEASE_MS        = 60000;
	private const MAX_MESSAGE_CHARACTERS = 255;

	private const DUE = "state = 'pending' AND next_attempt_ms <= %d AND lease_until_ms <= %d";

	/** What this request holds its rows by. */
	private readonly string $own_lease;

	/**
	 * Sites (blog ids) that this request put rows into the outbox of.
	 *
	 * @var array<int, true>
	 */
	private array $own_sites = array();

	public function __construct(
		private readonly Clock $clock,
		private readonly Event_Store $store,
		private readonly Transactions $transactions,
		private readonly Waiting_Events $waiting,
	) {
		$this->own_lease = self::new_lease();
	}

	/**
	 * What an event that this request stores waits for in the ledger: to be put into the outbox, where it is this request's for a while.
	 *
	 * @param string $server Id of the server it goes to, '' for nowhere.
	 * @return array{ string, string, int } As Event_Store::insert() takes it.
	 */
	public function reserve( string $server ): array {
		if ( '' === $server ) {
			return array( '', '', 0 );
		}
		$this->own_sites[ get_current_blog_id() ] = true;
		return array( $this->own_lease, $server, $this->clock->now_ms() + self::REQUEST_LEASE_MS );
	}

	/**
	 * Whether an event of this request is in somebody else's hands by now, or was sent.
	 *
	 * @param Event $event An event that this request stored.
	 */
	public function has_let_go( Event $event ): bool {
		global $wpdb;
		$lease = $wpdb->get_var( $wpdb->prepare( 'SELECT lease_token FROM %i WHERE event_id = %s', Outbox_Schema::table(), $event->id ) ); // phpcs:ignore WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
		return null !== $lease && $lease !== $this->own_lease;
	}

	/**
	 * The sites that this request holds rows of.
	 *
	 * @return list<int> Blog ids.
	 */
	public function own_sites(): array {
		return array_keys( $this->own_sites );
	}

	/**
	 * Takes the rows of this request that are still its own, oldest first.
	 *
	 * @param int $limit         How many at most.
	 * @param int $lease_seconds How long nobody else may have them.
	 * @return list<Delivery>
	 */
	public function claim_own( int $limit, int $lease_seconds ): array {
		$this->waiting->collect( $this->own_lease );
		$lease = self::new_lease();
		$now   = $this->clock->now_ms();
		$this->lease( $lease, $now + $lease_seconds * 1000, $limit, "lease_token = %s AND state = 'pending' AND lease_until_ms > %d", $this->own_lease, $now );
		return $this->held_by( $lease );
	}

	/**
	 * Takes rows that are due and that nobody holds, oldest first.
	 *
	 * @param int $limit         How many at most.
	 * @param int $lease_seconds How long nobody else may have them.
	 * @return list<Delivery>
	 */
	public function claim( int $limit, int $lease_seconds ): array {
		$this->waiting->collect();
		$lease = self::new_lease();
		$now   = $this->clock->now_ms();
		// A transaction of ours would commit one that somebody else has open.
		if ( $this->transactions->can_skip_locked() && ! $this->transactions->is_open() ) {
			$this->claim_skipping( $lease, $now, $lease_seconds, $limit );
		} else {
			$this->lease( $lease, $now + $lease_seconds * 1000, $limit, self::DUE, $now, $now );
		}
		return $this->held_by( $lease );
	}

	/**
	 * Gives back what this request still holds, for the next worker.
	 */
	public function release_own(): void {
		$this->waiting->collect( $this->own_lease );
		$this->release( $this->own_lease );
		unset( $this->own_sites[ get_current_blog_id() ] );
	}

	/**
	 * Takes out what this request still holds, because there is nobody to send it to.
	 */
	public function forget_own(): void {
		global $wpdb;
		$this->waiting->collect( $this->own_lease );
		$wpdb->query( $wpdb->prepare( "DELETE FROM %i WHERE lease_token = %s AND state = 'pending'", Outbox_Schema::table(), $this->own_lease ) ); // phpcs:ignore WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
		unset( $this->own_sites[ get_current_blog_id() ] );
	}

	/**
	 * Gives back what is held by a lease.
	 *
	 * @param string $lease Its token.
	 */
	public function release( string $lease ): void {
		global $wpdb;
		$wpdb->query( $wpdb->prepare( "UPDATE %i SET lease_token = '', lease_until_ms = 0 WHERE lease_token = %s AND state = 'pending'", Outbox_Schema::table(), $lease ) ); // phpcs:ignore WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
	}

	/**
	 * Brings forward what waits for a later attempt.
	 */
	public function make_due(): void {
		global $wpdb;
		$this->waiting->collect();
		$now = $this->clock->now_ms();
		$wpdb->query( $wpdb->prepare( "UPDATE %i SET next_attempt_ms = %d WHERE state = 'pending' AND next_attempt_ms > %d", Outbox_Schema::table(), $now, $now ) ); // phpcs:ignore WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
	}

	/**
	 * The server has acknowledged these.
	 *
	 * @param list<Delivery> $deliveries  The deliveries.
	 * @param int            $duration_ms How long the request took.
	 */
	public function mark_sent( array $deliveries, int $duration_ms ): void {
		global $wpdb;
		if ( ! $deliveries ) {
			return;
		}
		$ids    = array_column( $deliveries, 'id' );
		$places = implode( ', ', array_fill( 0, count( $ids ), '%d' ) );
		// Whoever holds them by now: what the server has is not to be sent again.
		$wpdb->query( // phpcs:ignore WordPress.DB -- The plugin's own table; placeholders only.
			$wpdb->prepare(
				"UPDATE %i SET state = 'sent', attempts = attempts + 1, lease_token = '', lease_until_ms = 0, last_code = '', last_message = '', duration_ms = %d, acknowledged_ms = %d WHERE id IN ( {$places} )",
				Outbox_Schema::table(),
				$duration_ms,
				$this->clock->now_ms(),
				...$ids
			)
		);
	}

	/**
	 * An attempt has failed, or there will be none.
	 *
	 * @param Delivery $delivery        The delivery.
	 * @param string   $state           Delivery::PENDING to try again, DEAD or CANCELLED.
	 * @param int      $attempts        How often it has been tried now.
	 * @param int      $next_attempt_ms When it is tried again.
	 * @param string   $code            Why, for programs.
	 * @param string   $message         Why, for people.
	 * @param int      $duration_ms     How long the request took.
	 */
	public function mark_failed( Delivery $delivery, string $state, int $attempts, int $next_attempt_ms, string $code, string $message, int $duration_ms ): void {
		global $wpdb;
		$wpdb->query( // phpcs:ignore WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
			$wpdb->prepare(
				"UPDATE %i SET state = %s, attempts = %d, next_attempt_ms = %d, lease_token = '', lease_until_ms = 0, last_code = %s, last_message = %s, duration_ms = %d WHERE id = %d AND lease_token = %s",
				Outbox_Schema::table(),
				$state,
				$attempts,
				$next_attempt_ms,
				$code,
				mb_substr( $message, 0, self::MAX_MESSAGE_CHARACTERS ),
				$duration_ms,
				$delivery->id,
				// A worker whose lease ran out has no say any more.
				$delivery->lease
			)
		);
	}

	/**
	 * How many there are that somebody may care about.
	 *
	 * @return array{ pending: int, retrying: int, dead: int }
	 */
	public function counts(): array {
		global $wpdb;
		$this->waiting->collect();
		$row = $wpdb->get_row( // phpcs:ignore WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
			$wpdb->prepare(
				"SELECT SUM( state = 'pending' AND attempts = 0 ) AS pending, SUM( state = 'pending' AND attempts > 0 ) AS retrying, SUM( state = 'dead' ) AS dead FROM %i WHERE state IN ( 'pending', 'dead' )",
				Outbox_Schema::table()
			),
			ARRAY_A
		);
		return array(
			'pending'  => (int) ( $row['pending'] ?? 0 ),
			'retrying' => (int) ( $row['retrying'] ?? 0 ),
			'dead'     => (int) ( $row['dead'] ?? 0 ),
		);
	}

	/**
	 * When the next row is due, or null when none waits.
	 */
	public function next_due_ms(): ?int {
		global $wpdb;
		$this->waiting->collect();
		$due = $wpdb->get_var( $wpdb->prepare( "SELECT MIN( CASE WHEN lease_until_ms > next_attempt_ms THEN lease_until_ms ELSE next_attempt_ms END ) FROM %i WHERE state = 'pending'", Outbox_Schema::table() ) ); // phpcs:ignore WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
		return null === $due ? null : (int) $due;
	}

	/**
	 * Locks the rows and passes over those that another worker has locked just now.
	 */
	private function claim_skipping( string $lease, int $now, int $lease_seconds, int $limit ): void {
		global $wpdb;
		// Without gap locks, so that nobody who publishes waits for a worker.
		$wpdb->query( 'SET TRANSACTION ISOLATION LEVEL READ COMMITTED' ); // phpcs:ignore WordPress.DB.DirectDatabaseQuery -- The plugin's own table, as below.
		$wpdb->query( 'START TRANSACTION' ); // phpcs:ignore WordPress.DB.DirectDatabaseQuery
		$ids = $wpdb->get_col( $wpdb->prepare( 'SELECT id FROM %i WHERE ' . self::DUE . ' ORDER BY id LIMIT %d FOR UPDATE SKIP LOCKED', Outbox_Schema::table(), $now, $now, $limit ) ); // phpcs:ignore WordPress.DB
		if ( $ids ) {
			$places = implode( ', ', array_fill( 0, count( $ids ), '%d' ) );
			$wpdb->query( $wpdb->prepare( "UPDATE %i SET lease_token = %s, lease_until_ms = %d WHERE id IN ( {$places} )", Outbox_Schema::table(), $lease, $now + $lease_seconds * 1000, ...$ids ) ); // phpcs:ignore WordPress.DB
		}
		$wpdb->query( 'COMMIT' ); // phpcs:ignore WordPress.DB.DirectDatabaseQuery
	}

	/**
	 * Leases the oldest of certain rows by one statement; another worker waits for it.
	 *
	 * @param string     $which     Condition, with placeholders.
	 * @param int|string ...$values Their values.
	 */
	private function lease( string $lease, int $until_ms, int $limit, string $which, int|string ...$values ): void {
		global $wpdb;
		$wpdb->query( $wpdb->prepare( "UPDATE %i SET lease_token = %s, lease_until_ms = %d WHERE {$which} ORDER BY id LIMIT %d", Outbox_Schema::table(), $lease, $until_ms, ...array( ...$values, $limit ) ) ); // phpcs:ignore WordPress.DB -- The plugin's own table; placeholders only.
	}

	/**
	 * @return list<Delivery> None where the ledger could not be read: their events would look as if they were gone. They are given back for the next attempt.
	 */
	private function held_by( string $lease ): array {
		global $wpdb;
		$errors = Database_Errors::count();
		$rows   = (array) $wpdb->get_results( $wpdb->prepare( 'SELECT id, sequence, server, attempts FROM %i WHERE lease_token = %s ORDER BY id', Outbox_Schema::table(), $lease ), ARRAY_A ); // phpcs:ignore WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
		$events = $this->store->find_many( array_map( 'intval', array_column( $rows, 'sequence' ) ) );
		if ( Database_Errors::count() > $errors ) {
			$this->release( $lease );
			return array();
		}
		return array_map(
			static fn( array $row ): Delivery => new Delivery( (int) $row['id'], $row['server'], (int) $row['attempts'], $lease, $events[ (int) $row['sequence'] ] ?? null ),
			$rows
		);
	}

	private static function new_lease(): string {
		return bin2hex( random_bytes( 16 ) );
	}
}
