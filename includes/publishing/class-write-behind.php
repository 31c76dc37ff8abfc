<?php
/**
 * Stores events when nobody waits, or several together.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Publishing;

use Realtime_Events\Delivery\Outbox;
use Realtime_Events\Delivery\Response_End;
use Realtime_Events\Delivery\Servers\Servers;
use Realtime_Events\Delivery\Transactions;
use Realtime_Events\Events\Clock;
use Realtime_Events\Events\Event;
use Realtime_Events\Events\Event_Store;
use Realtime_Events\Events\Ledger_Schema;
use Realtime_Events\Network;

defined( 'ABSPATH' ) || exit;

/**
 * Stores events a moment later than they happen: when the visitor has his answer, where the server can let him go first, and in bulk work those of half a second
 * by one statement. So nobody waits for the disk, or once for many.
 *
 * Until then they are in the journal, where another process finds them if this one is killed. Only what happens outside any transaction is held, and it is
 * written before a transaction begins and before anybody reads the ledger: so it can neither vanish with one nor be missing to who looks.
 *
 * @since 0.1.0
 */
final class Write_Behind {

	/** So many events of one process, each stored at once, are no bulk work yet. */
	private const FEW = 20;

	/** Longer no event is held, as long as its process does anything: docs/benchmarks.md, "An import", has what it brings. */
	private const HELD_MS = 500;

	/** So many at the most, which is far below what a database takes as one statement. */
	private const MAX_HELD = 50;

	/** What a statement begins with that begins a transaction, or locks tables that ours is not among. */
	private const BEGINS_A_TRANSACTION = '/^\s*(?:START|BEGIN|SAVEPOINT|XA|LOCK|SET\s+(?:@@|SESSION\s+)*AUTOCOMMIT)\b/i';

	/**
	 * What is held, by its row in the journal.
	 *
	 * @var array<int, array{ event: Event, projection: ?Event, stored: \Closure( Event, ?Event ): void }>
	 */
	private array $held = array();

	private int $held_since_ms = 0;

	/** The site (blog id) that it happened on. */
	private int $site = 0;

	private int $seen       = 0;
	private bool $is_busy   = false;
	private bool $can_hold  = true;
	private bool $is_hooked = false;

	public function __construct(
		private readonly Journal $journal,
		private readonly Event_Store $store,
		private readonly Outbox $outbox,
		private readonly Servers $servers,
		private readonly Transactions $transactions,
		private readonly Response_End $response,
		private readonly Clock $clock,
	) {
	}

	/**
	 * Holds an event for a moment, where somebody waits or this process does bulk work.
	 *
	 * @param Event                            $event      What happened.
	 * @param Event|null                       $projection What of it everybody may see.
	 * @param \Closure( Event, ?Event ): void $stored     Is told when they are stored, with their sequences.
	 * @return bool Whether it is held; else it is to be stored at once.
	 */
	public function hold( Event $event, ?Event $projection, \Closure $stored ): bool {
		global $wpdb;
		if ( ! $this->is_worth_it() || ! $this->can_hold || ! $wpdb->dbh instanceof \mysqli || did_action( 'shutdown' ) ) {
			return false;
		}
		if ( $this->held && get_current_blog_id() !== $this->site ) {
			$this->write();
		}
		// What happens in a transaction vanishes with it, so its event is written inside.
		if ( ! $this->held && $this->transactions->is_open() ) {
			return false;
		}
		$row            = $this->busy( fn(): int => $this->journal->keep( $event, $projection ) );
		$this->can_hold = $row > 0;
		if ( ! $this->can_hold ) {
			return false;
		}
		$this->held || $this->begin();
		$this->held[ $row ] = array(
			'event'      => $event,
			'projection' => $projection,
			'stored'     => $stored,
		);
		if ( count( $this->held ) >= self::MAX_HELD || $this->is_due() ) {
			$this->write();
		}
		return true;
	}

	/**
	 * Writes what is held.
	 */
	public function write(): void {
		if ( ! $this->held || $this->is_busy ) {
			return;
		}
		$held       = $this->held;
		$this->held = array();
		$this->busy( fn() => Network::on( $this->site, fn() => $this->store_held( $held ) ) );
	}

	/**
	 * At the end of a request: writes what is held, when the visitor has his answer.
	 */
	public function write_after_response(): void {
		if ( $this->held ) {
			$this->response->reach();
			$this->write();
		}
	}

	/**
	 * @param array<int, array{ event: Event, projection: ?Event, stored: \Closure( Event, ?Event ): void }> $held What is held, by row of the journal.
	 */
	private function store_held( array $held ): void {
		$stored = $this->store( array_map( static fn( array $one ): array => array_values( array_filter( array( $one['event'], $one['projection'] ) ) ), $held ) );
		foreach ( $held as $one ) {
			$event = $stored[ $one['event']->id ] ?? null;
			if ( $event ) {
				$one['stored']( $event, $one['projection'] ? $stored[ $one['projection']->id ] ?? null : null );
			}
		}
	}

	/**
	 * Does something with the database that is not to be looked at, and leaves what the last statement before has left.
	 *
	 * @template T
	 *
	 * @param \Closure(): T $work What is done.
	 * @return T
	 */
	private function busy( \Closure $work ): mixed {
		global $wpdb;
		// Whoever has inserted something asks for its number only now.
		$insert_id     = $wpdb->insert_id;
		$this->is_busy = true;
		try {
			return $work();
		} finally {
			$this->is_busy   = false;
			$wpdb->insert_id = $insert_id;
		}
	}

	/**
	 * Stores what processes that are no more have left in the journal.
	 *
	 * @return list<Event> What is stored now.
	 */
	public function recover(): array {
		$abandoned = $this->journal->abandoned();
		return $abandoned ? array_values( $this->store( $abandoned ) ) : array();
	}

	/**
	 * Looks at every statement. A filter of `query`.
	 *
	 * @param mixed $query A statement that is about to be sent.
	 * @return mixed The same.
	 */
	public function look_at( mixed $query ): mixed {
		if ( $this->held && is_string( $query ) && ! $this->is_busy && $this->has_to_come_after( $query ) ) {
			$this->write();
		}
		return $query;
	}

	/**
	 * @param array<int, list<Event>> $events By row of the journal.
	 * @return array<string, Event> The stored events by id.
	 */
	private function store( array $events ): array {
		$all       = array_merge( ...array_values( $events ) );
		$sequences = $all ? $this->store->insert_all( $all, $this->outbox->reserve( $this->servers->named() ) ) : array();
		// What could not be stored is tried again.
		$this->journal->forget( array_keys( array_filter( $events, static fn( array $row ): bool => ! array_diff( array_column( $row, 'id' ), array_keys( $sequences ) ) ) ) );
		$stored = array();
		foreach ( $all as $event ) {
			if ( isset( $sequences[ $event->id ] ) ) {
				$stored[ $event->id ] = $event->with_sequence( $sequences[ $event->id ] );
			}
		}
		return $stored;
	}

	/**
	 * Whether somebody waits for what can be done when he is gone, or so much is done that it goes faster together.
	 */
	private function is_worth_it(): bool {
		return ++$this->seen > self::FEW || $this->response->can_come_early();
	}

	private function begin(): void {
		$this->held_since_ms = $this->clock->now_ms();
		$this->site          = get_current_blog_id();
		if ( ! $this->is_hooked ) {
			$this->is_hooked = true;
			add_filter( 'query', array( $this, 'look_at' ), PHP_INT_MAX );
			if ( $this->response->can_come_early() ) {
				add_action( 'shutdown', array( $this, 'write_after_response' ), PHP_INT_MAX - 1, 0 );
			} else {
				add_action( 'shutdown', array( $this, 'write' ), PHP_INT_MIN, 0 );
			}
		}
	}

	private function is_due(): bool {
		return $this->clock->now_ms() - $this->held_since_ms >= self::HELD_MS;
	}

	/**
	 * Whether what is held is to be written before a statement.
	 */
	private function has_to_come_after( string $query ): bool {
		if ( str_contains( $query, Ledger_Schema::table() ) || preg_match( self::BEGINS_A_TRANSACTION, $query ) ) {
			return true;
		}
		// An INSERT changes what the connection knows of the last one anyway: nobody can tell that there was another before it.
		return 0 === strncasecmp( $query, 'INSERT', 6 ) && $this->is_due() && false === stripos( $query, 'LAST_INSERT_ID' );
	}
}
