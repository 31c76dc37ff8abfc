<?php
/**
 * What on a site is a person's.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Events;

defined( 'ABSPATH' ) || exit;

/**
 * What on a site is a person's, as subjects of events: comments, posts, orders. The latest MAX of each.
 *
 * @since 0.1.0
 */
final class Personal_Subjects {

	public const MAX = 1000;

	private const COMMENT = 'comment/';
	private const ORDER   = 'order/';

	/**
	 * Comments that came with an address.
	 *
	 * @param string $email The address.
	 * @return list<string>
	 */
	public static function comments( string $email ): array {
		return '' === $email ? array() : self::comments_by( array( 'author_email' => $email ) );
	}

	/**
	 * Answers to comments.
	 *
	 * @param list<string> $comments The comments.
	 * @return list<string>
	 */
	public static function replies( array $comments ): array {
		return $comments ? self::comments_by( array( 'parent__in' => self::ids( $comments, self::COMMENT ) ) ) : array();
	}

	/**
	 * Posts of an author.
	 *
	 * @param int $user_id The author.
	 * @return list<string>
	 */
	public static function posts( int $user_id ): array {
		$ids = get_posts(
			array(
				'author'           => $user_id,
				'post_type'        => get_post_types( array( 'public' => true ) ),
				'post_status'      => array_keys( get_post_stati() ),
				'fields'           => 'ids',
				'numberposts'      => self::MAX,
				'orderby'          => 'ID',
				'suppress_filters' => true,
			)
		);
		return array_map( static fn( mixed $id ): string => "post/{$id}", array_values( $ids ) );
	}

	/**
	 * Orders with a billing address; none where there is no shop.
	 *
	 * @param string $email The address.
	 * @return list<string>
	 */
	public static function orders( string $email ): array {
		if ( '' === $email || ! function_exists( 'wc_get_orders' ) ) {
			return array();
		}
		$ids = (array) wc_get_orders(
			array(
				'billing_email' => $email,
				'return'        => 'ids',
				'limit'         => self::MAX,
				'type'          => 'shop_order',
			)
		);
		return array_map( static fn( mixed $id ): string => self::ORDER . $id, array_values( $ids ) );
	}

	/**
	 * What was bought with orders.
	 *
	 * @param list<string> $orders The orders.
	 * @return list<string>
	 */
	public static function products( array $orders ): array {
		$ids = array();
		foreach ( self::ids( $orders, self::ORDER ) as $order_id ) {
			$order = wc_get_order( $order_id );
			foreach ( $order ? $order->get_items() : array() as $item ) {
				$ids[] = method_exists( $item, 'get_product_id' ) ? (int) $item->get_product_id() : 0;
			}
		}
		return array_map( static fn( int $id ): string => "product/{$id}", array_values( array_unique( array_filter( $ids ) ) ) );
	}

	/**
	 * @param array<string, mixed> $query What get_comments() looks for them by.
	 * @return list<string>
	 */
	private static function comments_by( array $query ): array {
		$ids = get_comments(
			$query + array(
				'status'  => 'any',
				'fields'  => 'ids',
				'number'  => self::MAX,
				'orderby' => 'comment_ID',
			)
		);
		return array_map( static fn( mixed $id ): string => self::COMMENT . $id, array_values( $ids ) );
	}

	/**
	 * @param list<string> $subjects Subjects that begin alike.
	 * @return list<int>
	 */
	private static function ids( array $subjects, string $beginning ): array {
		return array_map( static fn( string $subject ): int => (int) substr( $subject, strlen( $beginning ) ), $subjects );
	}
}
