<?php
/**
 * Failed logins.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Sources;

use Realtime_Events\Access\Rate_Limiter;
use Realtime_Events\Publishing\Publisher;
use WP_User;

defined( 'ABSPATH' ) || exit;

/**
 * Says that logins fail, without letting a brute-force run fill the ledger.
 *
 * What was typed is never told: it may be somebody's password in the wrong field.
 *
 * @since 0.1.0
 */
final class Login_Failure_Source {

	/** So many are told one by one. */
	public const EVENTS_PER_HOUR = 100;

	/** Tells the others in one. */
	public const SUMMARY_HOOK = Sources_Module::TELL_LOGIN_FAILURES;

	/** How many were not told one by one. */
	public const OPTION = 'realtime_events_login_failures';

	private const TYPE = 'user.login_failed';

	public function __construct(
		private readonly Publisher $publisher,
		private readonly Rate_Limiter $limiter,
	) {
	}

	/**
	 * A login failed.
	 *
	 * @param string $login What was typed.
	 */
	public function failed( string $login ): void {
		$wait = $this->limiter->take( 'login_failed', self::EVENTS_PER_HOUR, HOUR_IN_SECONDS );
		if ( $wait > 0 ) {
			$this->count( $wait );
			return;
		}
		$user = get_user_by( str_contains( $login, '@' ) ? 'email' : 'login', $login );
		$this->tell( 1, $user ? $user : null );
	}

	/**
	 * When the hour is over: tells how many more there were.
	 */
	public function tell_rest(): void {
		$count = (int) get_option( self::OPTION );
		delete_option( self::OPTION );
		if ( $count > 0 ) {
			$this->tell( $count, null );
		}
	}

	private function tell( int $count, ?WP_User $user ): void {
		$this->publisher->publish(
			self::TYPE,
			array( 'count' => $count ) + ( $user ? array(
				'id'   => (int) $user->ID,
				'name' => Plain_Text::of( (string) $user->display_name ),
			) : array() ),
			array(
				'subject'    => $user ? "user/{$user->ID}" : '',
				'actor_id'   => 0,
				'actor_name' => '',
			)
		);
	}

	/**
	 * Counts in the database, because many processes do it at the same time.
	 */
	private function count( int $wait ): void {
		global $wpdb;
		$counted = $wpdb->query( $wpdb->prepare( 'UPDATE %i SET option_value = option_value + 1 WHERE option_name = %s', $wpdb->options, self::OPTION ) ); // phpcs:ignore WordPress.DB.DirectDatabaseQuery -- update_option() would lose counts.
		wp_cache_delete( self::OPTION, 'options' );
		if ( ! $counted ) {
			add_option( self::OPTION, '1', '', false );
		}
		if ( ! wp_next_scheduled( self::SUMMARY_HOOK ) ) {
			wp_schedule_single_event( time() + $wait, self::SUMMARY_HOOK );
		}
	}
}
