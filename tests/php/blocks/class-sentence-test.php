<?php
/**
 * Tests of sentences.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Blocks;

use Realtime_Events\Blocks\Sentence;
use Realtime_Events\Tests\Test_Case;

/**
 * Tests of sentences.
 */
final class Sentence_Test extends Test_Case {

	/**
	 * @return array<string, array{ 0: array<string, mixed> }>
	 */
	public static function cases(): array {
		$cases = json_decode( (string) file_get_contents( dirname( __DIR__, 3 ) . '/src/blocks/shared/test/sentences.json' ), true, 32, JSON_THROW_ON_ERROR );
		return array_map( static fn( array $one ): array => array( $one ), array_column( $cases, null, 'rule' ) );
	}

	/**
	 * @dataProvider cases
	 *
	 * @param array<string, mixed> $one A case of the list that the browser's tests are held to as well.
	 */
	public function test_it_says_the_same_as_in_the_browser( array $one ): void {
		$parts = array_map(
			static fn( array $part ): array => array(
				'text' => $part['text'],
				'href' => $part['href'],
			),
			Sentence::parts( $one['template'], $one['values'], $one['href'] )
		);
		self::assertSame( $one['parts'], $parts );
	}

	public function test_broken_utf8_is_not_said(): void {
		self::assertSame( array(), Sentence::parts( '{title}', array( 'title' => "\xc3\x28" ), null ) );
	}
}
