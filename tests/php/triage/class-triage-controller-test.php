<?php
/**
 * Tests of triage.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Triage;

use Realtime_Events\Admin\Feed_Page;
use Realtime_Events\Events\Event;
use Realtime_Events\Events\Event_Id;
use Realtime_Events\Events\Event_Store;
use Realtime_Events\Events\Ledger_Schema;
use Realtime_Events\Tests\Test_Case;
use Realtime_Events\Triage\Standing;

/**
 * What a team does about an event is itself an event, for the same people and nobody else.
 */
final class Triage_Controller_Test extends Test_Case {

	private const ROUTE = '/realtime-events/v1/events';

	private function publish( string $channel = 'editors', array $data = array( 'title' => 'The oven' ) ): Event {
		$event = realtime_events_publish( 'test.happened', $data, array( 'channel' => $channel ) );
		self::assertInstanceOf( Event::class, $event );
		return $event;
	}

	private function act_on( Event $event, string $action, array $more = array() ): \WP_REST_Response {
		return $this->rest( 'POST', self::ROUTE . "/$event->id/triage", array( 'action' => $action ) + $more );
	}

	/**
	 * @return array<string, array<string, mixed>>
	 */
	private function states( Event ...$events ): array {
		$response = $this->rest( 'GET', self::ROUTE . '/triage?' . implode( '&', array_map( static fn( Event $event ): string => "id[]=$event->id", $events ) ) );
		self::assertSame( 200, $response->get_status(), (string) wp_json_encode( $response->get_data() ) );
		return (array) $response->get_data();
	}

	public function test_what_was_done_last_is_how_it_stands(): void {
		$ada   = $this->act_as( $this->create_user( 'editor', array( 'display_name' => 'Ada' ) ) );
		$event = $this->publish();
		$other = $this->publish();
		self::assertSame( array(), $this->states( $event, $other ) );

		$claimed = $this->act_on( $event, 'claim' );
		self::assertSame( 201, $claimed->get_status(), (string) wp_json_encode( $claimed->get_data() ) );
		self::assertSame( array( 'event.claimed', "event/$event->id", 'editors' ), array( $claimed->get_data()['type'], $claimed->get_data()['subject'], $claimed->get_data()['channel'] ) );
		$state = $this->states( $event, $other );
		self::assertSame( array( $event->id ), array_keys( $state ) );
		self::assertSame(
			array(
				'claimed',
				array(
					'id'   => (string) $ada->ID,
					'name' => 'Ada',
				),
			),
			array( $state[ $event->id ]['status'], $state[ $event->id ]['by'] )
		);

		$this->act_on( $event, 'note', array( 'note' => 'Called the fitter.' ) );
		$this->act_on( $event, 'snooze', array( 'until' => '2099-01-01T10:00:00Z' ) );
		$state = $this->states( $event )[ $event->id ];
		self::assertSame( array( 'snoozed', '2099-01-01T10:00:00.000Z' ), array( $state['status'], $state['until'] ) );
		self::assertSame( array( 'Called the fitter.' ), array_column( $state['notes'], 'text' ) );

		$this->act_on( $event, 'resolve', array( 'note' => 'It is warm again.' ) );
		self::assertSame( 'resolved', $this->states( $event )[ $event->id ]['status'] );
		$this->act_on( $event, 'reopen' );
		$state = $this->states( $event )[ $event->id ];
		self::assertSame( array( 'open', null ), array( $state['status'], $state['by'] ) );
		self::assertCount( 2, $state['notes'] );
	}

	public function test_what_is_said_about_a_public_event_is_not_public(): void {
		$this->act_as( 'editor' );
		self::assertSame( 'editors', $this->act_on( $this->publish( 'public' ), 'claim' )->get_data()['channel'] );
	}

	public function test_nobody_acts_on_or_learns_of_what_he_may_not_read(): void {
		$event = $this->publish( 'admins' );
		$this->act_as( 'administrator' );
		self::assertSame( 201, $this->act_on( $event, 'claim' )->get_status() );
		$this->act_as( 'editor' );
		self::assertSame( 404, $this->act_on( $event, 'claim' )->get_status() );
		self::assertSame( array(), $this->states( $event ) );
	}

	public function test_what_was_done_is_not_itself_triaged(): void {
		$this->act_as( 'editor' );
		$claimed = $this->act_on( $this->publish(), 'claim' )->get_data();
		$again   = $this->rest( 'POST', self::ROUTE . "/{$claimed['id']}/triage", array( 'action' => 'claim' ) );
		self::assertSame( array( 409, 'realtime_events_not_triageable' ), array( $again->get_status(), $again->get_data()['code'] ) );
	}

	/**
	 * @testWith [{"action": "delete"}]
	 *           [{}]
	 *           [{"action": "note"}]
	 *           [{"action": "note", "note": "   "}]
	 *           [{"action": "note", "note": ["x"]}]
	 *           [{"action": "react"}]
	 *           [{"action": "react", "reaction": "x"}]
	 *           [{"action": "unreact"}]
	 *           [{"action": "snooze", "until": "tomorrow"}]
	 *           [{"action": "snooze", "until": "2001-01-01T00:00:00Z"}]
	 */
	public function test_bad_input_is_refused_and_nothing_is_done( array $body ): void {
		$this->act_as( 'editor' );
		$event = $this->publish();
		self::assertSame( 400, $this->rest( 'POST', self::ROUTE . "/$event->id/triage", $body )->get_status() );
		self::assertSame( array(), $this->states( $event ) );
	}

	public function test_a_note_that_is_too_long_is_refused(): void {
		$this->act_as( 'editor' );
		self::assertSame( 400, $this->act_on( $this->publish(), 'note', array( 'note' => str_repeat( 'ü', 1001 ) ) )->get_status() );
		self::assertSame( 201, $this->act_on( $this->publish(), 'note', array( 'note' => str_repeat( 'ü', 1000 ) ) )->get_status() );
	}

	/**
	 * @return list<string> Titles of what is pinned.
	 */
	private function pinned(): array {
		$response = $this->rest( 'GET', self::ROUTE . '/pinned' );
		self::assertSame( 200, $response->get_status(), (string) wp_json_encode( $response->get_data() ) );
		return array_column( array_column( $response->get_data(), 'data' ), 'title' );
	}

	public function test_what_is_pinned_stays_at_hand_until_somebody_takes_the_pin_off(): void {
		$ada    = $this->act_as( $this->create_user( 'editor', array( 'display_name' => 'Ada' ) ) );
		$oven   = $this->publish( 'editors', array( 'title' => 'Oven' ) );
		$fridge = $this->publish( 'editors', array( 'title' => 'Fridge' ) );
		self::assertSame( array(), $this->pinned() );
		self::assertSame( 201, $this->act_on( $oven, 'pin' )->get_status() );
		$this->act_on( $fridge, 'pin' );
		self::assertSame( array( 'Fridge', 'Oven' ), $this->pinned() );
		$state = $this->states( $oven )[ $oven->id ];
		self::assertSame(
			array(
				'open',
				array(
					'id'   => (string) $ada->ID,
					'name' => 'Ada',
				),
			),
			array( $state['status'], $state['pinned'] )
		);

		$this->act_on( $oven, 'resolve' );
		self::assertSame( array( 'Fridge', 'Oven' ), $this->pinned() );
		$this->act_on( $fridge, 'unpin' );
		self::assertSame( array( 'Oven' ), $this->pinned() );
		self::assertNull( $this->states( $fridge )[ $fridge->id ]['pinned'] );
		$this->act_on( $fridge, 'pin' );
		self::assertSame( array( 'Fridge', 'Oven' ), $this->pinned() );
	}

	public function test_no_more_is_pinned_than_one_reads_and_the_last_is_the_first(): void {
		$this->act_as( 'editor' );
		foreach ( range( 1, 11 ) as $number ) {
			$this->act_on( $this->publish( 'editors', array( 'title' => "No. $number" ) ), 'pin' );
		}
		self::assertSame( array_map( static fn( int $number ): string => "No. $number", range( 11, 2 ) ), $this->pinned() );
	}

	public function test_what_is_pinned_is_for_those_alone_who_may_read_it(): void {
		$secret = $this->publish( 'admins', array( 'title' => 'Secret' ) );
		$public = $this->publish( 'public', array( 'title' => 'Public' ) );
		$this->act_as( 'administrator' );
		$this->act_on( $secret, 'pin' );
		$this->act_on( $public, 'pin' );
		self::assertSame( array( 'Public', 'Secret' ), $this->pinned() );
		$this->act_as( 'editor' );
		self::assertSame( array( 'Public' ), $this->pinned() );
		self::assertSame( 404, $this->act_on( $secret, 'unpin' )->get_status() );
		$this->act_as( 'subscriber' );
		self::assertSame( 403, $this->rest( 'GET', self::ROUTE . '/pinned' )->get_status() );
		$this->act_as_nobody();
		self::assertSame( 401, $this->rest( 'GET', self::ROUTE . '/pinned' )->get_status() );
	}

	public function test_what_is_pinned_is_in_the_page_of_the_feed_before_its_script_asks(): void {
		$this->act_as( 'editor' );
		$this->act_on( $this->publish( 'editors', array( 'title' => 'Oven' ) ), 'pin' );
		$page = $this->service( Feed_Page::class );
		$page->enqueue();
		$inline = implode( "\n", (array) wp_scripts()->get_data( 'realtime-events-feed', 'before' ) );
		self::assertStringContainsString( '"title":"Oven"', $inline );
	}

	public function test_each_reacts_once_with_each_sign_and_may_take_it_back(): void {
		$ada   = $this->act_as( $this->create_user( 'editor', array( 'display_name' => 'Ada' ) ) );
		$event = $this->publish();
		$this->act_on( $event, 'react', array( 'reaction' => '👍' ) );
		$this->act_on( $event, 'react', array( 'reaction' => '👍' ) );
		$bob = $this->act_as( $this->create_user( 'editor', array( 'display_name' => 'Bob' ) ) );
		$this->act_on( $event, 'react', array( 'reaction' => '🎉' ) );
		$by = static fn( array $reactions ): array => array_map( static fn( array $one ): string => "{$one['name']} {$one['reaction']}", $reactions );
		self::assertSame( array( 'Ada 👍', 'Bob 🎉' ), $by( $this->states( $event )[ $event->id ]['reactions'] ) );
		$this->act_on( $event, 'unreact', array( 'reaction' => '👍' ) );
		self::assertSame( array( 'Ada 👍', 'Bob 🎉' ), $by( $this->states( $event )[ $event->id ]['reactions'] ), 'Nobody takes back what another said.' );
		$this->act_on( $event, 'unreact', array( 'reaction' => '🎉' ) );
		$state = $this->states( $event )[ $event->id ];
		self::assertSame( array( array( 'Ada 👍' ), 'open' ), array( $by( $state['reactions'] ), $state['status'] ) );
		self::assertSame( (string) $ada->ID, $state['reactions'][0]['id'] );
		self::assertNotSame( $ada->ID, $bob->ID );
	}

	/**
	 * @param array<string, mixed> $filter Parameters.
	 * @return list<string> Titles, newest first.
	 */
	private function titles( array $filter ): array {
		$response = $this->rest( 'GET', self::ROUTE . '?' . http_build_query( $filter + array( 'type' => 'test.happened' ) ) );
		self::assertSame( 200, $response->get_status(), (string) wp_json_encode( $response->get_data() ) );
		return array_column( array_column( $response->get_data(), 'data' ), 'title' );
	}

	public function test_the_feed_can_be_asked_for_what_is_open_looked_after_resolved_or_put_off(): void {
		$this->act_as( 'editor' );
		$events = array();
		foreach ( array( 'untouched', 'claimed', 'resolved', 'snoozed', 'reopened', 'noted' ) as $title ) {
			$events[ $title ] = $this->publish( 'editors', array( 'title' => $title ) );
		}
		$this->act_on( $events['claimed'], 'claim' );
		$this->act_on( $events['resolved'], 'claim' );
		$this->act_on( $events['resolved'], 'resolve' );
		$this->act_on( $events['snoozed'], 'snooze', array( 'until' => '2099-01-01T10:00:00Z' ) );
		$this->act_on( $events['reopened'], 'resolve' );
		$this->act_on( $events['reopened'], 'reopen' );
		$this->act_on( $events['noted'], 'note', array( 'note' => 'Just so.' ) );

		self::assertSame( array( 'noted', 'reopened', 'untouched' ), $this->titles( array( 'triage' => array( 'open' ) ) ) );
		self::assertSame( array( 'claimed' ), $this->titles( array( 'triage' => array( 'claimed' ) ) ) );
		self::assertSame( array( 'snoozed', 'resolved' ), $this->titles( array( 'triage' => array( 'resolved', 'snoozed' ) ) ) );
		self::assertSame( array( 'noted', 'reopened', 'claimed', 'untouched' ), $this->titles( array( 'exclude_triage' => array( 'resolved', 'snoozed' ) ) ) );
		self::assertSame( 400, $this->rest( 'GET', self::ROUTE . '?triage[]=lost' )->get_status() );
		// What was done is in no state: it is nothing that anybody has to look after.
		self::assertSame( array(), $this->rest( 'GET', self::ROUTE . '?group[]=team&triage[]=open' )->get_data() );
		self::assertNotSame( array(), $this->rest( 'GET', self::ROUTE . '?group[]=team&exclude_triage[]=open' )->get_data() );
	}

	public function test_what_is_put_off_is_open_again_from_that_moment_on(): void {
		global $wpdb;
		$this->act_as( 'editor' );
		$this->act_on( $this->publish(), 'snooze', array( 'until' => '2099-01-01T10:00:00Z' ) );
		self::assertSame( array(), $this->titles( array( 'triage' => array( 'open' ) ) ) );
		$wpdb->query( $wpdb->prepare( 'UPDATE %i SET triage_until_ms = %d WHERE triage = %s', Ledger_Schema::table(), 1, 'snoozed' ) );
		self::assertSame( array( 'The oven' ), $this->titles( array( 'triage' => array( 'open' ) ) ) );
		self::assertSame( array(), $this->titles( array( 'triage' => array( 'snoozed' ) ) ) );
	}

	public function test_who_may_not_know_what_the_team_did_sees_what_is_public_as_open(): void {
		$this->act_as( 'editor' );
		$this->act_on( $this->publish( 'public' ), 'resolve' );
		self::assertSame( array( 'The oven' ), $this->titles( array( 'triage' => array( 'resolved' ) ) ) );
		$this->act_as_nobody();
		self::assertSame( array(), $this->titles( array( 'triage' => array( 'resolved' ) ) ) );
		self::assertSame( array(), $this->titles( array( 'exclude_triage' => array( 'open' ) ) ) );
		self::assertSame( array( 'The oven' ), $this->titles( array( 'triage' => array( 'open' ) ) ) );
		self::assertSame( array( 'The oven' ), $this->titles( array( 'exclude_triage' => array( 'resolved', 'claimed' ) ) ) );
	}

	public function test_of_two_who_act_at_once_the_later_counts_whoever_is_noted_first(): void {
		$this->act_as( 'editor' );
		$event   = $this->publish();
		$actions = array();
		foreach ( array( 'event.claimed', 'event.resolved' ) as $type ) {
			$stored = $this->service( Event_Store::class )->insert(
				new Event( $this->service( Event_Id::class )->next(), $type, array( 'event' => $event->id ), 'editors', 1, subject: "event/$event->id" )
			);
			self::assertInstanceOf( Event::class, $stored );
			$actions[] = $stored;
		}
		foreach ( array_reverse( $actions ) as $action ) {
			$this->service( Standing::class )->follow( $action );
		}
		self::assertSame( array( 'The oven' ), $this->titles( array( 'triage' => array( 'resolved' ) ) ) );
		self::assertSame( 'resolved', $this->states( $event )[ $event->id ]['status'] );
	}

	public function test_it_can_be_noted_again_from_the_events_about_events(): void {
		global $wpdb;
		$this->act_as( 'editor' );
		$this->act_on( $this->publish( 'editors', array( 'title' => 'done' ) ), 'resolve' );
		$this->publish( 'editors', array( 'title' => 'open' ) );
		$wpdb->query( $wpdb->prepare( 'UPDATE %i SET triage = %s, triage_action = 0', Ledger_Schema::table(), '' ) );
		self::assertSame( array( 'open', 'done' ), $this->titles( array( 'triage' => array( 'open' ) ) ) );
		$this->service( Standing::class )->rebuild();
		$this->service( Standing::class )->rebuild();
		self::assertSame( array( 'open' ), $this->titles( array( 'triage' => array( 'open' ) ) ) );
		self::assertSame( array( 'done' ), $this->titles( array( 'triage' => array( 'resolved' ) ) ) );
	}
}
