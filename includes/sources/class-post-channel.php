<?php
/**
 * Who may hear of a post.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Sources;

use WP_Post;

defined( 'ABSPATH' ) || exit;

/**
 * Says on which channel what happens to a post is told: on one whose readers may all read the post.
 *
 * @since 0.1.0
 */
final class Post_Channel {

	public const EVERY_EDITOR = 'editors';
	public const FEWER        = 'admins';

	/**
	 * The channel for a post as it is now.
	 *
	 * @param WP_Post $post The post.
	 */
	public static function of( WP_Post $post ): string {
		$status = (string) $post->post_status;
		if ( 'trash' === $status ) {
			$status = (string) get_post_meta( $post->ID, '_wp_trash_meta_status', true );
		}
		$type = get_post_type_object( $post->post_type );
		if ( ! $type || 'private' === $status || '' !== (string) $post->post_password ) {
			return self::FEWER;
		}
		// What is not published is shown to those who edit posts of this type, and they need not be the ones who edit posts.
		return 'publish' === $status || 'edit_posts' === $type->cap->edit_posts ? self::EVERY_EDITOR : self::FEWER;
	}
}
