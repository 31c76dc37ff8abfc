<?php
/**
 * Tests of what relays get.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Delivery\Servers;

use Realtime_Events\Access\Api_Key;
use Realtime_Events\Blocks\Live_Module;
use Realtime_Events\Delivery\Dispatcher;
use Realtime_Events\Delivery\Outbox;
use Realtime_Events\Delivery\Servers\Relay_Type_Names;
use Realtime_Events\Delivery\Servers\Servers;
use Realtime_Events\Diagnostics\Doctor;
use Realtime_Events\Events\Event;
use Realtime_Events\Settings\Profiles;
use Realtime_Events\Tests\Test_Case;

/**
 * Not in a transaction, because the dispatcher sends nothing while one is open.
 */
final class Relay_Server_Test extends Test_Case {

	protected const ROLLS_BACK = false;

	private const KEY     = 'key-of-sixteen-bytes-or-more';
	private const TIME_MS = 1_700_000_000_123;
	private const TIME    = '2023-11-14T22:13:20.123Z';

	protected function setUp(): void {
		parent::setUp();
		$this->tell_nothing_of_own_settings();
		$this->service( Api_Key::class )->set( self::KEY );
	}

	/**
	 * @param string               $profile         One of Profiles::RELAYS.
	 * @param array<string, mixed> $profile_options What differs.
	 */
	private function use_relay( string $profile, array $profile_options = array() ): void {
		update_option( 'realtime_events', array( 'server_url' => 'http://relay.example:3000', 'profile' => $profile, 'profile_options' => $profile_options ) );
	}

	private function event( string $type = 'post.published', array $data = array( 'title' => 'Ü/1' ), string $channel = 'public' ): Event {
		return new Event( '0190b8a0-0000-7000-8000-000000000001', $type, $data, $channel, self::TIME_MS, sequence: 7 );
	}

	private function publish( string $channel = 'public', string $type = 'a.b' ): Event {
		$event = realtime_events_publish( $type, array( 'n' => 1 ), array( 'channel' => $channel ) );
		self::assertInstanceOf( Event::class, $event );
		return $event;
	}

	private function end_of_request(): void {
		$this->service( Dispatcher::class )->after_response();
	}

	/**
	 * @return list<array<string, string>>
	 */
	private function rows(): array {
		global $wpdb;
		return $wpdb->get_results( $wpdb->prepare( 'SELECT * FROM %i ORDER BY id', $this->outbox_table() ), ARRAY_A );
	}

	/**
	 * @return array<string, array{ string, string, string, string|null }>
	 */
	public function relays(): array {
		$time = self::TIME;
		return array(
			'ws'          => array( 'ws-event', '/event', '{"type":"post_published","timestamp":"' . $time . '","title":"Ü/1"}', 'Bearer ' . self::KEY ),
			'Socket.IO'   => array( 'socketio-event-from-wp', '/event-from-wp', '{"type":"post_published","data":{"title":"Ü/1"},"timestamp":"' . $time . '"}', 'Bearer ' . self::KEY ),
			'Ratchet'     => array( 'ratchet-dispatch', '/dispatch', '{"event":"post_published","data":{"title":"Ü/1"},"timestamp":"' . $time . '"}', 'Bearer ' . self::KEY ),
			'key in body' => array( 'key-in-body', '/api/send-event', '{"type":"post_published","apiKey":"' . self::KEY . '","data":{"title":"Ü/1"},"timestamp":"' . $time . '"}', null ),
		);
	}

	/**
	 * @return array<string, array{ string }>
	 */
	public function profiles(): array {
		return array_combine( Profiles::RELAYS, array_map( static fn( string $profile ): array => array( $profile ), Profiles::RELAYS ) );
	}

	/**
	 * @dataProvider relays
	 *
	 * @param string      $profile       The profile.
	 * @param string      $path          Its path.
	 * @param string      $body          The exact bytes.
	 * @param string|null $authorization The header, if there is to be one.
	 */
	public function test_each_kind_gets_exactly_what_it_reads( string $profile, string $path, string $body, ?string $authorization ): void {
		$this->use_relay( $profile );
		$this->answer_http_with( $this->http_answer( 200, array( 'success' => true ) ) );
		$event  = $this->event();
		$result = $this->service( Servers::class )->current()->send( array( $event ) );

		self::assertTrue( $result->verdicts[ $event->id ]->delivered );
		self::assertCount( 1, $this->sent );
		self::assertSame( array( 'POST', "http://relay.example:3000$path" ), array( $this->sent[0]['method'], $this->sent[0]['url'] ) );
		self::assertSame( $body, $this->sent[0]['body'] );
		self::assertSame( array( 'Content-Type' => 'application/json' ) + ( $authorization ? array( 'Authorization' => $authorization ) : array() ), $this->sent[0]['headers'] );
		self::assertSame( 0, $this->sent[0]['args']['redirection'], 'The key goes nowhere else.' );
	}

	public function test_data_stay_an_object_and_cannot_pass_for_the_envelope(): void {
		$this->answer_http_with( 200 );
		$this->use_relay( 'ratchet-dispatch' );
		$this->service( Servers::class )->current()->send( array( $this->event( 'a.b', array() ) ) );
		$this->use_relay( 'ws-event' );
		$this->service( Servers::class )->current()->send( array( $this->event( 'a.b', array( 'type' => 'order_completed', 'timestamp' => 1, 'n' => 1.0 ) ) ) );
		self::assertSame( '{"event":"a_b","data":{},"timestamp":"' . self::TIME . '"}', $this->sent[0]['body'] );
		self::assertSame( '{"type":"a_b","timestamp":"' . self::TIME . '","n":1.0}', $this->sent[1]['body'] );
	}

	public function test_types_have_the_names_that_clients_of_relays_know(): void {
		$names = array(
			'post.published'   => 'post_published',
			'post.updated'     => 'post_updated',
			'post.draft_saved' => 'post_saved',
			'order.completed'  => 'order_completed',
			'user.registered'  => 'user_registered',
			'generic.event'    => 'generic_event',
			'my_custom_event'  => 'my_custom_event',
			'my.custom.event'  => 'my_custom_event',
		);
		$this->use_relay( 'socketio-event-from-wp' );
		$this->answer_http_with( 200 );
		foreach ( array_keys( $names ) as $type ) {
			$this->service( Servers::class )->current()->send( array( $this->event( $type ) ) );
		}
		self::assertSame( array_values( $names ), array_map( static fn( array $request ): string => json_decode( $request['body'] )->type, $this->sent ) );
	}

	public function test_the_path_may_be_another(): void {
		$this->use_relay( 'ws-event', array( 'publish_path' => '/hooks/wp' ) );
		$this->answer_http_with( 204 );
		$this->service( Servers::class )->current()->send( array( $this->event() ) );
		self::assertSame( 'http://relay.example:3000/hooks/wp', $this->sent[0]['url'] );
	}

	/**
	 * @dataProvider profiles
	 *
	 * @param string $profile The profile.
	 */
	public function test_only_public_events_leave_until_an_admin_says_that_the_relay_is_private( string $profile ): void {
		$this->use_relay( $profile );
		$this->answer_http_with( 200 );
		foreach ( array( 'editors', 'admins', 'user:1', 'public' ) as $channel ) {
			$this->publish( $channel, 'for.' . substr( $channel, 0, 4 ) );
		}
		$this->end_of_request();
		self::assertCount( 1, $this->sent );
		self::assertStringContainsString( 'for_publ', $this->sent[0]['body'] );
		self::assertSame( array( 'cancelled', 'cancelled', 'cancelled', 'sent' ), array_column( $this->rows(), 'state' ) );
		self::assertSame( array( 'not_public', 'not_public', 'not_public', '' ), array_column( $this->rows(), 'last_code' ) );
		self::assertNotSame( '', $this->rows()[0]['last_message'] );

		$this->reset_request();
		$this->use_relay( $profile, array( 'relay_is_private' => true ) );
		$this->publish( 'admins', 'for.admins' );
		$this->end_of_request();
		self::assertCount( 2, $this->sent );
		self::assertStringContainsString( 'for_admins', $this->sent[1]['body'] );
	}

	public function test_whoever_asks_the_relay_to_send_what_is_not_public_sends_nothing(): void {
		$this->use_relay( 'ws-event' );
		$event  = $this->event( 'a.b', array(), 'editors' );
		$result = $this->service( Servers::class )->current()->send( array( $event ) );
		self::assertSame( array(), $this->sent );
		self::assertSame( array( false, 'not_public' ), array( $result->verdicts[ $event->id ]->delivered, $result->verdicts[ $event->id ]->code ) );
	}

	public function test_the_test_event_of_the_doctor_stays_here(): void {
		$this->use_relay( 'ws-event' );
		$this->answer_http_with( 404 );
		$steps = $this->service( Doctor::class )->examine( true );
		self::assertTrue( $steps->is_ok() );
		$this->end_of_request();
		self::assertSame( array( 'GET' ), array_column( $this->sent, 'method' ) );
		self::assertSame( '', $this->sent[0]['body'] );
		self::assertStringNotContainsString( self::KEY, wp_json_encode( $this->sent ) );
	}

	/**
	 * @return array<string, array{ mixed, string, string }>
	 */
	public function failures(): array {
		return array(
			'a bad request' => array( 400, 'dead', 'http_400' ),
			'too large'     => array( 413, 'dead', 'http_413' ),
			'unprocessable' => array( 422, 'dead', 'http_422' ),
			'a wrong key'   => array( 401, 'pending', 'http_401' ),
			'a wrong path'  => array( 404, 'pending', 'http_404' ),
			'busy'          => array( 429, 'pending', 'http_429' ),
			'broken'        => array( 500, 'pending', 'http_500' ),
			'gone away'     => array( 503, 'pending', 'http_503' ),
			'a redirect'    => array( 302, 'pending', 'http_302' ),
			'not reachable' => array( new \WP_Error( 'http_request_failed', 'cURL error 7: Failed to connect' ), 'pending', 'unreachable' ),
			'hanging'       => array( new \WP_Error( 'http_request_failed', 'cURL error 28: Operation timed out' ), 'pending', 'timeout' ),
		);
	}

	/**
	 * @dataProvider failures
	 *
	 * @param mixed  $answer What comes back.
	 * @param string $state  The expected state.
	 * @param string $code   The expected code.
	 */
	public function test_what_retrying_can_mend_is_tried_again_and_the_rest_is_dead_with_its_reason( mixed $answer, string $state, string $code ): void {
		$this->use_relay( 'ratchet-dispatch' );
		$this->answer_http_with( $answer );
		$this->publish();
		$this->end_of_request();
		$row = $this->rows()[0];
		self::assertSame( array( $state, '1', $code ), array( $row['state'], $row['attempts'], $row['last_code'] ) );
		self::assertNotSame( '', $row['last_message'] );
	}

	public function test_each_event_has_its_own_verdict_and_the_first_failure_spares_the_rest(): void {
		$this->use_relay( 'ws-event' );
		$this->answer_http_with( static fn( array $request ): int => str_contains( $request['body'], 'bad_one' ) ? 400 : ( str_contains( $request['body'], 'last_straw' ) ? 500 : 200 ) );
		foreach ( array( 'a.1', 'bad.one', 'a.2', 'last.straw', 'a.3', 'a.4' ) as $type ) {
			$this->publish( 'public', $type );
		}
		$this->service( Outbox::class )->release_own();
		$report = $this->service( Dispatcher::class )->flush();
		self::assertSame( array( 2, 1, 1 ), array( $report->sent, $report->dead, $report->retrying ) );
		self::assertCount( 4, $this->sent );
		self::assertSame( array( 'sent', 'dead', 'sent', 'pending', 'pending', 'pending' ), array_column( $this->rows(), 'state' ) );
		self::assertSame( array( '1', '1', '1', '1', '0', '0' ), array_column( $this->rows(), 'attempts' ) );
		self::assertSame( array( '', '' ), array_slice( array_column( $this->rows(), 'lease_token' ), 4 ) );
	}

	/**
	 * @dataProvider profiles
	 *
	 * @param string $profile The profile.
	 */
	public function test_the_key_is_in_no_url_and_in_nothing_that_is_kept_even_if_the_relay_quotes_it( string $profile ): void {
		$this->use_relay( $profile );
		$this->answer_http_with( $this->http_answer( 400, array( 'code' => self::KEY, 'message' => 'Got ' . self::KEY . ' which is wrong.' ) ) );
		$told = array();
		add_action(
			'realtime_events_delivery_failed',
			static function ( Event $event, string $server, string $code, string $message ) use ( &$told ): void {
				$told[] = "$code $message";
			},
			10,
			4
		);
		$this->publish();
		$this->end_of_request();
		self::assertCount( 1, $told );
		self::assertStringNotContainsString( self::KEY, wp_json_encode( array( $told, $this->rows(), array_column( $this->sent, 'url' ) ) ) );
		self::assertStringContainsString( 'which is wrong', $told[0] );
	}

	public function test_while_keys_rotate_the_relay_may_know_either(): void {
		$this->use_relay( 'ws-event' );
		$this->service( Api_Key::class )->rotate( 3600 );
		$this->answer_http_with( static fn( array $request ): int => 'Bearer ' . self::KEY === $request['headers']['Authorization'] ? 200 : 401 );
		$event = $this->publish();
		$this->end_of_request();
		self::assertSame( 'sent', array_column( $this->rows(), 'state', 'event_id' )[ $event->id ] );
		self::assertCount( 2, $this->sent );
	}

	public function test_without_a_key_nothing_is_sent(): void {
		$this->use_relay( 'key-in-body' );
		$this->service( Api_Key::class )->delete();
		$this->publish();
		$this->end_of_request();
		self::assertSame( array(), $this->sent );
	}

	/**
	 * @return array<string, mixed> What the browser of the user is told.
	 */
	private function told(): array {
		return $this->rest( 'POST', '/realtime-events/v1/token' )->get_data();
	}

	/**
	 * @return array<string, array{ string, array<string, mixed>, string, string, string }>
	 */
	public function sockets(): array {
		return array(
			'ws'                                   => array( 'ws-event', array(), 'http://relay.example:3000', '', 'websocket' ),
			'ws elsewhere'                         => array( 'ws-event', array( 'socket_url' => 'wss://live.example/feed/' ), 'https://live.example/feed', '', 'websocket' ),
			'Socket.IO'                            => array( 'socketio-event-from-wp', array(), 'http://relay.example:3000', '/socket.io/', 'socket.io' ),
			'Socket.IO elsewhere'                  => array( 'socketio-event-from-wp', array( 'socket_url' => 'https://live.example' ), 'https://live.example', '/socket.io/', 'socket.io' ),
			'Socket.IO with a path of the admin’s' => array( 'socketio-event-from-wp', array( 'socket_url' => 'https://live.example/rt' ), 'https://live.example/rt', '/', 'socket.io' ),
			'Ratchet'                              => array( 'ratchet-dispatch', array( 'socket_url' => 'ws://relay.example:8080' ), 'http://relay.example:8080', '', 'websocket' ),
			'key in body'                          => array( 'key-in-body', array(), 'http://relay.example:3000', '', 'websocket' ),
		);
	}

	/**
	 * @dataProvider sockets
	 *
	 * @param string               $profile   The profile.
	 * @param array<string, mixed> $options   Its options.
	 * @param string               $url       What browsers are told.
	 * @param string               $path      Likewise.
	 * @param string               $transport Likewise.
	 */
	public function test_browsers_are_told_where_the_socket_is_and_how_to_speak_to_it( string $profile, array $options, string $url, string $path, string $transport ): void {
		$this->use_relay( $profile, $options );
		$this->act_as( 'subscriber' );
		$told = $this->told();
		self::assertSame( array( $url, $path, $profile, $transport, 'public' ), array( $told['url'], $told['path'], $told['profile'], $told['transport'], $told['reach'] ) );
	}

	/**
	 * @dataProvider profiles
	 *
	 * @param string $profile The profile.
	 */
	public function test_to_a_relay_that_gets_everything_only_who_may_read_everything_is_led( string $profile ): void {
		$this->use_relay( $profile, array( 'relay_is_private' => true, 'socket_url' => 'ws://relay.example:8080' ) );
		$this->act_as( 'editor' );
		$told = $this->told();
		self::assertSame( array( '', '', '', '' ), array( $told['url'], $told['path'], $told['transport'], $told['token'] ) );
		self::assertContains( 'editors', $told['channels'] );
		self::assertSame( array(), $this->service( Servers::class )->current()->for_browser( 0 ), 'A visitor.' );
		$this->act_as( 'administrator' );
		self::assertSame( array( 'http://relay.example:8080', 'all' ), array( $this->told()['url'], $this->told()['reach'] ) );
	}

	public function test_a_token_is_shown_to_the_relay_that_asks_for_one_and_to_no_other(): void {
		$this->act_as( 'editor' );
		foreach ( Profiles::RELAYS as $profile ) {
			$this->use_relay( $profile, array( 'socket_url' => 'ws://relay.example:8080' ) );
			$told = $this->told();
			self::assertSame( 'key-in-body' === $profile, '' !== $told['token'] );
			self::assertStringNotContainsString( self::KEY, wp_json_encode( $told ) );
		}
		$this->use_relay( 'key-in-body' );
		self::assertEqualsWithDelta( time() + 300, $this->told()['exp'], 60.0, 'Minutes, in seconds.' );
		self::assertSame( array(), $this->service( Servers::class )->current()->for_browser( 0 ), 'A visitor has no token to show.' );
	}

	public function test_the_probe_says_that_browsers_do_not_know_the_socket_of_a_ratchet_relay(): void {
		$this->use_relay( 'ratchet-dispatch' );
		$this->answer_http_with( 405 );
		$this->act_as( 'editor' );
		self::assertSame( '', $this->told()['url'] );
		$step = $this->service( Servers::class )->current()->probe()->steps[1];
		self::assertSame( array( 'socket', false ), array( $step['id'], $step['ok'] ) );
		self::assertNotSame( '', $step['fix'] );
		$this->use_relay( 'ratchet-dispatch', array( 'socket_url' => 'ws://relay.example:8080' ) );
		self::assertTrue( $this->service( Servers::class )->current()->probe()->is_ok() );
	}

	public function test_a_page_tells_visitors_about_a_public_relay_and_what_it_calls_the_types(): void {
		$this->use_relay( 'ws-event' );
		$data = $this->service( Live_Module::class )->data( array() );
		self::assertSame( array( 'http://relay.example:3000', '', 'websocket' ), array( $data['url'], $data['path'], $data['transport'] ) );
		self::assertSame( 'post.published', $data['types']->post_published );
		self::assertSame( 'post.draft_saved', $data['types']->post_saved );
		$this->use_relay( 'ws-event', array( 'relay_is_private' => true ) );
		self::assertSame( '', $this->service( Live_Module::class )->data( array() )['url'] );
	}

	public function test_a_name_that_two_types_share_at_relays_leads_back_to_the_one_that_is_called_so(): void {
		self::assertSame( array( 'post_saved' => 'post.draft_saved' ), Relay_Type_Names::back( array( 'my.custom_event', 'my_custom_event', 'post.draft_saved' ) ) );
	}

	public function test_the_probe_shows_whether_anything_answers(): void {
		$this->use_relay( 'ws-event' );
		$this->answer_http_with( 405 );
		self::assertTrue( $this->service( Servers::class )->current()->probe()->is_ok() );
		$this->answer_http_with( 502 );
		self::assertFalse( $this->service( Servers::class )->current()->probe()->is_ok() );
		$this->answer_http_with( new \WP_Error( 'http_request_failed', 'cURL error 7: Failed to connect' ) );
		$steps = $this->service( Servers::class )->current()->probe()->steps;
		self::assertFalse( $steps[0]['ok'] );
		self::assertNotSame( '', $steps[0]['fix'] );
		self::assertSame( array( 'http://relay.example:3000/event' ), array_values( array_unique( array_column( $this->sent, 'url' ) ) ) );
	}
}
