<?php
/**
 * Comments.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Sources;

use Realtime_Events\Publishing\Publisher;
use WP_Comment;
use WP_Post;

defined( 'ABSPATH' ) || exit;

/**
 * Says what happens to comments. Whoever may read the post may hear of its comments.
 *
 * @since 0.1.0
 */
final class Comment_Source {

	/** What people write. Other kinds are the notes and reviews of other plugins. */
	private const KINDS = array( '', 'comment', 'pingback', 'trackback' );

	private const TYPES = array(
		'approved'   => 'comment.approved',
		'unapproved' => 'comment.held',
		'spam'       => 'comment.spammed',
		'trash'      => 'comment.trashed',
	);

	public function __construct( private readonly Publisher $publisher ) {
	}

	/**
	 * A comment was written.
	 *
	 * @param int|string        $id      The comment.
	 * @param WP_Comment $comment The same.
	 */
	public function written( int|string $id, WP_Comment $comment ): void {
		$type = match ( (string) $comment->comment_approved ) {
			'1'     => $comment->comment_parent ? 'comment.replied' : 'comment.created',
			'0'     => 'comment.held',
			'spam'  => 'comment.spammed',
			default => null,
		};
		if ( null !== $type ) {
			$this->tell( $type, $comment );
		}
	}

	/**
	 * A comment got another status.
	 *
	 * @param int|string $new     The status now, in words.
	 * @param int|string $old     The status before.
	 * @param WP_Comment $comment The comment.
	 */
	public function moderated( int|string $new, int|string $old, WP_Comment $comment ): void {
		$type = self::TYPES[ $new ] ?? null;
		if ( null !== $type ) {
			$this->tell( $type, $comment );
		}
	}

	private function tell( string $type, WP_Comment $comment ): void {
		$post = get_post( (int) $comment->comment_post_ID );
		if ( ! $post instanceof WP_Post || ! in_array( $comment->comment_type, self::KINDS, true ) ) {
			return;
		}
		$parent = $comment->comment_parent ? get_comment( (int) $comment->comment_parent ) : null;
		$id     = (int) $comment->comment_ID;
		$this->publisher->tell(
			$type,
			array(
				'id'            => $id,
				'post_id'       => (int) $post->ID,
				'comments'      => self::approved( (int) $post->ID ),
				'title'         => Post_Change::title( $post ),
				'author'        => Plain_Text::of( (string) $comment->comment_author ),
				'parent'        => (int) $comment->comment_parent,
				'parent_author' => $parent ? Plain_Text::of( (string) $parent->comment_author ) : '',
				'excerpt'       => Plain_Text::excerpt( (string) $comment->comment_content ),
				'url'           => 'publish' === $post->post_status ? (string) get_comment_link( $comment ) : '',
			),
			array(
				'subject' => "comment/{$id}",
				'channel' => Post_Channel::of( $post ),
				'dedupe'  => "comment/{$id} {$type}",
				'public'  => 'publish' === $post->post_status,
			)
		);
	}

	/**
	 * How many comments visitors can read. WordPress brings its own count up to date only after it has told of the comment.
	 */
	private static function approved( int $post_id ): int {
		return (int) get_comments(
			array(
				'post_id' => $post_id,
				'status'  => 'approve',
				'count'   => true,
				'orderby' => 'none',
			)
		);
	}
}
