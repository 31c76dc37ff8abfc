<?php
/**
 * The API key.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Access;

use Realtime_Events\Events\Clock;
use WP_Error;

defined( 'ABSPATH' ) || exit;

/**
 * The secret that the site shares with its realtime server.
 *
 * It is apart from the settings, is not loaded with every request, and leaves this class towards people only
 * once, when it is made. Sites and hub use keys that are derived from it, one per purpose.
 *
 * @since 0.1.0
 */
final class Api_Key {

	public const OPTION   = 'realtime_events_api_key';
	public const CONSTANT = 'REALTIME_EVENTS_API_KEY';

	/** Rotating gives the hub's admin time to bring the new key there, and not for ever. */
	public const MAX_OVERLAP_SECONDS = 7 * DAY_IN_SECONDS;

	public const MIN_BYTES = 16;
	public const MAX_BYTES = 256;

	private const RANDOM_BYTES = 32;

	/** Tells people and secret scanners what they have found, and keeps a key from beginning with a hyphen. */
	private const PREFIX = 'rte_';

	private const PURPOSE_PUBLISH = 'realtime-events/publish/v1';
	private const PURPOSE_TOKEN   = 'realtime-events/token/v1';
	private const PURPOSE_HUB     = 'realtime-events/hub/v1';

	private const LAST_BYTES = 4;

	public function __construct( private readonly Clock $clock ) {
	}

	/**
	 * Whether there is a key that can be used.
	 */
	public function is_set(): bool {
		return array() !== $this->active();
	}

	/**
	 * The keys that are good now: the key, and the previous one while they overlap.
	 *
	 * @return list<string>
	 */
	public function active(): array {
		if ( defined( self::CONSTANT ) ) {
			$key = constant( self::CONSTANT );
			return is_string( $key ) && null === self::problem( $key ) ? array( $key ) : array();
		}
		$stored = $this->stored();
		$keys   = array( $stored['key'] );
		if ( $stored['previous_until'] > $this->now() ) {
			$keys[] = $stored['previous'];
		}
		return array_values( array_filter( $keys, static fn( string $key ): bool => '' !== $key ) );
	}

	/**
	 * The key that browser tokens are signed with, or null.
	 *
	 * A token has one signature, and while keys overlap a hub may know the former key alone. So the former one signs until
	 * a request of the hub has shown that it knows the new one, or the overlap is over.
	 */
	public function signing_key(): ?string {
		$keys = $this->active();
		return isset( $keys[1] ) && ! $this->stored()['is_known'] ? $keys[1] : ( $keys[0] ?? null );
	}

	/**
	 * The hub has shown that it knows the new key.
	 */
	public function note_that_hub_knows(): void {
		$stored = $this->stored();
		if ( ! defined( self::CONSTANT ) && '' !== $stored['previous'] && ! $stored['is_known'] ) {
			update_option( self::OPTION, array( 'is_known' => true ) + $stored, false );
		}
	}

	/**
	 * What may be known about the key.
	 *
	 * @return array{ isSet: bool, last4: string|null, source: 'option'|'constant'|null, previousUntil: int|null } `previousUntil` in Unix seconds.
	 */
	public function status(): array {
		$is_constant = defined( self::CONSTANT );
		$key         = $this->active()[0] ?? null;
		$until       = $is_constant ? 0 : $this->stored()['previous_until'];
		return array(
			'isSet'         => null !== $key,
			'last4'         => null === $key ? null : substr( $key, -self::LAST_BYTES ),
			'source'        => $is_constant ? 'constant' : ( null === $key ? null : 'option' ),
			'previousUntil' => $until > $this->now() ? $until : null,
		);
	}

	/**
	 * Makes a new key with 256 bits. The former one is invalid at once.
	 *
	 * @return string|WP_Error The key, for this once; an error where wp-config.php decides.
	 */
	public function generate(): string|WP_Error {
		return $this->replace( 0 );
	}

	/**
	 * Makes a new key and lets the former one be good for a while.
	 *
	 * @param int $overlap_seconds For how long, at most MAX_OVERLAP_SECONDS.
	 * @return string|WP_Error The key, for this once; an error where wp-config.php decides.
	 */
	public function rotate( int $overlap_seconds ): string|WP_Error {
		return $this->replace( max( 0, min( self::MAX_OVERLAP_SECONDS, $overlap_seconds ) ) );
	}

	/**
	 * Takes a key that was made elsewhere.
	 *
	 * @param string $key The key.
	 * @return true|WP_Error
	 */
	public function set( string $key ): bool|WP_Error {
		$key     = trim( $key );
		$problem = $this->refusal() ?? self::problem( $key );
		return null === $problem ? $this->store( $key ) : $problem;
	}

	/**
	 * Takes the key away: nothing is sent and nobody is let in until there is a new one.
	 *
	 * @return true|WP_Error
	 */
	public function delete(): bool|WP_Error {
		$refusal = $this->refusal();
		if ( null !== $refusal ) {
			return $refusal;
		}
		delete_option( self::OPTION );
		$this->announce();
		return true;
	}

	/**
	 * Whether somebody brought the key, told in constant time.
	 *
	 * @param string $candidate What was brought.
	 */
	public function matches( string $candidate ): bool {
		$matches = false;
		foreach ( $this->active() as $key ) {
			$matches = hash_equals( $key, $candidate ) || $matches;
		}
		return $matches;
	}

	/**
	 * The key that signs what the site sends.
	 *
	 * @param string $api_key One of active().
	 * @return string 32 bytes.
	 */
	public static function publish_key( string $api_key ): string {
		return hash_hmac( 'sha256', self::PURPOSE_PUBLISH, $api_key, true );
	}

	/**
	 * The key that signs browser tokens.
	 *
	 * @param string $api_key One of active().
	 * @return string 32 bytes.
	 */
	public static function token_key( string $api_key ): string {
		return hash_hmac( 'sha256', self::PURPOSE_TOKEN, $api_key, true );
	}

	/**
	 * The key that signs what the hub asks of the site.
	 *
	 * @param string $api_key One of active().
	 * @return string 32 bytes.
	 */
	public static function hub_key( string $api_key ): string {
		return hash_hmac( 'sha256', self::PURPOSE_HUB, $api_key, true );
	}

	private function replace( int $overlap_seconds ): string|WP_Error {
		$refusal = $this->refusal();
		if ( null !== $refusal ) {
			return $refusal;
		}
		$key    = self::PREFIX . rtrim( strtr( base64_encode( random_bytes( self::RANDOM_BYTES ) ), '+/', '-_' ), '=' ); // phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions.obfuscation_base64_encode -- Bytes as text.
		$former = $overlap_seconds > 0 ? $this->stored()['key'] : '';
		$this->store( $key, $former, '' === $former ? 0 : $this->now() + $overlap_seconds );
		return $key;
	}

	private function store( string $key, string $previous = '', int $previous_until = 0 ): bool {
		update_option(
			self::OPTION,
			array(
				'key'            => $key,
				'previous'       => $previous,
				'previous_until' => $previous_until,
				'is_known'       => '' === $previous,
			),
			false
		);
		$this->announce();
		return true;
	}

	private function announce(): void {
		/**
		 * Fires when the API key was made, set, rotated or taken away.
		 *
		 * @since 0.1.0
		 *
		 * @param array $status What may be known of it: `isSet`, `last4`, `source`, `previousUntil`.
		 */
		do_action( 'realtime_events_key_changed', $this->status() );
	}

	/**
	 * @return array{ key: string, previous: string, previous_until: int, is_known: bool }
	 */
	private function stored(): array {
		$stored = get_option( self::OPTION );
		// Somebody may have set it by hand.
		$stored = is_string( $stored ) ? array( 'key' => trim( $stored ) ) : (array) $stored;
		return array(
			'key'            => (string) ( $stored['key'] ?? '' ),
			'previous'       => (string) ( $stored['previous'] ?? '' ),
			'previous_until' => (int) ( $stored['previous_until'] ?? 0 ),
			'is_known'       => (bool) ( $stored['is_known'] ?? true ),
		);
	}

	private function refusal(): ?WP_Error {
		return defined( self::CONSTANT ) ? new WP_Error(
			'realtime_events_key_is_constant',
			/* translators: %s: name of a PHP constant. */
			sprintf( __( 'The key is set in wp-config.php by %s. Change it there.', 'realtime-events' ), self::CONSTANT ),
			array( 'status' => 409 )
		) : null;
	}

	private static function problem( string $key ): ?WP_Error {
		if ( strlen( $key ) < self::MIN_BYTES || strlen( $key ) > self::MAX_BYTES ) {
			/* translators: 1: smallest number of characters, 2: largest number of characters. */
			$message = sprintf( __( 'The key has to have %1$d to %2$d characters.', 'realtime-events' ), self::MIN_BYTES, self::MAX_BYTES );
			return new WP_Error( 'realtime_events_key_length', $message, array( 'status' => 400 ) );
		}
		if ( ! preg_match( '/^[\x21-\x7e]+$/D', $key ) ) {
			return new WP_Error( 'realtime_events_key_characters', __( 'The key may have letters, digits and signs of the plain keyboard, and no spaces.', 'realtime-events' ), array( 'status' => 400 ) );
		}
		return null;
	}

	private function now(): int {
		return intdiv( $this->clock->now_ms(), 1000 );
	}
}
