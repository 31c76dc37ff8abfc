<?php
/**
 * Tests of the scripts.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Admin;

use Realtime_Events\Admin\Assets;
use Realtime_Events\Admin\Screen_Config;
use Realtime_Events\Tests\Test_Case;

/**
 * What was built is asked for with the facts it reads, and what was not is not.
 */
final class Assets_Test extends Test_Case {

	private string $build = '';

	protected function setUp(): void {
		parent::setUp();
		$GLOBALS['wp_scripts'] = null;
		$GLOBALS['wp_styles']  = null;
		$this->build           = get_temp_dir() . 'realtime-events-build-' . bin2hex( random_bytes( 4 ) );
		mkdir( "$this->build/admin", 0700, true );
	}

	protected function tearDown(): void {
		foreach ( array( 'admin/*', '*' ) as $pattern ) {
			array_map( 'unlink', array_filter( (array) glob( "$this->build/$pattern" ), 'is_file' ) );
		}
		rmdir( "$this->build/admin" );
		rmdir( $this->build );
		parent::tearDown();
	}

	private function assets(): Assets {
		return new Assets( $this->service( Screen_Config::class ), $this->build );
	}

	private function build( string $name, string $dependencies = '' ): void {
		file_put_contents( "$this->build/$name.js", '' );
		file_put_contents( "$this->build/$name.asset.php", "<?php return array( 'dependencies' => array( $dependencies ), 'version' => 'abc' );" );
	}

	public function test_nothing_is_asked_for_that_was_not_built(): void {
		self::assertFalse( $this->assets()->enqueue_screen( 'feed' ) );
		$this->build( 'client' );
		self::assertFalse( $this->assets()->enqueue_screen( 'feed' ), 'A half build is none.' );
		self::assertFalse( wp_script_is( 'realtime-events-feed', 'enqueued' ) );
	}

	public function test_a_screen_comes_after_its_facts_and_the_client_after_its_own(): void {
		$editor = $this->act_as( $this->create_user( 'editor', array( 'display_name' => '</script><script>alert(1)</script>' ) ) );
		$this->build( 'client' );
		$this->build( 'admin/feed', "'realtime-events-client'" );
		file_put_contents( "$this->build/admin/style-feed.css", '' );
		self::assertTrue( $this->assets()->enqueue_screen( 'feed', array( 'realtimeEventsTest' => array( 'a' => '<!--' ) ) ) );
		self::assertTrue( $this->assets()->enqueue_screen( 'feed' ) );
		ob_start();
		wp_scripts()->do_items();
		$printed = (string) ob_get_clean();

		self::assertSame( 1, substr_count( $printed, 'window.realtimeEventsConfig = ' ), 'The facts are there once.' );
		self::assertMatchesRegularExpression( '/realtimeEventsConfig.*client\.js.*realtimeEventsTest.*admin\/feed\.js/s', $printed );
		self::assertStringNotContainsString( '<script>alert', $printed );
		self::assertStringNotContainsString( '"<!--"', $printed );
		self::assertTrue( wp_style_is( 'realtime-events-feed', 'enqueued' ) );

		preg_match( '/realtimeEventsConfig = (\{.*\});/', $printed, $found );
		$config = json_decode( $found[1], true, 32, JSON_THROW_ON_ERROR );
		self::assertSame( array( 'siteId', 'user', 'can', 'types', 'groups', 'urls', 'configured', 'serverUrl' ), array_keys( $config ) );
		self::assertSame( $editor->ID, $config['user']['id'] );
		self::assertSame(
			array(
				'view'    => true,
				'publish' => true,
				'manage'  => false,
				'write'   => true,
			),
			$config['can']
		);
		self::assertSame( array( 'label', 'group', 'icon', 'severity', 'sentence', 'link', 'alerts' ), array_keys( $config['types']['post.published'] ) );
	}
}
