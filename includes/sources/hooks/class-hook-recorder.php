<?php
/**
 * Records which hooks fire.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Sources\Hooks;

defined( 'ABSPATH' ) || exit;

/**
 * Records which actions fire while an admin does something once, and with what, so that a mapping can be ticked together.
 *
 * It listens only in requests of that admin, for two minutes, and keeps nothing that Mask hides.
 *
 * @since 0.1.0
 */
final class Hook_Recorder {

	/** Autoloaded, and there only while somebody records: who, and until when. */
	public const SWITCH = Named_Hooks::RECORDING;

	/** What was recorded. Not autoloaded. */
	public const OPTION = 'realtime_events_recorded';

	public const MAX_SECONDS = 120;
	public const MAX_HOOKS   = 300;

	/** How often a request tries to keep what it heard, while others keep theirs. */
	private const MAX_ATTEMPTS = 5;

	/** Fired by every page, whatever is done there. */
	private const NOISE = '/^(?:'
		. 'muplugins_loaded|plugins_loaded|sanitize_comment_cookies|setup_theme|after_setup_theme|auth_.*|init|wp_loaded|parse_.*|wp|wp_head|'
		. 'wp_footer|wp_print_.*|wp_enqueue_.*|wp_default_.*|get_header.*|get_footer.*|get_template_part.*|get_sidebar.*|the_post|loop_.*|'
		. 'pre_get_.*|posts_.*|template_redirect|admin_.*|load-.*|current_screen|in_admin_.*|rest_api_init|registered_.*|register_.*|'
		. 'unregister.*|set_current_user|widgets_init|switch_.*|shutdown|send_headers|requests-.*|http_api_.*|http_api_debug|heartbeat.*|'
		. 'metadata_.*|clean_.*|update_option.*|updated_option.*|add_option.*|added_option.*|delete_option.*|deleted_option.*|set_transient.*|'
		. 'set_site_transient.*|setted_.*|deleted_transient.*|delete_transient.*|wp_roles_init|wp_cache_.*|doing_it_wrong.*|deprecated_.*|'
		. 'plugin_loaded|mu_plugin_loaded|load_textdomain.*|unload_textdomain|wp_sitemaps_init|wp_connectors_init|wp_abilities_api_.*|add_admin_bar_menus|do_favicon.*|check_ajax_referer|'
		. 'check_admin_referer|wp_ajax_.*|admin_post_.*|wp_register_sidebar_widget|'
		. 'wp_scheduled.*|action_scheduler_.*|realtime_events_.*|qm\/.*'
		. ')$/';

	/**
	 * By name: how often it fired, and what with the first time.
	 *
	 * @var array<string, array{ count: int, arguments: list<mixed> }>
	 */
	private array $heard = array();

	/**
	 * Begins.
	 *
	 * @param int $user_id Whose requests are listened to.
	 */
	public function start( int $user_id ): void {
		// There before anybody keeps something, so that keeping is always a change.
		update_option( self::OPTION, array(), false );
		update_option(
			self::SWITCH,
			array(
				'user_id' => $user_id,
				'until'   => time() + self::MAX_SECONDS,
			),
			true
		);
	}

	/**
	 * Ends. What was recorded can still be read.
	 */
	public function stop(): void {
		delete_option( self::SWITCH );
	}

	/**
	 * What was recorded.
	 *
	 * @return array{ recording: bool, until: int|null, hooks: list<array{ hook: string, count: int, arguments: list<mixed> }> }
	 */
	public function recorded(): array {
		$until = self::until();
		$hooks = get_option( self::OPTION );
		return array(
			'recording' => null !== $until,
			'until'     => $until,
			'hooks'     => is_array( $hooks ) ? array_values( $hooks ) : array(),
		);
	}

	/**
	 * Until when somebody records, in Unix seconds; null when nobody does.
	 */
	public static function until(): ?int {
		// Not get_option(): while nobody records that asks the database, in every request.
		$switch = maybe_unserialize( wp_load_alloptions()[ self::SWITCH ] ?? '' );
		return is_array( $switch ) && (int) ( $switch['until'] ?? 0 ) > time() ? (int) $switch['until'] : null;
	}

	/**
	 * Any hook fires.
	 *
	 * @param mixed ...$arguments Its name, and what it was fired with.
	 */
	public function hear( mixed ...$arguments ): void {
		$hook = (string) array_shift( $arguments );
		// Filters come here too, and by the thousand.
		if ( ! isset( $GLOBALS['wp_actions'][ $hook ] ) ) {
			return;
		}
		if ( isset( $this->heard[ $hook ] ) ) {
			++$this->heard[ $hook ]['count'];
			return;
		}
		if ( count( $this->heard ) < self::MAX_HOOKS && ! preg_match( self::NOISE, $hook ) ) {
			$this->heard[ $hook ] = array(
				'hook'      => $hook,
				'count'     => 1,
				'arguments' => array_map( static fn( mixed $argument ): mixed => Mask::over( Arguments::plain( $argument, 1 ) ), $arguments ),
			);
		}
	}

	/**
	 * At the end of the request: keeps what was heard, if it was the admin's own request.
	 */
	public function keep(): void {
		$switch = get_option( self::SWITCH );
		if ( ! $this->heard || ! is_array( $switch ) || get_current_user_id() !== (int) ( $switch['user_id'] ?? 0 ) ) {
			return;
		}
		$attempts = self::MAX_ATTEMPTS;
		// Again, where another request has ended in between: what it kept is not to be lost.
		while ( $attempts > 0 && ! $this->add_heard() ) {
			--$attempts;
		}
	}

	/**
	 * Adds what was heard to what others have kept, unless that changes meanwhile: a page and what it asks for end at the same time.
	 *
	 * @return bool Whether there is nothing left to do.
	 */
	private function add_heard(): bool {
		global $wpdb;
		$stored = $wpdb->get_var( $wpdb->prepare( "SELECT option_value FROM {$wpdb->options} WHERE option_name = %s", self::OPTION ) ); // phpcs:ignore WordPress.DB.DirectDatabaseQuery -- As it is now, and not as it was when this request began.
		$before = maybe_unserialize( (string) $stored );
		$after  = maybe_serialize( array_slice( ( is_array( $before ) ? $before : array() ) + $this->heard, 0, self::MAX_HOOKS, true ) );
		if ( null === $stored || $after === $stored ) {
			return true;
		}
		$is_kept = (bool) $wpdb->query( $wpdb->prepare( "UPDATE {$wpdb->options} SET option_value = %s WHERE option_name = %s AND option_value = %s", $after, self::OPTION, $stored ) ); // phpcs:ignore WordPress.DB.DirectDatabaseQuery -- Only where nobody was faster.
		wp_cache_delete( self::OPTION, 'options' );
		return $is_kept;
	}
}
