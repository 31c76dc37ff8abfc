<?php
/**
 * What every screen knows.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Admin;

use Realtime_Events\Access\Capabilities;
use Realtime_Events\Delivery\Servers\Servers;
use Realtime_Events\Events\Event_Types;
use Realtime_Events\Settings\Options;

defined( 'ABSPATH' ) || exit;

/**
 * The facts that PHP hands the scripts as `window.realtimeEventsConfig`. No key, no token, no nonce is among them.
 *
 * @since 0.1.0
 */
final class Screen_Config {

	private const AVATAR_PIXELS = 64;

	public function __construct(
		private readonly Options $options,
		private readonly Servers $servers,
		private readonly Event_Types $types,
	) {
	}

	/**
	 * The facts, for the current user and in his language.
	 *
	 * @return array<string, mixed>
	 */
	public function facts(): array {
		$user = wp_get_current_user();
		return array(
			'siteId'     => $this->options->site_id(),
			'user'       => array(
				'id'     => $user->ID,
				'name'   => (string) $user->display_name,
				'avatar' => (string) get_avatar_url( $user->ID, array( 'size' => self::AVATAR_PIXELS ) ),
			),
			'can'        => array(
				'view'    => current_user_can( Capabilities::VIEW ),
				'publish' => current_user_can( Capabilities::PUBLISH ),
				'manage'  => current_user_can( Capabilities::MANAGE ),
				'write'   => current_user_can( 'edit_posts' ),
			),
			// Objects, be they empty: in JavaScript a list has no names.
			'types'      => (object) $this->types(),
			'groups'     => (object) $this->types->groups(),
			'urls'       => array(
				'admin'      => admin_url(),
				'feed'       => Menu::url( Feed_Page::SLUG ),
				'deliveries' => Menu::url( Deliveries_Page::SLUG ),
				'settings'   => Menu::url( Settings_Page::SLUG ),
				'home'       => home_url( '/' ),
			),
			'configured' => $this->servers->current()->is_configured(),
			'serverUrl'  => $this->options->server_url(),
		);
	}

	/**
	 * How each type looks, and how loudly it is told to whoever has not chosen for himself.
	 *
	 * @return array<string, array<string, string>>
	 */
	private function types(): array {
		$types = $this->types->for_screens();
		foreach ( $types as $name => $looks ) {
			$types[ $name ] = $looks + array( 'alerts' => $this->options->type_alerts( (string) $name ) );
		}
		return $types;
	}
}
