<?php
/**
 * Tests that the sites of a network keep apart.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Multisite;

use Realtime_Events\Access\Api_Key;
use Realtime_Events\Access\Signature;
use Realtime_Events\Access\Token_Issuer;
use Realtime_Events\Delivery\Circuit_Breaker;
use Realtime_Events\Delivery\Dispatcher;
use Realtime_Events\Delivery\Farewell;
use Realtime_Events\Delivery\Outbox;
use Realtime_Events\Events\Event;
use Realtime_Events\Events\Event_Store;
use Realtime_Events\Events\Ledger_Schema;
use Realtime_Events\Settings\Options;
use Realtime_Events\Tests\Test_Case;
use WP_Error;
use WP_REST_Response;
use WP_User;

require_once __DIR__ . '/trait-sites.php';

/**
 * Not in a transaction, because the dispatcher sends nothing while one is open.
 */
final class Site_Separation_Test extends Test_Case {

	use Sites;

	protected const ROLLS_BACK = false;

	private const MAIN   = 1;
	private const SECOND = 2;

	/**
	 * Keys, by site.
	 *
	 * @var array<int, string>
	 */
	private array $keys = array();

	protected function setUp(): void {
		parent::setUp();
		foreach ( array( self::MAIN => 'http://one.example:8090', self::SECOND => 'http://two.example:8090' ) as $site => $url ) {
			$this->keys[ $site ] = $this->on(
				$site,
				function () use ( $url ): string {
					update_option( 'realtime_events', array( 'server_url' => $url ) );
					return $this->service( Api_Key::class )->generate();
				}
			);
		}
	}

	private function publish( string $type, array $data = array(), array $args = array() ): Event {
		$event = realtime_events_publish( $type, $data, $args );
		self::assertInstanceOf( Event::class, $event );
		return $event;
	}

	/**
	 * What the hub says to a batch.
	 */
	private function accept(): callable {
		return fn( array $request ): array => $this->http_answer( 202, array( 'results' => array_map( static fn( array $event ): array => array( 'id' => $event['id'], 'status' => 'accepted' ), json_decode( $request['body'], true ) ) ) );
	}

	/**
	 * Events of the current site, by what is in its tables.
	 *
	 * @return array{ ledger: list<string>, outbox: list<string> } Ids.
	 */
	private function stored( string $type = 'a.b' ): array {
		global $wpdb;
		return array(
			'ledger' => $wpdb->get_col( $wpdb->prepare( 'SELECT event_id FROM %i WHERE type = %s', Ledger_Schema::table(), $type ) ),
			'outbox' => $wpdb->get_col( $wpdb->prepare( 'SELECT d.event_id FROM %i d JOIN %i e ON e.id = d.sequence WHERE e.type = %s', $this->outbox_table(), Ledger_Schema::table(), $type ) ),
		);
	}

	private function editor_of( int $site ): WP_User {
		$user = $this->create_user( 'subscriber' );
		remove_user_from_blog( $user->ID, self::MAIN );
		add_user_to_blog( $site, $user->ID, 'editor' );
		return $user;
	}

	/**
	 * @return list<string> Ids of the events in an answer.
	 */
	private static function ids( WP_REST_Response $response ): array {
		return 200 === $response->get_status() ? array_column( $response->get_data(), 'id' ) : array();
	}

	public function test_what_is_published_on_a_switched_site_is_that_sites(): void {
		$event = $this->on( self::SECOND, fn(): Event => $this->publish( 'a.b' ) );
		self::assertSame( array( 'ledger' => array(), 'outbox' => array() ), $this->stored() );
		self::assertSame( array( 'ledger' => array( $event->id ), 'outbox' => array( $event->id ) ), $this->on( self::SECOND, fn(): array => $this->stored() ) );
	}

	public function test_what_happens_on_a_switched_site_is_that_sites(): void {
		$this->on( self::SECOND, fn() => $this->create_post( array( 'post_title' => 'On the second' ) ) );
		self::assertSame( array(), $this->stored( 'post.published' )['ledger'] );
		self::assertCount( 1, $this->on( self::SECOND, fn(): array => $this->stored( 'post.published' ) )['ledger'] );
	}

	public function test_only_the_hub_of_the_site_that_leaves_it_is_told_by_that_sites_key(): void {
		$this->answer_http_with( 202 );
		$this->service( Farewell::class )->after_response();
		$this->sent = array();
		$this->on( self::SECOND, static fn(): bool => update_option( 'realtime_events', array( 'server_url' => 'http://three.example:8090' ) + get_option( 'realtime_events' ) ) );
		update_option( 'realtime_events', array( 'retention_days' => 7 ) + get_option( 'realtime_events' ) );
		$this->service( Farewell::class )->after_response();

		self::assertSame( self::MAIN, get_current_blog_id() );
		self::assertSame( array( 'http://two.example:8090/api/v1/control' ), array_column( $this->sent, 'url' ) );
		[ $request ] = $this->sent;
		self::assertTrue( $this->service( Signature::class )->verify( $request['headers'], $request['body'], array( Api_Key::publish_key( $this->keys[ self::SECOND ] ) ), time() ) );
	}

	public function test_the_end_of_a_request_sends_the_events_of_each_site_to_its_own_server_with_its_own_key(): void {
		$this->answer_http_with( $this->accept() );
		$events = array(
			self::MAIN   => $this->publish( 'a.b' ),
			self::SECOND => $this->on( self::SECOND, fn(): Event => $this->publish( 'a.b' ) ),
		);
		$this->service( Dispatcher::class )->after_response();

		self::assertSame( self::MAIN, get_current_blog_id() );
		self::assertSame( array( 'http://one.example:8090/api/v1/events', 'http://two.example:8090/api/v1/events' ), array_column( $this->sent, 'url' ) );
		foreach ( array( self::MAIN, self::SECOND ) as $number => $site ) {
			$request = $this->sent[ $number ];
			self::assertSame( array( $events[ $site ]->id ), array_column( json_decode( $request['body'], true ), 'id' ) );
			self::assertTrue( $this->verifies( $request, $this->keys[ $site ] ) );
			self::assertFalse( $this->verifies( $request, $this->keys[ self::MAIN + self::SECOND - $site ] ) );
			self::assertSame( array( 'pending' => 0, 'retrying' => 0, 'dead' => 0 ), $this->on( $site, fn(): array => $this->service( Outbox::class )->counts() ) );
		}
	}

	private function verifies( array $request, string $key ): bool {
		$headers = array_change_key_case( $request['headers'] );
		return true === $this->service( Signature::class )->verify( $headers, $request['body'], array( Api_Key::publish_key( $key ) ), (int) $headers['webhook-timestamp'] );
	}

	public function test_a_server_that_fails_pauses_its_own_site_alone(): void {
		$this->answer_http_with( fn( array $request ): array|WP_Error => str_contains( $request['url'], 'two.example' ) ? new WP_Error( 'http_request_failed', 'refused' ) : ( $this->accept() )( $request ) );
		for ( $failure = 0; $failure < Circuit_Breaker::THRESHOLD; $failure++ ) {
			$this->on( self::SECOND, fn(): Event => $this->publish( 'a.b' ) );
			$this->service( Dispatcher::class )->after_response();
		}
		$event = $this->publish( 'a.b' );
		$this->service( Dispatcher::class )->after_response();

		self::assertSame( 'open', $this->on( self::SECOND, fn(): array => $this->service( Circuit_Breaker::class )->state() )['state'] );
		self::assertSame( 'closed', $this->service( Circuit_Breaker::class )->state()['state'] );
		self::assertStringContainsString( $event->id, end( $this->sent )['body'] );
	}

	public function test_the_same_post_id_on_two_sites_is_two_subjects_even_in_one_request(): void {
		$args   = array( 'subject' => 'post/7', 'dedupe' => 'post/7' );
		$first  = $this->publish( 'a.b', array( 'n' => 1 ), $args );
		$second = $this->on( self::SECOND, fn(): Event => $this->publish( 'a.b', array( 'n' => 2 ), $args ) );
		self::assertNotSame( $first->id, $second->id );
		self::assertSame( array( 'n' => 1 ), $this->service( Event_Store::class )->find( $first->id )->data );
	}

	public function test_settings_and_keys_are_each_sites_own(): void {
		$facts = fn(): array => array( $this->service( Options::class )->server_url(), $this->service( Options::class )->site_id(), $this->service( Api_Key::class )->active()[0] );
		$main  = $facts();
		$other = $this->on( self::SECOND, $facts );
		self::assertSame( array( 'http://one.example:8090', 'http://two.example:8090' ), array( $main[0], $other[0] ) );
		self::assertNotSame( $main[1], $other[1], 'A hub that serves both has to tell them apart.' );
		self::assertSame( array_values( $this->keys ), array( $main[2], $other[2] ) );
		self::assertSame( $main, $facts() );
	}

	public function test_no_event_of_a_site_can_be_read_on_another(): void {
		$event = $this->publish( 'a.b', array(), array( 'channel' => 'editors' ) );
		$this->act_as( $this->editor_of( self::SECOND ) );
		self::assertSame( 403, $this->rest( 'GET', '/realtime-events/v1/events?channel[]=editors' )->get_status(), 'Who is nobody on the site reads nothing there.' );
		self::assertSame( 404, $this->rest( 'GET', "/realtime-events/v1/events/$event->id" )->get_status() );

		$own = $this->on(
			self::SECOND,
			function () use ( $event ): array {
				$own = $this->publish( 'a.b', array(), array( 'channel' => 'editors' ) );
				self::assertSame( array( $own->id ), self::ids( $this->rest( 'GET', '/realtime-events/v1/events?type[]=a.b' ) ) );
				self::assertSame( 404, $this->rest( 'GET', "/realtime-events/v1/events/$event->id" )->get_status() );
				return array( $own->id );
			}
		);
		$this->act_as( $this->editor_of( self::MAIN ) );
		self::assertSame( array( $event->id ), self::ids( $this->rest( 'GET', '/realtime-events/v1/events?type[]=a.b' ) ) );
		self::assertSame( 404, $this->rest( 'GET', "/realtime-events/v1/events/$own[0]" )->get_status() );
	}

	public function test_a_token_opens_the_channels_that_its_user_has_on_that_site_and_no_others(): void {
		$user  = $this->editor_of( self::SECOND );
		$issue = fn(): array => $this->service( Token_Issuer::class )->issue( $user );
		$there = $this->on( self::SECOND, $issue );
		self::assertContains( 'editors', $there['channels'] );
		self::assertNotContains( 'editors', $issue()['channels'] );

		list( $head, $claims, $signature ) = explode( '.', $there['token'] );
		$signed                            = static fn( string $key ): string => rtrim( strtr( base64_encode( hash_hmac( 'sha256', "$head.$claims", Api_Key::token_key( $key ), true ) ), '+/', '-_' ), '=' );
		self::assertSame( $signature, $signed( $this->keys[ self::SECOND ] ) );
		self::assertNotSame( $signature, $signed( $this->keys[ self::MAIN ] ), 'The hub would not take it for a token of the other site.' );
	}

	public function test_an_idempotency_key_counts_on_its_own_site_alone(): void {
		$key    = array( 'idempotency_key' => hash( 'sha256', 'same' ) );
		$first  = $this->publish( 'a.b', array(), $key );
		$second = $this->on( self::SECOND, fn(): Event => $this->publish( 'a.b', array(), $key ) );
		self::assertNotSame( $first->id, $second->id );
	}
}
