<?php
/**
 * Puts events into the outbox.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Delivery;

use Realtime_Events\Events\Ledger_Schema;

defined( 'ABSPATH' ) || exit;

/**
 * Puts into the outbox what waits for that in the ledger.
 *
 * A visitor waits for one statement only: the event's own row, which says that it waits. So the two can never come apart, and no transaction of ours is needed
 * for it. The outbox has its row as soon as anybody asks for it: the request itself when its response is out, a worker, or a screen.
 *
 * Anybody may put in any event at any time. Whose it is does not change by that, because its lease goes with it.
 *
 * @since 0.1.0
 */
final class Waiting_Events {

	private const AT_ONCE = 1000;

	public function __construct( private readonly Transactions $transactions ) {
	}

	/**
	 * Puts in all that wait.
	 *
	 * @param string $lease Only those that are held by it; empty for all.
	 */
	public function collect( string $lease = '' ): void {
		global $wpdb;
		[ $which, $value ] = '' === $lease ? array( 'waiting > %s', '' ) : array( 'waiting = %s', $lease );
		do {
			$ids     = $wpdb->get_col( $wpdb->prepare( "SELECT id FROM %i WHERE {$which} LIMIT %d", Ledger_Schema::table(), $value, self::AT_ONCE ) ); // phpcs:ignore WordPress.DB -- The plugin's own table; placeholders only.
			$goes_on = $ids && $this->transactions->together_without_gaps( fn(): bool => self::move( $ids ) ) && count( $ids ) === self::AT_ONCE;
		} while ( $goes_on );
	}

	/**
	 * Another one may be doing the same just now, or may have been broken off between the two statements: the key of the outbox lets an event in once.
	 *
	 * @param list<string> $ids Sequences.
	 * @return bool Whether it was done.
	 */
	private static function move( array $ids ): bool {
		global $wpdb;
		$places = implode( ', ', array_fill( 0, count( $ids ), '%d' ) );
		$moved  = $wpdb->query( // phpcs:ignore WordPress.DB -- The plugin's own tables; placeholders only.
			$wpdb->prepare(
				'INSERT IGNORE INTO %i ( event_id, sequence, server, state, next_attempt_ms, lease_token, lease_until_ms, created_ms )'
				. " SELECT event_id, id, waiting_server, 'pending', waiting_until_ms - %d, waiting, waiting_until_ms, waiting_until_ms - %d FROM %i WHERE id IN ( {$places} ) AND waiting > '' ORDER BY id",
				Outbox_Schema::table(),
				Outbox::REQUEST_LEASE_MS,
				Outbox::REQUEST_LEASE_MS,
				Ledger_Schema::table(),
				...$ids
			)
		);
		return false !== $moved && false !== $wpdb->query( $wpdb->prepare( "UPDATE %i SET waiting = '' WHERE id IN ( {$places} )", Ledger_Schema::table(), ...$ids ) ); // phpcs:ignore WordPress.DB -- As above.
	}
}
