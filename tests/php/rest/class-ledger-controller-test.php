<?php
/**
 * Tests of GET /ledger.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Rest;

use Realtime_Events\Access\Api_Key;
use Realtime_Events\Access\Signature;
use Realtime_Events\Events\Event;
use Realtime_Events\Events\Ledger_Schema;
use Realtime_Events\Tests\Test_Case;

/**
 * A new hub gets what the one before it has acknowledged, whole and in order, and nobody else gets any of it.
 */
final class Ledger_Controller_Test extends Test_Case {

	private const ROUTE = '/realtime-events/v1/ledger';

	private string $key;

	protected function setUp(): void {
		parent::setUp();
		global $wpdb;
		update_option( 'realtime_events', array( 'server_url' => 'http://hub.example.com' ) );
		$this->key = $this->service( Api_Key::class )->generate();
		$wpdb->query( 'DELETE FROM ' . Ledger_Schema::table() );
		$wpdb->query( 'DELETE FROM ' . $this->outbox_table() );
	}

	private function event( string $state = 'sent', string $channel = 'admins' ): Event {
		global $wpdb;
		$event = realtime_events_publish( 'test.happened', array(), array( 'channel' => $channel ) );
		self::assertInstanceOf( Event::class, $event );
		$wpdb->update( $this->outbox_table(), array( 'state' => $state ), array( 'event_id' => $event->id ) );
		return $event;
	}

	/**
	 * Asks as the hub does: what is asked is what is signed.
	 */
	private function ask( string $query, ?string $signed = null, ?string $key = null, int $age = 0, string $site = 'example.org', ?string $id = null ): \WP_REST_Response {
		$headers = ( new Signature() )->headers( array( $key ?? Api_Key::hub_key( $this->key ) ), $id ?? 'msg_' . bin2hex( random_bytes( 4 ) ), time() - $age, $signed ?? self::ROUTE . "?$query" );
		return $this->rest( 'GET', self::ROUTE . "?$query", null, $headers + array( 'realtime-events-site' => $site ) );
	}

	public function test_what_was_acknowledged_comes_whole_in_order_and_from_every_channel(): void {
		$expected = array( $this->event()->id, $this->event( channel: 'public' )->id, $this->event( channel: 'user:1' )->id );
		$response = $this->ask( 'after_time=0&after=0&per_page=100' );
		self::assertSame( 200, $response->get_status(), (string) wp_json_encode( $response->get_data() ) );
		self::assertSame( $expected, array_column( $response->get_data()['events'], 'id' ) );
		self::assertArrayNotHasKey( 'next', $response->get_data() );
		self::assertSame( (string) ( (int) $response->get_data()['events'][0]['sequence'] - 1 ), $response->get_data()['complete_after'] );
	}

	public function test_what_the_outbox_still_holds_comes_by_itself(): void {
		$sent = $this->event();
		array_map( fn( string $state ): Event => $this->event( $state ), array( 'pending', 'dead', 'cancelled' ) );
		self::assertSame( array( $sent->id ), array_column( $this->ask( 'after_time=0&after=0&per_page=100' )->get_data()['events'], 'id' ) );
	}

	public function test_pages_follow_each_other_and_agree_on_where_it_all_begins(): void {
		$events   = array_map( fn(): Event => $this->event(), range( 1, 5 ) );
		$seen     = array();
		$begins   = array();
		$after    = '0';
		$requests = 0;
		while ( null !== $after && $requests++ < 5 ) {
			$data     = $this->ask( "after_time=0&after=$after&per_page=2" )->get_data();
			$begins[] = $data['complete_after'];
			$after    = $data['next'] ?? null;
			array_push( $seen, ...array_column( $data['events'], 'id' ) );
		}
		self::assertSame( array_column( $events, 'id' ), $seen );
		self::assertSame( 3, $requests );
		self::assertCount( 1, array_unique( $begins ) );
	}

	public function test_it_begins_with_the_first_event_of_the_time_and_leaves_none_out_after_it(): void {
		global $wpdb;
		[ $old, $first, $late ] = array_map( fn(): Event => $this->event(), range( 1, 3 ) );
		$wpdb->update( Ledger_Schema::table(), array( 'time_ms' => 1000 ), array( 'id' => $old->sequence ) );
		// A long transaction: a later sequence with an earlier time.
		$wpdb->update( Ledger_Schema::table(), array( 'time_ms' => 2000 ), array( 'id' => $late->sequence ) );
		$data = $this->ask( 'after_time=5000&after=0&per_page=100' )->get_data();
		self::assertSame( array( $first->id, $late->id ), array_column( $data['events'], 'id' ) );
		self::assertSame( (string) ( $first->sequence - 1 ), $data['complete_after'] );
		$none = $this->ask( 'after_time=99999999999999&after=0&per_page=100' )->get_data();
		self::assertSame( array( array(), (string) $late->sequence ), array( $none['events'], $none['complete_after'] ) );
	}

	public function test_nobody_else_reads_it(): void {
		$this->event();
		$this->act_as( 'administrator' );
		self::assertSame( 401, $this->rest( 'GET', self::ROUTE )->get_status() );
		self::assertSame( 401, $this->ask( 'after_time=0&after=0&per_page=100', self::ROUTE . '?after_time=5&after=0&per_page=100' )->get_status(), 'What was signed is what is asked.' );
		self::assertSame( 401, $this->ask( 'after_time=0', '/realtime-events/v1/other?after_time=0' )->get_status() );
	}

	public function test_what_is_signed_wrongly_too_early_too_late_or_for_another_site_reads_nothing(): void {
		$this->event();
		$query    = 'after_time=0&after=0&per_page=100';
		$requests = array(
			'401 realtime_events_signature_invalid' => array( $this->ask( $query, key: Api_Key::publish_key( $this->key ) ), $this->ask( $query, key: Api_Key::hub_key( 'the key of another site' ) ) ),
			'401 realtime_events_signature_expired' => array( $this->ask( $query, age: 360 ), $this->ask( $query, age: -360 ) ),
			'403 realtime_events_site_unknown'      => array( $this->ask( $query, site: 'other.example' ) ),
		);
		foreach ( $requests as $expected => $responses ) {
			foreach ( $responses as $response ) {
				self::assertSame( $expected, $response->get_status() . ' ' . $response->get_data()['code'] );
				self::assertArrayNotHasKey( 'events', $response->get_data() );
			}
		}
	}

	public function test_a_copy_of_a_request_reads_nothing(): void {
		$this->event();
		self::assertSame( 200, $this->ask( 'after_time=0&after=0&per_page=100', id: 'msg_1' )->get_status() );
		$copy = $this->ask( 'after_time=0&after=0&per_page=100', id: 'msg_1' );
		self::assertSame( array( 409, 'realtime_events_request_repeated' ), array( $copy->get_status(), $copy->get_data()['code'] ) );
	}
}
