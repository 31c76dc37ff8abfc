<?php
/**
 * Changes what becomes of deliveries.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Delivery;

use Realtime_Events\Events\Clock;

defined( 'ABSPATH' ) || exit;

/**
 * Sends again what was given up, and gives up what waits, because a person said so.
 *
 * @since 0.1.0
 */
final class Delivery_Desk {

	/** How many are replayed at once. */
	public const MAX_REPLAYED = 1000;

	private const DUE_NOW = "state = 'pending', attempts = 0, next_attempt_ms = %d, lease_token = '', lease_until_ms = 0, last_code = '', last_message = '', acknowledged_ms = 0";

	public function __construct(
		private readonly Dispatcher $dispatcher,
		private readonly Response_End $response,
		private readonly Patience $patience,
		private readonly Clock $clock,
	) {
	}

	/**
	 * Puts a delivery back to its beginning, unless it waits anyway.
	 *
	 * @param int $id Number in the outbox.
	 * @return bool Whether it was put back.
	 */
	public function replay( int $id ): bool {
		global $wpdb;
		$replayed = $wpdb->query( $wpdb->prepare( 'UPDATE %i SET ' . self::DUE_NOW . " WHERE id = %d AND state <> 'pending'", Outbox_Schema::table(), $this->clock->now_ms(), $id ) ); // phpcs:ignore WordPress.DB -- The plugin's own table; placeholders only.
		$this->announce( (int) $replayed );
		return (bool) $replayed;
	}

	/**
	 * Puts back what was given up and still has its event, oldest first.
	 *
	 * @param array{ type?: string, search?: string } $filter What they have to be.
	 * @return array{ replayed: int, remaining: int } How many, and how many there are still; call again until there are none.
	 */
	public function replay_dead( array $filter ): array {
		global $wpdb;
		[ $where, $values ] = Delivery_Log::where( array( 'state' => Delivery::DEAD ) + $filter );
		$where             .= ' AND l.id IS NOT NULL';
		$matching           = Delivery_Log::from() . " WHERE {$where}";
		$tables             = Delivery_Log::tables();
		$ids                = $wpdb->get_col( $wpdb->prepare( "SELECT d.id {$matching} ORDER BY d.id LIMIT %d", ...array( ...$tables, ...$values, self::MAX_REPLAYED ) ) ); // phpcs:ignore WordPress.DB -- The plugin's own table; placeholders only.
		$replayed           = 0;
		if ( $ids ) {
			$places   = implode( ', ', array_fill( 0, count( $ids ), '%d' ) );
			$replayed = (int) $wpdb->query( $wpdb->prepare( 'UPDATE %i SET ' . self::DUE_NOW . " WHERE state = 'dead' AND id IN ( {$places} )", Outbox_Schema::table(), $this->clock->now_ms(), ...$ids ) ); // phpcs:ignore WordPress.DB -- As above.
		}
		$this->announce( $replayed );
		return array(
			'replayed'  => $replayed,
			'remaining' => (int) $wpdb->get_var( $wpdb->prepare( "SELECT COUNT(*) {$matching}", ...array( ...$tables, ...$values ) ) ), // phpcs:ignore WordPress.DB -- As above.
		);
	}

	/**
	 * Gives up a delivery that waits and that nobody is sending just now.
	 *
	 * @param int $id Number in the outbox.
	 * @return bool Whether it was given up.
	 */
	public function cancel( int $id ): bool {
		global $wpdb;
		return (bool) $wpdb->query( // phpcs:ignore WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
			$wpdb->prepare(
				"UPDATE %i SET state = 'cancelled', lease_token = '', lease_until_ms = 0, last_code = 'cancelled', last_message = %s WHERE id = %d AND state = 'pending' AND lease_until_ms <= %d",
				Outbox_Schema::table(),
				__( 'Somebody took it out of the queue.', 'realtime-events' ),
				$id,
				$this->clock->now_ms()
			)
		);
	}

	/**
	 * At the end of a request in which something was put back: sends it, when the one who asked has his answer.
	 */
	public function send_after_response(): void {
		if ( ! $this->response->reach() ) {
			$this->patience->limit( Patience::FOREGROUND_MS );
		}
		$this->dispatcher->send_waiting( Dispatcher::MAX_BATCH_EVENTS );
		$this->patience->lift();
	}

	private function announce( int $replayed ): void {
		if ( $replayed > 0 ) {
			/**
			 * Deliveries were put back to their beginning and are due.
			 *
			 * @since 0.1.0
			 *
			 * @param int $replayed How many.
			 */
			do_action( 'realtime_events_replayed', $replayed );
		}
	}
}
