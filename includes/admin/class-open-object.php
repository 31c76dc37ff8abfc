<?php
/**
 * What a page of wp-admin is about.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Admin;

use Realtime_Events\Events\Event_Store;
use Realtime_Events\Settings\Options_Schema;
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
	 * @return array{ subjects: list<string>, since: string, channel: string }|null `subjects`: one that ends in a slash stands for all below it; `since`: sequence of the last event before the page; `channel`: where those meet who have the same post open, empty for what is none.
	 */
	public function facts(): ?array {
		$screen   = function_exists( 'get_current_screen' ) ? get_current_screen() : null;
		$subjects = $screen && ! $screen->is_block_editor() ? self::subjects( $screen ) : array();
		return $subjects ? array(
			'subjects' => $subjects,
			'since'    => (string) $this->store->last_sequence(),
			'channel'  => self::channel( $screen ),
		) : null;
	}

	/**
	 * Where those meet who have the same post or order open.
	 */
	private static function channel( WP_Screen $screen ): string {
		[ $type, $id ] = match ( true ) {
			self::is_order( $screen )  => array( 'shop_order', self::number( 'id' ) ),
			'post' === $screen->base   => array( $screen->post_type, self::number( 'post' ) ),
			default                    => array( '', 0 ),
		};
		return $id > 0 ? "postType/$type:$id" : '';
	}

	/**
	 * Whether it is the form of an order that WooCommerce keeps in a table of its own.
	 */
	private static function is_order( WP_Screen $screen ): bool {
		return str_contains( $screen->id, 'wc-orders' ) && 'edit' === ( $_GET['action'] ?? '' ); // phpcs:ignore WordPress.Security.NonceVerification.Recommended -- Only looked at.
	}

	/**
	 * A number out of the address.
	 */
	private static function number( string $name ): int {
		return absint( is_scalar( $_GET[ $name ] ?? null ) ? $_GET[ $name ] : 0 ); // phpcs:ignore WordPress.Security -- Only looked at, and a number afterwards.
	}

	/**
	 * @return list<string>
	 */
	private static function subjects( WP_Screen $screen ): array {
		$post_kinds     = array(
			'attachment' => 'media',
			'shop_order' => 'order',
			'product'    => 'product',
		);
		[ $kinds, $id ] = match ( true ) {
			self::is_order( $screen )     => array( array( 'order' ), self::number( 'id' ) ),
			'post' === $screen->base      => array( array_unique( array( 'post', $post_kinds[ $screen->post_type ] ?? 'post' ) ), self::number( 'post' ) ),
			'term' === $screen->base      => array( array( 'term' ), self::number( 'tag_ID' ) ),
			'user-edit' === $screen->base => array( array( 'user' ), self::number( 'user_id' ) ),
			'profile' === $screen->base   => array( array( 'user' ), get_current_user_id() ),
			'comment' === $screen->base   => array( array( 'comment' ), self::number( 'c' ) ),
			default                       => array( array(), 0 ),
		};
		if ( str_ends_with( $screen->base, '_page_' . Settings_Page::SLUG ) ) {
			return array( Options_Schema::SUBJECT );
		}
		if ( str_starts_with( $screen->base, 'options-' ) ) {
			return array( 'option/' );
		}
		return $id > 0 ? array_values( array_map( static fn( string $kind ): string => "$kind/$id", $kinds ) ) : array();
	}
}
