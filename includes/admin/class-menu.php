<?php
/**
 * The menu.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Admin;

use Realtime_Events\Access\Capabilities;
use WP_Screen;

defined( 'ABSPATH' ) || exit;

/**
 * Puts the plugin's pages into wp-admin's menu and wakes the one that is open.
 *
 * @since 0.1.0
 */
final class Menu {

	public const SLUG = 'realtime-events';

	private const ICON = 'dashicons-rss';

	/** Below the post types and above Appearance. */
	private const POSITION = 58;

	/**
	 * Pages by the id of their screen, known once they are in the menu.
	 *
	 * @var array<string, Page>
	 */
	private array $by_screen = array();

	/**
	 * @param list<Page> $pages The first is the one behind the menu itself.
	 */
	public function __construct( private readonly array $pages ) {
	}

	/**
	 * Adds the pages.
	 */
	public function add(): void {
		$first = $this->pages[0];
		add_menu_page( __( 'Realtime Events', 'realtime-events' ), __( 'Realtime Events', 'realtime-events' ), $first->capability(), self::SLUG, '', self::ICON, self::POSITION );
		foreach ( $this->pages as $page ) {
			$screen = add_submenu_page( self::SLUG, $page->title(), $page->title(), $page->capability(), $page->slug(), array( $page, 'render' ) );
			if ( $screen ) {
				$this->by_screen[ $screen ] = $page;
			}
		}
	}

	/**
	 * Tells the page that is about to be shown.
	 *
	 * @param mixed $screen The screen.
	 */
	public function load( mixed $screen ): void {
		if ( $screen instanceof WP_Screen && isset( $this->by_screen[ $screen->id ] ) ) {
			$this->by_screen[ $screen->id ]->load();
		}
	}

	/**
	 * Has the page that is shown ask for its scripts, and no other page.
	 *
	 * @param mixed $hook_suffix Id of the screen.
	 */
	public function enqueue( mixed $hook_suffix ): void {
		if ( is_string( $hook_suffix ) && isset( $this->by_screen[ $hook_suffix ] ) ) {
			$this->by_screen[ $hook_suffix ]->enqueue();
		}
	}

	/**
	 * Links beside the plugin's name in the list of plugins.
	 *
	 * @param mixed $links Links by name.
	 * @return array<int|string, string>
	 */
	public function add_plugin_links( mixed $links ): array {
		$own = array();
		if ( current_user_can( Capabilities::MANAGE ) ) {
			$own['settings'] = sprintf( '<a href="%s">%s</a>', esc_url( self::url( Settings_Page::SLUG ) ), esc_html__( 'Settings', 'realtime-events' ) );
		}
		if ( current_user_can( Capabilities::VIEW ) ) {
			$own['feed'] = sprintf( '<a href="%s">%s</a>', esc_url( self::url( Feed_Page::SLUG ) ), esc_html__( 'Live feed', 'realtime-events' ) );
		}
		return $own + ( is_array( $links ) ? $links : array() );
	}

	/**
	 * Address of one of the pages.
	 *
	 * @param string $slug Its name.
	 */
	public static function url( string $slug ): string {
		return admin_url( "admin.php?page=$slug" );
	}
}
