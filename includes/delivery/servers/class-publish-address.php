<?php
/**
 * Where events are sent.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Delivery\Servers;

use Realtime_Events\Settings\Options;
use Realtime_Events\Settings\Profiles;

defined( 'ABSPATH' ) || exit;

/**
 * The address that takes events: the server's, and the path below it.
 *
 * @since 0.1.0
 */
final class Publish_Address {

	/**
	 * The address, or '' where no server is set.
	 *
	 * @param Options $options The settings.
	 * @param string  $profile One of Profiles::IDS that has a path.
	 */
	public static function of( Options $options, string $profile ): string {
		$server = $options->server_url();
		if ( '' === $server ) {
			return '';
		}
		$path = (string) $options->profile_option( 'publish_path' );
		if ( '' !== $path ) {
			return $server . $path;
		}
		$usual = Profiles::DEFAULT_PATHS[ $profile ];
		// Where only the address was given and it has a path of its own, a slash at its end would make it another one.
		return '/' === $usual && null !== wp_parse_url( $server, PHP_URL_PATH ) ? $server : $server . $usual;
	}
}
