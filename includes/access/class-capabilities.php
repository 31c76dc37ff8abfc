<?php
/**
 * What a user may do with events.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Access;

use Realtime_Events\Settings\Options;

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

	public const SHOP_CAPABILITIES = Channels::SHOP_CAPABILITIES;

	private const DEFAULTS = array(
		self::VIEW    => 'edit_posts',
		self::PUBLISH => 'edit_posts',
		self::MANAGE  => 'manage_options',
	);

	/** The choice of roles in the settings that a capability goes by. */
	private const RIGHTS = array(
		self::VIEW    => 'view',
		self::PUBLISH => 'publish',
		self::MANAGE  => 'manage',
	);

	private const NOBODY = 'do_not_allow';

	/** What WordPress says of everyone, once the user's role has been looked at here. */
	private const ANYBODY = 'exist';

	/** Who manages the site is never locked out of the plugin. */
	private const ALWAYS = 'manage_options';

	public function __construct( private readonly Options $options ) {
	}

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
		$default = $this->default_for_user( $capability, (int) $user_id );
		$needed  = match ( $capability ) {
			self::VIEW    => self::filter_viewing( $default, (int) $user_id ),
			/**
			 * Filters what a user needs to publish events by REST, by the trigger address or by admin-ajax.
			 *
			 * @since 0.1.0
			 *
			 * @param string $needed  A capability. Default `edit_posts`.
			 * @param int    $user_id Who is asked about, 0 for a visitor.
			 */
			self::PUBLISH => apply_filters( 'realtime_events_publish_capability', $default, (int) $user_id ),
			/**
			 * Filters what a user needs to change the settings and the API key and to work on deliveries.
			 *
			 * @since 0.1.0
			 *
			 * @param string $needed  A capability. Default `manage_options`.
			 * @param int    $user_id Who is asked about, 0 for a visitor.
			 */
			self::MANAGE  => apply_filters( 'realtime_events_manage_capability', $default, (int) $user_id ),
		};
		// An answer that makes no sense, or leads round in a circle, must not open the door.
		return array( is_string( $needed ) && '' !== $needed && ! isset( self::DEFAULTS[ $needed ] ) ? $needed : self::NOBODY );
	}

	/**
	 * Whether whoever has a role and no other may see events.
	 *
	 * @param string $role Name of the role.
	 */
	public function role_may_view( string $role ): bool {
		$has     = array( self::ANYBODY => true ) + (array) get_role( $role )?->capabilities;
		$default = $this->default_for( self::VIEW, array( $role ), static fn( string $capability ): bool => ! empty( $has[ $capability ] ) );
		$needed  = self::filter_viewing( $default, 0 );
		return is_string( $needed ) && ! empty( $has[ $needed ] );
	}

	private function default_for_user( string $capability, int $user_id ): string {
		$user = $user_id > 0 ? get_userdata( $user_id ) : false;
		return $user
			? $this->default_for( $capability, $user->roles, static fn( string $one ): bool => user_can( $user_id, $one ) )
			: $this->default_for( $capability, array(), static fn(): bool => false );
	}

	/**
	 * What is needed, before anybody filters it.
	 *
	 * @param string                   $capability One of ours.
	 * @param array<string>            $roles      The roles of whoever is asked about.
	 * @param \Closure( string ): bool $has        Whether he has a capability.
	 */
	private function default_for( string $capability, array $roles, \Closure $has ): string {
		$chosen = $this->options->roles( self::RIGHTS[ $capability ] );
		if ( $chosen ) {
			return $has( self::ALWAYS ) ? self::ALWAYS : ( array_intersect( $chosen, $roles ) ? self::ANYBODY : self::NOBODY );
		}
		return self::VIEW === $capability ? self::default_for_viewing( $has ) : self::DEFAULTS[ $capability ];
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
