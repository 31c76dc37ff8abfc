<?php
/**
 * The types of events about posts.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Events\Types;

use Realtime_Events\Events\Event_Types;

defined( 'ABSPATH' ) || exit;

/**
 * The types of events about posts.
 *
 * @since 0.1.0
 */
final class Post_Types {

	private const LINK = 'post.php?post={id}&action=edit';

	/**
	 * Declares them.
	 *
	 * @param Event_Types $types The registry.
	 */
	public static function declare( Event_Types $types ): void {
		$looks = array(
			'post.published'      => array( 'admin-post', 'success' ),
			'post.updated'        => array( 'edit', 'info' ),
			'post.unpublished'    => array( 'hidden', 'warning' ),
			'post.trashed'        => array( 'trash', 'warning' ),
			'post.deleted'        => array( 'trash', 'error' ),
			'post.draft_saved'    => array( 'edit-page', 'info' ),
			'post.submitted'      => array( 'clipboard', 'info' ),
			'post.scheduled'      => array( 'calendar-alt', 'info' ),
			'post.restored'       => array( 'undo', 'info' ),
			'post.author_changed' => array( 'admin-users', 'info' ),
		);
		foreach ( $looks as $type => [ $icon, $severity ] ) {
			$types->register(
				$type,
				array(
					'label'         => static fn(): string => self::labels()[ $type ],
					'sentence'      => static fn(): string => self::sentences()[ $type ],
					'group'         => 'posts',
					'icon'          => $icon,
					'severity'      => $severity,
					'channel'       => 'editors',
					'schema'        => self::schema(),
					// A post that is gone leads nowhere.
					'link'          => 'post.deleted' === $type ? '' : self::LINK,
					'public_fields' => array( 'id', 'post_type', 'title', 'url' ),
				)
			);
		}
	}

	/**
	 * @return array<string, string>
	 */
	private static function labels(): array {
		return array(
			'post.published'      => __( 'Post published', 'realtime-events' ),
			'post.updated'        => __( 'Post updated', 'realtime-events' ),
			'post.unpublished'    => __( 'Post unpublished', 'realtime-events' ),
			'post.trashed'        => __( 'Post moved to the Trash', 'realtime-events' ),
			'post.deleted'        => __( 'Post deleted', 'realtime-events' ),
			'post.draft_saved'    => __( 'Draft saved', 'realtime-events' ),
			'post.submitted'      => __( 'Post submitted for review', 'realtime-events' ),
			'post.scheduled'      => __( 'Post scheduled', 'realtime-events' ),
			'post.restored'       => __( 'Post restored', 'realtime-events' ),
			'post.author_changed' => __( 'Post given to another author', 'realtime-events' ),
		);
	}

	/**
	 * @return array<string, string>
	 */
	private static function sentences(): array {
		return array(
			/* translators: {actorname} is a person, {title} the title of a post. Keep the words in braces. */
			'post.published'      => __( '{actorname} published “{title}”', 'realtime-events' ),
			/* translators: {actorname} is a person, {title} the title of a post. Keep the words in braces. */
			'post.updated'        => __( '{actorname} updated “{title}”', 'realtime-events' ),
			/* translators: {actorname} is a person, {title} the title of a post. Keep the words in braces. */
			'post.unpublished'    => __( '{actorname} unpublished “{title}”', 'realtime-events' ),
			/* translators: {actorname} is a person, {title} the title of a post. Keep the words in braces. */
			'post.trashed'        => __( '{actorname} moved “{title}” to the Trash', 'realtime-events' ),
			/* translators: {actorname} is a person, {title} the title of a post. Keep the words in braces. */
			'post.deleted'        => __( '{actorname} deleted “{title}” for good', 'realtime-events' ),
			/* translators: {actorname} is a person, {title} the title of a post. Keep the words in braces. */
			'post.draft_saved'    => __( '{actorname} saved the draft “{title}”', 'realtime-events' ),
			/* translators: {actorname} is a person, {title} the title of a post. Keep the words in braces. */
			'post.submitted'      => __( '{actorname} submitted “{title}” for review', 'realtime-events' ),
			/* translators: {actorname} is a person, {title} the title of a post, {scheduled_for} a date. Keep the words in braces. */
			'post.scheduled'      => __( '{actorname} scheduled “{title}” for {scheduled_for}', 'realtime-events' ),
			/* translators: {actorname} is a person, {title} the title of a post. Keep the words in braces. */
			'post.restored'       => __( '{actorname} restored “{title}” from the Trash', 'realtime-events' ),
			/* translators: {actorname} is a person, {title} the title of a post, {author} another person. Keep the words in braces. */
			'post.author_changed' => __( '{actorname} gave “{title}” to {author}', 'realtime-events' ),
		);
	}

	/**
	 * @return array<string, mixed>
	 */
	private static function schema(): array {
		return array(
			'type'       => 'object',
			'properties' => array(
				'id'              => array(
					'type'    => 'integer',
					'minimum' => 1,
				),
				'post_type'       => array( 'type' => 'string' ),
				'title'           => array( 'type' => 'string' ),
				'status'          => array( 'type' => 'string' ),
				'previous_status' => array( 'type' => 'string' ),
				'url'             => array( 'type' => 'string' ),
				'author_id'       => array( 'type' => 'integer' ),
				'author'          => array( 'type' => 'string' ),
				'scheduled_for'   => array( 'type' => 'string' ),
				'changed'         => array(
					'type'  => 'array',
					'items' => array( 'type' => 'string' ),
				),
				'words'           => array( 'type' => 'integer' ),
				'words_change'    => array( 'type' => 'integer' ),
			),
		);
	}
}
