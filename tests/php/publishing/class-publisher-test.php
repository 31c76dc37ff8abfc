<?php
/**
 * Tests of the publisher.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Publishing;

use Realtime_Events\Access\Api_Key;
use Realtime_Events\Delivery\Outbox;
use Realtime_Events\Events\Event;
use Realtime_Events\Events\Event_Id;
use Realtime_Events\Events\Event_Query;
use Realtime_Events\Events\Event_Store;
use Realtime_Events\Events\Event_Types;
use Realtime_Events\Publishing\Publisher;
use Realtime_Events\Tests\Test_Case;

final class Publisher_Test extends Test_Case {

	private function configure_server(): void {
		update_option( 'realtime_events', array( 'server_url' => 'http://hub.example' ) );
		$this->service( Api_Key::class )->generate();
	}

	/**
	 * @return list<array<string, string>>
	 */
	private function outbox_rows(): array {
		global $wpdb;
		return $wpdb->get_results( $wpdb->prepare( 'SELECT * FROM %i ORDER BY id', $this->outbox_table() ), ARRAY_A );
	}

	/**
	 * @return list<Event>
	 */
	private function ledger(): array {
		return array_reverse( $this->service( Event_Store::class )->query( Event_Query::from_params( array( 'exclude_group' => 'users' ), null ) ) );
	}

	public function test_an_event_is_in_the_ledger_and_in_the_outbox_before_the_call_returns(): void {
		$this->configure_server();
		$event = realtime_events_publish( 'deploy.finished', array( 'version' => '1.2' ), array( 'subject' => 'deploy/7' ) );

		self::assertInstanceOf( Event::class, $event );
		self::assertMatchesRegularExpression( Event_Id::PATTERN, $event->id );
		self::assertGreaterThan( 0, $event->sequence );
		self::assertEquals( $event, $this->service( Event_Store::class )->find( $event->id ) );
		$rows = $this->outbox_rows();
		self::assertCount( 1, $rows );
		self::assertSame( array( $event->id, (string) $event->sequence, 'hub', 'pending', '0' ), array( $rows[0]['event_id'], $rows[0]['sequence'], $rows[0]['server'], $rows[0]['state'], $rows[0]['attempts'] ) );
	}

	public function test_without_a_server_an_event_is_kept_and_goes_nowhere(): void {
		self::assertInstanceOf( Event::class, realtime_events_publish( 'deploy.finished' ) );
		self::assertSame( array(), $this->outbox_rows() );
		self::assertCount( 1, $this->ledger() );
	}

	public function test_the_envelope_is_a_cloudevent(): void {
		$user  = $this->act_as( 'editor' );
		$event = realtime_events_publish( 'deploy.finished', array(), array( 'subject' => 'deploy/7', 'severity' => 'success' ) )->to_cloudevent();

		self::assertSame( '1.0', $event['specversion'] );
		self::assertSame( 'http://example.org', $event['source'] );
		self::assertSame( 'application/json', $event['datacontenttype'] );
		self::assertMatchesRegularExpression( '/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/', $event['time'] );
		self::assertMatchesRegularExpression( '/^[1-9]\d*$/', $event['sequence'] );
		self::assertSame( (string) $user->ID, $event['actorid'] );
		self::assertSame( $user->display_name, $event['actorname'] );
		self::assertSame( '{}', wp_json_encode( $event['data'] ), 'Data without fields is an object and not a list.' );
		self::assertArrayNotHasKey( 'causationid', $event, 'CloudEvents knows no empty attributes.' );
	}

	public function test_an_undeclared_type_is_a_custom_event_for_editors(): void {
		$event = realtime_events_publish( 'my_custom_event', array( 'a' => 1 ) );
		self::assertSame( 'editors', $event->channel );
		self::assertSame( 'info', $event->severity );
	}

	public function test_data_comes_back_from_the_ledger_as_it_went_in(): void {
		$data  = array(
			'empty_object' => new \stdClass(),
			'empty_list'   => array(),
			'float'        => 1.0,
			'text'         => "Grüße 🎉 <b>\"'\\ 100% %s",
			'nested'       => array( 'list' => array( 1, array( 'deep' => null ) ) ),
			'true'         => true,
		);
		$event = realtime_events_publish( 'my_custom_event', $data );
		self::assertEquals( $data, $this->service( Event_Store::class )->find( $event->id )->data );
		self::assertSame( 1.0, $this->service( Event_Store::class )->find( $event->id )->data['float'] );
	}

	/**
	 * @return array<string, array{ string, array<mixed>, array<string, mixed>, string }>
	 */
	public function bad_events(): array {
		$deep = array();
		for ( $level = 0; $level < 40; $level++ ) {
			$deep = array( 'a' => $deep );
		}
		return array(
			'no type'                 => array( '', array(), array(), 'realtime_events_invalid_type' ),
			'upper case'              => array( 'Post.Published', array(), array(), 'realtime_events_invalid_type' ),
			'a line feed at the end'  => array( "a.b\n", array(), array(), 'realtime_events_invalid_type' ),
			'65 characters'           => array( str_repeat( 'a', 65 ), array(), array(), 'realtime_events_invalid_type' ),
			'HTML as the subject'     => array( 'a.b', array(), array( 'subject' => '<script>' ), 'realtime_events_invalid_subject' ),
			'SQL as the subject'      => array( 'a.b', array(), array( 'subject' => "x' OR 1=1 --" ), 'realtime_events_invalid_subject' ),
			'an unknown severity'     => array( 'a.b', array(), array( 'severity' => 'fatal' ), 'realtime_events_invalid_severity' ),
			'an unknown channel'      => array( 'a.b', array(), array( 'channel' => 'everybody' ), 'realtime_events_invalid_channel' ),
			'a page\'s channel'       => array( 'a.b', array(), array( 'channel' => 'page:1' ), 'realtime_events_invalid_channel' ),
			'invalid UTF-8'           => array( 'a.b', array( 'a' => "\xff" ), array(), 'realtime_events_invalid_text' ),
			'invalid UTF-8 as key'    => array( 'a.b', array( "\xff" => 1 ), array(), 'realtime_events_invalid_text' ),
			'U+0000'                  => array( 'a.b', array( 'a' => array( "x\0y" ) ), array(), 'realtime_events_invalid_text' ),
			'infinity'                => array( 'a.b', array( 'a' => INF ), array(), 'realtime_events_number_too_large' ),
			'not a number'            => array( 'a.b', array( 'a' => NAN ), array(), 'realtime_events_number_too_large' ),
			'a number beyond 2^53'    => array( 'a.b', array( 'a' => 9007199254740993 ), array(), 'realtime_events_number_too_large' ),
			'nesting'                 => array( 'a.b', $deep, array(), 'realtime_events_too_deep' ),
			'an object'               => array( 'a.b', array( 'a' => new \ArrayObject() ), array(), 'realtime_events_invalid_data' ),
			'65 KiB'                  => array( 'a.b', array( 'a' => str_repeat( 'x', 65 * 1024 ) ), array(), 'realtime_events_too_large' ),
			'data against the schema' => array( 'post.published', array( 'id' => 'no number' ), array(), 'realtime_events_invalid_data' ),
		);
	}

	/**
	 * @dataProvider bad_events
	 *
	 * @param string               $type Type.
	 * @param array<mixed>         $data Data.
	 * @param array<string, mixed> $args Arguments.
	 * @param string               $code The expected code.
	 */
	public function test_a_bad_event_is_refused_in_words_and_not_stored( string $type, array $data, array $args, string $code ): void {
		$error = realtime_events_publish( $type, $data, $args );
		self::assertWPError( $error );
		self::assertSame( $code, $error->get_error_code() );
		self::assertNotSame( '', $error->get_error_message() );
		self::assertContains( $error->get_error_data()['status'], array( 400, 413 ) );
		self::assertSame( array(), $this->ledger() );
	}

	private static function assertWPError( mixed $thing ): void {
		self::assertInstanceOf( \WP_Error::class, $thing );
	}

	public function test_a_type_that_is_switched_off_is_not_stored(): void {
		update_option( 'realtime_events', array( 'types' => array( 'deploy.finished' => array( 'enabled' => false ) ) ) );
		$error = realtime_events_publish( 'deploy.finished' );
		self::assertWPError( $error );
		self::assertSame( 'realtime_events_type_disabled', $error->get_error_code() );
		self::assertSame( array(), $this->ledger() );
	}

	public function test_a_filter_can_veto(): void {
		add_filter( 'realtime_events_should_publish', static fn( bool $should, Event $event ): bool => 'a.b' !== $event->type, 10, 2 );
		self::assertSame( 'realtime_events_vetoed', realtime_events_publish( 'a.b' )->get_error_code() );
		self::assertInstanceOf( Event::class, realtime_events_publish( 'a.c' ) );
	}

	public function test_a_filter_can_change_an_event_but_not_its_identity(): void {
		$seen = null;
		add_filter(
			'realtime_events_event',
			static function ( Event $event ) use ( &$seen ): Event {
				$seen = $event->id;
				return $event->with( array( 'id' => 'mine', 'severity' => 'warning', 'data' => array( 'a' => 2 ) ) );
			}
		);
		$event = realtime_events_publish( 'a.b', array( 'a' => 1 ) );
		self::assertSame( array( $seen, 'warning', array( 'a' => 2 ) ), array( $event->id, $event->severity, $event->data ) );
	}

	public function test_what_a_filter_returns_is_looked_at_again(): void {
		add_filter( 'realtime_events_event', static fn( Event $event ): Event => $event->with( array( 'channel' => 'nowhere' ) ) );
		self::assertSame( 'realtime_events_invalid_channel', realtime_events_publish( 'a.b' )->get_error_code() );
		self::assertSame( array(), $this->ledger() );
	}

	public function test_a_filter_that_returns_nonsense_does_not_lose_the_event(): void {
		$this->expect_complaint( 'realtime_events_event' );
		add_filter( 'realtime_events_event', '__return_null' );
		self::assertInstanceOf( Event::class, realtime_events_publish( 'a.b' ) );
	}

	public function test_the_action_publishes(): void {
		do_action( 'realtime_events_publish', 'a.b', array( 'a' => 1 ), array( 'severity' => 'error' ) );
		self::assertSame( array( 'a.b', 'error', array( 'a' => 1 ) ), array( $this->ledger()[0]->type, $this->ledger()[0]->severity, $this->ledger()[0]->data ) );
	}

	public function test_the_action_takes_no_nonsense(): void {
		$this->expect_complaint( 'realtime_events_publish' );
		do_action( 'realtime_events_publish', array( 'a.b' ) );
		self::assertSame( array(), $this->ledger() );
	}

	public function test_the_same_key_in_one_request_is_one_event_with_the_last_state(): void {
		$this->configure_server();
		$first  = realtime_events_publish( 'a.b', array( 'state' => 1 ), array( 'dedupe' => 'thing' ) );
		$second = realtime_events_publish( 'a.b', array( 'state' => 2 ), array( 'dedupe' => 'thing', 'severity' => 'error' ) );

		self::assertSame( array( $first->id, $first->sequence ), array( $second->id, $second->sequence ) );
		self::assertCount( 1, $this->ledger() );
		self::assertCount( 1, $this->outbox_rows() );
		self::assertSame( array( 2, 'error' ), array( $this->ledger()[0]->data['state'], $this->ledger()[0]->severity ) );
	}

	public function test_the_same_key_in_two_requests_is_two_events(): void {
		realtime_events_publish( 'a.b', array(), array( 'dedupe' => 'thing' ) );
		$this->reset_request();
		realtime_events_publish( 'a.b', array(), array( 'dedupe' => 'thing' ) );
		self::assertCount( 2, $this->ledger() );
	}

	public function test_an_event_that_was_sent_is_never_written_over(): void {
		$this->configure_server();
		$first = realtime_events_publish( 'a.b', array( 'state' => 1 ), array( 'dedupe' => 'thing' ) );
		$this->service( Outbox::class )->claim_own( 1, 30 );
		$second = realtime_events_publish( 'a.b', array( 'state' => 2 ), array( 'dedupe' => 'thing' ) );

		self::assertNotSame( $first->id, $second->id );
		self::assertSame( array( 1, 2 ), array_column( array_column( $this->ledger(), 'data' ), 'state' ) );
	}

	public function test_nothing_becomes_public_unless_an_admin_said_so(): void {
		realtime_events_publish( 'post.published', array( 'id' => 1, 'title' => 'Hello' ) );
		self::assertSame( array( 'editors' ), array_column( $this->ledger(), 'channel' ) );
	}

	public function test_a_projection_carries_the_declared_fields_and_nobodys_name(): void {
		$this->act_as( 'editor' );
		$this->configure_server();
		$this->tell_nothing_of_own_settings();
		update_option( 'realtime_events', array( 'server_url' => 'http://hub.example', 'types' => array( 'post.published' => array( 'public' => true ) ) ) );
		$event            = realtime_events_publish( 'post.published', array( 'id' => 1, 'title' => 'Hello', 'author' => 'Secret' ), array( 'subject' => 'post/1' ) );
		[ , $projection ] = $this->ledger();

		self::assertSame( array( 'public', $event->id, 'post/1', 0, '', '' ), array( $projection->channel, $projection->causation_id, $projection->subject, $projection->actor_id, $projection->actor_name, $projection->origin ) );
		self::assertSame( array( 'id' => 1, 'title' => 'Hello' ), $projection->data );
		self::assertCount( 2, $this->outbox_rows() );
	}

	public function test_what_was_moved_to_a_stricter_channel_is_never_projected(): void {
		update_option( 'realtime_events', array( 'types' => array( 'post.published' => array( 'public' => true ) ) ) );
		realtime_events_publish( 'post.published', array( 'id' => 1, 'title' => 'Private' ), array( 'channel' => 'admins' ) );
		self::assertSame( array( 'admins' ), array_column( $this->ledger(), 'channel' ) );
	}

	public function test_a_projection_is_withdrawn_when_the_last_state_is_not_public(): void {
		update_option( 'realtime_events', array( 'types' => array( 'post.published' => array( 'public' => true ) ) ) );
		realtime_events_publish( 'post.published', array( 'id' => 1, 'title' => 'Hello' ), array( 'dedupe' => 'post' ) );
		realtime_events_publish( 'post.published', array( 'id' => 1, 'title' => 'Hello' ), array( 'dedupe' => 'post', 'channel' => 'admins' ) );
		self::assertSame( array( 'admins' ), array_column( $this->ledger(), 'channel' ) );
	}

	public function test_a_third_party_declares_a_type(): void {
		add_action(
			'realtime_events_register_types',
			static function ( Event_Types $types ): void {
				$types->register( 'lamp.lit', array( 'label' => 'Lamp lit', 'channel' => 'admins', 'severity' => 'success', 'schema' => array( 'type' => 'object', 'properties' => array( 'watt' => array( 'type' => 'integer', 'required' => true ) ) ) ) );
			}
		);
		self::assertSame( 'realtime_events_invalid_data', realtime_events_publish( 'lamp.lit' )->get_error_code() );
		$event = realtime_events_publish( 'lamp.lit', array( 'watt' => 5 ) );
		self::assertSame( array( 'admins', 'success' ), array( $event->channel, $event->severity ) );
		self::assertSame( 'Lamp lit', $this->service( Event_Types::class )->for_screens()['lamp.lit']['label'] );
	}
}
