<?php
/**
 * How the team left events, as SQL.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Events;

defined( 'ABSPATH' ) || exit;

/**
 * Writes the part `triage` of an Event_Query as a condition on the ledger's columns of that name.
 *
 * @since 0.1.0
 */
final class Triage_Sql {

	/** Where a team speaks about what is public. Who is not there sees all that is public as open. */
	public const TEAM = 'editors';

	private const PUBLIC_CHANNEL = 'public';

	/** State of an event that nothing can be done about, because it is itself something that was done. */
	public const NONE = 'none';

	/** State of an event about which nothing was done yet: what the column is by itself. */
	public const UNTOUCHED = '';

	/**
	 * @param int  $now_ms  Now, in milliseconds since 1970 UTC.
	 * @param bool $is_team Whether whoever asks may know what was done about public events.
	 */
	public function __construct(
		private readonly int $now_ms,
		private readonly bool $is_team,
	) {
	}

	/**
	 * The condition that an event is in one of these states.
	 *
	 * @param list<string|int> $states Of Event_Query::TRIAGE; others are nobody's.
	 * @return array{ string, list<string|int> }
	 */
	public function one_of( array $states ): array {
		$stored = array_values( array_intersect( array( 'claimed', 'resolved' ), $states ) );
		$parts  = $stored ? array( array( 'triage IN ( ' . implode( ', ', array_fill( 0, count( $stored ), '%s' ) ) . ' )', $stored ) ) : array();
		if ( in_array( 'open', $states, true ) ) {
			$parts[] = array( 'triage = %s', array( self::UNTOUCHED ) );
			$parts[] = array( "( triage = 'snoozed' AND triage_until_ms > 0 AND triage_until_ms <= %d )", array( $this->now_ms ) );
		}
		if ( in_array( 'snoozed', $states, true ) ) {
			$parts[] = array( "( triage = 'snoozed' AND ( triage_until_ms = 0 OR triage_until_ms > %d ) )", array( $this->now_ms ) );
		}
		if ( ! $parts ) {
			return array( '1 = 0', array() );
		}
		$condition = '( ' . implode( ' OR ', array_column( $parts, 0 ) ) . ' )';
		$values    = array_merge( ...array_column( $parts, 1 ) );
		if ( $this->is_team ) {
			return array( $condition, $values );
		}
		return in_array( 'open', $states, true )
			? array( "( {$condition} OR ( channel = %s AND triage <> %s ) )", array( ...$values, self::PUBLIC_CHANNEL, self::NONE ) )
			: array( "( {$condition} AND channel <> %s )", array( ...$values, self::PUBLIC_CHANNEL ) );
	}
}
