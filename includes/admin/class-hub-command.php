<?php
/**
 * How a hub is started.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Admin;

use Realtime_Events\Settings\Options;
use const Realtime_Events\PLUGIN_DIR;

defined( 'ABSPATH' ) || exit;

/**
 * The command line that starts a hub for this site. The key is not in it: a placeholder says where it belongs.
 *
 * @since 0.1.0
 */
final class Hub_Command {

	public const DEFAULT_PORT = 8090;

	public function __construct( private readonly Options $options ) {
	}

	/**
	 * What stands for the key in the command.
	 */
	public static function placeholder(): string {
		return '<' . __( 'your key', 'realtime-events' ) . '>';
	}

	/**
	 * The command, for the settings that are saved.
	 */
	public function text(): string {
		$words = array(
			'REALTIME_EVENTS_SITE=' . self::quote( $this->options->site_id() ),
			'REALTIME_EVENTS_SITE_URL=' . self::quote( home_url() ),
			'REALTIME_EVENTS_API_KEY=' . self::quote( self::placeholder() ),
			'node',
			self::quote( PLUGIN_DIR . '/build/hub.mjs' ),
			'--port ' . $this->port(),
		);
		$home  = self::origin( home_url() );
		$admin = self::origin( site_url() );
		if ( $home !== $admin ) {
			// Browsers come from both: wp-admin may be at another address than the site.
			$words[] = '--origins ' . self::quote( "$home,$admin" );
		}
		return implode( ' ', $words );
	}

	/**
	 * The hub's own port; that of an https address belongs to a proxy in front of it.
	 */
	private function port(): int {
		$url = wp_parse_url( $this->options->server_url() );
		return 'http' === ( $url['scheme'] ?? '' ) ? (int) ( $url['port'] ?? self::DEFAULT_PORT ) : self::DEFAULT_PORT;
	}

	private static function origin( string $url ): string {
		$parts = wp_parse_url( $url );
		return ( $parts['scheme'] ?? '' ) . '://' . ( $parts['host'] ?? '' ) . ( isset( $parts['port'] ) ? ":{$parts['port']}" : '' );
	}

	/**
	 * For a shell. PHP's own escapeshellarg() drops letters that the locale does not know.
	 *
	 * @param string $text Any text.
	 */
	private static function quote( string $text ): string {
		return preg_match( '#^[A-Za-z0-9_./:@%+,=-]+$#D', $text ) ? $text : "'" . str_replace( "'", "'\\''", $text ) . "'";
	}
}
