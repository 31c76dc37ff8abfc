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

	/** Names that WordPress itself gives to a picture that it makes smaller, or turns, when it is uploaded. */
	private const MADE_ON_UPLOAD = '/-(?:scaled|rotated)\.\w+$/D';

	/** What is remembered of a long import. */
	private const MAX_REMEMBERED = 200;

	/**
	 * Attachments that this request has uploaded, whatever is done to them is a part of that; by site and id.
	 *
	 * @var array<string, true>
	 */
	private array $uploaded = array();

	/**
	 * By site and attachment: what this request has changed.
	 *
	 * @var array<string, list<string>>
	 */
	private array $changed = array();

	public function __construct( private readonly Publisher $publisher ) {
	}

	/**
	 * A file was added.
	 *
	 * @param int|string $id The attachment.
	 */
	public function uploaded( int|string $id ): void {
		$this->uploaded = array_slice( $this->uploaded, -self::MAX_REMEMBERED, null, true ) + array( self::key( $id ) => true );
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
		$this->tell_edit( $after, array_values( $changed ) );
	}

	/**
	 * The file is another one, its small pictures are, or its alternative text: by the image editor, or by a plugin that replaces files.
	 *
	 * @param int|string $id  The attachment.
	 * @param string     $key Which of them.
	 */
	public function file_changed( int|string $id, string $key ): void {
		$post = isset( $this->uploaded[ self::key( $id ) ] ) ? null : get_post( (int) $id );
		if ( ! $post || 'attachment' !== $post->post_type ) {
			return;
		}
		$field = match ( true ) {
			Sources_Module::ALTERNATIVE_TEXT === $key                                               => 'alternative_text',
			doing_action( 'wp_ajax_image-editor' )                                                  => 'file',
			// Small pictures are made again and again without anybody having edited anything.
			'_wp_attachment_metadata' === $key                                                      => null,
			1 === preg_match( self::MADE_ON_UPLOAD, (string) get_attached_file( $post->ID, true ) ) => null,
			default                                                                                 => 'file',
		};
		if ( null !== $field ) {
			$this->tell_edit( $post, array( $field ) );
		}
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
	 * Several changes in one request are one event.
	 *
	 * @param list<string> $fields What has changed.
	 */
	private function tell_edit( WP_Post $post, array $fields ): void {
		$key           = self::key( $post->ID );
		$changed       = array_values( array_unique( array( ...( $this->changed[ $key ] ?? array() ), ...$fields ) ) );
		$this->changed = array( $key => $changed ) + array_slice( $this->changed, 0, self::MAX_REMEMBERED, true );
		$this->tell( 'media.edited', $post, array( 'changed' => $changed ) );
	}

	private static function key( int|string $id ): string {
		return get_current_blog_id() . '/' . (int) $id;
	}

	/**
	 * @param array<string, mixed> $data What else is told.
	 */
	private function tell( string $type, ?WP_Post $post, array $data = array() ): void {
		if ( ! $post ) {
			return;
		}
		$parent = $post->post_parent ? get_post( $post->post_parent ) : null;
		$this->publisher->tell(
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
