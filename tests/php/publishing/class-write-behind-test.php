<?php
/**
 * Tests of events that are stored a moment later.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Publishing;

use Realtime_Events\Delivery\Delivery_Module;
use Realtime_Events\Events\Event;
use Realtime_Events\Events\Event_Query;
use Realtime_Events\Events\Event_Store;
use Realtime_Events\Events\Journal_Schema;
use Realtime_Events\Events\Ledger_Schema;
use Realtime_Events\Publishing\Journal;
use Realtime_Events\Publishing\Write_Behind;
use Realtime_Events\Tests\Test_Case;

/**
 * Not in a transaction, because nothing is held inside one.
 */
final class Write_Behind_Test extends Test_Case {

	protected const ROLLS_BACK = false;

	/** More than are stored one by one before it is bulk work. */
	private const BEGINNING = 25;

	/**
	 * Publishes so many posts.
	 *
	 * @return list<string> Their subjects.
	 */
	private function import( int $posts ): array {
		$subjects = array();
		for ( $post = 0; $post < $posts; $post++ ) {
			$subjects[] = 'post/' . wp_insert_post( array( 'post_title' => 'Imported', 'post_name' => wp_unique_id( 'imported-' ), 'post_status' => 'publish' ) );
		}
		return $subjects;
	}

	/**
	 * What the ledger holds at this very moment: asked past everything that could write before.
	 *
	 * @return list<string> Subjects.
	 */
	private function ledger(): array {
		global $wpdb;
		$statement = 'SELECT subject FROM ' . Ledger_Schema::table() . " WHERE type LIKE 'post.%' ORDER BY id";
		return $wpdb->dbh instanceof \mysqli ? array_column( $wpdb->dbh->query( $statement )->fetch_all(), 0 ) : $wpdb->get_col( $statement );
	}

	private function finish(): void {
		$this->service( Write_Behind::class )->write();
	}

	private function journal_rows(): int {
		global $wpdb;
		return (int) $wpdb->get_var( 'SELECT COUNT(*) FROM ' . Journal_Schema::table() );
	}

	public function test_every_post_has_its_event_once_and_in_order_by_fewer_statements(): void {
		global $wpdb;
		$inserts = 0;
		add_filter(
			'query',
			static function ( string $query ) use ( &$inserts ): string {
				$inserts += (int) preg_match( '/^INSERT .*INTO `' . Ledger_Schema::table() . '`/', $query );
				return $query;
			}
		);
		$announced = array();
		add_action(
			'realtime_events_published',
			static function ( Event $event ) use ( &$announced ): void {
				$announced[ (int) $event->sequence ] = $event->subject;
			}
		);
		$subjects = $this->import( 120 );
		$this->finish();
		self::assertSame( $subjects, $this->ledger() );
		self::assertSame( $subjects, array_values( $announced ), 'It is said of each, and with its sequence.' );
		self::assertArrayNotHasKey( 0, $announced );
		self::assertSame( 0, $this->journal_rows() );
		$wpdb->dbh instanceof \mysqli ? self::assertLessThan( 80, $inserts ) : self::assertSame( 120, $inserts );
	}

	public function test_nobody_who_looks_misses_what_is_held(): void {
		$this->import( self::BEGINNING );
		[ $subject ] = $this->import( 1 );
		self::assertCount( 1, $this->service( Event_Store::class )->query( new Event_Query( null, include: array( 'subject' => array( $subject ) ) ) ) );
		[ $subject ] = $this->import( 1 );
		$this->act_as( 'administrator' );
		self::assertContains( $subject, array_column( $this->rest( 'GET', '/realtime-events/v1/events' )->get_data(), 'subject' ) );
	}

	public function test_what_a_transaction_takes_back_leaves_no_event_and_takes_no_other_with_it(): void {
		global $wpdb;
		$before = $this->import( self::BEGINNING );
		$held   = $this->import( 1 );
		$wpdb->query( 'START TRANSACTION' );
		self::assertSame( array( ...$before, ...$held ), $this->ledger(), 'What was held is written before it begins.' );
		$undone = $this->import( 3 );
		self::assertSame( array( ...$before, ...$held, ...$undone ), $this->ledger(), 'What happens in it is stored at once.' );
		$wpdb->query( 'ROLLBACK' );
		wp_cache_flush();
		$after = $this->import( 2 );
		$this->finish();
		self::assertSame( array( ...$before, ...$held, ...$after ), $this->ledger() );
	}

	public function test_a_post_that_is_saved_twice_is_one_event_with_its_last_state(): void {
		global $wpdb;
		$this->import( self::BEGINNING );
		[ $subject ] = $this->import( 1 );
		wp_update_post( array( 'ID' => (int) substr( $subject, 5 ), 'post_title' => 'Its last state' ) );
		$this->finish();
		self::assertSame( array( $subject ), array_values( array_intersect( $this->ledger(), array( $subject ) ) ) );
		$events = $this->service( Event_Store::class )->query( new Event_Query( null, include: array( 'subject' => array( $subject ) ) ) );
		self::assertSame( array( 'post.published', 'Its last state' ), array( $events[0]->type, $events[0]->data['title'] ) );
	}

	/**
	 * Plugins ask the connection for what their last statement did.
	 */
	public function test_other_statements_do_not_notice_it(): void {
		global $wpdb;
		$this->import( self::BEGINNING + 1 );
		$wpdb->insert( $wpdb->options, array( 'option_name' => 'realtime_events_noticed', 'option_value' => '1' ) );
		$id = $wpdb->insert_id;
		$this->finish();
		self::assertSame( $id, $wpdb->insert_id );
		self::assertSame( 'realtime_events_noticed', $wpdb->get_var( $wpdb->prepare( "SELECT option_name FROM $wpdb->options WHERE option_id = %d", $id ) ) );

		$posts = (int) wp_count_posts()->publish;
		$this->import( 3 );
		$query = new \WP_Query( array( 'post_type' => 'post', 'posts_per_page' => 2, 'post_status' => 'publish' ) );
		self::assertSame( $posts + 3, $query->found_posts );
	}

	public function test_a_database_without_such_a_table_stores_every_event_at_once(): void {
		global $wpdb;
		$wpdb->query( 'DROP TABLE ' . Journal_Schema::table() );
		$subjects = $this->import( 2 * self::BEGINNING );
		self::assertSame( $subjects, $this->ledger() );
		// Suppressed, and kept by WordPress all the same.
		$GLOBALS['EZSQL_ERROR'] = array();
	}

	/**
	 * @testWith ["error", 60]
	 *           ["memory", 60]
	 *           ["exit", 60]
	 *           ["kill", 60]
	 *           ["error", 1, "awaited"]
	 *           ["memory", 1, "awaited"]
	 *           ["exit", 3, "awaited"]
	 *           ["kill", 3, "awaited"]
	 *
	 * @param string $death How the process dies.
	 * @param int    $posts How many posts it has saved before.
	 * @param string $who   Whether somebody waits for its answer.
	 */
	public function test_a_process_that_dies_loses_no_event( string $death, int $posts, string $who = '' ): void {
		$process = proc_open( array( PHP_BINARY, dirname( __DIR__ ) . '/delivery/processes/die.php', $death, (string) $posts, $who ), array( array( 'file', '/dev/null', 'r' ), array( 'pipe', 'w' ), array( 'redirect', 1 ) ), $pipes );
		$output  = (string) stream_get_contents( $pipes[1] );
		proc_close( $process );
		self::assertSame( 1, preg_match_all( '/saved ([1-9][0-9]*)/', $output, $found ), $output );
		self::assertStringNotContainsString( 'still alive', $output );
		wp_cache_flush();
		if ( '' !== $who && 'kill' === $death && $GLOBALS['wpdb']->dbh instanceof \mysqli ) {
			self::assertSame( array( $posts, array() ), array( $this->journal_rows(), $this->ledger() ), 'Nobody has waited for the ledger.' );
		}
		$this->abandon();
		do_action( Delivery_Module::SWEEP );
		$published = array_map( static fn( int $id ): string => "post/$id", get_posts( array( 'fields' => 'ids', 'posts_per_page' => -1, 'title' => 'Saved and then dead', 'orderby' => 'ID', 'order' => 'ASC' ) ) );
		self::assertCount( $posts, $published );
		self::assertSame( $published, $this->ledger() );
		self::assertSame( 0, $this->journal_rows() );
		do_action( Delivery_Module::SWEEP );
		self::assertSame( $published, $this->ledger(), 'And once.' );
	}

	public function test_what_the_ledger_has_already_is_not_stored_again(): void {
		$event = realtime_events_publish( 'a.b', array( 'n' => 1.5 ), array( 'subject' => 'thing/1' ) );
		self::assertGreaterThan( 0, $this->service( Journal::class )->keep( $event, null ) );
		$this->abandon();
		do_action( Delivery_Module::SWEEP );
		self::assertEquals( array( $event ), $this->service( Event_Store::class )->query( new Event_Query( null, include: array( 'subject' => array( 'thing/1' ) ) ) ) );
		self::assertSame( 0, $this->journal_rows() );
	}

	public function test_what_a_living_process_holds_is_its_own(): void {
		$this->service( Journal::class )->keep( new Event( '01890a5d-ac96-774b-bcce-b302099a8057', 'post.updated', array(), 'editors', 1 ), null );
		do_action( Delivery_Module::SWEEP );
		self::assertSame( array( 1, array() ), array( $this->journal_rows(), $this->ledger() ) );
	}

	public function test_an_event_as_deep_as_can_be_is_held_and_comes_back(): void {
		add_filter(
			'realtime_events_event',
			static function ( Event $event ): Event {
				$deep = array( 'a' => 'ü' );
				for ( $level = 0; $level < 28; $level++ ) {
					$deep = array( 'a' => $deep );
				}
				return $event->with( array( 'data' => $deep ) );
			}
		);
		$this->import( self::BEGINNING );
		[ $subject ] = $this->import( 1 );
		self::assertStringContainsString( '"a":{"a":', (string) wp_json_encode( $this->service( Event_Store::class )->query( new Event_Query( null, include: array( 'subject' => array( $subject ) ) ) )[0]->data ) );
	}

	public function test_a_row_that_is_damaged_goes_and_keeps_nobody_waiting(): void {
		global $wpdb;
		$wpdb->insert( Journal_Schema::table(), array( 'at_ms' => 1, 'events' => '{"id":"half' ) );
		$wpdb->insert( Journal_Schema::table(), array( 'at_ms' => 1, 'events' => '{"id":1,"other":2}' ) );
		$this->service( Journal::class )->keep( new Event( '01890a5d-ac96-774b-bcce-b302099a8057', 'post.updated', array( 'list' => array(), 'map' => array( 'a' => 'ü' ) ), 'editors', 1, subject: 'post/9' ), null );
		$this->abandon();
		do_action( Delivery_Module::SWEEP );
		self::assertSame( array( 0, array( 'post/9' ) ), array( $this->journal_rows(), $this->ledger() ) );
		self::assertSame( array( 'list' => array(), 'map' => array( 'a' => 'ü' ) ), $this->service( Event_Store::class )->find( '01890a5d-ac96-774b-bcce-b302099a8057' )->data );
	}

	/**
	 * Makes what is in the journal so old that its process must be dead.
	 */
	private function abandon(): void {
		global $wpdb;
		$wpdb->query( 'UPDATE ' . Journal_Schema::table() . ' SET at_ms = 1' );
	}
}
