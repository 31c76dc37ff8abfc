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
use WP_Post;

defined( 'ABSPATH' ) || exit;

/**
 * Says what happens to products: their stock, their reviews, and that there is a new one.
 *
 * @since 0.1.0
 */
final class Product_Source {

	private const NO_REVIEW = array( 'spam', 'trash', 'post-trashed' );

	/**
	 * Ids of products that became visible in this request.
	 *
	 * @var array<int, true>
	 */
	private array $published = array();

	public function __construct( private readonly Publisher $publisher ) {
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
	 * There are more or fewer than before.
	 *
	 * @param WC_Product $product The product.
	 */
	public function stock_changed( WC_Product $product ): void {
		$this->tell( 'product.stock_changed', $product );
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
	 * @param int|string $id The product.
	 */
	public function completed( int|string $id ): void {
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
		$this->publisher->publish(
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
			)
		);
	}

	private function tell( string $type, WC_Product $product ): void {
		// A variation is edited where its product is.
		$id = $product->get_parent_id() > 0 ? $product->get_parent_id() : $product->get_id();
		$this->publisher->publish(
			$type,
			array(
				'id'         => $id,
				'product_id' => $product->get_id(),
				'name'       => Plain_Text::of( $product->get_name() ),
				'sku'        => Plain_Text::of( (string) $product->get_sku() ),
				'stock'      => (int) $product->get_stock_quantity(),
				'url'        => 'publish' === $product->get_status() ? (string) $product->get_permalink() : '',
			),
			array(
				'subject' => "product/{$product->get_id()}",
				'dedupe'  => "product/{$product->get_id()} {$type}",
			)
		);
	}
}
