<?php
/**
 * The types of events that come from outside.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Events\Types;

use Realtime_Events\Events\Event_Types;

defined( 'ABSPATH' ) || exit;

/**
 * The types of events that come without one, or to try the way out.
 *
 * @since 0.1.0
 */
final class Generic_Types {

	/**
	 * Declares them.
	 *
	 * @param Event_Types $types The registry.
	 */
	public static function declare( Event_Types $types ): void {
		$types->register(
			Event_Types::GENERIC,
			array(
				'label'    => static fn(): string => __( 'Event without a type', 'realtime-events' ),
				'sentence' => static fn(): string => __( 'An event arrived', 'realtime-events' ),
				'schema'   => array( 'type' => 'object' ),
			)
		);
		$types->register(
			'realtime_events.test',
			array(
				'label'    => static fn(): string => __( 'Test event', 'realtime-events' ),
				/* translators: {actorname} is a person. Keep the word in braces. */
				'sentence' => static fn(): string => __( '{actorname} sent a test event', 'realtime-events' ),
				'icon'     => 'megaphone',
				'severity' => 'success',
				'schema'   => array( 'type' => 'object' ),
			)
		);
	}
}
