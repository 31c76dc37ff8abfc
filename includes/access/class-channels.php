<?php
/**
 * Who may receive what.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Access;

defined( 'ABSPATH' ) || exit;

/**
 * Knows the channels and who may read them. Everything that leaves, by REST or by socket, was asked here.
 *
 * @since 0.1.0
 */
final class Channels {

	public const PUBLIC  = 'public';
	public const EDITORS = 'editors';
	public const SHOP    = 'shop';
	public const ADMINS  = 'admins';

	public const MAX_NAME_BYTES = 120;

	private const PLAIN_PATTERN = '/^(?:public|editors|shop|admins)$/D';
	private const USER_PATTERN  = '/^user:([1-9][0-9]{0,19})$/D';
	private const PAGE_PATTERN  = '/^page:[a-z0-9-]{1,64}$/D';
	private const ORDER_PATTERN = '/^order:[1-9][0-9]{0,19}$/D';

	/** WordPress limits the name of a post type to 20 characters. */
	private const POST_PATTERN = '/^postType\/([a-z0-9_-]{1,20}):([1-9][0-9]{0,19})$/D';

	/** WooCommerce keeps orders in a table of its own, and in that of the posts their numbers only. */
	private const ORDER_TYPE        = 'shop_order';
	private const ORDER_PLACEHOLDER = 'shop_order_placehold';

	/** Whoever looks after orders may see what happens to them. Named here, because checking a channel should load no capabilities. */
	public const SHOP_CAPABILITIES = array( 'edit_shop_orders', 'manage_woocommerce' );

	/** Which of these a user needs for a channel, beside being allowed to view events at all. */
	private const NEEDED = array(
		self::EDITORS => array( 'edit_posts' ),
		self::SHOP    => self::SHOP_CAPABILITIES,
		self::ADMINS  => array( 'manage_options' ),
	);

	/** Channels whose readers are all among those of another. `editors` and `shop` are not: neither right brings the other; who has `manage_options` has all. */
	private const NARROWER = array(
		self::PUBLIC  => array( self::EDITORS, self::SHOP, self::ADMINS ),
		self::EDITORS => array( self::ADMINS ),
		self::SHOP    => array( self::ADMINS ),
	);

	/**
	 * The channels that an event of another one may be moved to without anybody receiving it who would not have.
	 *
	 * @param string $channel The channel.
	 * @return list<string>
	 */
	public static function narrower_than( string $channel ): array {
		return self::NARROWER[ $channel ] ?? array();
	}

	/**
	 * A channel, or its limit where it reaches people whom the limit keeps out. What is addressed to one person stays addressed.
	 *
	 * @param string $channel The channel.
	 * @param string $limit   The channel that nobody else than its readers may receive the event by.
	 */
	public static function within( string $channel, string $limit ): string {
		$stays = in_array( $channel, array( $limit, ...self::narrower_than( $limit ) ), true )
			|| preg_match( self::USER_PATTERN, $channel ) || preg_match( self::ORDER_PATTERN, $channel );
		return $stays ? $channel : $limit;
	}

	/**
	 * Whether there can be a channel of this name.
	 *
	 * @param string $channel A name.
	 */
	public function is_valid( string $channel ): bool {
		if ( strlen( $channel ) > self::MAX_NAME_BYTES ) {
			return false;
		}
		foreach ( array( self::PLAIN_PATTERN, self::USER_PATTERN, self::PAGE_PATTERN, self::POST_PATTERN, self::ORDER_PATTERN ) as $pattern ) {
			if ( preg_match( $pattern, $channel ) ) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Whether events travel on it: a page's channel only counts who is there.
	 *
	 * @param string $channel A name.
	 */
	public function carries_events( string $channel ): bool {
		return $this->is_valid( $channel ) && ! preg_match( self::PAGE_PATTERN, $channel );
	}

	/**
	 * Whether a user may receive what is on a channel. No for every name that is none.
	 *
	 * @param int    $user_id Who, 0 for a visitor.
	 * @param string $channel The channel.
	 */
	public function can_read( int $user_id, string $channel ): bool {
		if ( ! $this->is_valid( $channel ) ) {
			return false;
		}
		if ( self::PUBLIC === $channel || preg_match( self::PAGE_PATTERN, $channel ) ) {
			return true;
		}
		// What opens an order's channel is the order's key, and no user as such.
		if ( $user_id <= 0 || preg_match( self::ORDER_PATTERN, $channel ) || ! get_userdata( $user_id ) ) {
			return false;
		}
		if ( preg_match( self::USER_PATTERN, $channel, $parts ) ) {
			return (string) $user_id === $parts[1];
		}
		if ( preg_match( self::POST_PATTERN, $channel, $parts ) ) {
			return $this->can_edit( $user_id, $parts[1], $parts[2] );
		}
		return $this->has_any( $user_id, self::NEEDED[ $channel ] );
	}

	/**
	 * The channels that a user may read, without those of single posts, which nobody could list.
	 *
	 * @param int $user_id Who, 0 for a visitor.
	 * @return list<string>
	 */
	public function readable_by( int $user_id ): array {
		$channels = array( self::PUBLIC, self::EDITORS, self::SHOP, self::ADMINS, "user:$user_id" );
		return array_values( array_filter( $channels, fn( string $channel ): bool => $this->can_read( $user_id, $channel ) ) );
	}

	/**
	 * The channel on which a customer hears of an order: the account's, or the order's own where there is no account.
	 *
	 * @param int $order_id    The order.
	 * @param int $customer_id Whose it is, 0 for a guest's.
	 */
	public static function of_order( int $order_id, int $customer_id ): string {
		return $customer_id > 0 ? "user:$customer_id" : "order:$order_id";
	}

	/**
	 * Which of these capabilities lets people read a channel, where capabilities decide.
	 *
	 * @param string $channel The channel.
	 * @return list<string>|null Null for channels of everyone, of a user and of a post.
	 */
	public function needed_for( string $channel ): ?array {
		return self::NEEDED[ $channel ] ?? null;
	}

	private function can_edit( int $user_id, string $post_type, string $id ): bool {
		// A number that is no post's id here is not rounded to one that is.
		$post = (string) (int) $id === $id ? get_post( (int) $id ) : null;
		if ( self::ORDER_TYPE === $post_type && self::ORDER_PLACEHOLDER === $post?->post_type ) {
			return $this->has_any( $user_id, self::SHOP_CAPABILITIES );
		}
		return $post instanceof \WP_Post && $post->post_type === $post_type && user_can( $user_id, 'edit_post', $post->ID );
	}

	/**
	 * Whether a user may view events, and has one of these capabilities.
	 *
	 * @param int          $user_id      Who.
	 * @param list<string> $capabilities The capabilities.
	 */
	private function has_any( int $user_id, array $capabilities ): bool {
		if ( ! user_can( $user_id, Capabilities::VIEW ) ) {
			return false;
		}
		foreach ( $capabilities as $capability ) {
			if ( user_can( $user_id, $capability ) ) {
				return true;
			}
		}
		return false;
	}
}
