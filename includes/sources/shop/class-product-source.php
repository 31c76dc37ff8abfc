<?php
/**
 * Products.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Sources\Shop;

use Realtime_Events\Publishing\Publisher;
use Realtime_Events\Sources\Plain_Text;
use Realtime_Events\Sources\Post_Change;
use WC_Product;
use WeakMap;
use WP_Post;

defined( 'ABSPATH' ) || exit;

/**
 * Says what happens to products: their stock, their reviews, and that there is a new one.
 *
 * @since 0.1.0
 */
final class Product_Source {

	private const OUT = 'outofstock';

	private const NO_REVIEW = array( 'spam', 'trash', 'post-trashed' );

	/**
	 * Ids of products that became visible in this request.
	 *
	 * @var array<int, true>
	 */
	private array $published = array();

	/**
	 * By product: its stock status before the save that is going on.
	 *
	 * @var array<int, string>
	 */
	private array $stock_status = array();

	/**
	 * Products that are being made, and have no number yet.
	 *
	 * @var WeakMap<WC_Product, true>
	 */
	private readonly WeakMap $new;

	public function __construct( private readonly Publisher $publisher ) {
		$this->new = new WeakMap();
	}

	/**
	 * Few are left.
	 *
	 * @param WC_Product $product The product.
	 */
	public function low_stock( WC_Product $product ): void {
		$this->tell( 'product.low_stock', $product );
	}

	/**
	 * None is left.
	 *
	 * @param WC_Product $product The product.
	 */
	public function out_of_stock( WC_Product $product ): void {
		$this->tell( 'product.out_of_stock', $product );
	}

	/**
	 * There are more or fewer than before. Of a product that is new there were none before, and that it is there says it all.
	 *
	 * @param WC_Product $product The product.
	 */
	public function stock_changed( WC_Product $product ): void {
		if ( isset( $this->published[ $product->get_id() ] ) ) {
			$this->tell( 'product.published', $product );
		} elseif ( ! isset( $this->new[ $product ] ) && null !== $product->get_stock_quantity() ) {
			$this->tell( 'product.stock_changed', $product );
		}
	}

	/**
	 * A product is about to be saved, and still knows how it was.
	 *
	 * @param WC_Product $product The product.
	 */
	public function saving( WC_Product $product ): void {
		if ( ! $product->get_id() ) {
			$this->new[ $product ] = true;
		}
		unset( $this->stock_status[ $product->get_id() ] );
		// A product that is new was never out of stock.
		if ( $product->get_id() > 0 && isset( $product->get_changes()['stock_status'] ) ) {
			$this->stock_status[ $product->get_id() ] = (string) ( $product->get_data()['stock_status'] ?? '' );
		}
	}

	/**
	 * A product ran out, or is there again, whoever said so: an order, a return, or somebody who edits it.
	 *
	 * @param int|string $id      The product.
	 * @param string     $status  Its stock status now.
	 * @param WC_Product $product The same product.
	 */
	public function stock_status_changed( int|string $id, string $status, WC_Product $product ): void {
		$before = $this->stock_status[ (int) $id ] ?? $status;
		unset( $this->stock_status[ (int) $id ] );
		if ( self::OUT !== $before && self::OUT === $status ) {
			$this->tell( 'product.out_of_stock', $product );
		} elseif ( self::OUT === $before && 'instock' === $status ) {
			$this->tell( 'product.back_in_stock', $product );
		}
	}

	/**
	 * A post was saved: perhaps a product that visitors can see now.
	 *
	 * @param int|string   $id     The post.
	 * @param WP_Post      $post   The same.
	 * @param mixed        $update Whether it was there before.
	 * @param WP_Post|null $before As it was.
	 */
	public function saved( int|string $id, WP_Post $post, mixed $update, ?WP_Post $before ): void {
		if ( 'product' !== $post->post_type || 'post.published' !== ( new Post_Change( $update ? $before : null, $post ) )->type() ) {
			return;
		}
		$this->published[ (int) $id ] = true;
		$this->completed( $id );
	}

	/**
	 * A product was saved with all that belongs to it.
	 *
	 * @param int|string $id    The product.
	 * @param mixed      $saved The same.
	 */
	public function completed( int|string $id, mixed $saved = null ): void {
		if ( $saved instanceof WC_Product ) {
			unset( $this->new[ $saved ] );
		}
		$product = isset( $this->published[ (int) $id ] ) ? wc_get_product( (int) $id ) : null;
		if ( $product instanceof WC_Product ) {
			$this->tell( 'product.published', $product );
		}
	}

	/**
	 * A comment was written: perhaps a review.
	 *
	 * @param int|string $id The comment.
	 */
	public function reviewed( int|string $id ): void {
		$comment = get_comment( (int) $id );
		if ( ! $comment || 'review' !== $comment->comment_type || in_array( $comment->comment_approved, self::NO_REVIEW, true ) ) {
			return;
		}
		$product = wc_get_product( (int) $comment->comment_post_ID );
		if ( ! $product instanceof WC_Product ) {
			return;
		}
		$this->publisher->tell(
			'review.created',
			array(
				'id'         => (int) $comment->comment_ID,
				'product_id' => $product->get_id(),
				'name'       => Plain_Text::of( $product->get_name() ),
				'author'     => Plain_Text::of( (string) $comment->comment_author ),
				'rating'     => (int) get_comment_meta( (int) $comment->comment_ID, 'rating', true ),
				'excerpt'    => Plain_Text::excerpt( (string) $comment->comment_content ),
			),
			array(
				'subject' => "comment/{$comment->comment_ID}",
				'dedupe'  => "comment/{$comment->comment_ID} review",
				'public'  => '1' === (string) $comment->comment_approved && 'publish' === $product->get_status(),
			)
		);
	}

	private function tell( string $type, WC_Product $product ): void {
		// A variation is edited where its product is.
		$id         = $product->get_parent_id() > 0 ? $product->get_parent_id() : $product->get_id();
		$stock      = $product->get_stock_quantity();
		$is_visible = 'publish' === $product->get_status();
		$this->publisher->tell(
			$type,
			array(
				'id'         => $id,
				'product_id' => $product->get_id(),
				'name'       => Plain_Text::of( $product->get_name() ),
				'sku'        => Plain_Text::of( (string) $product->get_sku() ),
				'url'        => $is_visible ? (string) $product->get_permalink() : '',
				// Whether a product is there can be said without counting it.
			) + ( null === $stock ? array() : array( 'stock' => (int) $stock ) ),
			array(
				'subject' => "product/{$product->get_id()}",
				'dedupe'  => "product/{$product->get_id()} {$type}",
				'public'  => $is_visible,
			)
		);
	}
}
