<?php
/**
 * What became of the announcement of a post.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Editor;

use Realtime_Events\Access\Channels;
use Realtime_Events\Delivery\Delivery_Log;
use Realtime_Events\Delivery\Delivery_Record;
use Realtime_Events\Events\Event;
use Realtime_Events\Events\Event_Query;
use Realtime_Events\Events\Event_Store;

defined( 'ABSPATH' ) || exit;

/**
 * Follows the event of a post's publication, for the people who edit that post.
 *
 * They learn how far it has come, and nothing about the server: no address, no answer of it, no other delivery.
 *
 * @since 0.1.0
 */
final class Announcements {

	/** In the ledger, and on its way to nobody: there was no server, or what became of it is forgotten. */
	public const STORED = 'stored';

	public const STATES = array( self::STORED, ...Delivery_Record::STATES );

	private const TYPE = 'post.published';

	/** What was told to the team and to visitors, and the same of a few earlier publications. */
	private const LOOKED_AT = 6;

	public function __construct(
		private readonly Event_Store $store,
		private readonly Delivery_Log $deliveries,
	) {
	}

	/**
	 * The last one.
	 *
	 * @param int $post_id A post that whoever asks may edit.
	 * @return array{ event: string, time: string, channel: string, state: string, sent_after_ms: ?int, public: ?array{ state: string, sent_after_ms: ?int } }|null
	 */
	public function of( int $post_id ): ?array {
		$events = $this->store->query(
			Event_Query::from_params(
				array(
					'type'     => array( self::TYPE ),
					'subject'  => array( "post/$post_id" ),
					'per_page' => self::LOOKED_AT,
				),
				null
			)
		);
		$team   = array_values( array_filter( $events, static fn( Event $event ): bool => Channels::PUBLIC !== $event->channel ) )[0] ?? null;
		if ( null === $team ) {
			return null;
		}
		$visitors = array_values( array_filter( $events, static fn( Event $event ): bool => Channels::PUBLIC === $event->channel && $event->causation_id === $team->id ) )[0] ?? null;
		return array(
			'event'   => $team->id,
			'time'    => Event::format_time( $team->time_ms ),
			'channel' => $team->channel,
		) + $this->way_of( $team ) + array(
			'public' => $visitors ? $this->way_of( $visitors ) : null,
		);
	}

	/**
	 * @return array{ state: string, sent_after_ms: ?int }
	 */
	private function way_of( Event $event ): array {
		$record = $this->deliveries->page( array( 'event' => array( $event->id ) ), null, 1 )[0] ?? null;
		return array(
			'state'         => $record->state ?? self::STORED,
			'sent_after_ms' => $record && $record->acknowledged_ms > 0 ? max( 0, $record->acknowledged_ms - $event->time_ms ) : null,
		);
	}
}
