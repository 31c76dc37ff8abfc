<?php
/**
 * Names of event types at relays.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Delivery\Servers;

defined( 'ABSPATH' ) || exit;

/**
 * The names that clients of plain relays know event types by.
 *
 * @since 0.1.0
 */
final class Relay_Type_Names {

	/** Names that are not the type's own with underscores. */
	private const NAMES = array(
		'post.draft_saved' => 'post_saved',
	);

	/**
	 * The name of a type: `post.published` is `post_published`; `my_custom_event` stays as it is.
	 *
	 * @param string $type Name of the type here.
	 */
	public static function of( string $type ): string {
		return self::NAMES[ $type ] ?? strtr( $type, '.', '_' );
	}

	/**
	 * The way back: what each type is called by relays, where that is not its own name.
	 *
	 * @param list<string> $types Names of types here.
	 * @return array<string, string> Name at relays → name here. Of two types with the same name there, the one that is called so here too keeps it.
	 */
	public static function back( array $types ): array {
		$own = array();
		foreach ( $types as $type ) {
			$name = self::of( $type );
			if ( $name !== $type && ! in_array( $name, $types, true ) ) {
				$own[ $name ] ??= $type;
			}
		}
		return $own;
	}
}
