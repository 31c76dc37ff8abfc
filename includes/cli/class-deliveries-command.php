<?php
/**
 * wp realtime-events deliveries.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Cli;

use Realtime_Events\Delivery\Delivery_Desk;
use Realtime_Events\Delivery\Delivery_Log;
use Realtime_Events\Delivery\Delivery_Record;
use WP_CLI;

defined( 'ABSPATH' ) || exit;

/**
 * Shows deliveries, and sends dead ones again.
 *
 * @since 0.1.0
 */
final class Deliveries_Command {

	private const COLUMNS = array( 'id', 'sequence', 'type', 'server', 'state', 'attempts', 'code', 'message' );

	/** A replay of all ends after so many rounds, whatever happens meanwhile. */
	private const MAX_ROUNDS = 1000;

	public function __construct(
		private readonly Delivery_Log $log,
		private readonly Delivery_Desk $desk,
	) {
	}

	/**
	 * Shows deliveries, newest first.
	 *
	 * ## OPTIONS
	 *
	 * [--state=<state>]
	 * : Only those that are pending, retrying, sent, dead or cancelled.
	 *
	 * [--per_page=<number>]
	 * : How many at most.
	 * ---
	 * default: 20
	 * ---
	 *
	 * [--format=<format>]
	 * : How.
	 * ---
	 * default: table
	 * options:
	 *   - table
	 *   - json
	 *   - ndjson
	 *   - csv
	 * ---
	 *
	 * @subcommand list
	 *
	 * @param list<string>          $args    Arguments.
	 * @param array<string, string> $options Options.
	 */
	public function list_( array $args, array $options ): void {
		$state = $options['state'] ?? '';
		if ( '' !== $state && ! in_array( $state, Delivery_Record::STATES, true ) ) {
			/* translators: %s: list of states. */
			WP_CLI::error( sprintf( __( 'The state is one of: %s.', 'realtime-events' ), implode( ', ', Delivery_Record::STATES ) ) );
		}
		$limit  = max( 1, min( Delivery_Log::MAX_PER_PAGE, (int) ( $options['per_page'] ?? 20 ) ) );
		$rows   = array_map( static fn( Delivery_Record $record ): array => $record->to_array(), $this->log->page( array( 'state' => $state ), null, $limit ) );
		$format = $options['format'] ?? 'table';
		Rows::print( in_array( $format, array( 'json', 'ndjson' ), true ) ? $rows : array_map( array( self::class, 'cells' ), $rows ), self::COLUMNS, $format );
	}

	/**
	 * Sends dead deliveries again.
	 *
	 * ## OPTIONS
	 *
	 * [<id>...]
	 * : Which.
	 *
	 * [--all]
	 * : All that are dead.
	 *
	 * ## EXAMPLES
	 *
	 *     $ wp realtime-events deliveries replay 12 17
	 *     $ wp realtime-events deliveries replay --all
	 *
	 * @param list<string>          $args    Arguments.
	 * @param array<string, string> $options Options.
	 */
	public function replay( array $args, array $options ): void {
		if ( ! $args && ! isset( $options['all'] ) ) {
			WP_CLI::error( __( 'Say which deliveries, by number, or --all.', 'realtime-events' ) );
		}
		$replayed = isset( $options['all'] ) ? $this->replay_all() : $this->replay_each( $args );
		/* translators: %d: number of deliveries. */
		WP_CLI::success( sprintf( _n( '%d delivery waits to be sent again.', '%d deliveries wait to be sent again.', $replayed, 'realtime-events' ), $replayed ) );
	}

	/**
	 * Says of each that cannot be sent again why, and ends with 1 where that is all of them.
	 *
	 * @param list<string> $ids Numbers of deliveries.
	 */
	private function replay_each( array $ids ): int {
		$replayed = array_filter( $ids, fn( string $id ): bool => ctype_digit( $id ) && $this->desk->replay( (int) $id ) );
		foreach ( array_diff( $ids, $replayed ) as $id ) {
			$text = ctype_digit( $id ) && $this->log->find( (int) $id )
				/* translators: %s: number of a delivery. */
				? __( 'Delivery %s waits to be sent already.', 'realtime-events' )
				/* translators: %s: what somebody took for the number of a delivery. */
				: __( 'There is no delivery %s.', 'realtime-events' );
			WP_CLI::warning( sprintf( $text, $id ) );
		}
		if ( ! $replayed ) {
			WP_CLI::halt( 1 );
		}
		return count( $replayed );
	}

	private function replay_all(): int {
		$replayed = 0;
		for ( $round = 0; $round < self::MAX_ROUNDS; $round++ ) {
			$part      = $this->desk->replay_dead( array() );
			$replayed += $part['replayed'];
			if ( 0 === $part['replayed'] || 0 === $part['remaining'] ) {
				break;
			}
		}
		return $replayed;
	}

	/**
	 * @param array<string, mixed> $row A delivery.
	 * @return array<string, mixed>
	 */
	private static function cells( array $row ): array {
		return array(
			'sequence' => $row['event']['sequence'] ?? '',
			'type'     => $row['event']['type'] ?? '',
		) + $row;
	}
}
