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
			$addresses ? array() : array(
				'snippets' => Fixes::name( $host ),
				'fix'      => __( 'Check the spelling of the address. A new name takes a while until it is known everywhere; a name on your own network may be known on your computer alone.', 'realtime-events' ),
			)
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
					: __( 'Start the hub, and check that it listens at this port, and for other computers too where it runs on one.', 'realtime-events' ),
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
		$shown  = Certificate::of( self::target( $host, $port ), $host, self::TIMEOUT_SECONDS );
		$remedy = $shown ? $shown->problem( $host ) : array(
			'message' => preg_match( '/wrong version|unknown protocol|packet length/i', $reason )
				? __( 'What answers there speaks no https.', 'realtime-events' )
				: __( 'No encrypted connection came about.', 'realtime-events' ),
			'fix'     => __( 'Put the hub behind a web server that has a certificate, or, where it answers without one, use an address that starts with http://.', 'realtime-events' ),
		);
		return Steps::step( 'tls', Steps::label( 'tls' ), false, $remedy['message'], $ms, array( 'details' => $reason ) + array_diff_key( $remedy, array( 'message' => '' ) ) );
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
					'cafile'    => self::authorities( "https://$host" ),
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
		$socket = stream_socket_client( "$transport://" . self::target( $host, $port ), $code, $reason, self::TIMEOUT_SECONDS, STREAM_CLIENT_CONNECT, $context );
		restore_error_handler();
		$reason = '' === (string) $reason ? trim( (string) preg_replace( '/stream_socket_client\(\): /', '', $told ) ) : (string) $reason;
		return $socket;
	}

	/**
	 * The file with the authorities that WordPress trusts, also where the site has others.
	 *
	 * @param string $url The address that is asked for.
	 */
	private static function authorities( string $url ): string {
		$usual = ABSPATH . WPINC . '/certificates/ca-bundle.crt';
		// As a request of WordPress has them: who changes one argument may well look at another.
		$usual_args = array(
			'method'          => 'GET',
			'headers'         => array(),
			'body'            => null,
			'sslverify'       => true,
			'sslcertificates' => $usual,
		);
		/** This filter is documented in wp-includes/class-wp-http.php */
		$args = apply_filters( 'http_request_args', $usual_args, $url ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals.NonPrefixedHooknameFound -- WordPress's own.
		return is_string( $args['sslcertificates'] ?? null ) ? $args['sslcertificates'] : $usual;
	}

	private static function target( string $host, int $port ): string {
		return ( str_contains( $host, ':' ) ? "[$host]" : $host ) . ":$port";
	}

	private static function ms_since( int $started ): int {
		return (int) round( ( hrtime( true ) - $started ) / 1e6 );
	}
}
