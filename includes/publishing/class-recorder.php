<?php
/**
 * Writes events into ledger and outbox.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Publishing;

use Realtime_Events\Delivery\Outbox;
use Realtime_Events\Delivery\Servers\Servers;
use Realtime_Events\Delivery\Transactions;
use Realtime_Events\Events\Clock;
use Realtime_Events\Events\Event;
use Realtime_Events\Events\Event_Store;
use WP_Error;

defined( 'ABSPATH' ) || exit;

/**
 * Writes events into ledger and outbox, and one event once.
 *
 * "Stored at once" and "twice in one request is one event" are reconciled so: the first call inserts the event, in
 * whatever transaction is open, and a later call with the same key writes the last state over it. That changes
 * nothing that anybody was sent, because until the request is over its rows in the outbox are its own.
 *
 * @since 0.1.0
 */
final class Recorder {

	/** Safe distance from the end of the lease, after which another worker may have sent the event. */
	public const REVISABLE_MS = Outbox::REQUEST_LEASE_MS / 2;

	/** What is remembered of a long import. */
	private const MAX_REMEMBERED = 500;

	/** How long a key stands for the event it came with. */
	private const IDEMPOTENCY_MS = DAY_IN_SECONDS * 1000;

	/**
	 * What this request stored, by its key.
	 *
	 * @var array<string, array{ event: Event, projection: ?Event, at_ms: int }>
	 */
	private array $stored = array();

	/**
	 * Keys of what is held.
	 *
	 * @var array<string, true>
	 */
	private array $held = array();

	public function __construct(
		private readonly Event_Store $store,
		private readonly Outbox $outbox,
		private readonly Servers $servers,
		private readonly Transactions $transactions,
		private readonly Write_Behind $behind,
		private readonly Clock $clock,
	) {
	}

	/**
	 * Stores an event and its projection.
	 *
	 * @param Event      $event           What happened.
	 * @param Event|null $projection      What of it everybody may see.
	 * @param string     $key             Calls with the same one in a request are one event; empty for none.
	 * @param string     $idempotency_key Digest that makes the event the only one for a day; empty for none.
	 * @param string     $request_digest  Digest of the request that the event came with; empty for none.
	 * @return Event|WP_Error The stored event, or why there is none: code `realtime_events_idempotency_key_reused` where the key came with another request.
	 */
	public function record( Event $event, ?Event $projection, string $key, string $idempotency_key, string $request_digest = '' ): Event|WP_Error {
		$key     = self::key_of_site( $key );
		$earlier = $this->stored[ $key ] ?? null;
		if ( $earlier && $this->clock->now_ms() - $earlier['at_ms'] < self::REVISABLE_MS ) {
			$revised = $this->revise( $earlier, $event, $projection, $key );
			if ( $revised ) {
				return $revised;
			}
		}
		if ( '' === $idempotency_key ) {
			$store = fn(): Event|WP_Error => $this->with_projection( $this->insert( $event ), $projection, $key );
			// One row needs no transaction.
			return $projection ? $this->transactions->together( $store ) : $store();
		}
		// Not in a transaction of ours, which would not see what another request has stored under the key since it began.
		$stored = $this->insert_once( $event, $idempotency_key, $request_digest );
		return is_wp_error( $stored ) || $stored->id !== $event->id ? $stored : $this->with_projection( $stored, $projection, $key );
	}

	/**
	 * Stores an event and its projection a moment later, where that spares somebody's time.
	 *
	 * @param Event                    $event      What happened.
	 * @param Event|null               $projection What of it everybody may see.
	 * @param string                   $key        As record() takes it.
	 * @param \Closure( Event ): void $stored     Is told when it is stored.
	 */
	public function record_later( Event $event, ?Event $projection, string $key, \Closure $stored ): void {
		$full_key = self::key_of_site( $key );
		if ( '' !== $full_key && isset( $this->held[ $full_key ] ) ) {
			$this->behind->write();
		}
		if ( ! isset( $this->stored[ $full_key ] ) ) {
			// Before it is held, which may write it at once.
			$this->held[ $full_key ] = true;
			if ( $this->behind->hold( $event, $projection, $this->after_hold( $full_key, $stored ) ) ) {
				return;
			}
			unset( $this->held[ $full_key ] );
		}
		$recorded = $this->record( $event, $projection, $key, '' );
		if ( ! is_wp_error( $recorded ) ) {
			$stored( $recorded );
		}
	}

	/**
	 * Stores what processes have left that were killed before they could.
	 *
	 * @return list<Event> What is stored now.
	 */
	public function recover(): array {
		return $this->behind->recover();
	}

	/**
	 * Remembers what was held.
	 */
	private function after_hold( string $key, \Closure $stored ): \Closure {
		return function ( Event $event, ?Event $projection ) use ( $key, $stored ): void {
			unset( $this->held[ $key ] );
			$this->remember( $key, $event, $projection );
			$stored( $event );
		};
	}

	/**
	 * Stores the projection of a new event, and remembers both.
	 */
	private function with_projection( Event|WP_Error $stored, ?Event $projection, string $key ): Event|WP_Error {
		if ( ! is_wp_error( $stored ) ) {
			$this->remember( $key, $stored, $projection ? $this->insert_projection( $projection ) : null );
		}
		return $stored;
	}

	/**
	 * Writes the last state over the first, if that is still in nobody else's hands.
	 *
	 * @param array{ event: Event, projection: ?Event, at_ms: int } $earlier What was stored.
	 */
	private function revise( array $earlier, Event $event, ?Event $projection, string $key ): ?Event {
		$revised = $event->with(
			array(
				'id'       => $earlier['event']->id,
				'sequence' => $earlier['event']->sequence,
			)
		);
		if ( $this->outbox->has_let_go( $revised ) || ! $this->store->revise( $revised ) ) {
			unset( $this->stored[ $key ] );
			return null;
		}
		$this->remember( $key, $revised, $this->revise_projection( $earlier['projection'], $projection, $revised ) );
		return $revised;
	}

	private function revise_projection( ?Event $earlier, ?Event $now, Event $cause ): ?Event {
		$now = $now?->with( array( 'causation_id' => $cause->id ) );
		if ( $earlier && $now ) {
			$revised = $now->with(
				array(
					'id'       => $earlier->id,
					'sequence' => $earlier->sequence,
				)
			);
			return $this->store->revise( $revised ) ? $revised : $this->insert_projection( $now );
		}
		if ( $earlier ) {
			// It became something that not everybody may see. Nobody was sent it yet.
			$this->store->withdraw( $earlier );
		}
		return $now ? $this->insert_projection( $now ) : null;
	}

	private function insert_projection( Event $projection ): ?Event {
		$stored = $this->insert( $projection );
		return is_wp_error( $stored ) ? null : $stored;
	}

	/**
	 * Stores the event, or finds the one that already came with this key in the same request.
	 */
	private function insert_once( Event $event, string $idempotency_key, string $request_digest ): Event|WP_Error {
		global $wpdb;
		$earlier = $this->store->find_by_idempotency_key( $idempotency_key );
		if ( $earlier && $this->clock->now_ms() - $earlier->time_ms < self::IDEMPOTENCY_MS ) {
			return $this->same_or_error( $earlier, $request_digest );
		}
		if ( $earlier ) {
			$this->store->forget_idempotency_key( $idempotency_key );
		}
		// Two at the same moment: the unique key of the table lets one in, and that is no error.
		$suppressed = $wpdb->suppress_errors( true );
		$stored     = $this->insert( $event, $idempotency_key, $request_digest );
		$wpdb->suppress_errors( $suppressed );
		if ( ! is_wp_error( $stored ) ) {
			return $stored;
		}
		$earlier = $this->store->find_by_idempotency_key( $idempotency_key );
		return $earlier ? $this->same_or_error( $earlier, $request_digest ) : $stored;
	}

	private function same_or_error( Event $earlier, string $request_digest ): Event|WP_Error {
		if ( '' === $request_digest || ! $this->store->came_with_another( $earlier, $request_digest ) ) {
			return $earlier;
		}
		return new WP_Error( 'realtime_events_idempotency_key_reused', __( 'This Idempotency-Key came with another event within the last 24 hours. Send the same event again, or think up a new key.', 'realtime-events' ), array( 'status' => 422 ) );
	}

	/**
	 * Writes the one row that says both: what happened, and that it is to be sent.
	 */
	private function insert( Event $event, string $idempotency_key = '', string $request_digest = '' ): Event|WP_Error {
		return $this->store->insert( $event, $idempotency_key, $request_digest, $this->outbox->reserve( $this->servers->named() ) );
	}

	/**
	 * Sites of a network have posts of the same numbers.
	 */
	private static function key_of_site( string $key ): string {
		return '' === $key ? '' : get_current_blog_id() . ' ' . $key;
	}

	private function remember( string $key, Event $event, ?Event $projection ): void {
		if ( '' === $key ) {
			return;
		}
		$at_ms = $this->stored[ $key ]['at_ms'] ?? $this->clock->now_ms();
		if ( count( $this->stored ) >= self::MAX_REMEMBERED ) {
			$this->stored = array_slice( $this->stored, (int) ( self::MAX_REMEMBERED / 2 ), null, true );
		}
		$this->stored[ $key ] = array(
			'event'      => $event,
			'projection' => $projection,
			'at_ms'      => $at_ms,
		);
	}
}
