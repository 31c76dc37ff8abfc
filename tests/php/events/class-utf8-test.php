<?php
/**
 * Tests of mending text.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Events;

use Realtime_Events\Events\Utf8;
use Realtime_Events\Tests\Test_Case;

final class Utf8_Test extends Test_Case {

	private const SEED  = 20261125;
	private const CASES = 300;

	public function test_what_is_text_stays_as_it_is(): void {
		self::assertSame( 'Grüße 🥖 ä', Utf8::mended( 'Grüße 🥖 ä' ) );
	}

	public function test_what_is_around_a_wrong_byte_is_kept(): void {
		self::assertMatchesRegularExpression( '/^a.b$/u', Utf8::mended( "a\xffb" ) );
	}

	public function test_any_bytes_become_text(): void {
		mt_srand( self::SEED );
		for ( $case = 0; $case < self::CASES; $case++ ) {
			$bytes = implode( '', array_map( static fn(): string => chr( mt_rand( 0, 255 ) ), range( 0, mt_rand( 0, 40 ) ) ) ); // phpcs:ignore Generic.PHP.ForbiddenFunctions -- The same case again, by its seed.
			self::assertTrue( mb_check_encoding( Utf8::mended( $bytes ), 'UTF-8' ), bin2hex( $bytes ) );
		}
	}
}
