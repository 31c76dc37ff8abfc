<?php
/**
 * Tests of browser tokens.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Access;

use Realtime_Events\Access\Api_Key;
use Realtime_Events\Access\Channels;
use Realtime_Events\Access\Token_Issuer;
use Realtime_Events\Settings\Options;
use Realtime_Events\Tests\Support\Fixed_Clock;
use Realtime_Events\Tests\Test_Case;

require_once dirname( __DIR__ ) . '/support/class-fixed-clock.php';

/**
 * A token says who, for how long and which channels, and is signed as the hub expects it.
 */
final class Token_Issuer_Test extends Test_Case {

	private Fixed_Clock $clock;

	private function issuer(): Token_Issuer {
		$this->clock = new Fixed_Clock();
		return new Token_Issuer( $this->service( Options::class ), $this->service( Api_Key::class ), new Channels(), $this->clock );
	}

	/**
	 * Reads a token and checks its signature by other means than it was written with.
	 *
	 * @return array{ array<string, mixed>, array<string, mixed> } Header and claims.
	 */
	private static function read( string $token, string $key ): array {
		self::assertMatchesRegularExpression( '/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{43}$/D', $token );
		$parts = explode( '.', $token );
		$right = sodium_bin2base64( hash_hmac( 'sha256', "$parts[0].$parts[1]", $key, true ), SODIUM_BASE64_VARIANT_URLSAFE_NO_PADDING );
		self::assertSame( $right, $parts[2] );
		return array_map( static fn( string $part ): array => json_decode( sodium_base642bin( $part, SODIUM_BASE64_VARIANT_URLSAFE_NO_PADDING ), true, 8, JSON_THROW_ON_ERROR ), array_slice( $parts, 0, 2 ) );
	}

	public function test_it_says_who_where_and_for_how_long(): void {
		$key  = $this->service( Api_Key::class )->generate();
		$user = $this->create_user( 'editor', array( 'display_name' => 'Ada “Édith” 🖋' ) );
		$made = $this->issuer()->issue( $user );
		$now  = intdiv( $this->clock->now_ms(), 1000 );

		[ $header, $claims ] = self::read( $made['token'], Api_Key::token_key( $key ) );
		self::assertSame(
			array(
				'alg' => 'HS256',
				'typ' => 'JWT',
			),
			$header
		);
		self::assertMatchesRegularExpression( '/^[0-9a-f]{32}$/D', $claims['jti'] );
		self::assertStringStartsWith( 'http', $claims['avatar'] );
		unset( $claims['jti'], $claims['avatar'] );
		self::assertSame(
			array(
				'iss'      => 'http://example.org',
				'aud'      => 'realtime-events-hub',
				'site'     => 'example.org',
				'sub'      => (string) $user->ID,
				'name'     => 'Ada “Édith” 🖋',
				'channels' => array( 'public', 'editors', "user:$user->ID" ),
				// Whole only because this clock stands at a whole second.
				'iat'      => $now,
				'nbf'      => $now,
				'exp'      => $now + 300,
			),
			$claims
		);
		self::assertSame( $claims['channels'], $made['channels'] );
		self::assertSame( $now + 300, $made['exp'] );
	}

	/**
	 * @return array<string, array{ int, float }>
	 */
	public function beginnings(): array {
		return array(
			'a request that began a moment ago' => array( 1250, ( Fixed_Clock::DEFAULT_MS - 1250 ) / 1000 ),
			'a process that runs for long'      => array( HOUR_IN_SECONDS * 1000, Fixed_Clock::DEFAULT_MS / 1000 ),
			'a clock that was set back'         => array( -5000, Fixed_Clock::DEFAULT_MS / 1000 ),
		);
	}

	/**
	 * What a request reads of a user's rights it reads after it began, so a token is not younger than what it says.
	 *
	 * @dataProvider beginnings
	 *
	 * @param int   $ago_ms   How long ago the request began.
	 * @param float $expected Unix seconds.
	 */
	public function test_it_is_as_old_as_the_request_to_the_millisecond( int $ago_ms, float $expected ): void {
		$before = $_SERVER['REQUEST_TIME_FLOAT'];
		$key    = $this->service( Api_Key::class )->generate();
		try {
			$_SERVER['REQUEST_TIME_FLOAT'] = ( Fixed_Clock::DEFAULT_MS - $ago_ms ) / 1000;
			$made                          = $this->issuer()->issue( $this->create_user() );
		} finally {
			$_SERVER['REQUEST_TIME_FLOAT'] = $before;
		}
		$claims = self::read( $made['token'], Api_Key::token_key( $key ) )[1];
		self::assertEqualsWithDelta( $expected, $claims['iat'], 0.0005 );
		self::assertSame( (int) floor( $expected ), $claims['nbf'] );
		self::assertSame( $claims['nbf'] + 300, $claims['exp'] );
	}

	public function test_no_two_tokens_are_alike(): void {
		$this->service( Api_Key::class )->generate();
		$user = $this->create_user();
		self::assertNotSame( $this->issuer()->issue( $user )['token'], $this->issuer()->issue( $user )['token'] );
	}

	public function test_a_post_is_added_for_who_may_edit_it_and_nothing_else_that_is_asked_for(): void {
		$this->service( Api_Key::class )->generate();
		$author  = $this->create_user( 'author' );
		$own     = $this->create_post( array( 'post_author' => $author->ID ) );
		$foreign = $this->create_post( array( 'post_author' => $this->create_user( 'editor' )->ID ) );
		$made    = $this->issuer()->issue( $author, array( "postType/post:$own->ID", "postType/post:$foreign->ID", 'admins', 'user:1', 'nonsense' ) );
		self::assertSame( array( 'public', 'editors', "user:$author->ID", "postType/post:$own->ID" ), $made['channels'] );
	}

	public function test_a_list_of_posts_costs_no_more_queries_than_a_few(): void {
		$this->service( Api_Key::class )->generate();
		$author  = $this->create_user( 'author' );
		$issuer  = $this->issuer();
		$queries = array();
		foreach ( array( 2, 12 ) as $count ) {
			$wanted = array();
			for ( $post = 0; $post < $count; $post++ ) {
				$wanted[] = 'postType/post:' . $this->create_post( array( 'post_author' => $author->ID ) )->ID;
			}
			wp_cache_flush();
			$before    = get_num_queries();
			$made      = $issuer->issue( $author, $wanted );
			$queries[] = get_num_queries() - $before;
			self::assertSame( array(), array_diff( $wanted, $made['channels'] ) );
		}
		self::assertSame( $queries[0], $queries[1] );
	}

	public function test_without_a_key_there_is_no_token(): void {
		$error = $this->issuer()->issue( $this->create_user() );
		self::assertSame( 'realtime_events_key_missing', $error->get_error_code() );
		self::assertSame( 503, $error->get_error_data()['status'] );
	}

	public function test_while_keys_overlap_the_one_that_the_hub_knows_signs(): void {
		$old = $this->service( Api_Key::class )->generate();
		$new = $this->service( Api_Key::class )->rotate( 3600 );
		self::read( $this->issuer()->issue( $this->create_user() )['token'], Api_Key::token_key( $old ) );
		$this->service( Api_Key::class )->note_that_hub_knows();
		self::read( $this->issuer()->issue( $this->create_user() )['token'], Api_Key::token_key( $new ) );
		self::assertCount( 2, $this->service( Api_Key::class )->active(), 'The former one stays good.' );
	}
}
