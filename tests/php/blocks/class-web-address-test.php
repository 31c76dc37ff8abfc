<?php
/**
 * Tests of addresses out of events.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Blocks;

use Realtime_Events\Blocks\Web_Address;
use Realtime_Events\Tests\Test_Case;

/**
 * Tests of addresses out of events.
 */
final class Web_Address_Test extends Test_Case {

	/**
	 * @return array<string, array{ 0: mixed }>
	 */
	public static function none(): array {
		$values = array(
			'javascript:alert(1)',
			'JaVaScRiPt:alert(1)',
			' javascript:alert(1)',
			"java\nscript:alert(1)",
			'data:text/html,x',
			'vbscript:x',
			'file:///etc/passwd',
			'https://example.org@evil.example/',
			'https://user:pass@example.org/',
			'https://',
			'//evil.example/',
			'/\\evil.example',
			'',
			'  ',
			42,
			null,
			array( 'https://example.org/' ),
		);
		return array_combine( array_map( 'wp_json_encode', $values ), array_map( static fn( mixed $value ): array => array( $value ), $values ) );
	}

	/**
	 * @dataProvider none
	 *
	 * @param mixed $value Something out of an event.
	 */
	public function test_nobody_is_sent_to_what_is_no_web_address( mixed $value ): void {
		self::assertNull( Web_Address::checked( $value ) );
	}

	public function test_web_addresses_are_kept(): void {
		self::assertSame( 'https://example.org/a?b=c#d', Web_Address::checked( 'https://example.org/a?b=c#d' ) );
		self::assertSame( 'http://example.org', Web_Address::checked( ' http://example.org ' ) );
	}

	public function test_a_path_leads_to_the_site_itself(): void {
		add_filter( 'home_url', static fn(): string => 'https://bakery.example/blog' );
		self::assertSame( 'https://bakery.example/shop/', Web_Address::checked( '/shop/' ) );
	}
}
