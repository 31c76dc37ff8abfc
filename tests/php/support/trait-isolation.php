<?php
/**
 * Each test finds the site as it was installed.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Support;

use ReflectionProperty;
use function Realtime_Events\container;

/**
 * Puts back what a test changed: rows, hooks, caches, globals and the plugin's services.
 */
trait Isolation {

	/**
	 * All hooks as they were before the first test.
	 *
	 * @var array<string, mixed>|null
	 */
	private static ?array $hooks = null;

	/**
	 * `$_SERVER` before the test.
	 *
	 * @var array<string, mixed>
	 */
	private array $server_before = array();

	/**
	 * Brings the site into its first state.
	 */
	private function isolate(): void {
		global $wpdb;
		self::$hooks       ??= self::copy_hooks();
		$this->server_before = $_SERVER;
		$this->reset_request();
		if ( static::ROLLS_BACK ) {
			$wpdb->query( 'START TRANSACTION' );
			// Gone after the test, unless the test has committed.
			$wpdb->query( "INSERT INTO $wpdb->options (option_name, option_value, autoload) VALUES ('realtime_events_test_open', '1', 'off')" );
		}
	}

	/**
	 * Undoes what the test did.
	 */
	private function undo(): void {
		global $wpdb;
		$has_committed = false;
		if ( static::ROLLS_BACK ) {
			$wpdb->query( 'ROLLBACK' );
			$has_committed = (bool) $wpdb->get_var( "SELECT COUNT(*) FROM $wpdb->options WHERE option_name = 'realtime_events_test_open'" );
		}
		if ( ! static::ROLLS_BACK || $has_committed ) {
			Database_Snapshot::restore();
		}
		foreach ( self::$hooks as $name => $value ) {
			$GLOBALS[ $name ] = self::copy( $value );
		}
		$_SERVER = $this->server_before;
		$this->reset_request();
		self::assertFalse( $has_committed, 'This test commits (a COMMIT, a second START TRANSACTION, or CREATE, ALTER, DROP or TRUNCATE TABLE). Please declare in its class: protected const ROLLS_BACK = false;' );
	}

	/**
	 * A request that has just begun: nobody is logged in, nothing is cached, no service is built.
	 */
	protected function reset_request(): void {
		$_GET     = array();
		$_POST    = array();
		$_REQUEST = array();
		$_COOKIE  = array();
		unset( $GLOBALS['wp_rest_server'], $GLOBALS['current_screen'], $GLOBALS['post'], $_SERVER['HTTP_AUTHORIZATION'], $_SERVER['PHP_AUTH_USER'], $_SERVER['PHP_AUTH_PW'] );
		wp_cache_flush();
		// WordPress reads the roles once, and a test may have changed them.
		wp_roles()->for_site();
		$GLOBALS['current_user'] = null;
		wp_set_current_user( 0 );
		// The container lives as long as a request, so its services may remember things about the one before.
		( new ReflectionProperty( container(), 'services' ) )->setValue( container(), array() );
	}

	/**
	 * A copy of all hooks, and of the scripts and styles that are registered.
	 *
	 * @return array<string, mixed>
	 */
	private static function copy_hooks(): array {
		wp_scripts();
		wp_styles();
		$copies = array();
		foreach ( array( 'wp_filter', 'wp_actions', 'wp_filters', 'wp_current_filter', 'wp_scripts', 'wp_styles' ) as $name ) {
			$copies[ $name ] = self::copy( $GLOBALS[ $name ] );
		}
		return $copies;
	}

	/**
	 * A copy that does not change with the original, as deep as a test changes it.
	 */
	private static function copy( mixed $value ): mixed {
		if ( is_object( $value ) ) {
			return clone $value;
		}
		return is_array( $value ) ? array_map( static fn( mixed $one ): mixed => is_object( $one ) ? clone $one : $one, $value ) : $value;
	}
}
