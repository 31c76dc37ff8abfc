<?php
/**
 * The way to a server, below HTTP.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Diagnostics;

defined( 'ABSPATH' ) || exit;

/**
 * Tries the way to a server below HTTP, up to the first step that fails: its name, its port, its certificate.
 *
 * Asked when a request got no answer, to say which of these it is.
 *
 * @since 0.1.0
 */
final class Network_Path {

	private const TIMEOUT_SECONDS = 3;

	private const DEFAULT_PORTS = array(
		'http'  => 80,
		'https' => 443,
	);

	/**
	 * Tries it.
	 *
	 * @param string $url Normalised address of the server.
	 * @return list<array<string, mixed>> Steps as the doctor's.
	 */
	public function steps( string $url ): array {
		$parts = (array) wp_parse_url( $url );
		$host  = trim( (string) ( $parts['host'] ?? '' ), '[]' );
		$port  = (int) ( $parts['port'] ?? self::DEFAULT_PORTS[ $parts['scheme'] ?? '' ] ?? 0 );
		$steps = array();
		if ( ! filter_var( $host, FILTER_VALIDATE_IP ) ) {
			$steps[] = self::name( $host );
		}
		if ( ! $steps || $steps[0]['ok'] ) {
			$steps[] = self::port( $host, $port );
		}
		if ( 'https' === ( $parts['scheme'] ?? '' ) && end( $steps )['ok'] ) {
			$steps[] = self::certificate( $host, $port );
		}
		return $steps;
	}

	/**
	 * @return array<string, mixed>
	 */
	private static function name( string $host ): array {
		$started   = hrtime( true );
		$addresses = gethostbynamel( $host );
		return Steps::step(
			'dns',
			Steps::label( 'dns' ),
			(bool) $addresses,
			/* translators: %s: name of a computer. */
			$addresses ? implode( ', ', $addresses ) : sprintf( __( 'There is no computer called %s, as far as your server can see.', 'realtime-events' ), $host ),
			self::ms_since( $started ),
			$addresses ? array() : array( 'fix' => __( 'Check the spelling of the address. A new name takes a while until it is known everywhere; a name on your own network may be known on your computer alone.', 'realtime-events' ) )
		);
	}

	/**
	 * @return array<string, mixed>
	 */
	private static function port( string $host, int $port ): array {
		$started = hrtime( true );
		$socket  = self::open( 'tcp', $host, $port, $code, $reason );
		$ms      = self::ms_since( $started );
		if ( $socket ) {
			fclose( $socket ); // phpcs:ignore WordPress.WP.AlternativeFunctions.file_system_operations_fclose -- A socket.
			return Steps::step( 'tcp', Steps::label( 'tcp' ), true, '', $ms );
		}
		// Who refuses answers at once; a firewall lets one wait.
		$is_silent = $ms >= 1000 * self::TIMEOUT_SECONDS - 100;
		return Steps::step(
			'tcp',
			Steps::label( 'tcp' ),
			false,
			$is_silent
				/* translators: %d: number of a port. */
				? sprintf( __( 'Your server knocks at port %d and gets no answer. Usually a firewall keeps it out.', 'realtime-events' ), $port )
				/* translators: %d: number of a port. */
				: sprintf( __( 'Your hub isn’t answering: nothing listens at port %d.', 'realtime-events' ), $port ),
			$ms,
			array(
				'details' => trim( "$reason ($code)" ),
				'fix'     => $is_silent
					? __( 'Let the server that runs WordPress through, on the computer on which the hub runs.', 'realtime-events' )
					: __( 'Start the hub, and check that it listens at this port and not at 127.0.0.1 of another computer.', 'realtime-events' ),
			) + ( $is_silent ? array( 'snippets' => Fixes::firewall( $port ) ) : array() )
		);
	}

	/**
	 * @return array<string, mixed>
	 */
	private static function certificate( string $host, int $port ): array {
		$started = hrtime( true );
		$socket  = self::open( 'ssl', $host, $port, $code, $reason );
		$ms      = self::ms_since( $started );
		if ( $socket ) {
			fclose( $socket ); // phpcs:ignore WordPress.WP.AlternativeFunctions.file_system_operations_fclose -- A socket.
			return Steps::step( 'tls', Steps::label( 'tls' ), true, '', $ms );
		}
		$message = match ( true ) {
			(bool) preg_match( '/expired|not yet valid/i', $reason )       => __( 'The certificate is out of date.', 'realtime-events' ),
			/* translators: %s: name of a computer. */
			(bool) preg_match( '/did not match|mismatch/i', $reason )      => sprintf( __( 'The certificate is for another name than %s.', 'realtime-events' ), $host ),
			(bool) preg_match( '/verify failed|self.signed/i', $reason )   => __( 'Your server does not trust the certificate.', 'realtime-events' ),
			(bool) preg_match( '/wrong version|unknown protocol/i', $reason ) => __( 'What answers there speaks no https.', 'realtime-events' ),
			default                                                        => __( 'No encrypted connection came about.', 'realtime-events' ),
		};
		return Steps::step(
			'tls',
			Steps::label( 'tls' ),
			false,
			$message,
			$ms,
			array(
				'details' => $reason,
				'fix'     => __( 'Give the hub’s web server a valid certificate with its whole chain. Where the hub answers without one, use an address that starts with http://.', 'realtime-events' ),
			)
		);
	}

	/**
	 * @param string $transport `tcp` or `ssl`.
	 * @param string $host      Name or address.
	 * @param int    $port      Port.
	 * @param mixed  $code      What the system calls the failure.
	 * @param mixed  $reason    Why, in the system's words.
	 * @return resource|false
	 */
	private static function open( string $transport, string $host, int $port, mixed &$code, mixed &$reason ) {
		$told    = '';
		$context = stream_context_create(
			array(
				'ssl' => array(
					'peer_name' => $host,
					'cafile'    => ABSPATH . WPINC . '/certificates/ca-bundle.crt',
				),
			)
		);
		// What OpenSSL has against a certificate is said in a warning and nowhere else.
		set_error_handler( // phpcs:ignore WordPress.PHP.DevelopmentFunctions.error_log_set_error_handler -- To read it, and not to show it.
			static function ( int $level, string $message ) use ( &$told ): bool {
				$told .= $message . ' ';
				return true;
			}
		);
		$target = str_contains( $host, ':' ) ? "[$host]" : $host;
		$socket = stream_socket_client( "$transport://$target:$port", $code, $reason, self::TIMEOUT_SECONDS, STREAM_CLIENT_CONNECT, $context );
		restore_error_handler();
		$reason = '' === (string) $reason ? trim( (string) preg_replace( '/stream_socket_client\(\): /', '', $told ) ) : (string) $reason;
		return $socket;
	}

	private static function ms_since( int $started ): int {
		return (int) round( ( hrtime( true ) - $started ) / 1e6 );
	}
}
