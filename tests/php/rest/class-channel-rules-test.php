<?php
/**
 * Tests of what everyone gets of every channel, by every route.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Rest;

use Realtime_Events\Access\Api_Key;
use Realtime_Events\Events\Event;
use Realtime_Events\Tests\Test_Case;
use WP_User;

/**
 * One event on each kind of channel. A visitor, a subscriber and an author get those that the rules give them, by each route that gives events, and
 * nothing of the others by any route at all.
 */
final class Channel_Rules_Test extends Test_Case {

	private const NAMESPACE = '/realtime-events/v1';
	private const TYPE      = 'test.happened';
	private const PEOPLE    = array( 'visitor', 'subscriber', 'author' );

	/**
	 * Who asks, by name.
	 *
	 * @var array<string, WP_User|null>
	 */
	private array $people;

	/**
	 * The event on each channel, by the channel.
	 *
	 * @var array<string, Event>
	 */
	private array $events = array();

	/**
	 * The channels that each may read, by name.
	 *
	 * @var array<string, list<string>>
	 */
	private array $rules;

	/** The channels that cannot be listed: one has to ask for them. */
	private string $own_post;

	protected function setUp(): void {
		parent::setUp();
		$this->people                                        = array(
			'visitor'    => null,
			'subscriber' => $this->create_user( 'subscriber' ),
			'author'     => $this->create_user( 'author' ),
		);
		[ 'subscriber' => $subscriber, 'author' => $author ] = $this->people;

		$this->own_post = 'postType/post:' . $this->create_post( array( 'post_author' => $author->ID ) )->ID;
		$other_post     = 'postType/post:' . $this->create_post( array( 'post_author' => $this->create_user( 'editor' )->ID ) )->ID;
		$this->rules    = array(
			'visitor'    => array( 'public' ),
			'subscriber' => array( 'public', "user:$subscriber->ID" ),
			'author'     => array( 'public', 'editors', "user:$author->ID", $this->own_post ),
		);
		foreach ( array( 'public', 'editors', 'shop', 'admins', "user:$subscriber->ID", "user:$author->ID", 'user:999999', $this->own_post, $other_post, 'order:7' ) as $number => $channel ) {
			$event = realtime_events_publish( self::TYPE, array( 'text' => "secret-$number-of-$channel" ), array( 'channel' => $channel ) );
			self::assertInstanceOf( Event::class, $event );
			$this->events[ $channel ] = $event;
		}
		update_option( 'realtime_events', array( 'server_url' => 'https://hub.example.com' ) );
		$this->service( Api_Key::class )->generate();
		$this->answer_http_with( 503 );
	}

	private function ask( string $person, string $method, string $route, mixed $body = null ): \WP_REST_Response {
		$user = $this->people[ $person ];
		$user ? $this->act_as( $user ) : $this->act_as_nobody();
		return $this->rest( $method, self::NAMESPACE . $route, $body );
	}

	/**
	 * The channels whose events are among these, in the order in which they were published.
	 *
	 * @param list<array<string, mixed>> $events CloudEvents.
	 * @return list<string>
	 */
	private function channels_of( array $events ): array {
		$ids = array_column( $events, 'id' );
		return array_keys( array_filter( $this->events, static fn( Event $event ): bool => in_array( $event->id, $ids, true ) ) );
	}

	/**
	 * @return list<string>
	 */
	private function listed( string $person ): array {
		return array_values( array_diff( $this->rules[ $person ], array( $this->own_post ) ) );
	}

	/**
	 * What a download holds, as WordPress serves it.
	 *
	 * @return list<array<string, mixed>>
	 */
	private function downloaded( \WP_REST_Response $response ): array {
		ob_start();
		// What is flushed would leave the buffer that is looked into.
		ob_start( static fn( string $piece ): string => $piece );
		apply_filters( 'rest_pre_serve_request', false, $response, new \WP_REST_Request( 'GET', self::NAMESPACE . '/events/export' ), rest_get_server() );
		ob_end_flush();
		return (array) json_decode( (string) ob_get_clean(), true );
	}

	/**
	 * @return array<string, array{ string }>
	 */
	public static function people(): array {
		return array_combine( self::PEOPLE, array_map( static fn( string $person ): array => array( $person ), self::PEOPLE ) );
	}

	/**
	 * @dataProvider people
	 */
	public function test_the_list_holds_what_the_rules_give( string $person ): void {
		foreach ( array( '', '&after=0', '&search=secret', '&exclude_channel[]=nothing' ) as $query ) {
			self::assertSame( $this->listed( $person ), $this->channels_of( $this->ask( $person, 'GET', '/events?per_page=100&type[]=' . self::TYPE . $query )->get_data() ), $query );
		}
	}

	/**
	 * @dataProvider people
	 */
	public function test_a_channel_that_is_asked_for_by_name_is_given_or_refused( string $person ): void {
		foreach ( array_keys( $this->events ) as $channel ) {
			$response = $this->ask( $person, 'GET', '/events?type[]=' . self::TYPE . '&channel[]=' . rawurlencode( $channel ) );
			if ( in_array( $channel, $this->rules[ $person ], true ) ) {
				self::assertSame( array( $channel ), $this->channels_of( $response->get_data() ) );
			} else {
				self::assertSame( array( 'visitor' === $person ? 401 : 403, 'realtime_events_channel_forbidden' ), array( $response->get_status(), $response->get_data()['code'] ), $channel );
			}
		}
	}

	/**
	 * @dataProvider people
	 */
	public function test_an_event_that_is_asked_for_by_its_id_is_there_or_is_not( string $person ): void {
		foreach ( $this->events as $channel => $event ) {
			$expected = in_array( $channel, $this->rules[ $person ], true ) ? 200 : 404;
			self::assertSame( $expected, $this->ask( $person, 'GET', "/events/$event->id" )->get_status(), $channel );
		}
	}

	/**
	 * @dataProvider people
	 */
	public function test_the_chart_counts_and_the_download_holds_the_same( string $person ): void {
		$chart  = $this->ask( $person, 'GET', '/events/chart?type[]=' . self::TYPE );
		$export = $this->ask( $person, 'GET', '/events/export?format=json&type[]=' . self::TYPE );
		if ( 'author' !== $person ) {
			// They have the feed's list of what is theirs, and no feed.
			$status = 'visitor' === $person ? 401 : 403;
			self::assertSame( array( $status, $status ), array( $chart->get_status(), $export->get_status() ) );
			return;
		}
		self::assertSame( count( $this->listed( $person ) ), $chart->get_data()['total'] );
		self::assertSame( $this->listed( $person ), $this->channels_of( $this->downloaded( $export ) ) );
	}

	/**
	 * @dataProvider people
	 */
	public function test_a_token_is_for_the_channels_that_may_be_read( string $person ): void {
		$response = $this->ask( $person, 'POST', '/token', array( 'channels' => array_values( preg_grep( '/^postType/', array_keys( $this->events ) ) ) ) );
		if ( 'visitor' === $person ) {
			self::assertSame( 401, $response->get_status() );
			return;
		}
		self::assertEqualsCanonicalizing( $this->rules[ $person ], $response->get_data()['channels'] );
	}

	/**
	 * @dataProvider people
	 */
	public function test_work_is_done_on_what_may_be_read_and_told_of_what_is_listed( string $person ): void {
		$done = array();
		foreach ( $this->events as $channel => $event ) {
			if ( 201 === $this->ask( $person, 'POST', "/events/$event->id/triage", array( 'action' => 'claim' ) )->get_status() ) {
				$done[] = $channel;
			}
		}
		self::assertSame( 'author' === $person ? $this->rules['author'] : array(), $done );
		$this->act_as( 'administrator' );
		foreach ( array( 'shop', 'admins' ) as $channel ) {
			$this->rest( 'POST', self::NAMESPACE . "/events/{$this->events[ $channel ]->id}/triage", array( 'action' => 'claim' ) );
		}
		$query    = implode( '&', array_map( static fn( Event $event ): string => "id[]=$event->id", $this->events ) );
		$response = $this->ask( $person, 'GET', "/events/triage?$query" );
		$ids      = array_column( $this->events, 'id' );
		$expected = 'author' === $person ? array_map( fn( string $channel ): string => $this->events[ $channel ]->id, $this->listed( 'author' ) ) : array();
		self::assertSame( $expected, 200 === $response->get_status() ? array_values( array_intersect( $ids, array_keys( (array) $response->get_data() ) ) ) : array() );
	}

	/**
	 * Every route that there is, with every method: the matrix of who may use which names them all, and fails without one.
	 *
	 * @dataProvider people
	 */
	public function test_no_route_gives_anything_of_what_somebody_may_not_read( string $person ): void {
		$forbidden = array_diff_key( $this->events, array_flip( $this->rules[ $person ] ) );
		$matrix    = ( new \ReflectionClassConstant( Access_Matrix_Test::class, 'MATRIX' ) )->getValue();
		$some      = reset( $forbidden )->id;
		self::assertGreaterThan( 25, count( $matrix ) );
		foreach ( $matrix as [ $method, $route, $body ] ) {
			// Of an event that is there, and of any.
			foreach ( array_unique( array( $route, str_replace( '01890000-0000-7000-8000-000000000000', $some, $route ) ) ) as $asked ) {
				$said = (string) wp_json_encode( $this->ask( $person, $method, $asked, $body )->get_data() );
				foreach ( $forbidden as $channel => $event ) {
					self::assertStringNotContainsString( $event->data['text'], stripslashes( $said ), "$method $asked gives something of $channel" );
				}
			}
		}
	}
}
