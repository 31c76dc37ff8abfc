<?php
/**
 * Follows the ledger.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Cli;

use Realtime_Events\Events\Event;
use Realtime_Events\Events\Event_Query;
use Realtime_Events\Events\Event_Store;

defined( 'ABSPATH' ) || exit;

/**
 * Follows the ledger without leaving an event out: one whose transaction takes long appears behind younger ones.
 *
 * @since 0.1.0
 */
final class Follower {

	/** How far it looks back for those that came late. */
	private const OVERLAP_EVENTS = 50;

	/** How many ids it remembers. */
	private const MAX_SEEN = 500;

	/**
	 * @var array<string, true>
	 */
	private array $seen = array();

	/**
	 * @param Event_Store           $store  The ledger.
	 * @param array<string, string> $filter Parameters of Event_Query.
	 * @param int                   $last   Sequence after which it begins.
	 */
	public function __construct(
		private readonly Event_Store $store,
		private readonly array $filter,
		private int $last,
	) {
		foreach ( $this->read( max( 0, $this->last - self::OVERLAP_EVENTS ) ) as $event ) {
			if ( $event->sequence <= $this->last ) {
				$this->seen[ $event->id ] = true;
			}
		}
	}

	/**
	 * What is new since the last call.
	 *
	 * @return list<Event>
	 */
	public function next(): array {
		$new = array();
		foreach ( $this->read( max( 0, $this->last - self::OVERLAP_EVENTS ) ) as $event ) {
			if ( ! isset( $this->seen[ $event->id ] ) ) {
				$this->seen[ $event->id ] = true;
				$this->last               = max( $this->last, (int) $event->sequence );
				$new[]                    = $event;
			}
		}
		$this->seen = array_slice( $this->seen, -self::MAX_SEEN, null, true );
		return $new;
	}

	/**
	 * @return list<Event>
	 */
	private function read( int $after ): array {
		return $this->store->query(
			Event_Query::from_params(
				array(
					'after'    => $after,
					'per_page' => Event_Query::MAX_PER_PAGE,
				) + $this->filter,
				null
			)
		);
	}
}
