<?php
/**
 * A certificate that is not trusted.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Diagnostics;

defined( 'ABSPATH' ) || exit;

/**
 * Says what is wrong with a server's certificate. OpenSSL tells PHP no more than that it failed, so the certificate is looked at.
 *
 * @since 0.1.0
 */
final class Certificate {

	/**
	 * @param int          $valid_from  Unix seconds.
	 * @param int          $valid_until Unix seconds.
	 * @param list<string> $names       What it is for.
	 * @param bool         $self_signed Whether it vouches for itself.
	 */
	private function __construct(
		private readonly int $valid_from,
		private readonly int $valid_until,
		private readonly array $names,
		private readonly bool $self_signed,
	) {
	}

	/**
	 * The certificate that a server shows; null where it shows none. Nothing is sent there.
	 *
	 * @param string $target Host and port.
	 * @param string $host   The name that is asked for.
	 * @param int    $timeout_seconds How long to wait.
	 */
	public static function of( string $target, string $host, int $timeout_seconds ): ?self {
		$context = stream_context_create(
			array(
				'ssl' => array(
					'peer_name'         => $host,
					'capture_peer_cert' => true,
					// To look at it is the whole point; the connection is closed unused.
					'verify_peer'       => false,
					'verify_peer_name'  => false,
				),
			)
		);
		$socket  = @stream_socket_client( "ssl://$target", $code, $reason, $timeout_seconds, STREAM_CLIENT_CONNECT, $context ); // phpcs:ignore Generic.PHP.NoSilencedErrors, WordPress.PHP.NoSilencedErrors -- That there is none is an answer, too.
		if ( ! $socket ) {
			return null;
		}
		$shown = stream_context_get_params( $socket )['options']['ssl']['peer_certificate'] ?? null;
		fclose( $socket ); // phpcs:ignore WordPress.WP.AlternativeFunctions.file_system_operations_fclose -- A socket.
		$facts = $shown ? openssl_x509_parse( $shown ) : false;
		return $facts ? self::from( $facts ) : null;
	}

	/**
	 * What is wrong with it.
	 *
	 * @param string $host The name that it should be for.
	 * @return array{ message: string, fix: string, snippets: list<array{ label: string, text: string }> }
	 */
	public function problem( string $host ): array {
		if ( $this->valid_until < time() ) {
			return array(
				/* translators: %s: a date. */
				'message'  => sprintf( __( 'The certificate is out of date: it was good until %s.', 'realtime-events' ), self::date( $this->valid_until ) ),
				'fix'      => __( 'Renew it on the computer on which the hub’s web server runs, and let that read it anew.', 'realtime-events' ),
				'snippets' => Fixes::renewal(),
			);
		}
		if ( $this->valid_from > time() ) {
			return array(
				/* translators: %s: a date. */
				'message'  => sprintf( __( 'The certificate is good from %s on, and not yet.', 'realtime-events' ), self::date( $this->valid_from ) ),
				'fix'      => __( 'Most likely the clock of one of the two computers is wrong. Let both set their clocks by the network.', 'realtime-events' ),
				'snippets' => Fixes::clock(),
			);
		}
		if ( $this->names && ! $this->is_for( $host ) ) {
			return array(
				/* translators: 1: names of computers, 2: name of a computer. */
				'message'  => sprintf( __( 'The certificate is for %1$s and not for %2$s.', 'realtime-events' ), implode( ', ', array_slice( $this->names, 0, 3 ) ), $host ),
				'fix'      => __( 'Enter the address with a name that the certificate is for, or get a certificate for this one.', 'realtime-events' ),
				'snippets' => Fixes::certificate( $host ),
			);
		}
		return array(
			'message'  => $this->self_signed
				? __( 'The certificate was signed by itself, so nobody vouches for it.', 'realtime-events' )
				: __( 'Your server does not know who signed the certificate. Usually the chain that leads there is not whole.', 'realtime-events' ),
			'fix'      => __( 'Give the hub’s web server a certificate of a known authority, with its whole chain. On one computer, or a network of your own, an address that starts with http:// does without.', 'realtime-events' ),
			'snippets' => $this->self_signed ? Fixes::certificate( $host ) : Fixes::chain( $host ),
		);
	}

	/**
	 * @param array<string, mixed> $facts As OpenSSL reads it.
	 */
	private static function from( array $facts ): self {
		preg_match_all( '/(?:DNS|IP Address):([^,\s]+)/', (string) ( $facts['extensions']['subjectAltName'] ?? '' ), $found );
		// A certificate that lists no names is for the one that it is called by.
		$names = $found[1] ?: (array) ( $facts['subject']['CN'] ?? array() );
		return new self( (int) $facts['validFrom_time_t'], (int) $facts['validTo_time_t'], array_values( array_map( 'strval', $names ) ), ( $facts['issuer'] ?? null ) === ( $facts['subject'] ?? null ) );
	}

	/**
	 * Whether it is for a name; `*.example.com` is for `a.example.com`, and for no name below that.
	 */
	private function is_for( string $host ): bool {
		$host  = strtolower( $host );
		$below = strstr( $host, '.' );
		foreach ( $this->names as $name ) {
			$name = strtolower( $name );
			if ( $name === $host || ( false !== $below && "*$below" === $name ) ) {
				return true;
			}
		}
		return false;
	}

	private static function date( int $moment ): string {
		return (string) wp_date( (string) get_option( 'date_format' ), $moment );
	}
}
