<?php
/**
 * Tests of the actions that an admin names, and of the recorder.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Sources;

use Realtime_Events\Events\Event_Types;
use Realtime_Events\Sources\Hooks\Hook_Mappings;
use Realtime_Events\Sources\Hooks\Hook_Recorder;
use Realtime_Events\Sources\Hooks\Hook_Source;
use Realtime_Events\Sources\Hooks\Named_Hooks;
use function Realtime_Events\container;

require_once __DIR__ . '/class-source-test-case.php';

final class Named_Hooks_Test extends Source_Test_Case {

	public function test_my_custom_event_works_out_of_the_box(): void {
		do_action( 'my_custom_event', array( 'product' => 'Socks', 'n' => 2, 'api_key' => 'abc' ) );
		$event = $this->last( 'my_custom_event' );
		self::assertSame( array( 'product' => 'Socks', 'n' => 2 ), $event->data, 'What looks like a secret stays here.' );
		self::assertSame( 'editors', $event->channel );
	}

	/**
	 * @return array<string, array{ mixed, array<string, mixed> }>
	 */
	public function arguments(): array {
		return array(
			'nothing'      => array( null, array() ),
			'a text'       => array( 'hello', array( 'value' => 'hello' ) ),
			'a list'       => array( array( 1, 2 ), array( 'value' => array( 1, 2 ) ) ),
			'an object'    => array( (object) array( 'a' => 1 ), array( 'a' => 1 ) ),
			'a closure'    => array( static fn() => 1, array() ),
			'not a number' => array( array( 'n' => NAN ), array( 'n' => null ) ),
			'U+0000'       => array( array( 't' => "a\0b" ), array( 't' => 'ab' ) ),
		);
	}

	/**
	 * @dataProvider arguments
	 *
	 * @param mixed                $argument What the action is fired with.
	 * @param array<string, mixed> $data     The expected data.
	 */
	public function test_any_argument_becomes_data( mixed $argument, array $data ): void {
		do_action( 'my_custom_event', $argument );
		self::assertSame( $data, $this->last( 'my_custom_event' )->data );
	}

	public function test_invalid_utf8_is_mended_and_not_lost(): void {
		do_action( 'my_custom_event', array( 't' => "a\xffb" ) );
		self::assertMatchesRegularExpression( '/^a.?b$/u', $this->last( 'my_custom_event' )->data['t'] );
	}

	public function test_what_refers_to_itself_ends(): void {
		$loop       = new \stdClass();
		$loop->self = $loop;
		do_action( 'my_custom_event', $loop );
		self::assertStringContainsString( '"self":null', wp_json_encode( $this->last( 'my_custom_event' )->data ) );
	}

	private function name( array $mapping ): void {
		self::assertTrue( $this->service( Hook_Mappings::class )->save( array( $mapping ) ) );
		Named_Hooks::listen( container(), $this->service( Hook_Mappings::class )->all()[1] );
	}

	public function test_named_arguments_become_named_fields(): void {
		$post = $this->create_post( array( 'post_title' => 'Hello' ) );
		$user = $this->create_user( 'author', array( 'display_name' => 'Artur' ) );
		$this->name( array( 'hook' => 'Vendor/Thing-done', 'channel' => 'admins', 'severity' => 'warning', 'fields' => array( 'title' => '0.post_title', 'who' => '1.display_name', 'role' => '1.roles.0', 'deep' => '2.a.b', 'none' => '3.x' ) ) );
		do_action( 'Vendor/Thing-done', $post, $user, array( 'a' => array( 'b' => 5 ) ) );
		$event = $this->last( 'vendor_thing-done' );
		self::assertSame( array( 'title' => 'Hello', 'who' => 'Artur', 'role' => 'author', 'deep' => 5, 'none' => null ), $event->data );
		self::assertSame( array( 'admins', 'warning' ), array( $event->channel, $event->severity ) );
	}

	public function test_a_named_action_is_called_as_the_admin_called_it(): void {
		$this->name( array( 'hook' => 'vendor_list_sent', 'label' => 'Newsletter sent', 'severity' => 'success', 'channel' => 'admins' ) );
		$type = $this->service( Event_Types::class )->get( 'vendor_list_sent' );
		self::assertSame( array( 'Newsletter sent', 'success', 'admins' ), array( $type->label(), $type->severity, $type->channel ) );
	}

	public function test_a_named_action_cannot_rename_a_type_that_is_declared(): void {
		$this->name( array( 'hook' => 'vendor_done', 'type' => 'post.published', 'label' => 'Mine' ) );
		self::assertSame( 'Post published', $this->service( Event_Types::class )->get( 'post.published' )->label() );
	}

	public function test_a_filter_goes_on_as_it_came(): void {
		$this->name( array( 'hook' => 'some_filter' ) );
		self::assertSame( 'as it came', apply_filters( 'some_filter', 'as it came' ) );
		self::assertSame( array( 'value' => 'as it came' ), $this->last( 'some_filter' )->data );
	}

	public function test_an_action_that_publishing_fires_does_not_go_round_in_circles(): void {
		$this->name( array( 'hook' => 'round_and_round' ) );
		add_action( 'realtime_events_published', static fn() => do_action( 'round_and_round' ) );
		do_action( 'round_and_round' );
		self::assertCount( 1, $this->told( 'round_and_round' ) );
	}

	public function test_a_loop_is_not_news(): void {
		for ( $time = 0; $time < Hook_Source::MAX_EVENTS_PER_REQUEST + 20; $time++ ) {
			do_action( 'my_custom_event', $time );
		}
		self::assertCount( Hook_Source::MAX_EVENTS_PER_REQUEST, $this->told( 'my_custom_event' ) );
	}

	/**
	 * @return array<string, array{ mixed, string }>
	 */
	public function bad_mappings(): array {
		return array(
			'no name'          => array( array(), 'realtime_events_invalid_hook' ),
			'no mapping'       => array( 'init', 'realtime_events_invalid_hook' ),
			'HTML'             => array( array( 'hook' => '<b>' ), 'realtime_events_invalid_hook' ),
			'everything'       => array( array( 'hook' => 'all' ), 'realtime_events_invalid_hook' ),
			'our own'          => array( array( 'hook' => 'realtime_events_published' ), 'realtime_events_invalid_hook' ),
			'a bad type'       => array( array( 'hook' => 'a', 'type' => 'A B' ), 'realtime_events_invalid_type' ),
			'a bad channel'    => array( array( 'hook' => 'a', 'channel' => 'page:1' ), 'realtime_events_invalid_channel' ),
			'a bad severity'   => array( array( 'hook' => 'a', 'severity' => 5 ), 'realtime_events_invalid_severity' ),
			'a bad place'      => array( array( 'hook' => 'a', 'fields' => array( 'x' => 'y' ) ), 'realtime_events_invalid_fields' ),
			'a bad field name' => array( array( 'hook' => 'a', 'fields' => array( 'X Y' => '0' ) ), 'realtime_events_invalid_fields' ),
			'no label'         => array( array( 'hook' => 'a', 'label' => array() ), 'realtime_events_invalid_label' ),
			'a long label'     => array( array( 'hook' => 'a', 'label' => str_repeat( 'x', 101 ) ), 'realtime_events_invalid_label' ),
			'HTML as a label'  => array( array( 'hook' => 'a', 'label' => '<b>x</b>' ), 'realtime_events_invalid_label' ),
			'within a secret'  => array( array( 'hook' => 'a', 'fields' => array( 'x' => '0.session.id' ) ), 'realtime_events_secret_field' ),
			'a secret'         => array( array( 'hook' => 'a', 'fields' => array( 'x' => '0.user_pass' ) ), 'realtime_events_secret_field' ),
		);
	}

	/**
	 * @dataProvider bad_mappings
	 *
	 * @param mixed  $mapping What is sent.
	 * @param string $code    The expected code.
	 */
	public function test_a_bad_mapping_is_refused_and_the_former_ones_stay( mixed $mapping, string $code ): void {
		$this->service( Hook_Mappings::class )->save( array( array( 'hook' => 'kept' ) ) );
		self::assertSame( $code, $this->service( Hook_Mappings::class )->save( array( array( 'hook' => 'good' ), $mapping ) )->get_error_code() );
		self::assertSame( array( 'my_custom_event', 'kept' ), array_column( $this->service( Hook_Mappings::class )->all(), 'hook' ) );
	}

	public function test_the_recorder_shows_the_actions_of_the_one_who_records_with_secrets_and_people_hidden(): void {
		$admin    = $this->act_as( 'administrator' );
		$recorder = $this->service( Hook_Recorder::class );
		$recorder->start( $admin->ID );
		add_action( 'all', array( $recorder, 'hear' ), 10, 99 );
		do_action( 'vendor_done', array( 'title' => 'Hello', 'password' => 'open-sesame', 'note' => 'write to ann@example.org from 203.0.113.9', 'n' => 5, 'token' => 'abc' ), $admin );
		do_action( 'vendor_done', array() );
		do_action( 'admin_notices_something' );
		apply_filters( 'vendor_filter', 1 );
		remove_action( 'all', array( $recorder, 'hear' ), 10 );
		$recorder->keep();

		$hooks = array_column( $recorder->recorded()['hooks'], null, 'hook' );
		self::assertSame( array( 'vendor_done' ), array_keys( $hooks ) );
		self::assertSame( 2, $hooks['vendor_done']['count'] );
		self::assertSame( array( 'title' => 'Hello', 'password' => '•••', 'note' => 'write to ••• from •••', 'n' => 5, 'token' => '•••' ), $hooks['vendor_done']['arguments'][0] );
		$everything = wp_json_encode( $recorder->recorded() );
		foreach ( array( 'open-sesame', 'ann@example.org', $admin->user_email, $admin->user_pass ) as $hidden ) {
			self::assertStringNotContainsString( $hidden, $everything );
		}
	}

	public function test_what_others_do_meanwhile_is_not_recorded(): void {
		$admin    = $this->act_as( 'administrator' );
		$recorder = $this->service( Hook_Recorder::class );
		$recorder->start( $admin->ID );
		$this->act_as( 'editor' );
		$GLOBALS['wp_actions']['vendor_done'] = 1;
		$recorder->hear( 'vendor_done', 1 );
		$recorder->keep();
		self::assertSame( array(), $recorder->recorded()['hooks'] );
	}

	public function test_two_requests_that_end_at_the_same_time_both_keep_what_they_heard(): void {
		$admin    = $this->act_as( 'administrator' );
		$recorder = $this->service( Hook_Recorder::class );
		$recorder->start( $admin->ID );
		$other = new Hook_Recorder();
		foreach ( array( 'vendor_page' => $recorder, 'vendor_ajax' => $other ) as $hook => $one ) {
			$GLOBALS['wp_actions'][ $hook ] = 1;
			$one->hear( $hook, 1 );
		}
		// The other has read what there is, and writes, between this one's reading and writing.
		$meanwhile = static function ( string $sql ) use ( $other, &$meanwhile ): string {
			if ( str_starts_with( $sql, 'UPDATE' ) ) {
				remove_filter( 'query', $meanwhile );
				$other->keep();
			}
			return $sql;
		};
		add_filter( 'query', $meanwhile );
		$recorder->keep();
		self::assertFalse( has_filter( 'query', $meanwhile ) );
		self::assertEqualsCanonicalizing( array( 'vendor_page', 'vendor_ajax' ), array_column( $recorder->recorded()['hooks'], 'hook' ) );
	}

	public function test_a_recording_ends_by_itself(): void {
		$this->service( Hook_Recorder::class )->start( 1 );
		self::assertNotNull( Hook_Recorder::until() );
		update_option( Hook_Recorder::SWITCH, array( 'user_id' => 1, 'until' => time() - 1 ) );
		self::assertNull( Hook_Recorder::until() );
	}

	public function test_a_visitors_request_asks_the_database_nothing(): void {
		global $wpdb;
		wp_load_alloptions( true );
		$before = $wpdb->num_queries;
		$this->service( Hook_Mappings::class )->all();
		Hook_Recorder::until();
		self::assertSame( $before, $wpdb->num_queries );
	}

	public function test_only_who_manages_the_plugin_names_and_records(): void {
		foreach ( array( array( 'GET', '/hooks' ), array( 'PUT', '/hooks' ), array( 'GET', '/hooks/recording' ), array( 'POST', '/hooks/recording' ), array( 'DELETE', '/hooks/recording' ) ) as [ $method, $route ] ) {
			wp_set_current_user( 0 );
			self::assertSame( 401, $this->rest( $method, "/realtime-events/v1$route", array( 'hooks' => array() ) )->get_status() );
			$this->act_as( 'editor' );
			self::assertSame( 403, $this->rest( $method, "/realtime-events/v1$route", array( 'hooks' => array() ) )->get_status() );
			$this->act_as( 'administrator' );
			self::assertSame( 200, $this->rest( $method, "/realtime-events/v1$route", array( 'hooks' => array( array( 'hook' => 'a_hook' ) ) ) )->get_status() );
		}
		self::assertSame( array( 'my_custom_event', 'a_hook' ), array_column( $this->rest( 'GET', '/realtime-events/v1/hooks' )->get_data()['hooks'], 'hook' ) );
	}
}
