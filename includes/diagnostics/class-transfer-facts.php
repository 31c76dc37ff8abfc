<?php
/**
 * What cURL knows of a request.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Diagnostics;

defined( 'ABSPATH' ) || exit;

/**
 * Listens to the requests that WordPress sends, and tells how long each part of the way took and what time it is at the other end.
 *
 * @since 0.1.0
 */
final class Transfer_Facts {

	/**
	 * The first request to the place: its times in seconds from its beginning, and the moment that its answer names.
	 *
	 * @var array{ info: array<string, mixed>, date: int|null, heard: int }|null
	 */
	private ?array $facts = null;

	/**
	 * Does something, and listens to the first request to an address meanwhile.
	 *
	 * @template T
	 *
	 * @param string         $url The address.
	 * @param \Closure(): T $do  What is done.
	 * @return T
	 */
	public function during( string $url, \Closure $do ): mixed {
		$this->facts = null;
		$listen      = function ( mixed $headers, mixed $info ) use ( $url ): void {
			if ( null === $this->facts && is_array( $info ) && str_starts_with( (string) ( $info['url'] ?? '' ), $url ) ) {
				preg_match( '/^date:\s*(.+)$/im', is_string( $headers ) ? $headers : '', $date );
				$this->facts = array(
					'info'  => $info,
					'date'  => isset( $date[1] ) ? ( strtotime( trim( $date[1] ) ) ?: null ) : null,
					'heard' => time(),
				);
			}
		};
		add_action( 'requests-curl.after_request', $listen, 10, 2 );
		try {
			return $do();
		} finally {
			remove_action( 'requests-curl.after_request', $listen, 10 );
		}
	}

	/**
	 * How long a part of the way took, in milliseconds; null where nobody knows.
	 *
	 * @param string $end   Name of the moment at which it ended, as cURL calls it: `namelookup_time`, `connect_time`, `appconnect_time`.
	 * @param string $begin Name of the moment at which it began; the beginning of all by default.
	 */
	public function ms( string $end, string $begin = '' ): ?int {
		$ended = $this->moment( $end );
		return null === $ended ? null : (int) round( 1000 * max( 0, $ended - (float) $this->moment( $begin ) ) );
	}

	/**
	 * By how many seconds the other end's clock is ahead of this one's; null where it does not tell the time.
	 */
	public function clock_skew(): ?int {
		return null === ( $this->facts['date'] ?? null ) ? null : $this->facts['date'] - $this->facts['heard'];
	}

	/**
	 * A moment of the request, in seconds from its beginning. PHP tells some in microseconds, that of the handshake in these alone.
	 *
	 * @param string $name As cURL calls it.
	 */
	private function moment( string $name ): ?float {
		$info    = $this->facts['info'] ?? array();
		$seconds = is_numeric( $info[ "{$name}_us" ] ?? null ) ? $info[ "{$name}_us" ] / 1e6 : ( $info[ $name ] ?? null );
		return is_numeric( $seconds ) && $seconds > 0 ? (float) $seconds : null;
	}
}
