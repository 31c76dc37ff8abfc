<?php
/**
 * Tests of the retry by the Action Scheduler that WooCommerce brings.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Woocommerce;

use ActionScheduler_QueueRunner;
use ActionScheduler_Store;
use Realtime_Events\Access\Api_Key;
use Realtime_Events\Delivery\Dispatcher;
use Realtime_Events\Delivery\Outbox;
use Realtime_Events\Delivery\Work_Schedule;

require_once __DIR__ . '/class-shop-test-case.php';

final class Action_Scheduler_Test extends Shop_Test_Case {

	private const GROUP = 'realtime-events';

	protected function setUp(): void {
		parent::setUp();
		update_option( 'realtime_events', array( 'server_url' => 'http://hub.example:8090' ) );
		$this->service( Api_Key::class )->generate();
	}

	/**
	 * @return list<int> When workers were asked for, in Unix seconds.
	 */
	private function asked_for(): array {
		$actions = as_get_scheduled_actions( array( 'hook' => Work_Schedule::WORK, 'group' => self::GROUP, 'status' => ActionScheduler_Store::STATUS_PENDING, 'per_page' => -1 ) );
		return array_values( array_map( static fn( $action ): int => $action->get_schedule()->get_date()->getTimestamp(), $actions ) );
	}

	/**
	 * @return array<string, int> How many deliveries there are, by state.
	 */
	private function deliveries(): array {
		global $wpdb;
		return array_map( 'intval', array_column( $wpdb->get_results( $wpdb->prepare( 'SELECT state, COUNT(*) AS number FROM %i GROUP BY state', $this->outbox_table() ), ARRAY_A ), 'number', 'state' ) );
	}

	public function test_a_delivery_that_fails_is_tried_again_by_the_action_scheduler_and_not_by_wp_cron(): void {
		global $wpdb;
		$this->answer_http_with( 503 );
		realtime_events_publish( 'a.b', array( 'n' => 1 ) );
		$this->service( Outbox::class )->release_own();
		$this->service( Dispatcher::class )->flush();

		self::assertFalse( wp_next_scheduled( Work_Schedule::WORK ) );
		self::assertCount( 1, $this->asked_for() );
		self::assertSame( array( 'pending' => 1 ), $this->deliveries() );

		// Time goes by.
		$wpdb->query( $wpdb->prepare( 'UPDATE %i SET next_attempt_ms = 1', $this->outbox_table() ) );
		as_unschedule_all_actions( Work_Schedule::WORK, array(), self::GROUP );
		$this->service( Work_Schedule::class )->ask_for( time() - 1 );
		$this->answer_http_with( fn( array $request ): array => $this->http_answer( 202, array( 'results' => array_map( static fn( array $event ): array => array( 'id' => $event['id'], 'status' => 'accepted' ), json_decode( $request['body'], true ) ) ) ) );
		$this->reset_request();
		self::assertGreaterThanOrEqual( 1, ActionScheduler_QueueRunner::instance()->run( 'test' ) );
		self::assertSame( array( 'sent' => 1 ), $this->deliveries() );
		self::assertSame( array(), $this->asked_for(), 'Nothing waits, so nobody is asked for.' );
	}

	public function test_an_earlier_worker_is_asked_for_instead_of_a_later_one_and_never_both(): void {
		$schedule = $this->service( Work_Schedule::class );
		$now      = time();
		$schedule->ask_for( $now + 600 );
		$schedule->ask_for( $now + 60 );
		$schedule->ask_for( $now + 900 );
		self::assertSame( array( $now + 60 ), $this->asked_for() );
		$schedule->clear();
		self::assertSame( array(), $this->asked_for() );
	}

	public function test_a_worker_that_runs_asks_for_the_next_one_while_something_fails(): void {
		$this->answer_http_with( 503 );
		realtime_events_publish( 'a.b', array( 'n' => 1 ) );
		$this->service( Outbox::class )->release_own();
		$this->service( Work_Schedule::class )->ask_for( time() - 1 );
		$this->reset_request();
		self::assertGreaterThanOrEqual( 1, ActionScheduler_QueueRunner::instance()->run( 'test' ) );
		self::assertSame( array( 'pending' => 1 ), $this->deliveries() );
		self::assertCount( 1, $this->asked_for(), 'Tried in vain, it is tried again.' );
	}
}
