<?php
/**
 * What the public may read.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Blocks;

use Realtime_Events\Events\Event;
use Realtime_Events\Events\Event_Query;
use Realtime_Events\Events\Event_Store;
use Realtime_Events\Events\Ledger_Schema;

defined( 'ABSPATH' ) || exit;

/**
 * The public part of the ledger: what may be printed into a page that anybody gets.
 *
 * Whoever is logged in is of no matter here: the page may be cached and served to somebody else.
 *
 * @since 0.1.0
 */
final class Public_Ledger {

	public const CHANNEL = 'public';

	/**
	 * Where the ledger stood before the page's first block was rendered.
	 *
	 * @var int|null
	 */
	private ?int $position = null;

	public function __construct( private readonly Event_Store $store ) {
	}

	/**
	 * The latest public events, newest first.
	 *
	 * @param list<string> $types Of these types only.
	 * @param int          $limit How many at most.
	 * @return list<Event>
	 */
	public function latest( array $types, int $limit ): array {
		$this->position();
		if ( $limit < 1 || ! $types ) {
			return array();
		}
		return $this->store->query(
			Event_Query::from_params(
				array(
					'type'     => $types,
					'per_page' => $limit,
				),
				array( self::CHANNEL )
			)
		);
	}

	/**
	 * How many public events of a type there were since a moment.
	 *
	 * @param string $type     Name of the type.
	 * @param int    $since_ms Milliseconds since 1970 UTC.
	 */
	public function count_since( string $type, int $since_ms ): int {
		global $wpdb;
		$this->position();
		return (int) $wpdb->get_var( // phpcs:ignore WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
			$wpdb->prepare( 'SELECT COUNT(*) FROM %i WHERE channel = %s AND type = %s AND time_ms >= %d', Ledger_Schema::table(), self::CHANNEL, $type, $since_ms )
		);
	}

	/**
	 * The newest sequence before the page's first block was rendered: what comes after it, the browser asks the hub for.
	 */
	public function position(): int {
		$this->position ??= $this->store->last_sequence();
		return $this->position;
	}
}
