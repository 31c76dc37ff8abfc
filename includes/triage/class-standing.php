<?php
/**
 * How the team left each event.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Triage;

use Realtime_Events\Events\Event;
use Realtime_Events\Events\Event_Query;
use Realtime_Events\Events\Event_Store;
use Realtime_Events\Events\Ledger_Schema;
use Realtime_Events\Events\Triage_Sql;

defined( 'ABSPATH' ) || exit;

/**
 * Notes in the ledger how the team left each event, so that the feed can be filtered by it. The events about events remain the truth: what is noted here
 * follows from them, and can be made from them again.
 *
 * @since 0.1.0
 */
final class Standing {

	public function __construct( private readonly Event_Store $store ) {
	}

	/**
	 * Notes what follows from an event, whatever way it came in. One that is no action is left alone.
	 *
	 * @param mixed $action A stored event.
	 */
	public function follow( mixed $action ): void {
		if ( ! $action instanceof Event || ! in_array( $action->type, Triage::ACTIONS, true ) ) {
			return;
		}
		global $wpdb;
		$wpdb->query( $wpdb->prepare( 'UPDATE %i SET triage = %s WHERE id = %d', Ledger_Schema::table(), Triage_Sql::NONE, (int) $action->sequence ) ); // phpcs:ignore WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
		$id     = Triage::event_of( $action );
		$status = Triage::status_after( $action );
		if ( null === $id || null === $status ) {
			return;
		}
		$until = 'snoozed' === $status ? strtotime( (string) ( $action->data['until'] ?? '' ) ) : 0;
		// Two people may act at once: the later action counts, whichever request comes to this line first.
		$wpdb->query( // phpcs:ignore WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
			$wpdb->prepare(
				'UPDATE %i SET triage = %s, triage_until_ms = %d, triage_action = %d WHERE event_id = %s AND triage_action < %d AND triage <> %s',
				Ledger_Schema::table(),
				'open' === $status ? Triage_Sql::UNTOUCHED : $status,
				1000 * (int) $until,
				(int) $action->sequence,
				$id,
				(int) $action->sequence,
				Triage_Sql::NONE
			)
		);
	}

	/**
	 * Notes it of all that is in the ledger: a site may have acted on events before this was noted. It may be done twice.
	 */
	public function rebuild(): void {
		$after = 0;
		do {
			$actions = $this->store->query(
				Event_Query::from_params(
					array(
						'type'     => array_values( Triage::ACTIONS ),
						'after'    => $after,
						'per_page' => Event_Query::MAX_PER_PAGE,
					),
					null
				)
			);
			foreach ( $actions as $action ) {
				$this->follow( $action );
				$after = (int) $action->sequence;
			}
			$is_full = count( $actions ) === Event_Query::MAX_PER_PAGE;
		} while ( $is_full );
	}
}
