<?php
/**
 * Who causes what happens now, and by which way.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Events;

defined( 'ABSPATH' ) || exit;

/**
 * Who causes what happens in this request, and the way it came in.
 *
 * @since 0.1.0
 */
final class Event_Context {

	private const MAX_ORIGIN_CHARACTERS = 64;

	/**
	 * Name of the application password that this request came with.
	 */
	private string $application_password = '';

	/**
	 * Remembers the application password of this request.
	 *
	 * @param mixed $user Who it belongs to.
	 * @param mixed $item The application password, as WordPress keeps it.
	 */
	public function remember_application_password( mixed $user, mixed $item ): void {
		$this->application_password = is_array( $item ) ? (string) ( $item['name'] ?? '' ) : '';
	}

	/**
	 * The current user: id and name, 0 and '' for nobody.
	 *
	 * @return array{ id: int, name: string }
	 */
	public function actor(): array {
		// Before the pluggable functions are there, WordPress has not decided yet who the visitor is.
		$user = function_exists( 'wp_get_current_user' ) ? wp_get_current_user() : null;
		return $user instanceof \WP_User && $user->exists() ? self::of( $user ) : array(
			'id'   => 0,
			'name' => '',
		);
	}

	/**
	 * A user as an actor.
	 *
	 * @param \WP_User $user The user.
	 * @return array{ id: int, name: string }
	 */
	public static function of( \WP_User $user ): array {
		return array(
			'id'   => (int) $user->ID,
			// Never the login: a display name is what its owner chose to show.
			'name' => mb_substr( wp_strip_all_tags( (string) $user->display_name, true ), 0, Event::MAX_NAME_CHARACTERS ),
		);
	}

	/**
	 * The way it came: `wp-admin`, `rest`, `cli`, `cron`, `xmlrpc`, `app:<application password>`; '' for the site's own pages.
	 */
	public function origin(): string {
		if ( '' !== $this->application_password ) {
			return mb_substr( 'app:' . wp_strip_all_tags( $this->application_password, true ), 0, self::MAX_ORIGIN_CHARACTERS );
		}
		return match ( true ) {
			defined( 'WP_CLI' ) && WP_CLI                 => 'cli',
			wp_doing_cron()                               => 'cron',
			defined( 'XMLRPC_REQUEST' ) && XMLRPC_REQUEST => 'xmlrpc',
			wp_is_serving_rest_request()                  => 'rest',
			is_admin()                                    => 'wp-admin',
			default                                       => '',
		};
	}
}
