<?php
/**
 * Media.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Sources;

use Realtime_Events\Publishing\Publisher;
use WP_Post;

defined( 'ABSPATH' ) || exit;

/**
 * Says what happens to files in the media library.
 *
 * @since 0.1.0
 */
final class Media_Source {

	/** Name in an event, by the name in WordPress. */
	private const FIELDS = array(
		'post_title'   => 'title',
		'post_excerpt' => 'caption',
		'post_content' => 'description',
		'post_parent'  => 'parent',
		'post_author'  => 'author',
	);

	public function __construct( private readonly Publisher $publisher ) {
	}

	/**
	 * A file was added.
	 *
	 * @param int|string $id The attachment.
	 */
	public function uploaded( int|string $id ): void {
		$this->tell( 'media.uploaded', get_post( $id ) );
	}

	/**
	 * What is said of a file was changed.
	 *
	 * @param int|string     $id     The attachment.
	 * @param WP_Post $after  As it is now.
	 * @param WP_Post $before As it was.
	 */
	public function edited( int|string $id, WP_Post $after, WP_Post $before ): void {
		$differ  = static fn( string $field ): bool => (string) $before->$field !== (string) $after->$field;
		$changed = array_intersect_key( self::FIELDS, array_flip( array_filter( array_keys( self::FIELDS ), $differ ) ) );
		$this->tell( 'media.edited', $after, array( 'changed' => array_values( $changed ) ) );
	}

	/**
	 * A file is being deleted.
	 *
	 * @param int|string     $id   The attachment.
	 * @param WP_Post $post The same.
	 */
	public function deleted( int|string $id, WP_Post $post ): void {
		$this->tell( 'media.deleted', $post );
	}

	/**
	 * @param array<string, mixed> $data What else is told.
	 */
	private function tell( string $type, ?WP_Post $post, array $data = array() ): void {
		if ( ! $post ) {
			return;
		}
		$parent = $post->post_parent ? get_post( $post->post_parent ) : null;
		$this->publisher->publish(
			$type,
			array(
				'id'        => (int) $post->ID,
				'title'     => Post_Change::title( $post ),
				'mime_type' => (string) $post->post_mime_type,
				'file'      => wp_basename( (string) get_attached_file( $post->ID, true ) ),
				'url'       => 'media.deleted' === $type ? '' : (string) wp_get_attachment_url( $post->ID ),
				'parent'    => (int) $post->post_parent,
			) + $data,
			array(
				'subject' => "media/{$post->ID}",
				// A picture of a private post is as private as the post.
				'channel' => $parent && 'private' !== $post->post_status ? Post_Channel::of( $parent ) : Post_Channel::of( $post ),
				'dedupe'  => "media/{$post->ID} {$type}",
			)
		);
	}
}
