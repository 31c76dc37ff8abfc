<?php
/**
 * Tests of the second way of isolation.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Support;

use Realtime_Events\Tests\Test_Case;

/**
 * A test that commits leaves nothing either.
 */
final class Committing_Test extends Test_Case {

	protected const ROLLS_BACK = false;

	/**
	 * @testWith ["first"]
	 *           ["second"]
	 */
	public function test_committed_rows_and_new_tables_are_gone_afterwards( string $turn ): void {
		global $wpdb;
		self::assertFalse( get_option( 'realtime_events_leak' ), "There was a row left in the $turn turn." );
		self::assertNull( $wpdb->get_var( "SHOW TABLES LIKE '{$wpdb->prefix}realtime_events_leak'" ) );
		self::assertSame( 'Test site', get_option( 'blogname' ) );

		$wpdb->query( 'START TRANSACTION' );
		update_option( 'realtime_events_leak', $turn );
		update_option( 'blogname', 'Renamed' );
		$wpdb->query( 'COMMIT' );
		$wpdb->query( "CREATE TABLE {$wpdb->prefix}realtime_events_leak (id INT)" );
	}

	public function test_a_rollback_of_the_site_takes_its_rows_back(): void {
		global $wpdb;
		$wpdb->query( 'START TRANSACTION' );
		$wpdb->insert( $wpdb->options, array( 'option_name' => 'realtime_events_never', 'option_value' => '1' ) );
		$wpdb->query( 'ROLLBACK' );
		self::assertSame( '0', $wpdb->get_var( "SELECT COUNT(*) FROM $wpdb->options WHERE option_name = 'realtime_events_never'" ) );
	}
}
