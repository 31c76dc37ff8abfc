<?php
/**
 * Roles.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Sources;

use Realtime_Events\Events\Clock;
use Realtime_Events\Events\Event_Context;
use Realtime_Events\Publishing\Publisher;
use Realtime_Events\Publishing\Recorder;

defined( 'ABSPATH' ) || exit;

/**
 * Says when users get other roles: set, added or taken away. What a request does to one user's roles is one event.
 *
 * WordPress tells of one change by up to three actions, and of the roles before by one of them only. So they are read before they are written.
 *
 * @since 0.1.0
 */
final class Role_Source {

	/**
	 * By site and user: the roles before this request changed them, and when it began to.
	 *
	 * @var array<string, array{ roles: list<string>, at_ms: int }>
	 */
	private array $before = array();

	public function __construct(
		private readonly Publisher $publisher,
		private readonly Clock $clock,
	) {
	}

	/**
	 * A user's roles are about to be written. Those of a user who is being made are not written over any, and are a part of the registration.
	 *
	 * @param int|string $id The user.
	 */
	public function changing( int|string $id ): void {
		$key    = self::key( $id );
		$before = $this->before[ $key ] ?? null;
		$user   = get_userdata( (int) $id );
		// After that it is another event.
		if ( $user && ( ! $before || $this->clock->now_ms() - $before['at_ms'] >= Recorder::REVISABLE_MS ) ) {
			$this->before[ $key ] = array(
				'roles' => array_values( $user->roles ),
				'at_ms' => $this->clock->now_ms(),
			);
		}
	}

	/**
	 * A user has other roles.
	 *
	 * @param int|string $id The user.
	 */
	public function changed( int|string $id ): void {
		$user   = get_userdata( (int) $id );
		$before = $this->before[ self::key( $id ) ]['roles'] ?? null;
		if ( ! $user || null === $before ) {
			return;
		}
		$roles = array_values( $user->roles );
		$added = array_values( array_diff( $roles, $before ) );
		if ( ! $added && count( $roles ) === count( $before ) ) {
			return;
		}
		$this->publisher->publish(
			'user.role_changed',
			Event_Context::of( $user ) + array(
				'role'           => $added[0] ?? $roles[0] ?? '',
				'roles'          => $roles,
				'previous_roles' => $before,
			),
			array(
				'subject' => "user/{$user->ID}",
				'dedupe'  => "user/{$user->ID} user.role_changed",
			)
		);
	}

	private static function key( int|string $id ): string {
		return get_current_blog_id() . '/' . (int) $id;
	}
}
