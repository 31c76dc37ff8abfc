<?php
/**
 * Announcements.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Blocks;

use Realtime_Events\Events\Event_Types;

defined( 'ABSPATH' ) || exit;

/**
 * What somebody who runs the site says to everybody who is on it.
 *
 * @since 0.1.0
 */
final class Announcements {

	public const TYPE = 'site.announcement';

	public const MAX_MESSAGE_CHARACTERS = 200;

	/** After an outage nobody needs to be told what was said hours ago. */
	private const TTL_SECONDS = HOUR_IN_SECONDS;

	/**
	 * Declares the type.
	 *
	 * @param Event_Types $types The registry.
	 */
	public function declare_type( Event_Types $types ): void {
		$types->register(
			self::TYPE,
			array(
				'label'       => static fn(): string => __( 'Announcement', 'realtime-events' ),
				/* translators: {actorname} is a person, {message} what was said. Keep the words in braces. */
				'sentence'    => static fn(): string => __( '{actorname} announced: “{message}”', 'realtime-events' ),
				'group'       => 'site',
				'icon'        => 'megaphone',
				'severity'    => 'info',
				'channel'     => Public_Ledger::CHANNEL,
				'ttl_seconds' => self::TTL_SECONDS,
				'schema'      => array(
					'type'       => 'object',
					'required'   => array( 'message' ),
					'properties' => array(
						'message' => array(
							'type'      => 'string',
							'minLength' => 1,
							'maxLength' => self::MAX_MESSAGE_CHARACTERS,
						),
						'link'    => array( 'type' => 'string' ),
					),
				),
			)
		);
	}
}
