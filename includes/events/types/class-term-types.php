<?php
/**
 * The types of events about categories, tags and other terms.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Events\Types;

use Realtime_Events\Events\Event_Types;

defined( 'ABSPATH' ) || exit;

/**
 * The types of events about categories, tags and other terms.
 *
 * @since 0.1.0
 */
final class Term_Types {

	/**
	 * Declares them.
	 *
	 * @param Event_Types $types The registry.
	 */
	public static function declare( Event_Types $types ): void {
		$properties = Group::integers( 'id' ) + Group::texts( 'name', 'taxonomy', 'taxonomy_label' );
		( new Group( 'terms', 'editors', $properties, array( 'id', 'name', 'taxonomy' ), static fn(): array => self::labels(), static fn(): array => self::sentences() ) )->declare(
			$types,
			array(
				'term.created' => array(
					'icon' => 'category',
					'link' => 'term.php?taxonomy={taxonomy}&tag_ID={id}',
				),
				'term.updated' => array(
					'icon' => 'category',
					'link' => 'term.php?taxonomy={taxonomy}&tag_ID={id}',
				),
				'term.deleted' => array(
					'icon'     => 'trash',
					'severity' => 'warning',
					'link'     => 'edit-tags.php?taxonomy={taxonomy}',
				),
			)
		);
	}

	/**
	 * @return array<string, string>
	 */
	private static function labels(): array {
		return array(
			'term.created' => __( 'Term created', 'realtime-events' ),
			'term.updated' => __( 'Term updated', 'realtime-events' ),
			'term.deleted' => __( 'Term deleted', 'realtime-events' ),
		);
	}

	/**
	 * @return array<string, string>
	 */
	private static function sentences(): array {
		return array(
			/* translators: {actorname} is a person; leave everything in braces as it is. */
			'term.created' => __( '{actorname} created “{name}” ({taxonomy_label})', 'realtime-events' ),
			/* translators: {actorname} is a person; leave everything in braces as it is. */
			'term.updated' => __( '{actorname} changed “{name}” ({taxonomy_label})', 'realtime-events' ),
			/* translators: {actorname} is a person; leave everything in braces as it is. */
			'term.deleted' => __( '{actorname} deleted “{name}” ({taxonomy_label})', 'realtime-events' ),
		);
	}
}
