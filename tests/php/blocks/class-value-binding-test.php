<?php
/**
 * Tests of live numbers in the blocks of others.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Blocks;

use Realtime_Events\Blocks\Announcements;
use Realtime_Events\Tests\Test_Case;

/**
 * Tests of live numbers in the blocks of others.
 */
final class Value_Binding_Test extends Test_Case {

	/** What comes before the arguments of a bound paragraph. */
	private const BOUND = '<!-- wp:paragraph {"metadata":{"bindings":{"content":{"source":"realtime-events/value","args":';
	private const ARGS  = '{"counts":"events","eventType":"site.announcement","label":"{count} so far"}';

	public function test_a_paragraph_says_the_number_before_any_script_runs_and_goes_on_by_itself(): void {
		realtime_events_publish( Announcements::TYPE, array( 'message' => 'one' ) );
		$html = do_blocks( self::BOUND . self::ARGS . '}}}} --><p>Many</p><!-- /wp:paragraph -->' );
		self::assertStringContainsString( '>1 so far</p>', $html );
		self::assertStringContainsString( 'data-wp-interactive="realtime-events/counter"', $html );
	}

	public function test_a_button_is_bound_by_its_text(): void {
		$html = do_blocks(
			'<!-- wp:button {"metadata":{"bindings":{"text":{"source":"realtime-events/value","args":' . self::ARGS . '}}}} -->'
			. '<div class="wp-block-button"><a class="wp-block-button__link wp-element-button" href="/x">Many</a></div><!-- /wp:button -->'
		);
		self::assertMatchesRegularExpression( '~<a [^>]*data-wp-text[^>]*>0 so far</a>~', $html );
	}

	public function test_the_authors_words_stand_where_only_the_hub_knows(): void {
		$html = do_blocks( self::BOUND . '{"counts":"site"}}}}} --><p>Many people</p><!-- /wp:paragraph -->' );
		self::assertStringContainsString( '>Many people</p>', $html );
	}

	public function test_other_paragraphs_are_left_alone(): void {
		self::assertStringNotContainsString( 'data-wp-', do_blocks( '<!-- wp:paragraph --><p>Many</p><!-- /wp:paragraph -->' ) );
	}
}
