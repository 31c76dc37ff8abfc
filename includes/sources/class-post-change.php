<?php
/**
 * What a save did to a post.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Sources;

use WP_Post;
use WP_User;

defined( 'ABSPATH' ) || exit;

/**
 * What a save did to a post: which type of event it is, and what has changed.
 *
 * @since 0.1.0
 */
final class Post_Change {

	/** Name in an event, by the name in WordPress. */
	private const FIELDS = array(
		'post_title'     => 'title',
		'post_content'   => 'content',
		'post_excerpt'   => 'excerpt',
		'post_status'    => 'status',
		'post_author'    => 'author',
		'post_name'      => 'slug',
		'post_date'      => 'date',
		'post_parent'    => 'parent',
		'menu_order'     => 'order',
		'post_password'  => 'password',
		'comment_status' => 'comments',
	);

	/** What a visitor, or at least an admin, finds at the post's address. */
	private const LIVE = array( 'publish', 'private' );

	/**
	 * @param WP_Post|null $before Null for a post that is new.
	 * @param WP_Post      $after  As it is now.
	 */
	public function __construct(
		private readonly ?WP_Post $before,
		private readonly WP_Post $after,
	) {
	}

	/**
	 * The type of the event, or null when it is none.
	 */
	public function type(): ?string {
		$before = $this->previous_status();
		$after  = (string) $this->after->post_status;
		return match ( true ) {
			in_array( $after, array( 'auto-draft', 'inherit' ), true ) => null,
			'trash' === $after                                         => in_array( $before, array( '', 'trash' ), true ) ? null : 'post.trashed',
			'trash' === $before                                        => 'post.restored',
			$before === $after                                         => $this->type_of_edit(),
			'publish' === $after                                       => 'post.published',
			'publish' === $before                                      => 'post.unpublished',
			'private' === $after                                       => 'post.published',
			'private' === $before                                      => 'post.unpublished',
			'future' === $after                                        => 'post.scheduled',
			'pending' === $after                                       => 'post.submitted',
			default                                                    => 'post.draft_saved',
		};
	}

	/**
	 * Names of the fields that differ, as events call them; none for a new post.
	 *
	 * @return list<string>
	 */
	public function fields(): array {
		if ( ! $this->before ) {
			return array();
		}
		$differ = fn( string $field ): bool => (string) $this->before->$field !== (string) $this->after->$field;
		return array_values( array_intersect_key( self::FIELDS, array_flip( array_filter( array_keys( self::FIELDS ), $differ ) ) ) );
	}

	/**
	 * The data of the event.
	 *
	 * @return array<string, mixed>
	 */
	public function data(): array {
		$words = self::words( $this->after );
		$data  = self::facts( $this->after ) + array(
			'previous_status' => $this->previous_status(),
			'changed'         => $this->fields(),
			'words'           => $words,
			'words_change'    => $words - $this->words_before( $words ),
		);
		if ( 'future' === $this->after->post_status ) {
			$data['scheduled_for'] = (string) mysql_to_rfc3339( $this->after->post_date_gmt ) . 'Z';
		}
		return $data;
	}

	/**
	 * What every event about a post tells of it.
	 *
	 * @param WP_Post $post The post.
	 * @return array<string, mixed>
	 */
	public static function facts( WP_Post $post ): array {
		// Not get_userdata(), which works out what the author may do.
		$author = WP_User::get_data_by( 'id', (int) $post->post_author );
		return array(
			'id'        => (int) $post->ID,
			'post_type' => (string) $post->post_type,
			'title'     => self::title( $post ),
			'status'    => (string) $post->post_status,
			'url'       => 'publish' === $post->post_status ? (string) get_permalink( $post ) : '',
			'author_id' => (int) $post->post_author,
			'author'    => $author ? (string) $author->display_name : '',
		);
	}

	/**
	 * The title as text, or the number where there is none.
	 *
	 * @param WP_Post $post The post.
	 */
	public static function title( WP_Post $post ): string {
		$title = Plain_Text::of( (string) $post->post_title );
		return '' === $title ? "#{$post->ID}" : $title;
	}

	/**
	 * A save that left the status as it was.
	 */
	private function type_of_edit(): string {
		$fields = $this->fields();
		$status = (string) $this->after->post_status;
		return match ( true ) {
			in_array( 'author', $fields, true )                          => 'post.author_changed',
			'future' === $status && in_array( 'date', $fields, true )    => 'post.scheduled',
			in_array( $status, array( ...self::LIVE, 'future' ), true )  => 'post.updated',
			default                                                      => 'post.draft_saved',
		};
	}

	/**
	 * Empty for a new post, and for one that only the editor knew.
	 */
	private function previous_status(): string {
		$status = $this->before ? (string) $this->before->post_status : '';
		return in_array( $status, array( 'new', 'auto-draft' ), true ) ? '' : $status;
	}

	private function words_before( int $now ): int {
		return match ( true ) {
			null === $this->before                                       => 0,
			$this->before->post_content === $this->after->post_content  => $now,
			default                                                      => self::words( $this->before ),
		};
	}

	private static function words( WP_Post $post ): int {
		return Plain_Text::words( (string) $post->post_content );
	}
}
