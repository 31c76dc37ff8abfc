<?php
/**
 * Where browsers listen.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Delivery\Servers;

use Realtime_Events\Settings\Options;

defined( 'ABSPATH' ) || exit;

/**
 * The address of a server's sockets, and how a browser speaks to it there: the address for browsers where the admin gave one, else the server's own.
 *
 * @since 0.1.0
 */
final class Socket_Address {

	/** Nobody listens: the browser asks the ledger. */
	public const NONE = array();

	private const SOCKET_IO_PATH = '/socket.io/';
	private const WEBSOCKET_PATH = '/ws';

	/**
	 * The hub's, by Socket.IO; an address for browsers that ends in `/ws` means its plain WebSocket.
	 *
	 * @param Options $options The settings.
	 * @return array{ url?: string, path?: string, transport?: string } Empty where no address is set.
	 */
	public static function of_hub( Options $options ): array {
		$url = self::given( $options );
		if ( '' === $url ) {
			return self::NONE;
		}
		if ( str_ends_with( (string) wp_parse_url( $url, PHP_URL_PATH ), self::WEBSOCKET_PATH ) ) {
			return self::make( substr( $url, 0, -strlen( self::WEBSOCKET_PATH ) ), self::WEBSOCKET_PATH, 'hub-websocket' );
		}
		return self::make( $url, self::SOCKET_IO_PATH, 'hub' );
	}

	/**
	 * A Socket.IO relay's. Its path is `/socket.io/` below the server's address, or exactly the one that the address for browsers has.
	 *
	 * @param Options $options The settings.
	 * @return array{ url?: string, path?: string, transport?: string } Empty where no address is set.
	 */
	public static function of_socket_io( Options $options ): array {
		$url = self::given( $options );
		if ( '' === $url ) {
			return self::NONE;
		}
		$has_own_path = $options->socket_url() === $url && null !== wp_parse_url( $url, PHP_URL_PATH );
		return self::make( $url, $has_own_path ? '/' : self::SOCKET_IO_PATH, 'socket.io' );
	}

	/**
	 * A plain WebSocket's.
	 *
	 * @param Options $options  The settings.
	 * @param bool    $is_apart Whether the sockets of this kind of server are never at the address that takes the events.
	 * @return array{ url?: string, path?: string, transport?: string } Empty where no address is set.
	 */
	public static function of_websocket( Options $options, bool $is_apart = false ): array {
		$url = $is_apart ? $options->socket_url() : self::given( $options );
		return '' === $url ? self::NONE : self::make( $url, '', 'websocket' );
	}

	private static function given( Options $options ): string {
		$own = $options->socket_url();
		return '' === $own ? $options->server_url() : $own;
	}

	/**
	 * @return array{ url: string, path: string, transport: string }
	 */
	private static function make( string $url, string $path, string $transport ): array {
		return compact( 'url', 'path', 'transport' );
	}
}
