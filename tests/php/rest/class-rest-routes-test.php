<?php
/**
 * Tests of when our routes, our blocks and our setting are there.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Rest;

use Realtime_Events\Blocks\Blocks_On_Demand;
use Realtime_Events\Rest_Routes;
use Realtime_Events\Tests\Test_Case;

final class Rest_Routes_Test extends Test_Case {

	/**
	 * A request from outside for this route, as WordPress has it when the REST API begins.
	 */
	private function begin( string $route ): void {
		$GLOBALS['wp']->query_vars['rest_route'] = $route;
		unset( $GLOBALS['wp_rest_server'] );
		rest_get_server();
	}

	protected function tearDown(): void {
		unset( $GLOBALS['wp']->query_vars['rest_route'] );
		parent::tearDown();
	}

	private static function has_our_routes(): bool {
		return isset( rest_get_server()->get_routes()['/realtime-events/v1/events'] );
	}

	/**
	 * @testWith ["/realtime-events/v1/events"]
	 *           ["/realtime-events/v1"]
	 *           ["/"]
	 *           ["/batch/v1"]
	 *           ["/wp/v2/settings"]
	 *           [""]
	 */
	public function test_routes_are_there_where_somebody_may_look_at_them( string $route ): void {
		$this->begin( $route );
		self::assertTrue( self::has_our_routes() );
	}

	public function test_a_save_in_the_editor_builds_none_of_them_until_it_asks_for_one(): void {
		$this->begin( '/wp/v2/posts/1' );
		self::assertFalse( self::has_our_routes() );
		$this->act_as( 'administrator' );
		self::assertSame( 200, $this->rest( 'GET', '/wp/v2/posts' )->get_status() );
		self::assertFalse( self::has_our_routes() );

		$answer = $this->rest( 'GET', '/realtime-events/v1/events' );
		self::assertSame( 200, $answer->get_status(), 'A request inside the request finds its route.' );
		self::assertSame( 'no-store, private', $answer->get_headers()['Cache-Control'] );
	}

	public function test_a_setting_is_checked_however_early_somebody_stores_it(): void {
		remove_all_filters( 'sanitize_option_realtime_events' );
		unregister_setting( 'realtime_events', 'realtime_events' );
		$_SERVER['REQUEST_URI'] = '/wp-json/wp/v2/posts/1';
		foreach ( $GLOBALS['wp_filter']['init']->callbacks[10] as $callback ) {
			$reflection = new \ReflectionFunction( $callback['function'] instanceof \Closure ? $callback['function'] : static fn() => null );
			if ( str_contains( (string) $reflection->getFileName(), 'class-settings-module' ) ) {
				( $callback['function'] )();
			}
		}
		self::assertArrayNotHasKey( 'realtime_events', get_registered_settings() );
		update_option( 'realtime_events', array( 'server_url' => 'ftp://nowhere.example' ) );
		self::assertSame( '', get_option( 'realtime_events' )['server_url'] ?? '' );
		$this->begin( '/wp/v2/settings' );
		self::assertArrayHasKey( 'realtime_events', get_registered_settings() );
	}

	/**
	 * @return array{ Blocks_On_Demand, \Closure(): int } The subject, and how often the blocks were registered.
	 */
	private function blocks( string $uri ): array {
		$times                  = 0;
		$_SERVER['REQUEST_URI'] = $uri;
		$blocks                 = new Blocks_On_Demand(
			static function () use ( &$times ): void {
				++$times;
			}
		);
		$blocks->begin();
		return array(
			$blocks,
			static function () use ( &$times ): int {
				return $times;
			},
		);
	}

	/**
	 * @testWith ["/"]
	 *           ["/wp-admin/post.php?post=1&x=/wp-json/"]
	 *           ["/a-post/?x=/wp-json/"]
	 */
	public function test_pages_have_our_blocks_from_the_beginning( string $uri ): void {
		[ , $times ] = $this->blocks( $uri );
		self::assertSame( 1, $times() );
	}

	/**
	 * @testWith ["/wp/v2/posts", 0]
	 *           ["/wp/v2/books", 0]
	 *           ["/realtime-events/v1/events", 0]
	 *           ["/wp/v2/block-types", 1]
	 *           ["/wp/v2/block-renderer/core/archives", 1]
	 *           ["/wp/v2/templates", 1]
	 *           ["/wp/v2/widgets", 1]
	 *           ["/", 1]
	 *           ["/other/v1/thing", 1]
	 */
	public function test_in_the_rest_api_routes_that_ask_for_blocks_have_them( string $route, int $expected ): void {
		[ , $times ] = $this->blocks( '/wp-json' . $route );
		self::assertSame( 0, $times() );
		rest_do_request( $route );
		self::assertSame( $expected, $times() );
	}

	/**
	 * @testWith ["<!-- wp:paragraph --><p>x</p><!-- /wp:paragraph -->", 0]
	 *           ["<!-- wp:realtime-events/counter /-->", 1]
	 *           ["<!-- wp:group --><div><!-- wp:group --><div><!-- wp:realtime-events/feed /--></div><!-- /wp:group --></div><!-- /wp:group -->", 1]
	 *           ["<!-- wp:paragraph {\"metadata\":{\"bindings\":{\"content\":{\"source\":\"realtime-events/value\"}}}} --><p>x</p><!-- /wp:paragraph -->", 1]
	 */
	public function test_what_is_rendered_there_has_its_blocks( string $content, int $expected ): void {
		[ , $times ] = $this->blocks( '/wp-json/wp/v2/posts' );
		do_blocks( $content . $content );
		self::assertSame( $expected, $times() );
	}

	public function test_a_filter_is_called_for_its_routes_alone(): void {
		$filter = Rest_Routes::only( static fn( mixed $value ): string => "$value!" );
		self::assertSame( 'a!', $filter( 'a', null, new \WP_REST_Request( 'GET', '/realtime-events/v1/events' ) ) );
		self::assertSame( 'a', $filter( 'a', null, new \WP_REST_Request( 'GET', '/wp/v2/posts' ) ) );
		self::assertSame( 'a', $filter( 'a', null, null ) );
		$filter = Rest_Routes::only( static fn( mixed $value ): string => "$value!", '/wp/v2/settings' );
		self::assertSame( array( 'a!', 'a' ), array( $filter( 'a', null, new \WP_REST_Request( 'GET', '/wp/v2/settings' ) ), $filter( 'a', null, new \WP_REST_Request( 'GET', '/wp/v2/settings/more' ) ) ) );
	}
}
