<?php
/**
 * What an admin may choose for a type of event.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Settings;

use Realtime_Events\Access\Channels;
use Realtime_Events\Events\Event_Types;
use WP_Error;

defined( 'ABSPATH' ) || exit;

/**
 * Knows what may be chosen for each type of event: whether it is kept, on which channel, whether its public part leaves, how loudly it is told.
 *
 * @since 0.1.0
 */
final class Type_Choices {

	/** A type is on until somebody switches it off, nothing is public by accident, and nothing makes a noise unasked. */
	public const DEFAULTS = array(
		'enabled' => true,
		'public'  => false,
		'channel' => '',
		'alerts'  => Options_Schema::ALERTS[0],
	);

	public function __construct( private readonly Event_Types $types ) {
	}

	/**
	 * The channels that a type's events may be on: its own, as '', and those that fewer people read.
	 *
	 * @param string $type Name of the type.
	 * @return list<string>
	 */
	public function channels( string $type ): array {
		return array( '', ...Channels::narrower_than( $this->types->get( $type )->channel ) );
	}

	/**
	 * Checks the channel that somebody wants a type's events to be on.
	 *
	 * @param string $type  Name of the type.
	 * @param mixed  $given What was given.
	 * @return string|WP_Error
	 */
	public function channel( string $type, mixed $given ): string|WP_Error {
		$own = $this->types->get( $type )->channel;
		if ( $given === $own ) {
			return '';
		}
		if ( in_array( $given, $this->channels( $type ), true ) ) {
			return $given;
		}
		return new WP_Error( 'channel_too_wide', __( 'Events of this kind can be kept from people here, and not shown to others than they are meant for. For visitors there is the public part.', 'realtime-events' ) );
	}

	/**
	 * What channels are called, by name.
	 *
	 * @return array<string, string>
	 */
	public static function channel_labels(): array {
		return array(
			Channels::PUBLIC  => __( 'Everyone, visitors too', 'realtime-events' ),
			Channels::EDITORS => __( 'Who writes posts', 'realtime-events' ),
			Channels::SHOP    => __( 'Who looks after orders', 'realtime-events' ),
			Channels::ADMINS  => __( 'Administrators alone', 'realtime-events' ),
		);
	}

	/**
	 * What the degrees of loudness are called, by name.
	 *
	 * @return array<string, string>
	 */
	public static function alert_labels(): array {
		return array(
			'none'         => __( 'Quietly', 'realtime-events' ),
			'notification' => __( 'Notification', 'realtime-events' ),
			'sound'        => __( 'Notification and sound', 'realtime-events' ),
		);
	}
}
