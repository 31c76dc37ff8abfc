<?php
/**
 * Tests of the server's address.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Settings;

use Realtime_Events\Settings\Server_Url;
use Realtime_Events\Tests\Test_Case;

/**
 * PHP and the settings screen read an address alike: by the same table.
 */
final class Server_Url_Test extends Test_Case {

	/**
	 * @dataProvider addresses
	 *
	 * @param string               $input    What was typed.
	 * @param array<string, mixed> $expected `url` or `code`.
	 */
	public function test_an_address_is_read_as_the_table_says( string $input, array $expected ): void {
		$url = Server_Url::normalise( $input );
		self::assertSame( $expected['url'] ?? $expected['code'], is_wp_error( $url ) ? $url->get_error_code() : $url );
		if ( is_wp_error( $url ) ) {
			self::assertNotSame( '', $url->get_error_message() );
		} else {
			self::assertSame( $url, Server_Url::normalise( $url ), 'Reading it again changes nothing.' );
		}
	}

	/**
	 * @return array<string, array{ string, array<string, mixed> }>
	 */
	public static function addresses(): array {
		$table = json_decode( (string) file_get_contents( dirname( __DIR__, 2 ) . '/fixtures/server-urls.json' ), true, 16, JSON_THROW_ON_ERROR );
		return array_combine( array_column( $table, 'title' ), array_map( static fn( array $row ): array => array( $row['input'], $row ), $table ) );
	}

	public function test_an_address_of_any_length_is_answered(): void {
		self::assertSame( 'too_long', Server_Url::normalise( 'https://example.com/' . str_repeat( 'a', 1000000 ) )->get_error_code() );
	}
}
