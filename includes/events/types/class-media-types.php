<?php
/**
 * The types of events about media.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Events\Types;

use Realtime_Events\Events\Event_Types;

defined( 'ABSPATH' ) || exit;

/**
 * The types of events about media.
 *
 * @since 0.1.0
 */
final class Media_Types {

	/**
	 * Declares them.
	 *
	 * @param Event_Types $types The registry.
	 */
	public static function declare( Event_Types $types ): void {
		$properties = Group::integers( 'id', 'parent' ) + Group::texts( 'title', 'mime_type', 'file', 'url' ) + Group::lists( 'changed' );
		( new Group( 'media', 'editors', $properties, array( 'id', 'title', 'mime_type', 'url' ), static fn(): array => self::labels(), static fn(): array => self::sentences() ) )->declare(
			$types,
			array(
				'media.uploaded' => array(
					'icon'     => 'upload',
					'severity' => 'success',
					'link'     => 'post.php?post={id}&action=edit',
				),
				'media.edited'   => array(
					'icon' => 'format-image',
					'link' => 'post.php?post={id}&action=edit',
				),
				'media.deleted'  => array(
					'icon'     => 'trash',
					'severity' => 'warning',
					'link'     => 'upload.php',
				),
			)
		);
	}

	/**
	 * @return array<string, string>
	 */
	private static function labels(): array {
		return array(
			'media.uploaded' => __( 'File uploaded', 'realtime-events' ),
			'media.edited'   => __( 'File edited', 'realtime-events' ),
			'media.deleted'  => __( 'File deleted', 'realtime-events' ),
		);
	}

	/**
	 * @return array<string, string>
	 */
	private static function sentences(): array {
		return array(
			/* translators: {actorname} is a person; leave everything in braces as it is. */
			'media.uploaded' => __( '{actorname} uploaded “{title}”', 'realtime-events' ),
			/* translators: {actorname} is a person; leave everything in braces as it is. */
			'media.edited'   => __( '{actorname} edited “{title}”', 'realtime-events' ),
			/* translators: {actorname} is a person; leave everything in braces as it is. */
			'media.deleted'  => __( '{actorname} deleted the file “{title}”', 'realtime-events' ),
		);
	}
}
