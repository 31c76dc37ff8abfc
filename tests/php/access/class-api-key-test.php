<?php
/**
 * Tests of the API key.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Access;

use Realtime_Events\Access\Api_Key;
use Realtime_Events\Tests\Support\Fixed_Clock;
use Realtime_Events\Tests\Test_Case;

require_once dirname( __DIR__ ) . '/support/class-fixed-clock.php';

/**
 * The key is strong, is shown once, and its derivations are those that the hub computes.
 */
final class Api_Key_Test extends Test_Case {

	private function key( ?Fixed_Clock $clock = null ): Api_Key {
		return new Api_Key( $clock ?? new Fixed_Clock() );
	}

	public function test_a_fresh_site_has_no_key(): void {
		self::assertFalse( $this->key()->is_set() );
		self::assertSame( array(), $this->key()->active() );
		self::assertFalse( $this->key()->matches( '' ) );
		self::assertSame(
			array(
				'isSet'         => false,
				'last4'         => null,
				'source'        => null,
				'previousUntil' => null,
			),
			$this->key()->status()
		);
	}

	public function test_a_new_key_has_256_bits_and_no_two_are_alike(): void {
		$first  = $this->key()->generate();
		$second = $this->key()->generate();
		self::assertNotSame( $first, $second );
		self::assertMatchesRegularExpression( '/^rte_[A-Za-z0-9_-]{43}$/D', $second );
		self::assertSame( 32, strlen( base64_decode( strtr( substr( $second, 4 ), '-_', '+/' ), true ) ) );
		self::assertSame( array( $second ), $this->key()->active(), 'The former one is invalid at once.' );
		self::assertSame( substr( $second, -4 ), $this->key()->status()['last4'] );
	}

	public function test_it_is_not_loaded_with_every_request(): void {
		$this->key()->generate();
		wp_cache_flush();
		self::assertArrayNotHasKey( Api_Key::OPTION, wp_load_alloptions() );
	}

	public function test_rotating_lets_the_former_key_be_good_until_the_overlap_is_over(): void {
		$clock = new Fixed_Clock();
		$old   = $this->key( $clock )->generate();
		$new   = $this->key( $clock )->rotate( 60 );
		self::assertSame( array( $new, $old ), $this->key( $clock )->active() );
		self::assertTrue( $this->key( $clock )->matches( $old ) );
		self::assertSame( intdiv( $clock->now_ms(), 1000 ) + 60, $this->key( $clock )->status()['previousUntil'] );
		self::assertSame( $old, $this->key( $clock )->signing_key() );
		$clock->advance_seconds( 60 );
		self::assertSame( $new, $this->key( $clock )->signing_key() );
		self::assertSame( array( $new ), $this->key( $clock )->active() );
		self::assertFalse( $this->key( $clock )->matches( $old ) );
		self::assertNull( $this->key( $clock )->status()['previousUntil'] );
	}

	public function test_an_overlap_ends_after_a_week_at_most(): void {
		$clock = new Fixed_Clock();
		$this->key( $clock )->generate();
		$this->key( $clock )->rotate( PHP_INT_MAX );
		$clock->advance_seconds( WEEK_IN_SECONDS );
		self::assertCount( 1, $this->key( $clock )->active() );
	}

	public function test_a_key_made_elsewhere_is_taken_without_the_spaces_of_copying(): void {
		self::assertTrue( $this->key()->set( "  a-key-that-a-relay-has \n" ) );
		self::assertSame( array( 'a-key-that-a-relay-has' ), $this->key()->active() );
	}

	/**
	 * @dataProvider bad_keys
	 *
	 * @param string $key  What is no key.
	 * @param string $code Why.
	 */
	public function test_a_bad_key_is_refused_and_the_former_one_stays( string $key, string $code ): void {
		$former = $this->key()->generate();
		self::assertSame( $code, $this->key()->set( $key )->get_error_code() );
		self::assertSame( array( $former ), $this->key()->active() );
	}

	/**
	 * @return array<string, array{ string, string }>
	 */
	public static function bad_keys(): array {
		return array(
			'none'       => array( '', 'realtime_events_key_length' ),
			'short'      => array( 'fifteen-letters', 'realtime_events_key_length' ),
			'long'       => array( str_repeat( 'a', 257 ), 'realtime_events_key_length' ),
			'with space' => array( 'sixteen letters and more', 'realtime_events_key_characters' ),
			'two lines'  => array( "sixteen-letters\nX-Header:1", 'realtime_events_key_characters' ),
			'not ASCII'  => array( 'schlüssel-schlüssel', 'realtime_events_key_characters' ),
			'null byte'  => array( "sixteen-letters\0-and-more", 'realtime_events_key_characters' ),
		);
	}

	public function test_deleting_takes_the_key_away(): void {
		$this->key()->generate();
		$this->key()->delete();
		self::assertFalse( $this->key()->is_set() );
	}

	public function test_whoever_listens_hears_of_a_change_and_not_of_the_key(): void {
		$heard = array();
		add_action(
			'realtime_events_key_changed',
			static function ( array $status ) use ( &$heard ): void {
				$heard[] = $status;
			}
		);
		$key = $this->key()->generate();
		$this->key()->delete();
		self::assertSame( array( true, false ), array_column( $heard, 'isSet' ) );
		self::assertStringNotContainsString( $key, (string) wp_json_encode( $heard ) );
	}

	public function test_derived_keys_are_those_that_the_hub_computes(): void {
		// Made by: printf 'realtime-events/publish/v1' | openssl dgst -sha256 -hmac 'an-api-key-for-tests'.
		self::assertSame( 'ae88e1fecd6d1c2d18ee2ef128fc0257ee859b3073fe44e8f695464e87fd8b92', bin2hex( Api_Key::publish_key( 'an-api-key-for-tests' ) ) );
		self::assertSame( 'a133ee0265f7ef85c09c8dadb7d22e989b3a8c68efe737e8401415e7b6229cda', bin2hex( Api_Key::token_key( 'an-api-key-for-tests' ) ) );
		self::assertSame( '845b61b3511814206dadb0e57d63e26e5efc82b4044c36ff9c51a015315f2da1', bin2hex( Api_Key::hub_key( 'an-api-key-for-tests' ) ) );
	}

	public function test_a_constant_decides_and_cannot_be_changed_here(): void {
		$code = <<<'PHP'
			define( 'ABSPATH', '/' );
			define( 'DAY_IN_SECONDS', 86400 );
			define( 'REALTIME_EVENTS_API_KEY', 'a-key-from-wp-config' );
			class WP_Error { public function __construct( public string $code ) {} }
			function __( $text ) { return $text; }
			function get_option() { return array( 'key' => 'a-key-that-is-stored' ); }
			require $argv[1] . '/includes/autoload.php';
			$key = new Realtime_Events\Access\Api_Key( new Realtime_Events\Events\System_Clock() );
			echo json_encode( array( $key->active(), $key->status(), $key->generate()->code, $key->rotate( 60 )->code, $key->set( 'another-key-for-tests' )->code, $key->delete()->code ) );
			PHP;
		self::assertSame(
			array(
				array( 'a-key-from-wp-config' ),
				array(
					'isSet'         => true,
					'last4'         => 'nfig',
					'source'        => 'constant',
					'previousUntil' => null,
				),
				...array_fill( 0, 4, 'realtime_events_key_is_constant' ),
			),
			json_decode( (string) shell_exec( sprintf( '%s -r %s -- %s 2>&1', escapeshellarg( PHP_BINARY ), escapeshellarg( $code ), escapeshellarg( \Realtime_Events\PLUGIN_DIR ) ) ), true )
		);
	}
}
