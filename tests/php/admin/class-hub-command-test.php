<?php
/**
 * Tests of the command that starts a hub.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Admin;

use Realtime_Events\Admin\Hub_Command;
use Realtime_Events\Tests\Test_Case;

/**
 * The line can be pasted into a shell as it is, whatever the site is called.
 */
final class Hub_Command_Test extends Test_Case {

	/**
	 * What a shell makes of the command: its words, and the environment that it is given.
	 *
	 * @return list<string>
	 */
	private function words(): array {
		$script = 'printf "%s\0" ' . $this->service( Hub_Command::class )->text();
		return explode( "\0", trim( (string) shell_exec( 'sh -c ' . escapeshellarg( $script ) ), "\0" ) );
	}

	public function test_it_names_site_and_address_and_leaves_the_key_to_the_reader(): void {
		update_option( 'realtime_events', array( 'server_url' => 'http://hub.example.com:9001' ) );
		$words = $this->words();
		self::assertSame( array( 'REALTIME_EVENTS_SITE=example.org', 'REALTIME_EVENTS_SITE_URL=http://example.org', 'REALTIME_EVENTS_API_KEY=<your key>', 'node' ), array_slice( $words, 0, 4 ) );
		self::assertStringEndsWith( '/build/hub.mjs', $words[4] );
		self::assertSame( array( '--port', '9001' ), array_slice( $words, 5 ) );
	}

	/**
	 * @testWith ["", "8090"]
	 *           ["https://hub.example.com", "8090"]
	 *           ["https://hub.example.com:8443", "8090"]
	 *           ["http://hub.example.com", "8090"]
	 *           ["http://hub.example.com:9001", "9001"]
	 */
	public function test_the_port_is_the_hubs_own( string $server_url, string $port ): void {
		update_option( 'realtime_events', array( 'server_url' => $server_url ) );
		self::assertStringEndsWith( "--port $port", $this->service( Hub_Command::class )->text() );
	}

	public function test_a_shell_does_nothing_but_what_is_written(): void {
		add_filter( 'home_url', static fn(): string => "http://example.org/it's \$(touch x) `y` blog" );
		self::assertContains( "REALTIME_EVENTS_SITE_URL=http://example.org/it's \$(touch x) `y` blog", $this->words() );
	}

	public function test_both_addresses_may_connect_where_wp_admin_has_another_one(): void {
		add_filter( 'site_url', static fn(): string => 'https://admin.example.org:444/wp' );
		self::assertStringEndsWith( '--origins http://example.org,https://admin.example.org:444', $this->service( Hub_Command::class )->text() );
	}
}
