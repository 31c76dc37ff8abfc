<?php
/**
 * The types of events about the shop, where WooCommerce is active.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Events\Types;

use Realtime_Events\Events\Event_Types;

defined( 'ABSPATH' ) || exit;

/**
 * The types of events about the shop, where WooCommerce is active.
 *
 * @since 0.1.0
 */
final class Shop_Types {

	/** Nobody wants to hear that somebody bought something hours ago. */
	private const PURCHASE_TTL_SECONDS = HOUR_IN_SECONDS;

	/**
	 * Declares them.
	 *
	 * @param Event_Types $types The registry.
	 */
	public static function declare( Event_Types $types ): void {
		$product    = array( 'id', 'product_id', 'name', 'url', 'stock' );
		$properties = Group::integers( 'id', 'items', 'order_id', 'product_id', 'stock', 'rating', 'refund_id', 'quantity' )
			+ Group::texts( 'number', 'old', 'new', 'old_label', 'new_label', 'total', 'amount' )
			+ Group::texts( 'currency', 'first_name', 'name', 'sku', 'url', 'excerpt', 'author', 'code', 'firstname', 'product', 'link' )
			+ array( 'customer_note' => array( 'type' => 'boolean' ) );
		// Orders are nobody's business but the shop's and the customer's.
		( new Group( 'shop', 'shop', $properties, array(), static fn(): array => self::labels(), static fn(): array => self::sentences() ) )->declare(
			$types,
			array(
				'order.created'         => array(
					'icon'     => 'cart',
					'severity' => 'success',
					'link'     => 'post.php?post={id}&action=edit',
				),
				'order.status_changed'  => array(
					'icon' => 'update',
					'link' => 'post.php?post={id}&action=edit',
				),
				'order.completed'       => array(
					'icon'     => 'yes-alt',
					'severity' => 'success',
					'link'     => 'post.php?post={id}&action=edit',
				),
				'order.refunded'        => array(
					'icon'     => 'undo',
					'severity' => 'warning',
					'link'     => 'post.php?post={id}&action=edit',
				),
				'order.note_added'      => array(
					'icon' => 'edit',
					'link' => 'post.php?post={id}&action=edit',
				),
				'product.low_stock'     => array(
					'icon'          => 'warning',
					'severity'      => 'warning',
					'link'          => 'post.php?post={id}&action=edit',
					'public_fields' => $product,
				),
				'product.out_of_stock'  => array(
					'icon'          => 'dismiss',
					'severity'      => 'error',
					'link'          => 'post.php?post={id}&action=edit',
					'public_fields' => $product,
				),
				'product.back_in_stock' => array(
					'icon'          => 'yes-alt',
					'severity'      => 'success',
					'link'          => 'post.php?post={id}&action=edit',
					'public_fields' => $product,
				),
				'product.stock_changed' => array(
					'icon'          => 'chart-line',
					'link'          => 'post.php?post={id}&action=edit',
					'public_fields' => $product,
				),
				'product.purchased'     => array(
					'icon'          => 'cart',
					'severity'      => 'success',
					'link'          => 'post.php?post={order_id}&action=edit',
					'public_fields' => array( 'firstname', 'product', 'link' ),
					'ttl_seconds'   => self::PURCHASE_TTL_SECONDS,
				),
				'product.published'     => array(
					'icon'          => 'products',
					'severity'      => 'success',
					'link'          => 'post.php?post={id}&action=edit',
					'public_fields' => $product,
				),
				'review.created'        => array(
					'icon'          => 'star-filled',
					'link'          => 'comment.php?action=editcomment&c={id}',
					'public_fields' => array( 'product_id', 'name', 'rating' ),
				),
				'coupon.used'           => array(
					'icon' => 'tickets-alt',
					'link' => 'post.php?post={id}&action=edit',
				),
			)
		);
	}

	/**
	 * @return array<string, string>
	 */
	private static function labels(): array {
		return array(
			'order.created'         => __( 'Order placed', 'realtime-events' ),
			'order.status_changed'  => __( 'Order status changed', 'realtime-events' ),
			'order.completed'       => __( 'Order completed', 'realtime-events' ),
			'order.refunded'        => __( 'Order refunded', 'realtime-events' ),
			'order.note_added'      => __( 'Order note added', 'realtime-events' ),
			'product.low_stock'     => __( 'Low stock', 'realtime-events' ),
			'product.out_of_stock'  => __( 'Out of stock', 'realtime-events' ),
			'product.back_in_stock' => __( 'Back in stock', 'realtime-events' ),
			'product.purchased'     => __( 'Product bought, for visitors', 'realtime-events' ),
			'product.stock_changed' => __( 'Stock changed', 'realtime-events' ),
			'product.published'     => __( 'Product published', 'realtime-events' ),
			'review.created'        => __( 'Review written', 'realtime-events' ),
			'coupon.used'           => __( 'Coupon used', 'realtime-events' ),
		);
	}

	/**
	 * @return array<string, string>
	 */
	private static function sentences(): array {
		return array(
			/* translators: {actorname} is a person; leave everything in braces as it is. */
			'order.created'         => __( '{first_name} placed order #{number} for {total} {currency}', 'realtime-events' ),
			/* translators: {actorname} is a person; leave everything in braces as it is. */
			'order.status_changed'  => __( 'Order #{number} went from {old_label} to {new_label}', 'realtime-events' ),
			/* translators: {actorname} is a person; leave everything in braces as it is. */
			'order.completed'       => __( 'Order #{number} is completed', 'realtime-events' ),
			/* translators: {actorname} is a person; leave everything in braces as it is. */
			'order.refunded'        => __( '{amount} {currency} of order #{number} were refunded', 'realtime-events' ),
			/* translators: {actorname} is a person; leave everything in braces as it is. */
			'order.note_added'      => __( '{actorname} added a note to order #{number}', 'realtime-events' ),
			/* translators: {actorname} is a person; leave everything in braces as it is. */
			'product.low_stock'     => __( 'Only {stock} of {name} are left', 'realtime-events' ),
			/* translators: {actorname} is a person; leave everything in braces as it is. */
			'product.out_of_stock'  => __( '{name} is out of stock', 'realtime-events' ),
			/* translators: {actorname} is a person; leave everything in braces as it is. */
			'product.back_in_stock' => __( '{name} is back in stock', 'realtime-events' ),
			/* translators: {actorname} is a person; leave everything in braces as it is. */
			'product.purchased'     => __( '{firstname} bought {product}', 'realtime-events' ),
			/* translators: {actorname} is a person; leave everything in braces as it is. */
			'product.stock_changed' => __( 'The stock of {name} is {stock} now', 'realtime-events' ),
			/* translators: {actorname} is a person; leave everything in braces as it is. */
			'product.published'     => __( '{actorname} published the product {name}', 'realtime-events' ),
			/* translators: {actorname} is a person; leave everything in braces as it is. */
			'review.created'        => __( '{author} gave {name} {rating} of 5 stars', 'realtime-events' ),
			/* translators: {actorname} is a person; leave everything in braces as it is. */
			'coupon.used'           => __( 'Coupon {code} was used for order #{number}', 'realtime-events' ),
		);
	}
}
