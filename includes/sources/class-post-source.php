<?php
/**
 * Posts.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Sources;

use Realtime_Events\Events\Clock;
use Realtime_Events\Publishing\Publisher;
use Realtime_Events\Publishing\Recorder;
use WP_Post;

defined( 'ABSPATH' ) || exit;

/**
 * Says what happens to posts of every public type.
 *
 * @since 0.1.0
 */
final class Post_Source {

	/** A mere save beside another event of the same post in the same request is a part of that, whichever comes first. */
	private const MERE_SAVES = array( 'post.updated', 'post.draft_saved' );

	/** An admin who lets visitors hear of these means posts that visitors cannot read yet. */
	private const OF_DRAFTS = array( 'post.draft_saved', 'post.submitted', 'post.scheduled' );

	/** Media have events of their own. */
	private const OTHERS = array( 'attachment' );

	/** What is remembered of a long import. */
	private const MAX_REMEMBERED = 200;

	/**
	 * By site and post: the last event of this request, its key, and the post before it.
	 *
	 * @var array<string, array{ type: string, dedupe: string, before: ?WP_Post, at_ms: int }>
	 */
	private array $told = array();

	/**
	 * By post id: who may hear that a post is being deleted.
	 *
	 * @var array<int, array{ channel: string, public: bool }>
	 */
	private array $leaving = array();

	public function __construct(
		private readonly Publisher $publisher,
		private readonly Clock $clock,
	) {
	}

	/**
	 * A post was saved, with its terms and meta.
	 *
	 * @param int|string          $id     The post.
	 * @param WP_Post      $post   As it is now.
	 * @param bool         $update Whether it was there before.
	 * @param WP_Post|null $before As it was.
	 */
	public function saved( int|string $id, WP_Post $post, mixed $update, ?WP_Post $before ): void {
		// A plugin that saves in the middle of this save was faster; then what came with the hook is old.
		$post = get_post( (int) $id );
		if ( ! $post instanceof WP_Post || ! self::is_told( $post ) ) {
			return;
		}
		$change = new Post_Change( $update ? $before : null, $post );
		$type   = $change->type();
		if ( self::is_told_by_shop( $post, $type ) || null === $type || ( self::is_second_save_of_editor() && ! $change->fields() ) ) {
			return;
		}
		$told = $this->tell( (int) $id, $type, $update ? $before : null );
		$this->publisher->tell(
			$told['type'],
			( new Post_Change( $told['before'], $post ) )->data(),
			array(
				'subject' => "post/{$id}",
				'channel' => self::channel( $told['before'], $post ),
				'dedupe'  => $told['dedupe'],
				'public'  => in_array( $told['type'], self::OF_DRAFTS, true ) || self::is_visible( $told['before'] ) || self::is_visible( $post ),
			)
		);
	}

	/**
	 * A post is about to be deleted: it still has what its channel depends on.
	 *
	 * @param int|string     $id   The post.
	 * @param WP_Post $post The same.
	 */
	public function leaving( int|string $id, WP_Post $post ): void {
		if ( self::is_told( $post ) ) {
			$this->leaving[ $id ] = array(
				'channel' => Post_Channel::of( $post ),
				'public'  => self::is_visible( $post ),
			);
		}
	}

	/**
	 * A post has been deleted.
	 *
	 * @param int|string     $id   The post.
	 * @param WP_Post $post As it was.
	 */
	public function deleted( int|string $id, WP_Post $post ): void {
		$readers = $this->leaving[ $id ] ?? null;
		unset( $this->leaving[ $id ] );
		if ( null === $readers || 'auto-draft' === $post->post_status ) {
			return;
		}
		$this->publisher->tell(
			'post.deleted',
			array( 'url' => '' ) + Post_Change::facts( $post ),
			$readers + array(
				'subject' => "post/{$id}",
				'dedupe'  => "post/{$id} post.deleted",
			)
		);
	}

	/**
	 * Where both the old and the new state may be told.
	 *
	 * @param WP_Post|null $before As it was.
	 * @param WP_Post      $after  As it is now.
	 */
	private static function channel( ?WP_Post $before, WP_Post $after ): string {
		// In the Trash a post is still for those who could read it before.
		return Post_Channel::of( 'trash' === $after->post_status && $before ? $before : $after );
	}

	/**
	 * Whether visitors know of the post, or did before it went to the Trash.
	 */
	private static function is_visible( ?WP_Post $post ): bool {
		$status = $post && 'trash' === $post->post_status ? get_post_meta( $post->ID, '_wp_trash_meta_status', true ) : $post?->post_status;
		return 'publish' === $status;
	}

	private static function is_told( WP_Post $post ): bool {
		$type = get_post_type_object( $post->post_type );
		return $type && $type->public && ! in_array( $post->post_type, self::OTHERS, true )
			&& ! ( defined( 'DOING_AUTOSAVE' ) && DOING_AUTOSAVE ) && ! wp_is_post_revision( $post );
	}

	/**
	 * A shop tells by itself that it has something new.
	 */
	private static function is_told_by_shop( WP_Post $post, ?string $type ): bool {
		return 'product' === $post->post_type && 'post.published' === $type && did_action( 'woocommerce_loaded' );
	}

	/**
	 * The block editor saves by REST, and then once more for the meta boxes of old.
	 */
	private static function is_second_save_of_editor(): bool {
		return is_admin() && isset( $_REQUEST['meta-box-loader'] ); // phpcs:ignore WordPress.Security.NonceVerification.Recommended -- Only looked at; WordPress checks it.
	}

	/**
	 * Finds the event of this request that a save belongs to, or begins one.
	 *
	 * @return array{ type: string, dedupe: string, before: ?WP_Post, at_ms: int }
	 */
	private function tell( int $id, string $type, ?WP_Post $before ): array {
		$key  = get_current_blog_id() . '/' . $id;
		$told = $this->told[ $key ] ?? null;
		if ( count( $this->told ) >= self::MAX_REMEMBERED ) {
			$this->told = array_slice( $this->told, (int) ( self::MAX_REMEMBERED / 2 ), null, true );
		}
		$is_same = $told && $this->clock->now_ms() - $told['at_ms'] < Recorder::REVISABLE_MS;
		if ( $is_same && ( $told['type'] === $type || in_array( $type, self::MERE_SAVES, true ) ) ) {
			return $this->told[ $key ] = $told;
		}
		if ( $is_same && in_array( $told['type'], self::MERE_SAVES, true ) ) {
			// Seen from this save's own beginning: a save inside it began later.
			return $this->told[ $key ] = array(
				'type'   => $type,
				'before' => $before,
			) + $told;
		}
		return $this->told[ $key ] = array(
			'type'   => $type,
			'dedupe' => "post/{$id} {$type}",
			'before' => $before,
			'at_ms'  => $this->clock->now_ms(),
		);
	}
}
