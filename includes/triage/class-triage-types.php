<?php
/**
 * Types of what is done about events.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Triage;

use Realtime_Events\Events\Event_Types;

defined( 'ABSPATH' ) || exit;

/**
 * Declares the types of what a team does about events. None of it has a public part.
 *
 * @since 0.1.0
 */
final class Triage_Types {

	private const GROUP = 'team';

	/**
	 * Declares them.
	 *
	 * @param mixed $types The registry.
	 */
	public function declare( mixed $types ): void {
		if ( ! $types instanceof Event_Types ) {
			return;
		}
		foreach ( self::all() as $type => [ $icon, $label, $sentence ] ) {
			$types->register(
				$type,
				array(
					'group'    => self::GROUP,
					'icon'     => $icon,
					'label'    => $label,
					'sentence' => $sentence,
					'schema'   => self::schema(),
					'internal' => true,
				)
			);
		}
	}

	/**
	 * @return array<string, array{ string, \Closure, \Closure }> Icon, label and sentence by type.
	 */
	private static function all(): array {
		return array(
			'event.claimed'   => array(
				'businessperson',
				static fn(): string => __( 'Somebody is on it', 'realtime-events' ),
				/* translators: {actorname} is a person, {title} what it is about. Keep the words in braces. */
				static fn(): string => __( '{actorname} looks after “{title}”', 'realtime-events' ),
			),
			'event.released'  => array(
				'undo',
				static fn(): string => __( 'Nobody is on it any more', 'realtime-events' ),
				/* translators: {actorname} is a person, {title} what it is about. Keep the words in braces. */
				static fn(): string => __( '{actorname} does not look after “{title}” any more', 'realtime-events' ),
			),
			'event.resolved'  => array(
				'yes-alt',
				static fn(): string => __( 'Resolved', 'realtime-events' ),
				/* translators: {actorname} is a person, {title} what it is about. Keep the words in braces. */
				static fn(): string => __( '{actorname} resolved “{title}”', 'realtime-events' ),
			),
			'event.reopened'  => array(
				'backup',
				static fn(): string => __( 'Reopened', 'realtime-events' ),
				/* translators: {actorname} is a person, {title} what it is about. Keep the words in braces. */
				static fn(): string => __( '{actorname} reopened “{title}”', 'realtime-events' ),
			),
			'event.snoozed'   => array(
				'clock',
				static fn(): string => __( 'Snoozed', 'realtime-events' ),
				/* translators: {actorname} is a person, {title} what it is about. Keep the words in braces. */
				static fn(): string => __( '{actorname} put “{title}” off', 'realtime-events' ),
			),
			'event.noted'     => array(
				'edit-page',
				static fn(): string => __( 'Note', 'realtime-events' ),
				/* translators: {actorname} is a person, {title} what it is about, {note} what the person wrote. Keep the words in braces. */
				static fn(): string => __( '{actorname} noted on “{title}”: {note}', 'realtime-events' ),
			),
			'event.pinned'    => array(
				'admin-post',
				static fn(): string => __( 'Pinned', 'realtime-events' ),
				/* translators: {actorname} is a person, {title} what it is about. Keep the words in braces. */
				static fn(): string => __( '{actorname} pinned “{title}”', 'realtime-events' ),
			),
			'event.unpinned'  => array(
				'undo',
				static fn(): string => __( 'No longer pinned', 'realtime-events' ),
				/* translators: {actorname} is a person, {title} what it is about. Keep the words in braces. */
				static fn(): string => __( '{actorname} took the pin off “{title}”', 'realtime-events' ),
			),
			'event.reacted'   => array(
				'smiley',
				static fn(): string => __( 'Reaction', 'realtime-events' ),
				/* translators: {actorname} is a person, {title} what it is about, {reaction} an emoji. Keep the words in braces. */
				static fn(): string => __( '{actorname} reacted to “{title}” with {reaction}', 'realtime-events' ),
			),
			'event.unreacted' => array(
				'undo',
				static fn(): string => __( 'Reaction taken back', 'realtime-events' ),
				/* translators: {actorname} is a person, {title} what it is about, {reaction} an emoji. Keep the words in braces. */
				static fn(): string => __( '{actorname} took {reaction} back from “{title}”', 'realtime-events' ),
			),
		);
	}

	/**
	 * JSON Schema of the data.
	 *
	 * @return array<string, mixed>
	 */
	private static function schema(): array {
		return array(
			'type'       => 'object',
			'properties' => array(
				'event'    => array(
					'type'     => 'string',
					'format'   => 'uuid',
					'required' => true,
				),
				'type'     => array( 'type' => 'string' ),
				'title'    => array( 'type' => 'string' ),
				'note'     => array(
					'type'      => 'string',
					'maxLength' => Triage::MAX_NOTE_CHARACTERS,
				),
				'until'    => array(
					'type'   => 'string',
					'format' => 'date-time',
				),
				'reaction' => array(
					'type' => 'string',
					'enum' => Triage::REACTIONS,
				),
			),
		);
	}
}
