<?php
/**
 * The types of events about users.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Events\Types;

use Realtime_Events\Events\Event_Types;

defined( 'ABSPATH' ) || exit;

/**
 * The types of events about users.
 *
 * @since 0.1.0
 */
final class User_Types {

	/**
	 * Declares them.
	 *
	 * @param Event_Types $types The registry.
	 */
	public static function declare( Event_Types $types ): void {
		$properties = Group::integers( 'id', 'count' ) + Group::texts( 'name', 'role' ) + Group::lists( 'roles', 'previous_roles', 'changed' );
		( new Group( 'users', 'admins', $properties, array(), static fn(): array => self::labels(), static fn(): array => self::sentences() ) )->declare(
			$types,
			array(
				'user.registered'      => array(
					'icon'     => 'admin-users',
					'severity' => 'success',
					'link'     => 'user-edit.php?user_id={id}',
				),
				'user.role_changed'    => array(
					'icon'     => 'groups',
					'severity' => 'warning',
					'link'     => 'user-edit.php?user_id={id}',
				),
				'user.profile_updated' => array(
					'icon' => 'id',
					'link' => 'user-edit.php?user_id={id}',
				),
				'user.deleted'         => array(
					'icon'     => 'dismiss',
					'severity' => 'error',
					'link'     => 'users.php',
				),
				'user.logged_in'       => array(
					'icon' => 'unlock',
					'link' => 'user-edit.php?user_id={id}',
				),
				'user.logged_out'      => array(
					'icon' => 'lock',
					'link' => 'user-edit.php?user_id={id}',
				),
				'user.login_failed'    => array(
					'icon'     => 'warning',
					'severity' => 'warning',
					'link'     => 'users.php',
				),
			)
		);
	}

	/**
	 * @return array<string, string>
	 */
	private static function labels(): array {
		return array(
			'user.registered'      => __( 'User registered', 'realtime-events' ),
			'user.role_changed'    => __( 'Role changed', 'realtime-events' ),
			'user.profile_updated' => __( 'Profile updated', 'realtime-events' ),
			'user.deleted'         => __( 'User deleted', 'realtime-events' ),
			'user.logged_in'       => __( 'User logged in', 'realtime-events' ),
			'user.logged_out'      => __( 'User logged out', 'realtime-events' ),
			'user.login_failed'    => __( 'Login failed', 'realtime-events' ),
		);
	}

	/**
	 * @return array<string, string>
	 */
	private static function sentences(): array {
		return array(
			/* translators: {actorname} is a person; leave everything in braces as it is. */
			'user.registered'      => __( '{name} registered', 'realtime-events' ),
			/* translators: {actorname} is a person; leave everything in braces as it is. */
			'user.role_changed'    => __( '{actorname} made {name} a new {role}', 'realtime-events' ),
			/* translators: {actorname} is a person; leave everything in braces as it is. */
			'user.profile_updated' => __( '{actorname} updated the profile of {name}', 'realtime-events' ),
			/* translators: {actorname} is a person; leave everything in braces as it is. */
			'user.deleted'         => __( '{actorname} deleted {name}', 'realtime-events' ),
			/* translators: {actorname} is a person; leave everything in braces as it is. */
			'user.logged_in'       => __( '{name} logged in', 'realtime-events' ),
			/* translators: {actorname} is a person; leave everything in braces as it is. */
			'user.logged_out'      => __( '{name} logged out', 'realtime-events' ),
			/* translators: {actorname} is a person; leave everything in braces as it is. */
			'user.login_failed'    => __( '{count} failed attempts to log in', 'realtime-events' ),
		);
	}
}
