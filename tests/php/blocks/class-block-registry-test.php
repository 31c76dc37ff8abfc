<?php
/**
 * Tests of how WordPress knows the blocks and patterns.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Blocks;

use Realtime_Events\Blocks\Block_Patterns;
use Realtime_Events\Tests\Test_Case;
use WP_Block_Patterns_Registry;
use WP_Block_Styles_Registry;
use WP_Block_Type;
use WP_Block_Type_Registry;

/**
 * What block.json says, as WordPress reads it from the build.
 */
final class Block_Registry_Test extends Test_Case {

	/**
	 * @return array<string, array{ string }>
	 */
	public static function names(): array {
		$names = array( 'notice', 'feed', 'counter', 'order-status' );
		return array_combine( $names, array_map( static fn( string $name ): array => array( "realtime-events/$name" ), $names ) );
	}

	private static function block( string $name ): WP_Block_Type {
		$type = WP_Block_Type_Registry::get_instance()->get_registered( $name );
		self::assertInstanceOf( WP_Block_Type::class, $type );
		return $type;
	}

	/**
	 * @dataProvider names
	 *
	 * @param string $name Of the block.
	 */
	public function test_a_block_is_rendered_by_the_server_and_carried_on_by_a_module( string $name ): void {
		$type = self::block( $name );
		self::assertSame( 3, $type->api_version );
		self::assertIsCallable( $type->render_callback );
		self::assertCount( 1, $type->view_script_module_ids );
		self::assertSame( array(), $type->view_script_handles, 'No script besides.' );
		self::assertTrue( $type->supports['interactivity']['clientNavigation'] );
		self::assertFalse( $type->supports['html'], 'A post has nothing of it but its attributes.' );
		self::assertIsArray( $type->example, 'It can be looked at before it is inserted.' );
	}

	/**
	 * @dataProvider names
	 *
	 * @param string $name Of the block.
	 */
	public function test_themes_and_editors_style_it_as_they_do_cores( string $name ): void {
		$supports = self::block( $name )->supports;
		foreach ( array( 'color', 'typography', 'spacing', '__experimentalBorder', 'align', 'anchor' ) as $support ) {
			self::assertNotEmpty( $supports[ $support ] ?? null, $support );
		}
	}

	/**
	 * Where WordPress loads the styles of all blocks on all pages: with a classic theme, before 6.9.
	 *
	 * @param string $content Of the post that the page shows.
	 * @return list<string> Our styles on that page.
	 */
	private function styles_on_a_page_of( string $content ): array {
		global $wp_query;
		add_filter( 'should_load_block_assets_on_demand', '__return_false' );
		$wp_query->posts   = array( $this->create_post( array( 'post_content' => $content ) ) );
		wp_styles()->queue = array();
		do_action( 'enqueue_block_assets' );
		self::assertNotSame( array(), wp_styles()->queue, 'Those of other blocks.' );
		return array_values( array_filter( wp_styles()->queue, static fn( string $handle ): bool => str_starts_with( $handle, 'realtime-events' ) ) );
	}

	public function test_a_page_without_a_block_has_no_css_of_it_whatever_the_theme(): void {
		self::assertSame( array(), $this->styles_on_a_page_of( '<!-- wp:paragraph --><p>Bread</p><!-- /wp:paragraph -->' ) );
	}

	public function test_a_page_has_the_css_of_its_blocks_before_they_are_drawn(): void {
		self::assertSame( array( 'realtime-events-feed-style' ), $this->styles_on_a_page_of( '<!-- wp:realtime-events/feed /-->' ) );
	}

	public function test_a_block_that_is_in_no_post_brings_its_css_itself(): void {
		$this->styles_on_a_page_of( '' );
		do_blocks( '<!-- wp:realtime-events/feed /-->' );
		self::assertContains( 'realtime-events-feed-style', wp_styles()->queue );
	}

	public function test_there_are_styles_and_variations_to_choose_from(): void {
		$styles = static fn( string $name ): array => array( ...array_column( self::block( $name )->styles, 'name' ), ...array_keys( WP_Block_Styles_Registry::get_instance()->get_registered_styles_for_block( $name ) ) );
		self::assertSame( array( 'card', 'solid', 'minimal' ), $styles( 'realtime-events/notice' ) );
		self::assertSame( array( 'default', 'timeline' ), $styles( 'realtime-events/feed' ) );
		self::assertSame( array( 'text', 'pill' ), $styles( 'realtime-events/counter' ) );
		self::assertSame( array( 'post-published', 'announcement' ), array_column( self::block( 'realtime-events/notice' )->get_variations(), 'name' ), 'Without a shop.' );
	}

	public function test_patterns_hold_blocks_that_are_there(): void {
		$patterns = array_filter( WP_Block_Patterns_Registry::get_instance()->get_all_registered(), static fn( array $pattern ): bool => str_starts_with( $pattern['name'], 'realtime-events/' ) );
		self::assertSame( array( 'realtime-events/news', 'realtime-events/announcement', 'realtime-events/readers' ), array_column( $patterns, 'name' ) );
		foreach ( $patterns as $pattern ) {
			self::assertSame( array( Block_Patterns::CATEGORY ), $pattern['categories'] );
			preg_match_all( '/<!-- wp:([a-z-]+\/[a-z-]+|[a-z-]+) /', $pattern['content'], $found );
			foreach ( array_unique( $found[1] ) as $name ) {
				self::block( str_contains( $name, '/' ) ? $name : "core/$name" );
			}
			self::assertSame( $pattern['content'], serialize_blocks( parse_blocks( $pattern['content'] ) ), 'It is well formed.' );
		}
	}
}
