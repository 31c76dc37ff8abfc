<?php
/**
 * Things for tests to work on.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Support;

use Realtime_Events\Events\Event;
use WP_Comment;
use WP_Post;
use WP_Session_Tokens;
use WP_User;

/**
 * Makes users, posts and comments as WordPress makes them, hooks included.
 */
trait Factories {

	/**
	 * So that no two of anything are alike.
	 */
	private static int $made = 0;

	/**
	 * A new user.
	 *
	 * @param string               $role      The role; `administrator`, `editor`, `author`, `contributor`, `subscriber`.
	 * @param array<string, mixed> $overrides What `wp_insert_user()` takes.
	 */
	protected function create_user( string $role = 'subscriber', array $overrides = array() ): WP_User {
		$number = ++self::$made;
		$id     = wp_insert_user(
			$overrides + array(
				'user_login' => "$role-$number",
				'user_pass'  => 'password',
				'user_email' => "$role-$number@example.org",
				'role'       => $role,
			)
		);
		self::assertIsInt( $id, is_wp_error( $id ) ? $id->get_error_message() : '' );
		return get_user_by( 'id', $id );
	}

	/**
	 * A new post, published unless told otherwise.
	 *
	 * @param array<string, mixed> $overrides What `wp_insert_post()` takes.
	 */
	protected function create_post( array $overrides = array() ): WP_Post {
		$number = ++self::$made;
		$id     = wp_insert_post(
			wp_slash(
				$overrides + array(
					'post_title'   => "Post $number",
					'post_content' => "Content $number",
					'post_status'  => 'publish',
				)
			),
			true
		);
		self::assertIsInt( $id, is_wp_error( $id ) ? $id->get_error_message() : '' );
		return get_post( $id );
	}

	/**
	 * A new comment, approved unless told otherwise.
	 *
	 * @param WP_Post              $post      The post it is about.
	 * @param array<string, mixed> $overrides What `wp_insert_comment()` takes.
	 */
	protected function create_comment( WP_Post $post, array $overrides = array() ): WP_Comment {
		$number = ++self::$made;
		$id     = wp_insert_comment(
			wp_slash(
				$overrides + array(
					'comment_post_ID'      => $post->ID,
					'comment_author'       => "Commenter $number",
					'comment_author_email' => "commenter-$number@example.org",
					'comment_content'      => "Comment $number",
					'comment_approved'     => '1',
				)
			)
		);
		self::assertIsInt( $id );
		return get_comment( $id );
	}

	/**
	 * From here on somebody is logged in, with a session cookie as in a browser.
	 *
	 * @param WP_User|string $user The user, or the role of one to make.
	 */
	protected function act_as( WP_User|string $user ): WP_User {
		$user = is_string( $user ) ? $this->create_user( $user ) : $user;
		wp_set_current_user( $user->ID );
		// A real session, so that nonces are bound to it and `rest_from_outside()` finds it.
		$expires                     = time() + HOUR_IN_SECONDS;
		$token                       = WP_Session_Tokens::get_instance( $user->ID )->create( $expires );
		$_COOKIE[ LOGGED_IN_COOKIE ] = wp_generate_auth_cookie( $user->ID, $expires, 'logged_in', $token );
		return $user;
	}

	/**
	 * From here on nobody is logged in.
	 */
	protected function act_as_nobody(): void {
		wp_set_current_user( 0 );
		unset( $_COOKIE[ LOGGED_IN_COOKIE ] );
	}

	/**
	 * For a test that changes the settings between what it counts.
	 */
	protected function tell_nothing_of_own_settings(): void {
		add_filter( 'realtime_events_should_publish', static fn( bool $should, Event $event ): bool => $should && 'realtime_events.settings_changed' !== $event->type, 10, 2 );
	}
}
