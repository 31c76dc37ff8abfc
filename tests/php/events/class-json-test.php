<?php
/**
 * Tests of reading and writing JSON.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Events;

use Realtime_Events\Events\Json;
use Realtime_Events\Tests\Test_Case;

final class Json_Test extends Test_Case {

	private const SEED  = 20260101;
	private const CASES = 500;

	/**
	 * @testWith ["{}"]
	 *           ["[]"]
	 *           ["{\"a\":{},\"b\":[]}"]
	 *           ["{\"0\":\"a\",\"1\":\"b\"}"]
	 *           ["{\"1\":\"a\"}"]
	 *           ["[1.0,1,-0.5,null,true,\"ü/\\u2028\"]"]
	 */
	public function test_it_comes_back_as_it_went_in( string $json ): void {
		self::assertSame( json_decode( $json ) == json_decode( Json::encode( Json::decode( $json ) ) ), true ); // phpcs:ignore -- Equal in value, whatever the objects are.
		self::assertSame( $json[0], Json::encode( Json::decode( $json ) )[0] );
	}

	// phpcs:disable Generic.PHP.ForbiddenFunctions -- The same numbers in every run.

	public function test_any_value_comes_back_as_it_went_in(): void {
		mt_srand( self::SEED );
		for ( $case = 0; $case < self::CASES; $case++ ) {
			$json = Json::encode( $this->random_value( 0 ) );
			self::assertSame( $json, Json::encode( Json::decode( $json ) ), "Case $case." );
			self::assertSame( $json, Json::encode( Json::decode( Json::encode_ascii( Json::decode( $json ) ) ) ), "Case $case." );
			self::assertMatchesRegularExpression( '/^[\x20-\x7f]*$/D', Json::encode_ascii( Json::decode( $json ) ) );
		}
	}

	private function random_value( int $depth ): mixed {
		switch ( mt_rand( 0, $depth > 4 ? 5 : 7 ) ) {
			case 0:
				return null;
			case 1:
				return (bool) mt_rand( 0, 1 );
			case 2:
				return mt_rand( -1000, 1000 );
			case 3:
				return mt_rand( -1000, 1000 ) / 8;
			case 4:
			case 5:
				return implode( '', array_map( static fn(): string => mb_chr( array( 32, 34, 47, 92, 48, 97, 252, 0x2028, 0x1f389, 10, 127 )[ mt_rand( 0, 10 ) ] ), range( 0, mt_rand( 0, 5 ) ) ) );
			case 6:
				return array_map( fn(): mixed => $this->random_value( $depth + 1 ), array_fill( 0, mt_rand( 0, 4 ), 0 ) );
			default:
				$object = new \stdClass();
				for ( $field = mt_rand( 0, 4 ); $field > 0; $field-- ) {
					$object->{ (string) mt_rand( 0, 3 ) . ( mt_rand( 0, 1 ) ? 'k' : '' ) } = $this->random_value( $depth + 1 );
				}
				return $object;
		}
	}

	// phpcs:enable

	/**
	 * @testWith ["{"]
	 *           [""]
	 *           ["{\"a\":1}x"]
	 *           ["{\"\\u0000a\":1}"]
	 */
	public function test_what_is_no_json_is_an_exception( string $text ): void {
		$this->expectException( \JsonException::class );
		Json::decode( $text );
	}

	public function test_deep_nesting_is_an_exception_and_no_crash(): void {
		$this->expectException( \JsonException::class );
		Json::decode( str_repeat( '[', 100000 ) );
	}
}
