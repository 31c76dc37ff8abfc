<?php
/**
 * Notices who may see less than before.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Delivery;

use Realtime_Events\Access\Capabilities;

defined( 'ABSPATH' ) || exit;

/**
 * Notices who may see less than before: by the settings, by a right of his own, or by one of his role.
 *
 * Which right it was is not asked: what a channel needs is other plugins' business too, and whoever still may see it is back at once. What a filter such as
 * `user_has_cap` decides is told by nobody; it counts with the next token.
 *
 * @since 0.1.0
 */
final class Lost_Rights {

	/** People of a role. Whoever is not told of loses it when his token has run out. */
	private const MAX_OF_ROLES = 500;

	public function __construct( private readonly Revocations $revocations ) {
	}

	/**
	 * Other roles were chosen that may see events: the tokens of those that may not any more say that they may.
	 *
	 * @param mixed $before The settings as they were; no array where there were none.
	 * @param mixed $after  As they are.
	 */
	public function notice_settings( mixed $before, mixed $after ): void {
		$this->withdraw_roles( array_diff( self::viewing_roles( $before ), self::viewing_roles( $after ) ) );
	}

	/**
	 * A user's own rights and roles are about to change.
	 *
	 * @param mixed $user_id Who.
	 * @param mixed $after   His rights and roles from then on; empty where none are left.
	 */
	public function notice_user( mixed $user_id, mixed $after ): void {
		$user = is_numeric( $user_id ) ? get_userdata( (int) $user_id ) : false;
		if ( ! $user ) {
			return;
		}
		$after = is_array( $after ) ? $after : array();
		$lost  = array_diff_key( array_filter( $user->caps ), array_filter( $after ) );
		// Something that his role gives may be denied to him alone.
		$denied = array_intersect_key( array_filter( $user->allcaps ), array_filter( $after, static fn( mixed $has ): bool => ! $has ) );
		if ( $lost || $denied ) {
			$this->revocations->withdraw( $user->ID );
		}
	}

	/**
	 * The rights of roles have changed.
	 *
	 * @param mixed $before Each role with its `capabilities`, by name, as they were.
	 * @param mixed $after  As they are.
	 */
	public function notice_roles( mixed $before, mixed $after ): void {
		$before = is_array( $before ) ? $before : array();
		$after  = is_array( $after ) ? $after : array();
		$lost   = array_filter( array_keys( $before ), static fn( int|string $role ): bool => self::has_less( self::rights_of( $before[ $role ] ), self::rights_of( $after[ $role ] ?? null ) ) );
		$this->withdraw_roles( array_map( 'strval', $lost ) );
	}

	/**
	 * @param array<mixed> $before What a role has, by right.
	 * @param array<mixed> $after  The same later. A right that is denied takes it from whoever has it by another role.
	 */
	private static function has_less( array $before, array $after ): bool {
		return array_diff_key( array_filter( $before ), array_filter( $after ) )
			|| array_diff_key( array_filter( $after, static fn( mixed $has ): bool => ! $has ), $before );
	}

	/**
	 * @param mixed $role A role, as WordPress keeps it; null where it is gone.
	 * @return array<mixed>
	 */
	private static function rights_of( mixed $role ): array {
		$rights = is_array( $role ) ? $role['capabilities'] ?? null : null;
		return is_array( $rights ) ? $rights : array();
	}

	/**
	 * @param array<string> $roles Names of roles whose people may see less.
	 */
	private function withdraw_roles( array $roles ): void {
		if ( array() === $roles || ! $this->revocations->can_be_told() ) {
			return;
		}
		$users = get_users(
			array(
				'role__in' => array_values( $roles ),
				'fields'   => 'ID',
				'number'   => self::MAX_OF_ROLES,
				'orderby'  => 'none',
			)
		);
		array_map( array( $this->revocations, 'withdraw' ), $users );
	}

	/**
	 * The roles that may see events, but for those that always may.
	 *
	 * @param mixed $settings The settings.
	 * @return list<string>
	 */
	private static function viewing_roles( mixed $settings ): array {
		$chosen = is_array( $settings ) ? (array) ( $settings['roles']['view'] ?? array() ) : array();
		$may    = static function ( array $role, string $name ) use ( $chosen ): bool {
			$has = array_filter( $role['capabilities'] );
			return ! isset( $has['manage_options'] ) && ( $chosen ? in_array( $name, $chosen, true ) : array() !== array_intersect_key( $has, array_flip( array( 'edit_posts', ...Capabilities::SHOP_CAPABILITIES ) ) ) );
		};
		return array_keys( array_filter( wp_roles()->roles, $may, ARRAY_FILTER_USE_BOTH ) );
	}
}
