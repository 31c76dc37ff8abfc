<?php
/**
 * The roles of the site.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Admin;

use Realtime_Events\Access\Capabilities;
use Realtime_Events\Access\Channels;

defined( 'ABSPATH' ) || exit;

/**
 * The roles of the site, and what each may where nobody chose otherwise.
 *
 * @since 0.1.0
 */
final class Role_Facts {

	private const CHANNELS = array( Channels::EDITORS, Channels::SHOP, Channels::ADMINS );

	/**
	 * All roles, those with the most rights first, as WordPress orders them.
	 *
	 * @param Channels $channels Says what a channel needs.
	 * @return list<array{ id: string, label: string, always: bool, usually: array{ view: bool, publish: bool, manage: bool }, channels: list<string> }> `always`: who manages the site
	 *     may everything, whatever is chosen; `usually`: where nothing is chosen; `channels`: what the role hears when it may see events.
	 */
	public static function all( Channels $channels ): array {
		$facts = array();
		foreach ( wp_roles()->role_names as $id => $label ) {
			$held    = array_keys( array_filter( (array) get_role( (string) $id )?->capabilities ) );
			$has     = static fn( string ...$capabilities ): bool => array() !== array_intersect( $capabilities, $held );
			$facts[] = array(
				'id'       => (string) $id,
				'label'    => translate_user_role( $label ),
				'always'   => $has( 'manage_options' ),
				'usually'  => array(
					'view'    => $has( 'edit_posts', ...Capabilities::SHOP_CAPABILITIES ),
					'publish' => $has( 'edit_posts' ),
					'manage'  => $has( 'manage_options' ),
				),
				'channels' => array_values( array_filter( self::CHANNELS, static fn( string $channel ): bool => $has( ...(array) $channels->needed_for( $channel ) ) ) ),
			);
		}
		return $facts;
	}
}
