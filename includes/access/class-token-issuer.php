<?php
/**
 * Tokens for browsers.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Access;

use Realtime_Events\Events\Clock;
use Realtime_Events\Settings\Options;
use WP_Error;
use WP_User;

defined( 'ABSPATH' ) || exit;

/**
 * Writes what a browser shows the hub: a JWT (RFC 7519), signed with HMAC-SHA256, good for minutes.
 *
 * It is only written here and never read, so there is no algorithm to be confused about.
 *
 * @since 0.1.0
 */
final class Token_Issuer {

	public const LIFETIME_SECONDS = 300;

	/** A request that is older than this is a process that runs for long. */
	private const MAX_REQUEST_MS = 60_000;

	private const AUDIENCE = 'realtime-events-hub';
	private const HEADER   = array(
		'alg' => 'HS256',
		'typ' => 'JWT',
	);

	private const AVATAR_PIXELS    = 64;
	private const ID_BYTES         = 16;
	private const MAX_NAME_LETTERS = 191;

	public function __construct(
		private readonly Options $options,
		private readonly Api_Key $api_key,
		private readonly Channels $channels,
		private readonly Clock $clock,
	) {
	}

	/**
	 * A token with all channels that a user may join.
	 *
	 * @param WP_User      $user  Who it is for.
	 * @param list<string> $wanted Further channels: those of single posts. What the user may not read is left out.
	 * @return array{ token: string, channels: list<string>, exp: int }|WP_Error `exp` in Unix seconds. An error where there is no key to sign with.
	 */
	public function issue( WP_User $user, array $wanted = array() ): array|WP_Error {
		self::read_posts( $wanted );
		$channels = array_merge( $this->channels->readable_by( $user->ID ), array_filter( $wanted, fn( string $channel ): bool => $this->channels->can_read( $user->ID, $channel ) ) );
		return $this->issue_for(
			(string) $user->ID,
			array_values( array_unique( $channels ) ),
			array(
				'name'   => mb_substr( wp_strip_all_tags( (string) $user->display_name, true ), 0, self::MAX_NAME_LETTERS ),
				'avatar' => (string) get_avatar_url( $user->ID, array( 'size' => self::AVATAR_PIXELS ) ),
			)
		);
	}

	/**
	 * Reads all posts that channels are of in one query.
	 *
	 * @param list<string> $channels Names, among them what is no channel.
	 */
	private static function read_posts( array $channels ): void {
		preg_match_all( '/^postType\/[^:\n]+:([1-9][0-9]{0,17})$/m', implode( "\n", $channels ), $found );
		_prime_post_caches( array_map( 'intval', $found[1] ), false, false );
	}

	/**
	 * A token for a single channel, which whoever asks has been shown to be allowed.
	 *
	 * @param string $subject User id, or the name of the channel of an order that has no account.
	 * @param string $channel The channel.
	 * @return array{ token: string, channels: list<string>, exp: int }|WP_Error `exp` in Unix seconds. An error where there is no key to sign with.
	 */
	public function issue_for_channel( string $subject, string $channel ): array|WP_Error {
		return $this->issue_for( $subject, array( $channel ) );
	}

	/**
	 * @param string                $subject  Who.
	 * @param list<string>          $channels What may be joined.
	 * @param array<string, string> $about    Further claims.
	 * @return array{ token: string, channels: list<string>, exp: int }|WP_Error
	 */
	private function issue_for( string $subject, array $channels, array $about = array() ): array|WP_Error {
		$key = $this->api_key->signing_key();
		if ( null === $key ) {
			return new WP_Error( 'realtime_events_key_missing', __( 'The site has no API key yet.', 'realtime-events' ), array( 'status' => 503 ) );
		}
		$begun_ms = $this->begun_ms();
		$begun    = intdiv( $begun_ms, 1000 );
		$claims   = array(
			'iss'  => home_url(),
			'aud'  => self::AUDIENCE,
			'site' => $this->options->site_id(),
			'sub'  => $subject,
		) + $about + array(
			'channels' => $channels,
			// Finer than a second, so that the hub can tell whether it is older than a withdrawal.
			'iat'      => $begun_ms / 1000,
			'nbf'      => $begun,
			'exp'      => $begun + self::LIFETIME_SECONDS,
			'jti'      => bin2hex( random_bytes( self::ID_BYTES ) ),
		);
		return array(
			'token'    => self::sign( $claims, Api_Key::token_key( $key ) ),
			'channels' => $channels,
			'exp'      => $claims['exp'],
		);
	}

	/**
	 * When this request began: what it knows of a user's rights was true then at the earliest. A token that was made while the rights were
	 * being taken away is older than that, whenever it is signed.
	 *
	 * @return int Unix ms.
	 */
	private function begun_ms(): int {
		$now   = $this->clock->now_ms();
		$begun = (int) floor( 1000 * (float) ( $_SERVER['REQUEST_TIME_FLOAT'] ?? 0 ) );
		return $begun <= $now && $now - $begun <= self::MAX_REQUEST_MS ? $begun : $now;
	}

	/**
	 * The compact form of RFC 7515.
	 *
	 * @param array<string, mixed> $claims What the token says.
	 * @param string               $key    32 bytes.
	 */
	private static function sign( array $claims, string $key ): string {
		$text = self::encode( (string) wp_json_encode( self::HEADER ) ) . '.' . self::encode( (string) wp_json_encode( $claims, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE ) );
		return $text . '.' . self::encode( hash_hmac( 'sha256', $text, $key, true ) );
	}

	private static function encode( string $bytes ): string {
		return rtrim( strtr( base64_encode( $bytes ), '+/', '-_' ), '=' ); // phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions.obfuscation_base64_encode -- Base64url, as RFC 7515 asks.
	}
}
