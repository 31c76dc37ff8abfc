<?php
/**
 * What a page of wp-admin is about.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Admin;

use Realtime_Events\Events\Event_Store;
use WP_Screen;

defined( 'ABSPATH' ) || exit;

/**
 * Tells the scripts of wp-admin which post, order, term, user, comment or settings a form on the page is about, so that they notice when somebody else saves it.
 *
 * The block editor looks after itself.
 *
 * @since 0.1.0
 */
final class Open_Object {

	public function __construct( private readonly Event_Store $store ) {
	}

	/**
	 * The facts for `window.realtimeEventsScreen`.
	 *
	 * @return array{ subjects: list<string>, since: string }|null `subjects`: one that ends in a slash stands for all below it; `since`: sequence of the last event before the page.
	 */
	public function facts(): ?array {
		$screen   = function_exists( 'get_current_screen' ) ? get_current_screen() : null;
		$subjects = $screen && ! $screen->is_block_editor() ? self::subjects( $screen ) : array();
		return $subjects ? array(
			'subjects' => $subjects,
			'since'    => (string) $this->store->last_sequence(),
		) : null;
	}

	/**
	 * @return list<string>
	 */
	private static function subjects( WP_Screen $screen ): array {
		// phpcs:disable WordPress.Security.NonceVerification -- Only looked at.
		$number        = static fn( string $name ): int => absint( is_scalar( $_GET[ $name ] ?? null ) ? $_GET[ $name ] : 0 ); // phpcs:ignore WordPress.Security.ValidatedSanitizedInput
		$is_hpos_order = str_contains( $screen->id, 'wc-orders' ) && 'edit' === ( $_GET['action'] ?? '' );
		// phpcs:enable
		$post_kinds     = array(
			'attachment' => 'media',
			'shop_order' => 'order',
			'product'    => 'product',
		);
		[ $kinds, $id ] = match ( true ) {
			$is_hpos_order                => array( array( 'order' ), $number( 'id' ) ),
			'post' === $screen->base      => array( array_unique( array( 'post', $post_kinds[ $screen->post_type ] ?? 'post' ) ), $number( 'post' ) ),
			'term' === $screen->base      => array( array( 'term' ), $number( 'tag_ID' ) ),
			'user-edit' === $screen->base => array( array( 'user' ), $number( 'user_id' ) ),
			'profile' === $screen->base   => array( array( 'user' ), get_current_user_id() ),
			'comment' === $screen->base   => array( array( 'comment' ), $number( 'c' ) ),
			default                       => array( array(), 0 ),
		};
		if ( str_starts_with( $screen->base, 'options-' ) ) {
			return array( 'option/' );
		}
		return $id > 0 ? array_values( array_map( static fn( string $kind ): string => "$kind/$id", $kinds ) ) : array();
	}
}
