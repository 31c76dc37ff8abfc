<?php
/**
 * What visitors are told.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Blocks;

use Realtime_Events\Events\Event_Type;
use Realtime_Events\Events\Event_Types;
use Realtime_Events\Settings\Options;

defined( 'ABSPATH' ) || exit;

/**
 * Knows which types visitors may hear of, and in which words. The sentences of the types themselves speak to the people
 * who run the site; a visitor knows nobody of them.
 *
 * @since 0.1.0
 */
final class Public_Sentences {

	/** Public fields that say nothing by themselves. */
	private const NUMBERS = array( 'id', 'post_id', 'product_id', 'comments', 'stock' );

	public function __construct( private readonly Event_Types $types, private readonly Options $options ) {
	}

	/**
	 * Sentence by type, for the types that a block tells of.
	 *
	 * @param mixed $chosen    Names of types out of the block's attributes; none: every type that is public.
	 * @param mixed $overrides Sentences out of the block's attributes, by type.
	 * @return array<string, string>
	 */
	public function templates( mixed $chosen, mixed $overrides ): array {
		$chosen    = is_array( $chosen ) ? array_values( array_filter( $chosen, 'is_string' ) ) : array();
		$overrides = is_array( $overrides ) ? array_filter( $overrides, static fn( mixed $text ): bool => is_string( $text ) && '' !== trim( $text ) ) : array();
		$templates = array();
		foreach ( $chosen ? $chosen : $this->public_types() as $name ) {
			$templates[ $name ] = $overrides[ $name ] ?? $this->sentence( $this->types->get( $name ) );
		}
		return $templates;
	}

	/**
	 * Names of the types of which visitors hear at present.
	 *
	 * @return list<string>
	 */
	public function public_types(): array {
		return array_values( array_filter( array_keys( $this->types->all() ), fn( string $name ): bool => $this->is_public( $name ) && self::can_be_told( $this->types->get( $name ) ) ) );
	}

	/**
	 * Whether visitors hear of this type at present.
	 *
	 * @param string $name Name of the type.
	 */
	public function is_public( string $name ): bool {
		return Public_Ledger::CHANNEL === $this->types->get( $name )->channel || $this->options->type_is_public( $name );
	}

	/**
	 * What the block editor offers.
	 *
	 * @return array<string, array{ label: string, group: string, sentence: string, fields: list<string>, isPublic: bool, isAlwaysPublic: bool, isTold: bool }>
	 */
	public function for_editor(): array {
		$offered = array();
		foreach ( $this->types->all() as $name => $type ) {
			$always = Public_Ledger::CHANNEL === $type->channel;
			if ( ! $always && ! $type->public_fields ) {
				// Its projection is empty, so there would be nothing to tell.
				continue;
			}
			$offered[ $name ] = array(
				'label'          => $type->label(),
				'group'          => $this->types->groups()[ $type->group ] ?? $type->group,
				'sentence'       => $this->sentence( $type ),
				'fields'         => $always ? array_map( 'strval', array_keys( (array) ( $type->schema['properties'] ?? array() ) ) ) : $type->public_fields,
				'isPublic'       => $this->is_public( $name ),
				'isAlwaysPublic' => $always,
				'isTold'         => self::can_be_told( $type ),
			);
		}
		return $offered;
	}

	/**
	 * Whether there are words in what visitors hear of it: numbers alone make a counter right and no sentence.
	 */
	private static function can_be_told( Event_Type $type ): bool {
		return Public_Ledger::CHANNEL === $type->channel || array_diff( $type->public_fields, self::NUMBERS );
	}

	private function sentence( Event_Type $type ): string {
		$sentences = array(
			/* translators: {title} is replaced by the title of a post and must stay as it is. */
			'post.published'        => __( 'Just published: “{title}”', 'realtime-events' ),
			/* translators: {title} is replaced by the title of a post and must stay as it is. */
			'post.updated'          => __( 'Updated: “{title}”', 'realtime-events' ),
			/* translators: {title} is replaced by the title of a post and must stay as it is. */
			'comment.approved'      => __( 'New comment on “{title}”', 'realtime-events' ),
			/* translators: {firstname} is replaced by a first name, {product} by the name of a product; both must stay as they are. */
			'product.purchased'     => __( '{firstname} just bought “{product}”', 'realtime-events' ),
			/* translators: {name} is replaced by the name of a product and must stay as it is. */
			'product.back_in_stock' => __( 'Back in stock: “{name}”', 'realtime-events' ),
			/* translators: {name} is replaced by the name of a product and must stay as it is. */
			'product.published'     => __( 'New in the shop: “{name}”', 'realtime-events' ),
			/* translators: {name} is replaced by the name of a product and must stay as it is. */
			'product.out_of_stock'  => __( 'Sold out: “{name}”', 'realtime-events' ),
			Announcements::TYPE     => '{message}',
		);
		/**
		 * Filters the sentence in which visitors are told of an event type, where a block has none of its own.
		 *
		 * @since 0.1.0
		 *
		 * @param string $sentence Template; its placeholders are the public fields of the type, `{link}` and `{time}`.
		 * @param string $type     Name of the type.
		 */
		return (string) apply_filters( 'realtime_events_public_sentence', $sentences[ $type->name ] ?? $type->sentence(), $type->name );
	}
}
