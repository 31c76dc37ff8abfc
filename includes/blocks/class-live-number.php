<?php
/**
 * Numbers that go on changing.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Blocks;

defined( 'ABSPATH' ) || exit;

/**
 * Finds what a live number counts, and what it is at the moment of rendering. src/blocks/shared/live-value.ts carries
 * it on in the browser.
 *
 * @since 0.1.0
 */
final class Live_Number {

	public const KINDS = array( 'page', 'site', 'events', 'comments', 'stock' );

	private const MS_PER_SECOND = 1000;
	/** Page channels have a name for the pages that are no post. */
	private const FRONT_PAGE = 'front';

	public function __construct( private readonly Public_Ledger $ledger ) {
	}

	/**
	 * The context of the store `realtime-events/counter`.
	 *
	 * @param array<string, mixed> $attributes counts, eventType, object, label, labelOne.
	 * @param int                  $post_id    The post that the number stands in; 0 for none.
	 * @return array<string, mixed>|null Null where there is nothing that could be counted.
	 */
	public function context( array $attributes, int $post_id ): ?array {
		$counts = in_array( $attributes['counts'] ?? '', self::KINDS, true ) ? $attributes['counts'] : 'page';
		$object = (int) ( $attributes['object'] ?? 0 );
		$read   = match ( $counts ) {
			'page'     => $this->people( self::page_channel( $post_id ) ),
			'site'     => $this->people( Public_Ledger::CHANNEL ),
			'events'   => $this->events( (string) ( $attributes['eventType'] ?? '' ) ),
			'comments' => $this->comments( $object ? $object : $post_id ),
			'stock'    => $this->stock( $object ? $object : $post_id ),
		};
		if ( null === $read ) {
			return null;
		}
		$label     = trim( (string) ( $attributes['label'] ?? '' ) );
		$label_one = trim( (string) ( $attributes['labelOne'] ?? '' ) );
		if ( '' === $label ) {
			list( $label, $label_one ) = self::default_labels()[ $counts ];
		}
		return $read + array(
			'dayStart'  => 0,
			'label'     => $label,
			'labelOne'  => $label_one,
			'isUnknown' => null === $read['value'],
			// Nobody knows yet how many there are; what is printed keeps the place and is not shown.
			'text'      => self::text( $read['value'] ?? 1, $label, $label_one ),
		);
	}

	/**
	 * The channel that counts who is on the page that is rendered.
	 *
	 * @param int $post_id The post, where it is one.
	 */
	public static function page_channel( int $post_id ): string {
		$queried = is_singular() ? (int) get_queried_object_id() : 0;
		$id      = $queried ? $queried : $post_id;
		return 'page:' . ( is_front_page() || ! $id ? self::FRONT_PAGE : (string) $id );
	}

	/**
	 * A number within its words.
	 *
	 * @param int    $value     The number.
	 * @param string $label     For any number.
	 * @param string $label_one For exactly one; empty: as for any.
	 */
	public static function text( int $value, string $label, string $label_one ): string {
		$number = number_format_i18n( $value );
		$is_one = 1 === $value && '' !== $label_one;
		$words  = $is_one ? $label_one : $label;
		return $is_one || str_contains( $words, '{count}' ) ? str_replace( '{count}', $number, $words ) : trim( "{$number} {$words}" );
	}

	/**
	 * Words for who chose none, for any number and for one.
	 *
	 * @return array<string, array{ 0: string, 1: string }>
	 */
	public static function default_labels(): array {
		return array(
			/* translators: {count} is replaced by a number and must stay as it is. */
			'page'     => array( __( '{count} people are reading this', 'realtime-events' ), __( 'You are the only one reading this', 'realtime-events' ) ),
			/* translators: {count} is replaced by a number and must stay as it is. */
			'site'     => array( __( '{count} people are here now', 'realtime-events' ), __( 'You are the only one here now', 'realtime-events' ) ),
			/* translators: {count} is replaced by a number and must stay as it is. */
			'events'   => array( __( '{count} today', 'realtime-events' ), '' ),
			/* translators: {count} is replaced by a number and must stay as it is. */
			'comments' => array( __( '{count} comments', 'realtime-events' ), __( '{count} comment', 'realtime-events' ) ),
			/* translators: {count} is replaced by a number and must stay as it is. */
			'stock'    => array( __( '{count} left in stock', 'realtime-events' ), __( 'Only one left', 'realtime-events' ) ),
		);
	}

	/**
	 * Only the hub knows how many there are.
	 *
	 * @param string $channel `public` or a page's.
	 * @return array<string, mixed>
	 */
	private function people( string $channel ): array {
		return array(
			'source' => array(
				'kind'    => 'people',
				'channel' => $channel,
			),
			'value'  => null,
		);
	}

	/**
	 * @param string $type Name of an event type.
	 * @return array<string, mixed>|null
	 */
	private function events( string $type ): ?array {
		if ( '' === $type ) {
			return null;
		}
		$day_start = current_datetime()->setTime( 0, 0 )->getTimestamp() * self::MS_PER_SECOND;
		return array(
			'source'   => array(
				'kind'     => 'events',
				'type'     => $type,
				'dayStart' => $day_start,
			),
			'dayStart' => $day_start,
			'value'    => $this->ledger->count_since( $type, $day_start ),
		);
	}

	/**
	 * @param int $post_id A post that everybody may read.
	 * @return array<string, mixed>|null
	 */
	private function comments( int $post_id ): ?array {
		if ( ! $post_id || ! is_post_publicly_viewable( $post_id ) ) {
			return null;
		}
		return array(
			'source' => array(
				'kind' => 'comments',
				'post' => $post_id,
			),
			'value'  => (int) get_comments_number( $post_id ),
		);
	}

	/**
	 * @param int $product_id A product that everybody may see, and whose stock is kept.
	 * @return array<string, mixed>|null
	 */
	private function stock( int $product_id ): ?array {
		if ( ! $product_id || ! function_exists( 'wc_get_product' ) || ! is_post_publicly_viewable( $product_id ) ) {
			return null;
		}
		$product = wc_get_product( $product_id );
		if ( ! $product || ! $product->managing_stock() ) {
			return null;
		}
		return array(
			'source' => array(
				'kind'    => 'stock',
				'subject' => "product/{$product_id}",
			),
			'value'  => max( 0, (int) $product->get_stock_quantity() ),
		);
	}
}
