<?php
/**
 * Tests of reading events.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Rest;

use Realtime_Events\Access\Api_Key;
use Realtime_Events\Events\Event;
use Realtime_Events\Tests\Test_Case;

/**
 * The ledger by REST: everyone gets his own, in order, and nothing else.
 */
final class Events_Controller_Test extends Test_Case {

	private const ROUTE = '/realtime-events/v1/events';

	/**
	 * The types of this test's events are its own, so that what the site did by itself does not matter.
	 */
	private function publish( string $channel, string $type = 'test.happened', array $args = array() ): Event {
		$event = realtime_events_publish( $type, array( 'n' => 1 ), $args + array( 'channel' => $channel ) );
		self::assertInstanceOf( Event::class, $event, is_wp_error( $event ) ? $event->get_error_message() : '' );
		return $event;
	}

	/**
	 * @return list<string> Channels of the events that are answered.
	 */
	private function channels( string $query = '' ): array {
		$response = $this->rest( 'GET', self::ROUTE . "?type[]=test.happened$query" );
		self::assertSame( 200, $response->get_status(), (string) wp_json_encode( $response->get_data() ) );
		return array_column( $response->get_data(), 'channel' );
	}

	public function test_a_screen_that_only_reads_is_told_that_there_is_a_server_by_now(): void {
		$said = function (): string {
			$this->act_as( 'editor' );
			return $this->rest( 'GET', self::ROUTE )->get_headers()['X-Realtime-Events-Transport'];
		};
		self::assertSame( 'none', $said() );
		update_option( 'realtime_events', array( 'server_url' => 'https://hub.example' ) );
		// An address alone is not enough: without a key nobody gets a token.
		self::assertSame( 'none', $said() );
		$this->service( Api_Key::class )->generate();
		self::assertSame( 'hub', $said() );
	}

	/**
	 * @dataProvider readers
	 *
	 * @param string       $role     A role, none for a visitor, or a capability with a plus.
	 * @param list<string> $expected Channels, newest first.
	 */
	public function test_each_role_gets_what_is_on_its_channels( string $role, array $expected ): void {
		$user = null;
		if ( '' !== $role ) {
			[ $name, $capability ] = explode( '+', $role ) + array( 1 => '' );
			$user                  = $this->create_user( $name );
			if ( '' !== $capability ) {
				$user->add_cap( $capability );
			}
		}
		$other = $this->create_user();
		foreach ( array( 'public', 'editors', 'shop', 'admins', "user:$other->ID", 'user:' . ( $user->ID ?? $other->ID ), 'postType/post:' . $this->create_post()->ID ) as $channel ) {
			$this->publish( $channel );
		}
		$user ? $this->act_as( $user ) : $this->act_as_nobody();
		self::assertSame( str_replace( 'ME', (string) ( $user->ID ?? 0 ), $expected ), $this->channels() );
	}

	/**
	 * @return array<string, array{ string, list<string> }>
	 */
	public static function readers(): array {
		return array(
			'visitor'       => array( '', array( 'public' ) ),
			'subscriber'    => array( 'subscriber', array( 'user:ME', 'public' ) ),
			'author'        => array( 'author', array( 'user:ME', 'editors', 'public' ) ),
			'editor'        => array( 'editor', array( 'user:ME', 'editors', 'public' ) ),
			'shop manager'  => array( 'editor+edit_shop_orders', array( 'user:ME', 'shop', 'editors', 'public' ) ),
			'administrator' => array( 'administrator', array( 'user:ME', 'admins', 'editors', 'public' ) ),
		);
	}

	public function test_newest_come_first_and_with_after_oldest(): void {
		$this->act_as( 'editor' );
		$sequences = array_map( fn(): string => (string) $this->publish( 'editors' )->sequence, range( 1, 4 ) );
		$read      = fn( string $query ): array => array_column( $this->rest( 'GET', self::ROUTE . "?type[]=test.happened&$query" )->get_data(), 'sequence' );
		self::assertSame( array_reverse( $sequences ), $read( '' ) );
		self::assertSame( array_slice( $sequences, 1 ), $read( "after=$sequences[0]" ) );
		self::assertSame( array( $sequences[1], $sequences[0] ), $read( "before=$sequences[2]" ) );
		self::assertSame( array( $sequences[1], $sequences[2] ), $read( "after=$sequences[0]&before=$sequences[3]" ) );
		self::assertSame( array(), $read( "after=$sequences[3]" ) );
	}

	/**
	 * @testWith ["", "before"]
	 *           ["after=0", "after"]
	 */
	public function test_following_next_reads_everything_once_and_ends( string $start, string $cursor ): void {
		$this->act_as( 'editor' );
		$expected = array_map( fn(): string => $this->publish( 'editors' )->id, range( 1, 7 ) );
		$seen     = array();
		$query    = "type[]=test.happened&per_page=3&$start";
		for ( $page = 0; $page < 5 && null !== $query; $page++ ) {
			$response = $this->rest( 'GET', self::ROUTE . "?$query" );
			array_push( $seen, ...array_column( $response->get_data(), 'id' ) );
			$query = null;
			if ( isset( $response->get_headers()['Link'] ) ) {
				self::assertMatchesRegularExpression( '/^<([^>]+)>; rel="next"$/', $response->get_headers()['Link'] );
				$query = (string) wp_parse_url( trim( strtok( $response->get_headers()['Link'], ';' ), '<>' ), PHP_URL_QUERY );
				self::assertStringContainsString( "$cursor=", $query );
			}
		}
		self::assertSame( 3, $page );
		self::assertSame( 'after' === $cursor ? $expected : array_reverse( $expected ), $seen );
	}

	public function test_a_page_that_is_just_full_has_no_next(): void {
		$this->act_as( 'editor' );
		$this->publish( 'editors' );
		$this->publish( 'editors' );
		self::assertArrayNotHasKey( 'Link', $this->rest( 'GET', self::ROUTE . '?type[]=test.happened&per_page=2' )->get_headers() );
	}

	public function test_a_channel_that_is_asked_for_by_name_has_to_be_allowed(): void {
		$this->act_as( 'editor' );
		$this->publish( 'admins' );
		$this->publish( 'editors' );
		self::assertSame( array( 'editors' ), $this->channels( '&channel[]=editors' ) );
		foreach ( array( 'admins', 'user:1', 'postType/post:999999' ) as $channel ) {
			$response = $this->rest( 'GET', self::ROUTE . '?channel[]=' . rawurlencode( $channel ) );
			self::assertSame( 403, $response->get_status() );
			self::assertSame( 'realtime_events_channel_forbidden', $response->get_data()['code'] );
		}
		self::assertSame( 403, $this->rest( 'GET', self::ROUTE . '?channel=editors,admins' )->get_status(), 'One that is allowed does not let another in.' );
		$this->act_as_nobody();
		self::assertSame( 401, $this->rest( 'GET', self::ROUTE . '?channel[]=editors' )->get_status() );
	}

	public function test_excluding_channels_never_shows_others(): void {
		$this->publish( 'admins' );
		$this->publish( 'public' );
		self::assertSame( array( 'public' ), $this->channels( '&exclude_channel[]=editors' ) );
		self::assertSame( array(), $this->channels( '&exclude_channel[]=public' ) );
	}

	public function test_the_events_of_a_post_are_for_those_who_may_edit_it(): void {
		$author = $this->create_user( 'author' );
		$post   = $this->create_post( array( 'post_author' => $author->ID ) );
		$this->publish( "postType/post:$post->ID" );
		$this->act_as( $author );
		self::assertSame( array( "postType/post:$post->ID" ), $this->channels( "&channel[]=postType/post:$post->ID" ) );
		$this->act_as( 'author' );
		self::assertSame( 403, $this->rest( 'GET', self::ROUTE . "?channel[]=postType/post:$post->ID" )->get_status() );
	}

	/**
	 * @testWith ["channel[]=nonsense"]
	 *           ["channel[]=page:1"]
	 *           ["per_page=0"]
	 *           ["per_page=101"]
	 *           ["per_page=many"]
	 *           ["after=-1"]
	 *           ["after=latest"]
	 *           ["severity[]=terrible"]
	 *           ["actor[]=me"]
	 */
	public function test_what_makes_no_sense_is_a_400_with_a_code_and_a_sentence( string $query ): void {
		$this->act_as( 'administrator' );
		$response = $this->rest( 'GET', self::ROUTE . "?$query" );
		self::assertSame( 400, $response->get_status() );
		self::assertNotSame( '', $response->get_data()['code'] );
		self::assertNotSame( '', $response->get_data()['message'] );
	}

	public function test_an_event_is_a_cloudevent_and_can_be_cut_to_fields(): void {
		$event = $this->publish( 'public', 'test.happened', array( 'subject' => 'thing/1' ) );
		$data  = $this->rest( 'GET', self::ROUTE . "/$event->id" )->get_data();
		self::assertEquals( $event->to_cloudevent(), $data );
		self::assertSame( '1.0', $data['specversion'] );
		self::assertSame( array( array( 'id' => $event->id ) ), $this->rest( 'GET', self::ROUTE . '?type[]=test.happened&_fields=id' )->get_data() );
	}

	public function test_what_may_not_be_read_answers_as_what_does_not_exist(): void {
		$event   = $this->publish( 'admins' );
		$unknown = '01890000-0000-7000-8000-000000000000';
		$this->act_as( 'editor' );
		$forbidden = $this->rest( 'GET', self::ROUTE . "/$event->id" );
		$missing   = $this->rest( 'GET', self::ROUTE . "/$unknown" );
		self::assertSame( 404, $forbidden->get_status() );
		self::assertSame( $missing->get_data(), $forbidden->get_data() );
		$this->act_as( 'administrator' );
		self::assertSame( 200, $this->rest( 'GET', self::ROUTE . "/$event->id" )->get_status() );
	}

	public function test_nobody_may_keep_an_answer_for_others(): void {
		self::assertSame( 'no-store, private', $this->rest( 'GET', self::ROUTE )->get_headers()['Cache-Control'] );
		self::assertSame( 'no-store, private', $this->rest( 'GET', self::ROUTE . '?per_page=0' )->get_headers()['Cache-Control'], 'Errors too.' );
		self::assertArrayNotHasKey( 'Cache-Control', $this->rest( 'GET', '/wp/v2/posts' )->get_headers(), 'Other routes are left alone.' );
	}
}
