<?php
/**
 * Posts of which visitors are not told.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Editor;

use Realtime_Events\Events\Event;

defined( 'ABSPATH' ) || exit;

/**
 * An author can keep a post from being announced to visitors. The team is told all the same, and the ledger has it.
 *
 * @since 0.1.0
 */
final class Silent_Posts {

	public const META = '_realtime_events_silent';

	private const SUBJECT = '/^post\/(\d+)$/D';

	/**
	 * Makes the switch known to the REST API, and so to the block editor.
	 */
	public function register_meta(): void {
		register_post_meta(
			'',
			self::META,
			array(
				'type'          => 'boolean',
				// Plain text, for programs: its translation would have every request load the language.
				'description'   => 'Whether visitors are not told of this post.',
				'single'        => true,
				'default'       => false,
				'show_in_rest'  => true,
				'auth_callback' => static fn( bool $allowed, string $key, int $post_id ): bool => current_user_can( 'edit_post', $post_id ),
			)
		);
	}

	/**
	 * Keeps the public projection of an event about such a post back.
	 *
	 * @param mixed $should Whether there would be a projection.
	 * @param Event $event  The event.
	 */
	public function keep_back( mixed $should, Event $event ): bool {
		return $should && ! ( preg_match( self::SUBJECT, $event->subject, $found ) && get_post_meta( (int) $found[1], self::META, true ) );
	}
}
