<?php
/**
 * Signed requests.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Access;

use WP_Error;

defined( 'ABSPATH' ) || exit;

/**
 * Signs requests and checks signed ones, as Standard Webhooks describes it: HMAC-SHA256 over id, time and the exact bytes of the body.
 *
 * @since 0.1.0
 */
final class Signature {

	public const HEADER_ID        = 'webhook-id';
	public const HEADER_TIMESTAMP = 'webhook-timestamp';
	public const HEADER_SIGNATURE = 'webhook-signature';

	/** How far the signer's clock may be away, in either direction. */
	public const TOLERANCE_SECONDS = 300;

	/** More than one while keys rotate; many would be a way to keep the site busy. */
	private const MAX_SIGNATURES = 8;

	/** No dot, because dots part the signed text. */
	private const ID_PATTERN = '/^[A-Za-z0-9_:-]{1,128}$/D';

	private const VERSION = 'v1,';

	/**
	 * The headers that sign a body.
	 *
	 * @param list<string> $keys      Derived keys, each of which signs, so that the other side may know the old or the new one.
	 * @param string       $id        Names the message, the same one when it is sent again.
	 * @param int          $timestamp Unix seconds.
	 * @param string       $body      The exact bytes.
	 * @return array<string, string>
	 */
	public function headers( array $keys, string $id, int $timestamp, string $body ): array {
		$signatures = array_map( static fn( string $key ): string => self::VERSION . base64_encode( self::sign( $key, $id, (string) $timestamp, $body ) ), $keys ); // phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions.obfuscation_base64_encode -- As the standard asks.
		return array(
			self::HEADER_ID        => $id,
			self::HEADER_TIMESTAMP => (string) $timestamp,
			self::HEADER_SIGNATURE => implode( ' ', $signatures ),
		);
	}

	/**
	 * Whether a body was signed with one of the keys, and lately.
	 *
	 * @param array<string, string|list<string>> $headers The request's headers, in whatever case, with `-` or `_`.
	 * @param string                             $body    The exact bytes.
	 * @param list<string>                       $keys    Derived keys.
	 * @param int                                $now     Unix seconds.
	 * @return true|WP_Error Codes: `realtime_events_signature_missing`, `…_signature_expired`, `…_signature_invalid`; status 401.
	 */
	public function verify( array $headers, string $body, array $keys, int $now ): bool|WP_Error {
		$headers   = self::flatten( $headers );
		$id        = $headers[ self::HEADER_ID ] ?? '';
		$timestamp = $headers[ self::HEADER_TIMESTAMP ] ?? '';
		$signature = $headers[ self::HEADER_SIGNATURE ] ?? '';
		if ( '' === $id || '' === $timestamp || '' === $signature ) {
			return self::error( 'signature_missing', __( 'The request has to be signed: webhook-id, webhook-timestamp and webhook-signature.', 'realtime-events' ) );
		}
		if ( ! preg_match( self::ID_PATTERN, $id ) || ! preg_match( '/^[0-9]{1,12}$/D', $timestamp ) ) {
			return self::error( 'signature_invalid', __( 'The signature’s id or time is not one.', 'realtime-events' ) );
		}
		if ( abs( $now - (int) $timestamp ) > self::TOLERANCE_SECONDS ) {
			return self::error( 'signature_expired', __( 'The signature is too old, or one of the two clocks is wrong. They may differ by 5 minutes.', 'realtime-events' ) );
		}
		return self::is_one_good( self::split( $signature ), array_map( static fn( string $key ): string => self::sign( $key, $id, $timestamp, $body ), $keys ) )
			? true
			: self::error( 'signature_invalid', __( 'The signature does not fit. Both sides need the same API key.', 'realtime-events' ) );
	}

	private static function sign( string $key, string $id, string $timestamp, string $body ): string {
		return hash_hmac( 'sha256', "$id.$timestamp.$body", $key, true );
	}

	/**
	 * The signatures of the version that we know.
	 *
	 * @param string $header `v1,<base64> v1,<base64>`.
	 * @return list<string> As bytes.
	 */
	private static function split( string $header ): array {
		$signatures = array();
		foreach ( array_slice( explode( ' ', $header ), 0, self::MAX_SIGNATURES ) as $part ) {
			if ( str_starts_with( $part, self::VERSION ) ) {
				$signatures[] = (string) base64_decode( substr( $part, strlen( self::VERSION ) ), true ); // phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions.obfuscation_base64_decode -- As the standard asks.
			}
		}
		return $signatures;
	}

	/**
	 * Compares all with all, so that the time it takes does not tell which fitted.
	 *
	 * @param list<string> $given    What was brought.
	 * @param list<string> $expected What is right.
	 */
	private static function is_one_good( array $given, array $expected ): bool {
		$is_good = false;
		foreach ( $expected as $right ) {
			foreach ( $given as $candidate ) {
				$is_good = hash_equals( $right, $candidate ) || $is_good;
			}
		}
		return $is_good;
	}

	/**
	 * Headers by lower-case name with hyphens; WordPress writes underscores and lists.
	 *
	 * @param array<string, string|list<string>> $headers The headers.
	 * @return array<string, string>
	 */
	private static function flatten( array $headers ): array {
		$flat = array();
		foreach ( $headers as $name => $value ) {
			// A header that came twice is none: who signed it did not send it so.
			$flat[ strtr( strtolower( (string) $name ), '_', '-' ) ] = is_array( $value ) ? ( 1 === count( $value ) ? (string) reset( $value ) : '' ) : (string) $value;
		}
		return $flat;
	}

	private static function error( string $code, string $message ): WP_Error {
		return new WP_Error( "realtime_events_$code", $message, array( 'status' => 401 ) );
	}
}
