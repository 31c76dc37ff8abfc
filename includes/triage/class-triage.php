<?php
/**
 * What a team does about events.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Triage;

use Realtime_Events\Access\Channels;
use Realtime_Events\Events\Event;
use Realtime_Events\Events\Event_Query;
use Realtime_Events\Events\Event_Store;
use Realtime_Events\Publishing\Publisher;
use WP_Error;

defined( 'ABSPATH' ) || exit;

/**
 * “I'm on it”, resolved, snoozed, noted: each is an event about an event, so that it is live for everyone, in the ledger, and in nobody's way.
 *
 * @since 0.1.0
 */
final class Triage {

	public const ACTIONS = array(
		'claim'   => 'event.claimed',
		'release' => 'event.released',
		'resolve' => 'event.resolved',
		'reopen'  => 'event.reopened',
		'snooze'  => 'event.snoozed',
		'note'    => 'event.noted',
		'pin'     => 'event.pinned',
		'unpin'   => 'event.unpinned',
		'react'   => 'event.reacted',
		'unreact' => 'event.unreacted',
	);

	/** What can be said in one sign. Each is a single character, so that it is the same wherever it is written. */
	public const REACTIONS = array( '👍', '🙏', '🎉', '👀' );

	/** How an event stands after an action; the others change nothing of that. */
	private const STATUS_AFTER = array(
		'event.claimed'  => 'claimed',
		'event.released' => 'open',
		'event.resolved' => 'resolved',
		'event.reopened' => 'open',
		'event.snoozed'  => 'snoozed',
	);

	public const MAX_NOTE_CHARACTERS = 1000;

	/** For how many events the state is told at once. */
	public const MAX_EVENTS = 100;

	/** A list of what must not be overlooked is short. */
	public const MAX_PINNED = 10;

	/** What was pinned longer ago than this many pins and unpins is not at the top any more. */
	private const MAX_PINS_READ = 200;

	/** Of each event no more than its last actions are read. */
	private const MAX_ACTIONS_READ = 1000;

	private const SUBJECT_PREFIX = 'event/';

	public function __construct(
		private readonly Event_Store $store,
		private readonly Publisher $publisher,
	) {
	}

	/**
	 * Does something about an event, as the current user.
	 *
	 * @param Event  $event    The event; whoever asks has made sure that the user may read it.
	 * @param string $action   A key of ACTIONS.
	 * @param string $note     What the user says.
	 * @param int    $until_ms Until when it is snoozed, in milliseconds since 1970 UTC; 0 for no end.
	 * @param string $reaction One of REACTIONS, where somebody reacts or does so no more.
	 * @return Event|WP_Error The event about the event.
	 */
	public function act( Event $event, string $action, string $note = '', int $until_ms = 0, string $reaction = '' ): Event|WP_Error {
		if ( in_array( $event->type, self::ACTIONS, true ) ) {
			return new WP_Error( 'realtime_events_not_triageable', __( 'This is itself something that was done about an event.', 'realtime-events' ), array( 'status' => 409 ) );
		}
		$title = $event->data['title'] ?? '';
		$data  = array(
			'event' => $event->id,
			'type'  => $event->type,
			'title' => is_string( $title ) && '' !== $title ? $title : $event->type,
		);
		if ( '' !== $note ) {
			$data['note'] = $note;
		}
		if ( $until_ms > 0 ) {
			$data['until'] = Event::format_time( $until_ms );
		}
		if ( '' !== $reaction ) {
			$data['reaction'] = $reaction;
		}
		return $this->publisher->publish(
			self::ACTIONS[ $action ],
			$data,
			array(
				'subject' => self::SUBJECT_PREFIX . $event->id,
				// What a team says to each other about a public event is not public.
				'channel' => Channels::PUBLIC === $event->channel ? Channels::EDITORS : $event->channel,
			)
		);
	}

	/**
	 * What is pinned, what was pinned last first.
	 *
	 * @param list<string> $channels What whoever asks may read.
	 * @return list<Event> At most MAX_PINNED.
	 */
	public function pinned( array $channels ): array {
		$pins = array();
		$read = 0;
		$from = null;
		do {
			$page    = $this->store->query(
				Event_Query::from_params(
					array(
						'type'     => array( self::ACTIONS['pin'], self::ACTIONS['unpin'] ),
						'per_page' => Event_Query::MAX_PER_PAGE,
					) + ( null === $from ? array() : array( 'before' => $from ) ),
					$channels
				)
			);
			$is_full = count( $page ) === Event_Query::MAX_PER_PAGE;
			$read   += count( $page );
			foreach ( $page as $action ) {
				$pins += array( (string) self::event_of( $action ) => self::ACTIONS['pin'] === $action->type );
				$from  = $action->sequence;
			}
		} while ( $is_full && $read < self::MAX_PINS_READ );
		$events = array();
		foreach ( array_keys( array_filter( $pins ) ) as $id ) {
			$event = $this->store->find( (string) $id );
			if ( $event && in_array( $event->channel, $channels, true ) ) {
				$events[] = $event;
			}
			if ( count( $events ) === self::MAX_PINNED ) {
				break;
			}
		}
		return $events;
	}

	/**
	 * How events stand. An event about which nothing was done is left out.
	 *
	 * @param list<string> $ids      Ids of events, at most MAX_EVENTS.
	 * @param list<string> $channels What whoever asks may read.
	 * @return array<string, array{ status: string, by: array{ id: string, name: string }|null, at: string, until: string|null, latest: string, pinned: array{ id: string, name: string }|null, pinned_at: string, reactions: list<array{ reaction: string, id: string, name: string }>, notes: list<array{ text: string, by: string, at: string }> }> By id.
	 */
	public function states( array $ids, array $channels ): array {
		$states = array();
		$after  = 0;
		do {
			$actions = $this->store->query(
				Event_Query::from_params(
					array(
						'type'     => array_values( self::ACTIONS ),
						'subject'  => array_map( static fn( string $id ): string => self::SUBJECT_PREFIX . $id, array_slice( $ids, 0, self::MAX_EVENTS ) ),
						'after'    => $after,
						'per_page' => Event_Query::MAX_PER_PAGE,
					),
					$channels
				)
			);
			foreach ( $actions as $action ) {
				$id            = substr( $action->subject, strlen( self::SUBJECT_PREFIX ) );
				$states[ $id ] = self::after_action( $states[ $id ] ?? null, $action );
				$after         = $action->sequence;
			}
			$is_full = count( $actions ) === Event_Query::MAX_PER_PAGE;
		} while ( $is_full && self::number_of_actions( $states ) < self::MAX_ACTIONS_READ );
		return array_map( static fn( array $state ): array => array_diff_key( $state, array( 'actions' => 0 ) ), $states );
	}

	/**
	 * Id of the event that an action is about; null where it does not say so twice alike.
	 *
	 * @param Event $action An event about an event.
	 */
	public static function event_of( Event $action ): ?string {
		$id = (string) ( $action->data['event'] ?? '' );
		return self::SUBJECT_PREFIX . $id === $action->subject ? $id : null;
	}

	/**
	 * How an event stands after an action; null where that does not change it.
	 *
	 * @param Event $action An event about an event.
	 */
	public static function status_after( Event $action ): ?string {
		return self::STATUS_AFTER[ $action->type ] ?? null;
	}

	/**
	 * How an event stands after one more action.
	 *
	 * @param array<string, mixed>|null $state  How it stood.
	 * @param Event                     $action What was done.
	 * @return array<string, mixed>
	 */
	private static function after_action( ?array $state, Event $action ): array {
		$state ??= array(
			'status'    => 'open',
			'by'        => null,
			'at'        => '',
			'until'     => null,
			'latest'    => '',
			'pinned'    => null,
			'pinned_at' => '',
			'reactions' => array(),
			'notes'     => array(),
			'actions'   => 0,
		);
		++$state['actions'];
		$at              = Event::format_time( $action->time_ms );
		$who             = array(
			'id'   => (string) $action->actor_id,
			'name' => $action->actor_name,
		);
		$state['latest'] = $at;
		if ( isset( $action->data['note'] ) ) {
			$state['notes'][] = array(
				'text' => (string) $action->data['note'],
				'by'   => $action->actor_name,
				'at'   => $at,
			);
		}
		$status = self::status_after( $action );
		if ( null !== $status ) {
			$state['status'] = $status;
			$state['at']     = $at;
			$state['until']  = 'snoozed' === $status ? ( $action->data['until'] ?? null ) : null;
			$state['by']     = 'open' === $status ? null : $who;
			return $state;
		}
		switch ( $action->type ) {
			case self::ACTIONS['pin']:
			case self::ACTIONS['unpin']:
				$state['pinned']    = self::ACTIONS['pin'] === $action->type ? $who : null;
				$state['pinned_at'] = $at;
				break;
			case self::ACTIONS['react']:
			case self::ACTIONS['unreact']:
				$state['reactions'] = self::reactions_after( $state['reactions'], $action, $who );
				break;
		}
		return $state;
	}

	/**
	 * Each says each of the signs once.
	 *
	 * @param list<array{ reaction: string, id: string, name: string }> $reactions What was said.
	 * @param Event                                                     $action    A sign more, or less.
	 * @param array{ id: string, name: string }                         $who       Whose.
	 * @return list<array{ reaction: string, id: string, name: string }>
	 */
	private static function reactions_after( array $reactions, Event $action, array $who ): array {
		$sign   = array( 'reaction' => (string) ( $action->data['reaction'] ?? '' ) );
		$others = array_values( array_filter( $reactions, static fn( array $one ): bool => $one['id'] !== $who['id'] || $one['reaction'] !== $sign['reaction'] ) );
		return self::ACTIONS['react'] === $action->type ? array( ...$others, $sign + $who ) : $others;
	}

	/**
	 * @param array<string, array<string, mixed>> $states By id.
	 */
	private static function number_of_actions( array $states ): int {
		return (int) array_sum( array_column( $states, 'actions' ) );
	}
}
