<?php
/**
 * Who says so: WordPress's own hooks become events.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Sources;

use Realtime_Events\Access\Rate_Limiter;
use Realtime_Events\Container;
use Realtime_Events\Events\Clock;
use Realtime_Events\Module;
use Realtime_Events\Publishing\Publisher;

defined( 'ABSPATH' ) || exit;

/**
 * Who says so: WordPress's own hooks become events.
 *
 * @since 0.1.0
 */
final class Sources_Module implements Module {

	/** Named here, because what only listens should load no source. */
	public const TELL_LOGIN_FAILURES = 'realtime_events_tell_login_failures';

	/**
	 * Options of which it is told that they change, and whether their values are: only those that everybody with a browser could find out.
	 *
	 * Named here, because hundreds of other options change without anybody wanting to know.
	 */
	public const SETTINGS = array(
		'blogname'               => true,
		'blogdescription'        => true,
		'siteurl'                => true,
		'home'                   => true,
		'users_can_register'     => true,
		'default_role'           => true,
		'timezone_string'        => true,
		'gmt_offset'             => true,
		'date_format'            => true,
		'time_format'            => true,
		'start_of_week'          => true,
		'WPLANG'                 => true,
		'permalink_structure'    => true,
		'show_on_front'          => true,
		'page_on_front'          => true,
		'page_for_posts'         => true,
		'posts_per_page'         => true,
		'blog_public'            => true,
		'default_comment_status' => true,
		'comment_moderation'     => true,
		'comment_registration'   => true,
		// Of these it is told that they have changed, and no more.
		'admin_email'            => false,
	);

	/** What is read to who does not see a picture. */
	public const ALTERNATIVE_TEXT = '_wp_attachment_image_alt';

	/** What is kept beside a file: where it is, what WordPress knows of its sizes, and that text. */
	private const MEDIA_META = array( '_wp_attached_file', '_wp_attachment_metadata', self::ALTERNATIVE_TEXT );

	public function services( Container $container ): void {
		Hooks\Named_Hooks::services( $container );
		foreach ( array( Comment_Source::class, User_Source::class, Media_Source::class, Term_Source::class, Code_Source::class, Settings_Source::class ) as $source ) {
			$container->set( $source, static fn( Container $c ): object => new $source( $c->get( Publisher::class ) ) );
		}
		$container->set( Post_Source::class, static fn( Container $c ): Post_Source => new Post_Source( $c->get( Publisher::class ), $c->get( Clock::class ) ) );
		$container->set( Role_Source::class, static fn( Container $c ): Role_Source => new Role_Source( $c->get( Publisher::class ), $c->get( Clock::class ) ) );
		$container->set( Login_Failure_Source::class, static fn( Container $c ): Login_Failure_Source => new Login_Failure_Source( $c->get( Publisher::class ), $c->get( Rate_Limiter::class ) ) );
	}

	public function register( Container $container ): void {
		add_action( 'wp_after_insert_post', self::hear( $container, Post_Source::class, 'saved' ), 10, 4 );
		add_action( 'before_delete_post', self::hear( $container, Post_Source::class, 'leaving' ), 10, 2 );
		add_action( 'deleted_post', self::hear( $container, Post_Source::class, 'deleted' ), 10, 2 );

		add_action( 'wp_insert_comment', self::hear( $container, Comment_Source::class, 'written' ), 10, 2 );
		add_action( 'transition_comment_status', self::hear( $container, Comment_Source::class, 'moderated' ), 10, 3 );

		add_action( 'user_register', self::hear( $container, User_Source::class, 'registered' ), 10, 1 );
		add_action( 'update_user_meta', self::only_of_roles( self::hear( $container, Role_Source::class, 'changing' ) ), 10, 3 );
		foreach ( array( 'set_user_role', 'add_user_role', 'remove_user_role' ) as $hook ) {
			add_action( $hook, self::hear( $container, Role_Source::class, 'changed' ), 10, 1 );
		}
		add_filter( 'insert_user_meta', self::hear( $container, User_Source::class, 'changing' ), PHP_INT_MAX, 3 );
		add_action( 'profile_update', self::hear( $container, User_Source::class, 'profile_updated' ), 10, 2 );
		add_action( 'deleted_user', self::hear( $container, User_Source::class, 'deleted' ), 10, 3 );
		add_action( 'wp_login', self::hear( $container, User_Source::class, 'logged_in' ), 10, 2 );
		add_action( 'wp_logout', self::hear( $container, User_Source::class, 'logged_out' ), 10, 1 );
		add_action( 'wp_login_failed', self::hear( $container, Login_Failure_Source::class, 'failed' ), 10, 1 );
		add_action( self::TELL_LOGIN_FAILURES, self::hear( $container, Login_Failure_Source::class, 'tell_rest' ), 10, 0 );

		add_action( 'add_attachment', self::hear( $container, Media_Source::class, 'uploaded' ), 10, 1 );
		add_action( 'attachment_updated', self::hear( $container, Media_Source::class, 'edited' ), 10, 3 );
		$file_changed = self::hear( $container, Media_Source::class, 'file_changed' );
		add_action( 'updated_post_meta', static fn( mixed $meta_id, mixed $post_id, mixed $key ) => in_array( $key, self::MEDIA_META, true ) && $file_changed( $post_id, $key ), 10, 3 );
		add_action( 'added_post_meta', static fn( mixed $meta_id, mixed $post_id, mixed $key ) => self::ALTERNATIVE_TEXT === $key && $file_changed( $post_id, $key ), 10, 3 );
		add_action( 'delete_attachment', self::hear( $container, Media_Source::class, 'deleted' ), 10, 2 );

		add_action( 'created_term', self::hear( $container, Term_Source::class, 'created' ), 10, 3 );
		add_action( 'edited_term', self::hear( $container, Term_Source::class, 'updated' ), 10, 3 );
		add_action( 'delete_term', self::hear( $container, Term_Source::class, 'deleted' ), 10, 4 );

		add_action( 'activated_plugin', self::hear( $container, Code_Source::class, 'plugin_activated' ), 10, 1 );
		add_action( 'deactivated_plugin', self::hear( $container, Code_Source::class, 'plugin_deactivated' ), 10, 1 );
		add_action( 'deleted_plugin', self::hear( $container, Code_Source::class, 'plugin_deleted' ), 10, 2 );
		add_action( 'switch_theme', self::hear( $container, Code_Source::class, 'theme_switched' ), 10, 3 );
		add_action( 'upgrader_process_complete', self::hear( $container, Code_Source::class, 'installed_or_updated' ), 10, 2 );
		add_action( '_core_updated_successfully', self::hear( $container, Code_Source::class, 'core_updated' ), 10, 1 );

		$setting_changed = self::hear( $container, Settings_Source::class, 'changed' );
		add_action( 'updated_option', static fn( mixed $name, mixed $old, mixed $new ) => is_string( $name ) && isset( self::SETTINGS[ $name ] ) && $setting_changed( $name, $old, $new ), 10, 3 );
		add_action( 'update_option_realtime_events', self::hear( $container, Settings_Source::class, 'own_changed' ), 10, 2 );
		add_action( 'realtime_events_key_changed', self::hear( $container, Settings_Source::class, 'key_changed' ), 10, 1 );
		add_action( 'admin_init', self::hear( $container, Settings_Source::class, 'initialize' ), 10, 0 );
		// WooCommerce may be loaded before this plugin or after it, or not at all.
		add_action( 'before_woocommerce_init', array( Shop\Shop_Hooks::class, 'declare_compatibility' ), 10, 0 );
		$add_shop = static fn() => Shop\Shop_Hooks::register( $container );
		did_action( 'woocommerce_loaded' ) ? $add_shop() : add_action( 'woocommerce_loaded', $add_shop, 10, 0 );

		Hooks\Named_Hooks::register( $container );

		add_filter( 'recovery_mode_email', self::hear( $container, Settings_Source::class, 'recovery_mode' ), 10, 1 );
	}

	/**
	 * A callback for what is kept of users, which is asked when that is their roles.
	 */
	private static function only_of_roles( \Closure $hear ): \Closure {
		return static function ( mixed $meta_id, mixed $user_id, mixed $key ) use ( $hear ): void {
			global $wpdb;
			if ( $wpdb->get_blog_prefix() . 'capabilities' === $key ) {
				$hear( $user_id );
			}
		};
	}

	/**
	 * A callback that builds its source when the hook fires.
	 *
	 * Anybody may fire WordPress's hooks, with anything. An event that cannot be told must not take the site down.
	 *
	 * @param class-string $source The source.
	 * @param string       $method Its method.
	 */
	public static function hear( Container $container, string $source, string $method ): \Closure {
		return static function ( mixed ...$args ) use ( $container, $source, $method ): mixed {
			try {
				return $container->get( $source )->$method( ...$args );
			} catch ( \TypeError $error ) {
				wp_trigger_error( "{$source}::{$method}", $error->getMessage() );
				// Some of the hooks are filters.
				return $args[0] ?? null;
			}
		};
	}
}
