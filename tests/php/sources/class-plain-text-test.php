<?php
/**
 * Tests of what events tell of the site's texts.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Sources;

use Realtime_Events\Sources\Plain_Text;
use Realtime_Events\Tests\Test_Case;

final class Plain_Text_Test extends Test_Case {

	/** What generated texts are made of. */
	private const PIECES = array(
		'flour',
		'123',
		"it's",
		'e-mail',
		'-',
		"'",
		'--',
		' ',
		"\n",
		"\0",
		'.',
		'_',
		'&amp;',
		'<p>',
		'</p>',
		'<!-- wp:paragraph -->',
		'<b title="one two">',
		'<',
		'>',
		'<script>',
		'</script>',
		'<STYLE type="a b">',
		'</style>',
		'Água',
		'水',
		'—',
		"\xff",
	);

	/** How many of these have nothing but ASCII in them. */
	private const ASCII = 23;

	private const TEXTS = 2000;

	/**
	 * @return array<string, array{ string, int }>
	 */
	public function texts(): array {
		return array(
			'nothing'         => array( '', 0 ),
			'words'           => array( 'Flour, water, salt and time.', 5 ),
			'other alphabets' => array( 'Água, мука, 水 and ½', 5 ),
			'numbers'         => array( '12 loaves for 3.50', 5 ),
			'tags'            => array( '<p class="not words">Two <b>words</b></p>', 2 ),
			'comments'        => array( "<!-- wp:paragraph {\"no\":1} -->\n<p>One</p>\n<!-- /wp:paragraph -->", 1 ),
			'a script'        => array( 'One<script>let no = words</script> two', 2 ),
			'a style'         => array( 'One <STYLE>p { color: red }</STYLE> two', 2 ),
			'broken bytes'    => array( "caf\xe9 au lait", 0 ),
		);
	}

	/**
	 * @dataProvider texts
	 *
	 * @param string $html  What is stored.
	 * @param int    $words How many words.
	 */
	public function test_words_are_what_a_reader_finds( string $html, int $words ): void {
		self::assertSame( $words, Plain_Text::words( $html ) );
	}

	/**
	 * @testWith [true]
	 *           [false]
	 *
	 * @param bool $is_ascii Whether the texts have nothing else.
	 */
	public function test_the_short_way_counts_as_the_long_one_does( bool $is_ascii ): void {
		mt_srand( 42 ); // The same texts each time.
		$last = ( $is_ascii ? self::ASCII : count( self::PIECES ) ) - 1;
		for ( $number = 0; $number < self::TEXTS; $number++ ) {
			$html = '';
			for ( $piece = mt_rand( 0, 30 ); $piece > 0; $piece-- ) { // phpcs:ignore Generic.PHP.ForbiddenFunctions -- By its seed.
				$html .= self::PIECES[ mt_rand( 0, $last ) ]; // phpcs:ignore Generic.PHP.ForbiddenFunctions -- By its seed.
			}
			self::assertSame( (int) preg_match_all( '/[\p{L}\p{N}]+/u', wp_strip_all_tags( $html ) ), Plain_Text::words( $html ), $html );
		}
	}
}
