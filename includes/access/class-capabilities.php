<?php
/**
 * What a user may do with events.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Access;

defined( 'ABSPATH' ) || exit;

/**
 * The plugin's capabilities. No role holds them: they are mapped to capabilities that WordPress's roles have.
 *
 * @since 0.1.0
 */
final class Capabilities {

	public const VIEW    = 'view_realtime_events';
	public const PUBLISH = 'publish_realtime_events';
	public const MANAGE  = 'manage_realtime_events';

	/** Whoever looks after orders may see what happens to them. */
	public const SHOP_CAPABILITIES = array( 'edit_shop_orders', 'manage_woocommerce' );

	private const DEFAULTS = array(
		self::VIEW    => 'edit_posts',
		self::PUBLISH => 'edit_posts',
		self::MANAGE  => 'manage_options',
	);

	private const NOBODY = 'do_not_allow';

	/**
	 * Says what our capabilities stand for.
	 *
	 * @param mixed $caps       What WordPress needs of the user so far.
	 * @param mixed $capability What is asked.
	 * @param mixed $user_id    Who is asked about.
	 * @return mixed
	 */
	public function map( mixed $caps, mixed $capability, mixed $user_id ): mixed {
		if ( ! is_string( $capability ) || ! isset( self::DEFAULTS[ $capability ] ) ) {
			return $caps;
		}
		$needed = match ( $capability ) {
			self::VIEW    => self::filter_viewing( self::default_for_viewing( static fn( string $one ): bool => (int) $user_id > 0 && user_can( (int) $user_id, $one ) ), (int) $user_id ),
			/**
			 * Filters what a user needs to publish events by REST, by the trigger address or by admin-ajax.
			 *
			 * @since 0.1.0
			 *
			 * @param string $needed  A capability. Default `edit_posts`.
			 * @param int    $user_id Who is asked about, 0 for a visitor.
			 */
			self::PUBLISH => apply_filters( 'realtime_events_publish_capability', self::DEFAULTS[ self::PUBLISH ], (int) $user_id ),
			/**
			 * Filters what a user needs to change the settings and the API key and to work on deliveries.
			 *
			 * @since 0.1.0
			 *
			 * @param string $needed  A capability. Default `manage_options`.
			 * @param int    $user_id Who is asked about, 0 for a visitor.
			 */
			self::MANAGE  => apply_filters( 'realtime_events_manage_capability', self::DEFAULTS[ self::MANAGE ], (int) $user_id ),
		};
		// An answer that makes no sense, or leads round in a circle, must not open the door.
		return array( is_string( $needed ) && '' !== $needed && ! isset( self::DEFAULTS[ $needed ] ) ? $needed : self::NOBODY );
	}

	/**
	 * What somebody with these capabilities needs to see events: for questions about a role, which is nobody in particular.
	 *
	 * @param array<string, bool> $capabilities Capabilities by name.
	 */
	public function for_viewing_with( array $capabilities ): string {
		$needed = self::filter_viewing( self::default_for_viewing( static fn( string $one ): bool => ! empty( $capabilities[ $one ] ) ), 0 );
		return is_string( $needed ) && '' !== $needed ? $needed : self::NOBODY;
	}

	/**
	 * The usual capability, or a shop's for whoever has that one instead.
	 *
	 * @param \Closure( string ): bool $has Whether somebody has a capability.
	 */
	private static function default_for_viewing( \Closure $has ): string {
		foreach ( array( self::DEFAULTS[ self::VIEW ], ...self::SHOP_CAPABILITIES ) as $capability ) {
			if ( $has( $capability ) ) {
				return $capability;
			}
		}
		return self::DEFAULTS[ self::VIEW ];
	}

	private static function filter_viewing( string $needed, int $user_id ): mixed {
		/**
		 * Filters what a user needs to see the feed and to receive the events of `editors`, `shop` and `admins`.
		 *
		 * Each of these channels needs its own capability besides.
		 *
		 * @since 0.1.0
		 *
		 * @param string $needed  A capability. Default `edit_posts`, or a shop's capability for who has that one instead.
		 * @param int    $user_id Who is asked about, 0 for a visitor or for a role as such.
		 */
		return apply_filters( 'realtime_events_view_capability', $needed, $user_id );
	}
}
