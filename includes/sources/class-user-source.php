<?php
/**
 * Users.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Sources;

use Realtime_Events\Events\Event_Context;
use Realtime_Events\Publishing\Publisher;
use WP_User;

defined( 'ABSPATH' ) || exit;

/**
 * Says what happens to users. Names and roles; no e-mail address, no password, no IP address.
 *
 * @since 0.1.0
 */
final class User_Source {

	/** Name in an event, by the name in WordPress. Only the names are told. */
	private const FIELDS = array(
		'display_name'  => 'name',
		'user_email'    => 'email',
		'user_url'      => 'website',
		'user_nicename' => 'slug',
		'user_pass'     => 'password',
	);

	/** The same for what WordPress keeps apart from the user. */
	private const META_FIELDS = array(
		'first_name'  => 'first_name',
		'last_name'   => 'last_name',
		'nickname'    => 'nickname',
		'description' => 'biography',
		'locale'      => 'language',
	);

	/**
	 * By user: which of these are being changed just now.
	 *
	 * @var array<int, list<string>>
	 */
	private array $changing = array();

	public function __construct( private readonly Publisher $publisher ) {
	}

	/**
	 * Somebody registered, or was added.
	 *
	 * @param int|string $id The user.
	 */
	public function registered( int|string $id ): void {
		$user = get_userdata( $id );
		if ( $user ) {
			$this->tell( 'user.registered', $user, array( 'roles' => array_values( $user->roles ) ) );
		}
	}

	/**
	 * A profile is being saved: what is kept apart from the user is still as it was.
	 *
	 * @param mixed $meta   What is about to be kept, which goes on as it came.
	 * @param mixed $user   The user.
	 * @param mixed $update Whether the user was there before.
	 */
	public function changing( mixed $meta, mixed $user, mixed $update ): mixed {
		if ( is_array( $meta ) && $user instanceof WP_User && $update ) {
			$differ  = static fn( string $field ): bool => isset( $meta[ $field ] ) && (string) get_user_meta( $user->ID, $field, true ) !== (string) $meta[ $field ];
			$changed = array_intersect_key( self::META_FIELDS, array_flip( array_filter( array_keys( self::META_FIELDS ), $differ ) ) );

			$this->changing[ $user->ID ] = array_values( $changed );
		}
		return $meta;
	}

	/**
	 * A profile was saved. Other plugins save profiles without changing them, which is nothing to tell.
	 *
	 * @param int|string     $id     The user.
	 * @param WP_User $before As the user was.
	 */
	public function profile_updated( int|string $id, WP_User $before ): void {
		$user = get_userdata( $id );
		if ( ! $user ) {
			return;
		}
		$differ  = static fn( string $field ): bool => (string) $before->data->$field !== (string) $user->data->$field;
		$changed = array_intersect_key( self::FIELDS, array_flip( array_filter( array_keys( self::FIELDS ), $differ ) ) );
		$changed = array( ...array_values( $changed ), ...( $this->changing[ $user->ID ] ?? array() ) );
		unset( $this->changing[ $user->ID ] );
		if ( $changed ) {
			$this->tell( 'user.profile_updated', $user, array( 'changed' => $changed ) );
		}
	}

	/**
	 * A user is gone.
	 *
	 * @param int|string      $id       The user.
	 * @param int|null $reassign Who has the user's posts now.
	 * @param WP_User  $user     As the user was.
	 */
	public function deleted( int|string $id, int|string|null $reassign, WP_User $user ): void {
		$this->tell( 'user.deleted', $user );
	}

	/**
	 * Somebody logged in.
	 *
	 * @param string  $login The login.
	 * @param WP_User $user  Who.
	 */
	public function logged_in( string $login, WP_User $user ): void {
		$this->tell( 'user.logged_in', $user, array(), $user );
	}

	/**
	 * Somebody logged out.
	 *
	 * @param int|string $id Who.
	 */
	public function logged_out( int|string $id ): void {
		$user = get_userdata( $id );
		if ( $user ) {
			$this->tell( 'user.logged_out', $user, array(), $user );
		}
	}

	/**
	 * @param array<string, mixed> $data  What else is told.
	 * @param WP_User|null         $actor Who did it, where that is not the current user.
	 */
	private function tell( string $type, WP_User $user, array $data = array(), ?WP_User $actor = null ): void {
		$who  = Event_Context::of( $user );
		$args = array(
			'subject' => "user/{$user->ID}",
			'dedupe'  => "user/{$user->ID} {$type}",
		);
		if ( $actor ) {
			$args += array(
				'actor_id'   => $who['id'],
				'actor_name' => $who['name'],
			);
		}
		$this->publisher->tell( $type, $who + $data, $args );
	}
}
