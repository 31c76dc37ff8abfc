<?php
/**
 * Tests of installing and removing on a network of sites.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Multisite;

use Realtime_Events\Delivery\Outbox_Schema;
use Realtime_Events\Delivery\Work_Schedule;
use Realtime_Events\Events\Ledger_Schema;
use Realtime_Events\Lifecycle\Activation;
use Realtime_Events\Lifecycle\Sites as Site_Loop;
use Realtime_Events\Lifecycle\Uninstaller;
use Realtime_Events\Lifecycle\Upgrader;
use Realtime_Events\Network;
use Realtime_Events\Tests\Test_Case;

require_once __DIR__ . '/trait-sites.php';

/**
 * Not in a transaction, because sites come with tables.
 */
final class Network_Lifecycle_Test extends Test_Case {

	use Sites;

	protected const ROLLS_BACK = false;

	private const MAIN   = 1;
	private const SECOND = 2;

	/** More sites than this no loop of ours visits in one go. */
	private const MAX_SITES = 10000;

	public function test_it_is_a_network_and_the_plugin_is_active_on_all_of_it(): void {
		self::assertTrue( is_multisite() );
		self::assertTrue( is_plugin_active_for_network( plugin_basename( \Realtime_Events\PLUGIN_FILE ) ) );
		self::assertSame( array( 'http://example.org', 'http://example.org/two' ), array( get_home_url( self::MAIN ), get_home_url( self::SECOND ) ) );
	}

	/**
	 * @testWith [1, "wptests_realtime_events"]
	 *           [2, "wptests_2_realtime_events"]
	 */
	public function test_activation_on_the_network_sees_to_each_site_that_is_there( int $site, string $ledger ): void {
		switch_to_blog( $site );
		$tables   = $this->own_tables();
		$version  = (int) get_option( Upgrader::OPTION );
		$schedule = wp_next_scheduled( Work_Schedule::SWEEP );
		restore_current_blog();
		self::assertSame( array( $ledger, "{$ledger}_deliveries" ), $tables );
		self::assertSame( Upgrader::DB_VERSION, $version );
		self::assertIsInt( $schedule );
	}

	public function test_a_new_site_has_its_tables_and_its_schedule_at_once(): void {
		$id = (int) $this->create_site( '/three/' )->blog_id;
		self::assertCount( 2, $this->on( $id, fn(): array => $this->own_tables() ) );
		self::assertSame( Upgrader::DB_VERSION, (int) get_blog_option( $id, Upgrader::OPTION ) );
		self::assertIsInt( $this->on( $id, static fn(): int|false => wp_next_scheduled( Work_Schedule::SWEEP ) ) );
		self::assertSame( self::MAIN, get_current_blog_id() );
	}

	public function test_a_new_site_is_left_alone_where_the_plugin_is_not_active_on_the_network(): void {
		update_site_option( 'active_sitewide_plugins', array() );
		$id = (int) $this->create_site( '/three/' )->blog_id;
		self::assertSame( array(), $this->on( $id, fn(): array => $this->own_tables() ) );
	}

	public function test_a_deleted_site_takes_its_own_tables_along_and_no_others(): void {
		$site   = $this->create_site( '/three/' );
		$tables = $this->on( (int) $site->blog_id, fn(): array => $this->own_tables() );
		self::assertSame( array( "wptests_{$site->blog_id}_realtime_events", "wptests_{$site->blog_id}_realtime_events_deliveries" ), $tables );

		wp_delete_site( (int) $site->blog_id );
		global $wpdb;
		foreach ( $tables as $table ) {
			self::assertNull( $wpdb->get_var( $wpdb->prepare( 'SHOW TABLES LIKE %s', $wpdb->esc_like( $table ) ) ), $table );
		}
		self::assertCount( 2, $this->own_tables() );
		self::assertCount( 2, $this->on( self::SECOND, fn(): array => $this->own_tables() ) );
	}

	public function test_deactivation_on_the_network_takes_the_schedules_of_every_site_back(): void {
		$this->service( Activation::class )->deactivate( true );
		foreach ( array( self::MAIN, self::SECOND ) as $site ) {
			self::assertFalse( $this->on( $site, static fn(): int|false => wp_next_scheduled( Work_Schedule::SWEEP ) ) );
			self::assertCount( 2, $this->on( $site, fn(): array => $this->own_tables() ) );
		}
	}

	public function test_removing_the_plugin_removes_the_data_of_the_sites_that_asked_for_it_alone(): void {
		update_blog_option( self::SECOND, 'realtime_events', array( 'remove_data_on_uninstall' => true ) );
		update_blog_option( self::SECOND, 'realtime_events_api_key', 'secret' );
		update_option( 'realtime_events', array( 'remove_data_on_uninstall' => false ) );
		update_option( 'realtime_events_api_key', 'secret' );
		$this->service( Uninstaller::class )->run();

		self::assertSame( array(), $this->on( self::SECOND, fn(): array => $this->own_tables() ) );
		self::assertFalse( get_blog_option( self::SECOND, 'realtime_events_api_key' ) );
		self::assertSame( array( Ledger_Schema::table(), Outbox_Schema::table() ), $this->own_tables() );
		self::assertSame( 'secret', get_option( 'realtime_events_api_key' ) );
	}

	public function test_each_site_of_a_network_is_visited_once_and_the_way_ends_where_it_began(): void {
		$this->create_site( '/three/' );
		$visited = array();
		$this->service( Site_Loop::class )->each(
			static function () use ( &$visited ): void {
				$visited[] = get_current_blog_id();
			}
		);
		self::assertSame( get_sites( array( 'fields' => 'ids', 'orderby' => 'id' ) ), $visited );
		self::assertCount( 3, $visited );
		self::assertSame( self::MAIN, get_current_blog_id() );
		self::assertFalse( ms_is_switched() );
	}

	public function test_a_network_that_never_ends_is_left_after_a_bounded_number_of_sites(): void {
		$pages = array();
		add_filter(
			'sites_pre_query',
			static function ( mixed $sites, \WP_Site_Query $query ) use ( &$pages ): array {
				$pages[] = $query->query_vars['number'];
				return array_fill( 0, $query->query_vars['number'], self::MAIN );
			},
			10,
			2
		);
		$visits = 0;
		$this->service( Site_Loop::class )->each(
			static function () use ( &$visits ): void {
				++$visits;
			}
		);
		self::assertSame( self::MAX_SITES, $visits );
		self::assertSame( self::MAX_SITES, array_sum( $pages ) );
		self::assertLessThanOrEqual( 100, max( $pages ) );
	}

	public function test_one_site_that_fails_does_not_leave_the_request_on_it(): void {
		$thrown = null;
		try {
			Network::on( self::SECOND, static fn() => throw new \RuntimeException( 'no' ) );
		} catch ( \RuntimeException $exception ) {
			$thrown = $exception;
		}
		self::assertNotNull( $thrown );
		self::assertSame( self::MAIN, get_current_blog_id() );
	}
}
