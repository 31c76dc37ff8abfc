<?php
/**
 * The types of events about comments.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Events\Types;

use Realtime_Events\Events\Event_Types;

defined( 'ABSPATH' ) || exit;

/**
 * The types of events about comments.
 *
 * @since 0.1.0
 */
final class Comment_Types {

	/**
	 * Declares them.
	 *
	 * @param Event_Types $types The registry.
	 */
	public static function declare( Event_Types $types ): void {
		// What nobody may read is told to visitors by its number alone.
		$hidden     = array( 'post_id', 'comments' );
		$properties = Group::integers( 'id', 'post_id', 'parent', 'comments' ) + Group::texts( 'title', 'author', 'parent_author', 'excerpt', 'url' );
		( new Group( 'comments', 'editors', $properties, array( 'id', 'post_id', 'title', 'author', 'url', 'comments' ), static fn(): array => self::labels(), static fn(): array => self::sentences() ) )->declare(
			$types,
			array(
				'comment.created'  => array(
					'icon' => 'admin-comments',
					'link' => 'comment.php?action=editcomment&c={id}',
				),
				'comment.replied'  => array(
					'icon' => 'format-chat',
					'link' => 'comment.php?action=editcomment&c={id}',
				),
				'comment.held'     => array(
					'icon'          => 'clock',
					'severity'      => 'warning',
					'link'          => 'comment.php?action=editcomment&c={id}',
					'public_fields' => $hidden,
				),
				'comment.approved' => array(
					'icon'     => 'yes',
					'severity' => 'success',
					'link'     => 'comment.php?action=editcomment&c={id}',
				),
				'comment.spammed'  => array(
					'icon'          => 'shield',
					'severity'      => 'warning',
					'link'          => 'comment.php?action=editcomment&c={id}',
					'public_fields' => $hidden,
				),
				'comment.trashed'  => array(
					'icon'          => 'trash',
					'public_fields' => $hidden,
				),
			)
		);
	}

	/**
	 * @return array<string, string>
	 */
	private static function labels(): array {
		return array(
			'comment.created'  => __( 'Comment written', 'realtime-events' ),
			'comment.replied'  => __( 'Reply written', 'realtime-events' ),
			'comment.held'     => __( 'Comment held for moderation', 'realtime-events' ),
			'comment.approved' => __( 'Comment approved', 'realtime-events' ),
			'comment.spammed'  => __( 'Comment marked as spam', 'realtime-events' ),
			'comment.trashed'  => __( 'Comment moved to the Trash', 'realtime-events' ),
		);
	}

	/**
	 * @return array<string, string>
	 */
	private static function sentences(): array {
		return array(
			/* translators: {actorname} is a person; leave everything in braces as it is. */
			'comment.created'  => __( '{author} commented on “{title}”', 'realtime-events' ),
			/* translators: {actorname} is a person; leave everything in braces as it is. */
			'comment.replied'  => __( '{author} replied to {parent_author} on “{title}”', 'realtime-events' ),
			/* translators: {actorname} is a person; leave everything in braces as it is. */
			'comment.held'     => __( 'A comment by {author} on “{title}” waits for moderation', 'realtime-events' ),
			/* translators: {actorname} is a person; leave everything in braces as it is. */
			'comment.approved' => __( '{actorname} approved a comment by {author} on “{title}”', 'realtime-events' ),
			/* translators: {actorname} is a person; leave everything in braces as it is. */
			'comment.spammed'  => __( 'A comment by {author} on “{title}” was marked as spam', 'realtime-events' ),
			/* translators: {actorname} is a person; leave everything in braces as it is. */
			'comment.trashed'  => __( '{actorname} moved a comment by {author} to the Trash', 'realtime-events' ),
		);
	}
}
