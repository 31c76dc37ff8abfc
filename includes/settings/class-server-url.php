<?php
/**
 * The address of a realtime server.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Settings;

use WP_Error;

defined( 'ABSPATH' ) || exit;

/**
 * Brings what an admin typed as a server's address into the one form that the plugin uses.
 *
 * PHP's parse_url() forgives too much to decide where signed requests go, so
 * everything that could be read in two ways is refused with a reason.
 *
 * @since 0.1.0
 */
final class Server_Url {

	/** Longest address that is taken, in bytes. */
	public const MAX_BYTES = 2000;

	/** A socket's scheme is the scheme of the request that opens it. */
	private const SCHEMES = array(
		'http'  => 'http',
		'https' => 'https',
		'ws'    => 'http',
		'wss'   => 'https',
	);

	private const USUAL_PORTS = array(
		'http'  => 80,
		'https' => 443,
	);

	private const MAX_PORT      = 65535;
	private const HOST_LABEL    = '[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?';
	private const MAX_HOST_SIZE = 253;

	/**
	 * The address as `http` or `https`, lower-case host, no usual port and no slash at the end.
	 *
	 * @param string $input What was typed.
	 * @return string|WP_Error The address, '' for none, or what is wrong with it. Codes: `missing_scheme`, `wrong_scheme`, `missing_host`,
	 *                         `has_credentials`, `has_query`, `invalid_characters`, `non_ascii`, `invalid_host`, `invalid_port`, `invalid_path`,
	 *                         `too_long`.
	 */
	public static function normalise( string $input ): string|WP_Error {
		$input = trim( $input, " \t\n\r" );
		if ( '' === $input ) {
			return '';
		}
		$problem = self::first_problem( $input );
		if ( null !== $problem ) {
			return self::error( $problem );
		}

		preg_match( '~^([^:]+)://([^/]*)(.*)$~D', $input, $parts );
		$scheme = self::SCHEMES[ strtolower( $parts[1] ) ];
		// Checked above: the port is what follows the last colon that is not inside brackets.
		preg_match( '~^(.*?)(?::([0-9]+))?$~D', $parts[2], $authority );
		$host = strtolower( $authority[1] );
		$port = (int) ( $authority[2] ?? self::USUAL_PORTS[ $scheme ] );
		return $scheme . '://' . $host . ( self::USUAL_PORTS[ $scheme ] === $port ? '' : ":$port" ) . rtrim( $parts[3], '/' );
	}

	/**
	 * Whether a path can follow a server's address: it begins with a slash and nothing in it has two readings.
	 *
	 * @param string $path `/api/send-event`.
	 */
	public static function is_path( string $path ): bool {
		return 1 === preg_match( '~^(?:/(?!\.{1,2}(?:/|$))(?:[A-Za-z0-9._\~!$&\'()*+,;=:@-]|%[0-9A-Fa-f]{2})+)+$~D', str_ireplace( '%2e', '.', $path ) );
	}

	/**
	 * The code of the first thing that is wrong, or null.
	 *
	 * @param string $input Trimmed and not empty.
	 */
	private static function first_problem( string $input ): ?string {
		if ( strlen( $input ) > self::MAX_BYTES ) {
			return 'too_long';
		}
		if ( preg_match( '/[\x00-\x20\x7f\\\\"<>^`{|}]/', $input ) ) {
			return 'invalid_characters';
		}
		if ( preg_match( '/[^\x21-\x7e]/', $input ) ) {
			return 'non_ascii';
		}
		if ( ! preg_match( '~^([A-Za-z][A-Za-z0-9+.-]*)://(.*)$~D', $input, $parts ) ) {
			return 'missing_scheme';
		}
		if ( ! isset( self::SCHEMES[ strtolower( $parts[1] ) ] ) ) {
			return 'wrong_scheme';
		}
		if ( strpbrk( $parts[2], '?#' ) ) {
			return 'has_query';
		}
		list( $authority, $path ) = array( strtok( "{$parts[2]}/", '/' ), (string) strstr( $parts[2], '/' ) );
		if ( false === $authority || '' === $parts[2] || '/' === $parts[2][0] ) {
			return 'missing_host';
		}
		if ( str_contains( $authority, '@' ) ) {
			return 'has_credentials';
		}
		return self::authority_problem( $authority ) ?? ( '' === rtrim( $path, '/' ) || self::is_path( rtrim( $path, '/' ) ) ? null : 'invalid_path' );
	}

	/**
	 * The code of what is wrong with host and port, or null.
	 *
	 * @param string $authority `host`, `host:port`, `[IPv6]` or `[IPv6]:port`.
	 */
	private static function authority_problem( string $authority ): ?string {
		if ( '[' === $authority[0] ) {
			if ( ! preg_match( '/^\[([^\]]*)\](?::(.*))?$/D', $authority, $parts ) || ! filter_var( $parts[1], FILTER_VALIDATE_IP, FILTER_FLAG_IPV6 ) ) {
				return 'invalid_host';
			}
			return self::port_problem( $parts[2] ?? null );
		}
		list( $host, $port ) = array_pad( explode( ':', $authority, 2 ), 2, null );
		if ( '' === $host ) {
			return 'missing_host';
		}
		if ( null !== $port && str_contains( $port, ':' ) ) {
			return 'invalid_host';
		}
		return self::host_problem( strtolower( $host ) ) ?? self::port_problem( $port );
	}

	private static function host_problem( string $host ): ?string {
		$label = self::HOST_LABEL;
		if ( strlen( $host ) > self::MAX_HOST_SIZE || ! preg_match( "/^$label(?:\\.$label)*$/D", $host ) ) {
			return 'invalid_host';
		}
		// A last part that is a number makes the whole an IPv4 address to browsers, in whatever notation.
		$last = substr( (string) strrchr( ".$host", '.' ), 1 );
		if ( preg_match( '/^(?:[0-9]+|0x[0-9a-f]*)$/D', $last ) && ! filter_var( $host, FILTER_VALIDATE_IP, FILTER_FLAG_IPV4 ) ) {
			return 'invalid_host';
		}
		return null;
	}

	private static function port_problem( ?string $port ): ?string {
		if ( null === $port ) {
			return null;
		}
		$digits = ltrim( $port, '0' );
		return ctype_digit( $port ) && '' !== $digits && strlen( $digits ) <= 5 && (int) $digits <= self::MAX_PORT ? null : 'invalid_port';
	}

	private static function error( string $code ): WP_Error {
		$messages = array(
			'missing_scheme'     => __( 'The address has to begin with https:// or http:// (wss:// and ws:// are fine too).', 'realtime-events' ),
			'wrong_scheme'       => __( 'Only https://, http://, wss:// and ws:// addresses can be used.', 'realtime-events' ),
			'missing_host'       => __( 'The address has no host name. It should look like https://hub.example.com.', 'realtime-events' ),
			'has_credentials'    => __( 'Leave out the user name and password. The plugin signs what it sends with the API key.', 'realtime-events' ),
			'has_query'          => __( 'Leave out everything from the “?” or “#” on.', 'realtime-events' ),
			'invalid_characters' => __( 'The address contains a space or a character that no address may have.', 'realtime-events' ),
			'non_ascii'          => __( 'Write the address in plain letters: a name such as bücher.example is xn--bcher-kva.example.', 'realtime-events' ),
			'invalid_host'       => __( 'The host name is not a valid one. It should look like hub.example.com, 192.0.2.10 or [2001:db8::1].', 'realtime-events' ),
			'invalid_port'       => __( 'The port has to be a number from 1 to 65535.', 'realtime-events' ),
			'invalid_path'       => __( 'The path contains a part that could be read in two ways. It should look like /hub.', 'realtime-events' ),
			'too_long'           => __( 'The address is too long.', 'realtime-events' ),
		);
		return new WP_Error( $code, $messages[ $code ], array( 'status' => 400 ) );
	}
}
