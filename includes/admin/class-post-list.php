<?php
/**
 * Lists of posts and orders.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Admin;

use Realtime_Events\Access\Capabilities;
use Realtime_Events\Events\Event_Store;

defined( 'ABSPATH' ) || exit;

/**
 * A column in the lists of posts and of orders, which a script fills with who is at each one just now and with what was changed since the list was made.
 *
 * It asks the database once for the whole list: a row knows all that it prints.
 *
 * @since 0.1.0
 */
final class Post_List {

	private const COLUMN = 'realtime-events-live';

	/** The list of orders where WooCommerce keeps them in tables of its own. */
	private const ORDERS_SCREEN = 'woocommerce_page_wc-orders';

	private const ORDER = 'shop_order';

	/** Media have a list of another kind. */
	private const OTHERS = array( 'attachment' );

	/** What is found next to the column, so that it can be read in one go. */
	private const NEIGHBOURS = array( 'title', 'name', 'order_number' );

	/** Events about these types have a subject of their own, besides that of a post. */
	private const OWN_SUBJECTS = array(
		'product'   => 'product',
		self::ORDER => 'order',
	);

	public function __construct(
		private readonly Assets $assets,
		private readonly Event_Store $store,
	) {
	}

	/**
	 * Adds the column to a list of posts.
	 *
	 * @param mixed $columns   Label by name.
	 * @param mixed $post_type Type of the posts; the list of pages does not say it.
	 * @return mixed
	 */
	public function add_column( mixed $columns, mixed $post_type = 'page' ): mixed {
		return is_array( $columns ) && self::is_wanted( (string) $post_type ) ? self::with_column( $columns ) : $columns;
	}

	/**
	 * Puts the column of the list of products beside their name: WooCommerce makes the columns of that list anew, and what it does not know comes last.
	 *
	 * @param mixed $columns Label by name.
	 * @return mixed
	 */
	public function place_products_column( mixed $columns ): mixed {
		return $this->add_column( $columns, 'product' );
	}

	/**
	 * Adds the column to the list of orders, in tables or, where WooCommerce drops what it does not know, in posts.
	 *
	 * @param mixed $columns Label by name.
	 * @return mixed
	 */
	public function add_orders_column( mixed $columns ): mixed {
		return $this->add_column( $columns, self::ORDER );
	}

	/**
	 * Prints the place of a post or order.
	 *
	 * @param mixed $column Name of the column.
	 * @param mixed $row    Number of a post, or an order.
	 */
	public function render( mixed $column, mixed $row ): void {
		if ( self::COLUMN !== $column ) {
			return;
		}
		$is_order = is_object( $row ) && method_exists( $row, 'get_id' );
		$id       = absint( $is_order ? $row->get_id() : $row );
		$post     = $is_order ? null : get_post( $id );
		$type     = $is_order ? self::ORDER : (string) $post?->post_type;
		// Who may not edit it is not told who does.
		if ( ! ( $is_order ? self::may_edit_orders() : current_user_can( 'edit_post', $id ) ) ) {
			self::render_nobody();
			return;
		}
		$subjects = array_filter( array( $is_order ? '' : "post/$id", isset( self::OWN_SUBJECTS[ $type ] ) ? self::OWN_SUBJECTS[ $type ] . "/$id" : '' ) );
		printf( '<div class="realtime-events-live-cell" data-channel="%s" data-subjects="%s">', esc_attr( "postType/$type:$id" ), esc_attr( implode( ' ', $subjects ) ) );
		self::render_nobody();
		echo '</div>';
	}

	/**
	 * Asks for the script where such a list is shown.
	 */
	public function enqueue(): void {
		$screen = get_current_screen();
		$type   = match ( true ) {
			null === $screen                   => '',
			'edit' === $screen->base           => $screen->post_type,
			// phpcs:ignore WordPress.Security.NonceVerification.Recommended -- Only looked at: with an action it is a form and no list.
			self::ORDERS_SCREEN === $screen->id && ! in_array( $_GET['action'] ?? '', array( 'edit', 'new' ), true ) => self::ORDER,
			default                            => '',
		};
		if ( '' !== $type && self::is_wanted( $type ) ) {
			$this->assets->enqueue_screen( 'post-list', array( 'realtimeEventsPostList' => array( 'since' => (string) $this->store->last_sequence() ) ) );
		}
	}

	/**
	 * @param array<string, string> $columns Label by name.
	 * @return array<string, string>
	 */
	private static function with_column( array $columns ): array {
		$added = array( self::COLUMN => __( 'Live', 'realtime-events' ) );
		unset( $columns[ self::COLUMN ] );
		$place = 0;
		foreach ( array_keys( $columns ) as $index => $name ) {
			if ( in_array( $name, self::NEIGHBOURS, true ) ) {
				$place = $index + 1;
			}
		}
		return 0 === $place ? $columns + $added : array_slice( $columns, 0, $place, true ) + $added + array_slice( $columns, $place, null, true );
	}

	private static function render_nobody(): void {
		printf( '<span aria-hidden="true">—</span><span class="screen-reader-text">%s</span>', esc_html__( 'Nobody is here.', 'realtime-events' ) );
	}

	private static function may_edit_orders(): bool {
		foreach ( Capabilities::SHOP_CAPABILITIES as $capability ) {
			if ( current_user_can( $capability ) ) {
				return true;
			}
		}
		return false;
	}

	private static function is_wanted( string $post_type ): bool {
		$type = get_post_type_object( $post_type );
		$has  = self::ORDER === $post_type || ( $type && $type->public && ! in_array( $post_type, self::OTHERS, true ) );
		/**
		 * Filters whether the list of posts of a type has a column that shows who is at each of them.
		 *
		 * @since 0.1.0
		 *
		 * @param bool   $is_wanted Default true for orders and for public types, media excepted.
		 * @param string $post_type Name of the type.
		 */
		return current_user_can( Capabilities::VIEW ) && (bool) apply_filters( 'realtime_events_show_in_post_lists', $has, $post_type );
	}
}
