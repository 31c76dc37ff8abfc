<?php
/**
 * Tests of reading the settings.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Settings;

use Realtime_Events\Settings\Options;
use Realtime_Events\Tests\Test_Case;

/**
 * Settings are complete and make sense, whatever the table holds.
 */
final class Options_Test extends Test_Case {

	private function options(): Options {
		return $this->service( Options::class );
	}

	public function test_a_fresh_site_has_no_server_and_keeps_every_type_to_itself(): void {
		self::assertSame( '', $this->options()->server_url() );
		self::assertSame( 'hub', $this->options()->profile() );
		self::assertSame( 'example.org', $this->options()->site_id() );
		self::assertTrue( $this->options()->type_is_enabled( 'post.published' ) );
		self::assertFalse( $this->options()->type_is_public( 'post.published' ) );
		self::assertNull( $this->options()->overridden_by( 'server_url' ) );
	}

	/**
	 * @dataProvider nonsense
	 *
	 * @param mixed $stored What somebody wrote into the table.
	 */
	public function test_nonsense_in_the_table_is_read_as_the_defaults( mixed $stored ): void {
		add_filter( 'pre_option_realtime_events', static fn(): mixed => $stored );
		self::assertSame( '', $this->options()->server_url() );
		self::assertSame( 'hub', $this->options()->profile() );
		self::assertSame( 'example.org', $this->options()->site_id() );
		self::assertTrue( $this->options()->type_is_enabled( 'post.published' ) );
		self::assertIsArray( $this->options()->get( 'profile_options' ) );
		self::assertNull( $this->options()->get( 'no_such_key' ) );
	}

	/**
	 * @return array<string, array{ mixed }>
	 */
	public static function nonsense(): array {
		return array(
			'a text'       => array( 'nonsense' ),
			'a number'     => array( 7 ),
			'another list' => array( array( 'no_such_key' => 1 ) ),
			'wrong kinds'  => array(
				array(
					'server_url'      => 'ftp://x',
					'profile'         => 'nonsense',
					'profile_options' => 'nonsense',
					'types'           => 'nonsense',
					'site_id'         => '../..',
				),
			),
		);
	}

	/**
	 * @dataProvider homes
	 *
	 * @param string $home     The site's address.
	 * @param string $expected Its name at the hub.
	 */
	public function test_a_site_is_called_by_its_address( string $home, string $expected ): void {
		add_filter( 'pre_option_home', static fn(): string => $home );
		self::assertSame( $expected, $this->options()->site_id() );
		self::assertMatchesRegularExpression( '/^[a-z0-9.-]{1,63}$/D', $this->options()->site_id() );
	}

	/**
	 * @return array<string, array{ string, string }>
	 */
	public static function homes(): array {
		$long = str_repeat( 'a', 60 ) . '.example.com';
		return array(
			'host'       => array( 'https://example.com', 'example.com' ),
			'capitals'   => array( 'https://Example.COM/', 'example.com' ),
			'folder'     => array( 'https://example.com/de/blog/', 'example.com.de.blog' ),
			'odd folder' => array( 'https://example.com/~ada_b', 'example.com.-ada-b' ),
			'port'       => array( 'http://192.0.2.1:8080', '192.0.2.1' ),
			'IDN'        => array( 'https://bücher.example', 'xn--bcher-kva.example' ),
			'very long'  => array( "https://$long", substr( $long, 0, 54 ) . '-' . substr( hash( 'sha256', "$long/" ), 0, 8 ) ),
			'nothing'    => array( '', 'site' ),
		);
	}
}
