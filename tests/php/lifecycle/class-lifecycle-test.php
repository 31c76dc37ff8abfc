<?php
/**
 * Tests of installing, upgrading and removing.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Lifecycle;

use Realtime_Events\Delivery\Outbox_Schema;
use Realtime_Events\Delivery\Work_Schedule;
use Realtime_Events\Events\Journal_Schema;
use Realtime_Events\Events\Ledger_Schema;
use Realtime_Events\Lifecycle\Activation;
use Realtime_Events\Lifecycle\Uninstaller;
use Realtime_Events\Lifecycle\Upgrader;
use Realtime_Events\Tests\Test_Case;
use Realtime_Events\Triage\Triage;

final class Lifecycle_Test extends Test_Case {

	protected const ROLLS_BACK = false;

	private function table_exists( string $table ): bool {
		global $wpdb;
		return null !== $wpdb->get_var( $wpdb->prepare( 'SHOW TABLES LIKE %s', $wpdb->esc_like( $table ) ) );
	}

	private function drop_tables(): void {
		global $wpdb;
		foreach ( array( Ledger_Schema::table(), Outbox_Schema::table() ) as $table ) {
			$wpdb->query( $wpdb->prepare( 'DROP TABLE %i', $table ) );
		}
	}

	public function test_activation_makes_the_tables_and_the_schedule(): void {
		$this->drop_tables();
		delete_option( Upgrader::OPTION );
		wp_unschedule_hook( Work_Schedule::SWEEP );
		$this->service( Activation::class )->activate();
		// To learn whether a table exists dbDelta() asks it for its columns.
		$GLOBALS['EZSQL_ERROR'] = array();

		self::assertTrue( $this->table_exists( Ledger_Schema::table() ) );
		self::assertTrue( $this->table_exists( Outbox_Schema::table() ) );
		self::assertSame( Upgrader::DB_VERSION, (int) get_option( Upgrader::OPTION ) );
		self::assertNotFalse( wp_next_scheduled( Work_Schedule::SWEEP ) );
	}

	public function test_tables_that_are_as_they_should_be_are_left_alone(): void {
		require_once ABSPATH . 'wp-admin/includes/upgrade.php';
		self::assertSame( array(), dbDelta( array( Ledger_Schema::sql(), Outbox_Schema::sql() ), false ) );
	}

	public function test_an_upgrade_keeps_the_rows_and_adds_what_is_missing(): void {
		global $wpdb;
		$event = realtime_events_publish( 'a.b', array( 'n' => 1 ) );
		$wpdb->query( $wpdb->prepare( 'ALTER TABLE %i DROP COLUMN actor_name', Ledger_Schema::table() ) );
		update_option( Upgrader::OPTION, 0 );
		do_action( 'plugins_loaded' );

		$row = $wpdb->get_row( $wpdb->prepare( 'SELECT * FROM %i', Ledger_Schema::table() ), ARRAY_A );
		self::assertSame( array( $event->id, '{"n":1}', '' ), array( $row['event_id'], $row['data'], $row['actor_name'] ) );
		self::assertSame( Upgrader::DB_VERSION, (int) get_option( Upgrader::OPTION ) );
	}

	public function test_an_upgrade_from_the_first_version_adds_the_index_of_the_ways_in(): void {
		global $wpdb;
		$indexes = static fn(): array => array_unique( array_column( $wpdb->get_results( $wpdb->prepare( 'SHOW INDEX FROM %i', Ledger_Schema::table() ), ARRAY_A ), 'Key_name' ) );
		$wpdb->query( $wpdb->prepare( 'DROP INDEX origin ON %i', Ledger_Schema::table() ) );
		self::assertNotContains( 'origin', $indexes() );
		update_option( Upgrader::OPTION, 1 );
		do_action( 'plugins_loaded' );
		self::assertContains( 'origin', $indexes() );
	}

	/**
	 * What later versions added to the ledger.
	 *
	 * @return array<string, array{ int, list<string> }>
	 */
	public function versions(): array {
		return array(
			'from 2' => array( 2, array( 'request_digest', 'triage', 'triage_until_ms', 'triage_action', 'waiting', 'waiting_server', 'waiting_until_ms' ) ),
			'from 3' => array( 3, array( 'triage', 'triage_until_ms', 'triage_action', 'waiting', 'waiting_server', 'waiting_until_ms' ) ),
			'from 4' => array( 4, array( 'waiting', 'waiting_server', 'waiting_until_ms' ) ),
		);
	}

	/**
	 * Tables as a version before made them, with events that came with a key, and one that the team has resolved.
	 *
	 * @dataProvider versions
	 *
	 * @param int          $version That version.
	 * @param list<string> $missing Columns that it did not have.
	 */
	public function test_an_upgrade_from_a_version_before_keeps_every_row_and_goes_on( int $version, array $missing ): void {
		global $wpdb;
		foreach ( array( 1, 2 ) as $number ) {
			realtime_events_publish( 'a.b', array( 'n' => $number ), array( 'idempotency_key' => hash( 'sha256', "key $number" ) ) );
		}
		$this->act_as( 'administrator' );
		$this->service( Triage::class )->act( realtime_events_publish( 'a.b', array( 'n' => 0 ) ), 'resolve' );
		$rows = array( $wpdb->get_results( $wpdb->prepare( 'SELECT * FROM %i', Ledger_Schema::table() ), ARRAY_A ), $wpdb->get_results( $wpdb->prepare( 'SELECT * FROM %i', Outbox_Schema::table() ), ARRAY_A ) );
		self::assertContains( 'resolved', array_column( $rows[0], 'triage' ) );
		// A column and the index that begins with it are a line each.
		$before = (string) preg_replace( '/^\s*(?:KEY )?(?:' . implode( '|', $missing ) . ') .*\n/m', '', Ledger_Schema::sql() );
		self::assertDoesNotMatchRegularExpression( '/\b(?:' . implode( '|', $missing ) . ')\b/', $before );
		$wpdb->query( $wpdb->prepare( 'DROP TABLE %i', Ledger_Schema::table() ) );
		$wpdb->query( $before );
		foreach ( $rows[0] as $row ) {
			self::assertSame( 1, $wpdb->insert( Ledger_Schema::table(), array_diff_key( $row, array_flip( $missing ) ) ) );
		}
		update_option( Upgrader::OPTION, $version );
		do_action( 'plugins_loaded' );
		$GLOBALS['EZSQL_ERROR'] = array();

		self::assertSame( Upgrader::DB_VERSION, (int) get_option( Upgrader::OPTION ) );
		self::assertEquals( $rows[0], $wpdb->get_results( $wpdb->prepare( 'SELECT * FROM %i', Ledger_Schema::table() ), ARRAY_A ) );
		self::assertSame( $rows[1], $wpdb->get_results( $wpdb->prepare( 'SELECT * FROM %i', Outbox_Schema::table() ), ARRAY_A ) );
		$this->reset_request();
		$again = realtime_events_publish( 'a.b', array( 'n' => 1 ), array( 'idempotency_key' => hash( 'sha256', 'key 1' ), 'request_digest' => hash( 'sha256', 'a request' ) ) );
		self::assertSame( $rows[0][0]['event_id'], $again->id, 'An event from before still answers to its key.' );
		self::assertSame( (int) end( $rows[0] )['id'] + 1, realtime_events_publish( 'a.b', array( 'n' => 3 ) )->sequence, 'The sequence goes on.' );
		self::assertSame( array(), dbDelta( array( Ledger_Schema::sql(), Outbox_Schema::sql() ), false ) );
	}

	public function test_an_upgrade_from_the_fifth_version_adds_the_journal_of_bulk_work(): void {
		global $wpdb;
		$wpdb->query( $wpdb->prepare( 'DROP TABLE %i', Journal_Schema::table() ) );
		update_option( Upgrader::OPTION, 5 );
		do_action( 'plugins_loaded' );
		$GLOBALS['EZSQL_ERROR'] = array();
		self::assertTrue( $this->table_exists( Journal_Schema::table() ) );
		self::assertSame( array(), dbDelta( Journal_Schema::sql(), false ) );
	}

	public function test_steps_of_an_upgrade_are_taken_from_the_version_of_the_tables_on(): void {
		$taken = array();
		$step  = static function ( int $version ) use ( &$taken ): \Closure {
			return static function () use ( $version, &$taken ): void {
				$taken[] = $version;
			};
		};
		update_option( Upgrader::OPTION, 1 );
		( new Upgrader( array( 1 => $step( 1 ), 2 => $step( 2 ), 3 => $step( 3 ) ) ) )->upgrade();
		self::assertSame( array( 2, 3 ), $taken );

		$taken = array();
		delete_option( Upgrader::OPTION );
		( new Upgrader( array( 2 => $step( 2 ) ) ) )->upgrade();
		self::assertSame( array(), $taken, 'New tables need no steps.' );
	}

	public function test_an_up_to_date_site_is_asked_nothing_by_a_visitor(): void {
		global $wpdb;
		wp_load_alloptions( true );
		$before = $wpdb->num_queries;
		$this->service( Upgrader::class )->maybe_upgrade();
		self::assertSame( $before, $wpdb->num_queries );
	}

	public function test_deactivation_takes_the_schedules_back_and_keeps_the_data(): void {
		realtime_events_publish( 'a.b' );
		$this->service( Work_Schedule::class )->ask_for( time() + 60 );
		$this->service( Activation::class )->deactivate();
		self::assertFalse( wp_next_scheduled( Work_Schedule::WORK ) );
		self::assertFalse( wp_next_scheduled( Work_Schedule::SWEEP ) );
		self::assertTrue( $this->table_exists( Ledger_Schema::table() ) );
	}

	public function test_removing_the_plugin_keeps_everything_unless_the_admin_said_otherwise(): void {
		update_option( 'realtime_events', array( 'remove_data_on_uninstall' => false ) );
		$this->service( Uninstaller::class )->run();
		self::assertTrue( $this->table_exists( Ledger_Schema::table() ) );
		self::assertNotFalse( get_option( 'realtime_events' ) );
	}

	public function test_removing_the_plugin_removes_everything_when_the_admin_said_so(): void {
		global $wpdb;
		update_option( 'realtime_events', array( 'remove_data_on_uninstall' => true ) );
		update_option( 'realtime_events_api_key', 'secret', false );
		update_option( 'realtime_eventsx', 'another plugin’s' );
		set_transient( 'realtime_events_thing', 1, 60 );
		$this->service( Work_Schedule::class )->ask_for( time() + 60 );
		$this->service( Uninstaller::class )->run();

		self::assertFalse( $this->table_exists( Ledger_Schema::table() ) );
		self::assertFalse( $this->table_exists( Outbox_Schema::table() ) );
		foreach ( array( 'realtime_events', 'realtime_events_api_key', Upgrader::OPTION, '_transient_realtime_events_thing', '_transient_timeout_realtime_events_thing' ) as $option ) {
			self::assertNull( $wpdb->get_var( $wpdb->prepare( 'SELECT option_value FROM %i WHERE option_name = %s', $wpdb->options, $option ) ), $option );
		}
		self::assertSame( 'another plugin’s', get_option( 'realtime_eventsx' ) );
		self::assertFalse( wp_next_scheduled( Work_Schedule::WORK ) );
	}

	public function test_a_deleted_site_takes_its_tables_along(): void {
		self::assertSame( array( 'a', Ledger_Schema::table(), Outbox_Schema::table(), Journal_Schema::table() ), apply_filters( 'wpmu_drop_tables', array( 'a' ) ) );
	}
}
