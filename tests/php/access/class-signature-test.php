<?php
/**
 * Tests of signed requests.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Access;

use Realtime_Events\Access\Signature;
use Realtime_Events\Tests\Test_Case;

/**
 * What was signed is believed, what was not is refused, and the two are not mixed up.
 */
final class Signature_Test extends Test_Case {

	private const NOW  = 1769860800;
	private const ID   = 'msg_1';
	private const BODY = '{"a":1}';

	private function signed( string $key = 'key', string $body = self::BODY, int $at = self::NOW ): array {
		return ( new Signature() )->headers( array( $key ), self::ID, $at, $body );
	}

	/**
	 * @param array<string, mixed> $headers Headers.
	 * @param list<string>         $keys    Keys.
	 */
	private function verdict( array $headers, array $keys = array( 'key' ), string $body = self::BODY ): string {
		$verdict = ( new Signature() )->verify( $headers, $body, $keys, self::NOW );
		return true === $verdict ? 'good' : str_replace( 'realtime_events_signature_', '', (string) $verdict->get_error_code() );
	}

	public function test_it_signs_as_standard_webhooks_does(): void {
		// The example of the Standard Webhooks libraries: secret MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw.
		$headers = ( new Signature() )->headers( array( base64_decode( 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' ) ), 'msg_p5jXN8AQM9LWM0D4loKWxJek', 1614265330, '{"test": 2432232314}' );
		self::assertSame( 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=', $headers['webhook-signature'] );
		self::assertSame( '1614265330', $headers['webhook-timestamp'] );
		self::assertSame( 'msg_p5jXN8AQM9LWM0D4loKWxJek', $headers['webhook-id'] );
	}

	public function test_what_it_signed_it_believes_in_every_spelling_of_the_headers(): void {
		self::assertSame( 'good', $this->verdict( $this->signed() ) );
		self::assertSame( 'good', $this->verdict( array_change_key_case( $this->signed(), CASE_UPPER ) ) );
		$as_wordpress_has_them = array();
		foreach ( $this->signed() as $name => $value ) {
			$as_wordpress_has_them[ strtr( $name, '-', '_' ) ] = array( $value );
		}
		self::assertSame( 'good', $this->verdict( $as_wordpress_has_them ) );
	}

	public function test_one_of_several_signatures_and_keys_is_enough(): void {
		$headers = ( new Signature() )->headers( array( 'new', 'old' ), self::ID, self::NOW, self::BODY );
		self::assertSame( 'good', $this->verdict( $headers, array( 'old' ) ) );
		self::assertSame( 'good', $this->verdict( $headers, array( 'other', 'new' ) ) );
		self::assertSame( 'invalid', $this->verdict( $headers, array( 'other' ) ) );
	}

	public function test_five_minutes_are_the_limit_in_both_directions(): void {
		self::assertSame( 'good', $this->verdict( $this->signed( at: self::NOW - 300 ) ) );
		self::assertSame( 'good', $this->verdict( $this->signed( at: self::NOW + 300 ) ) );
		self::assertSame( 'expired', $this->verdict( $this->signed( at: self::NOW - 301 ) ) );
		self::assertSame( 'expired', $this->verdict( $this->signed( at: self::NOW + 301 ) ) );
	}

	/**
	 * @dataProvider forgeries
	 *
	 * @param array<string, mixed> $changes What a forger changes of good headers.
	 * @param string               $verdict What comes of it.
	 */
	public function test_a_forgery_is_refused( array $changes, string $verdict ): void {
		self::assertSame( $verdict, $this->verdict( array_merge( $this->signed(), $changes ) ) );
	}

	/**
	 * @return array<string, array{ array<string, mixed>, string }>
	 */
	public static function forgeries(): array {
		$many = implode( ' ', array_fill( 0, 10000, 'v1,AAAA' ) );
		return array(
			'no signature'           => array( array( 'webhook-signature' => '' ), 'missing' ),
			'no id'                  => array( array( 'webhook-id' => '' ), 'missing' ),
			'no time'                => array( array( 'webhook-timestamp' => '' ), 'missing' ),
			'another id'             => array( array( 'webhook-id' => 'msg_2' ), 'invalid' ),
			'another time'           => array( array( 'webhook-timestamp' => (string) ( self::NOW + 1 ) ), 'invalid' ),
			'a dot moved'            => array( array( 'webhook-id' => 'msg_1.' . self::NOW ), 'invalid' ),
			'a time that is none'    => array( array( 'webhook-timestamp' => 'now' ), 'invalid' ),
			'a negative time'        => array( array( 'webhook-timestamp' => '-1' ), 'invalid' ),
			'a time beyond counting' => array( array( 'webhook-timestamp' => '99999999999999999999999' ), 'invalid' ),
			'an empty signature'     => array( array( 'webhook-signature' => 'v1,' ), 'invalid' ),
			'another version'        => array( array( 'webhook-signature' => 'v1a,AAAA' ), 'invalid' ),
			'no base64'              => array( array( 'webhook-signature' => 'v1,***' ), 'invalid' ),
			'thousands'              => array( array( 'webhook-signature' => $many ), 'invalid' ),
			'the header twice'       => array( array( 'webhook-signature' => array( 'v1,AAAA', 'v1,BBBB' ) ), 'missing' ),
		);
	}

	public function test_a_changed_body_is_refused(): void {
		self::assertSame( 'invalid', $this->verdict( $this->signed(), body: self::BODY . ' ' ) );
	}

	public function test_without_a_key_nothing_is_good(): void {
		self::assertSame( 'invalid', $this->verdict( $this->signed(), array() ) );
		self::assertSame( 'invalid', $this->verdict( ( new Signature() )->headers( array( '' ), self::ID, self::NOW, self::BODY ), array() ) );
	}
}
