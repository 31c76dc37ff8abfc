<?php
/**
 * Tests of how an event looks to others.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Access;

use Realtime_Events\Access\Audiences;
use Realtime_Events\Access\Channels;
use Realtime_Events\Events\Event;
use Realtime_Events\Tests\Test_Case;

/**
 * What is said about a kind of people is what a person of that kind really gets.
 */
final class Audiences_Test extends Test_Case {

	protected function setUp(): void {
		parent::setUp();
		add_role( 'shop_manager', 'Shop manager', get_role( 'editor' )->capabilities + array( 'edit_shop_orders' => true ) );
		add_role( 'customer', 'Customer', array( 'read' => true ) );
		add_role( 'order_clerk', 'Order clerk', array( 'read' => true, 'edit_shop_orders' => true ) );
		add_action(
			'realtime_events_register_types',
			static function ( mixed $types ): void {
				$types->register(
					'test.sold',
					array(
						'channel'       => 'shop',
						'public_fields' => array( 'what' ),
					)
				);
			}
		);
	}

	/**
	 * @return array<string, array<string, mixed>> By audience.
	 */
	private function views( string $channel, array $data = array( 'what' => 'Bread', 'who' => 'Ada' ) ): array {
		$event = realtime_events_publish( 'test.sold', $data, array( 'channel' => $channel ) );
		self::assertInstanceOf( Event::class, $event );
		$this->act_as( 'administrator' );
		wp_get_current_user()->add_cap( 'edit_shop_orders' );
		$response = $this->rest( 'GET', "/realtime-events/v1/events/$event->id/audiences" );
		self::assertSame( 200, $response->get_status(), (string) wp_json_encode( $response->get_data() ) );
		return array_column( $response->get_data(), null, 'id' );
	}

	public function test_each_role_that_the_site_has_is_offered_and_a_visitor_at_the_end(): void {
		$offered = array_keys( $this->views( 'shop' ) );
		self::assertSame( array( ...array_keys( wp_roles()->role_names ), 'visitor' ), $offered );
		self::assertSame( array(), array_diff( array( 'administrator', 'shop_manager', 'editor', 'author', 'customer', 'visitor' ), $offered ) );
	}

	public function test_nobody_is_offered_who_cannot_be_on_the_site(): void {
		// As on a site without WooCommerce: its roles are not made up.
		remove_role( 'customer' );
		remove_role( 'shop_manager' );
		self::assertSame( array(), array_intersect( array( 'customer', 'shop_manager' ), array_keys( $this->views( 'shop' ) ) ) );
	}

	public function test_a_customer_gets_what_is_theirs_and_of_all_else_what_a_visitor_gets(): void {
		$of  = fn( string $channel ): array => array_column( $this->views( $channel ), 'sees', 'id' );
		$own = realtime_events_publish( 'test.sold', array( 'what' => 'Bread' ), array( 'channel' => 'user:' . $this->create_user( 'customer' )->ID ) );
		self::assertInstanceOf( Event::class, $own );
		// Asked for without the route, which shows nobody what is somebody else's.
		self::assertSame( array( 'own', 'nothing' ), array_values( array_intersect_key( array_column( $this->service( Audiences::class )->views( $own ), 'sees', 'id' ), array_flip( array( 'customer', 'visitor' ) ) ) ) );
		foreach ( array( 'public', 'editors', 'shop', 'admins' ) as $channel ) {
			$sees = $of( $channel );
			self::assertSame( $sees['visitor'], $sees['customer'], $channel );
		}
		update_option( 'realtime_events', array( 'types' => array( 'test.sold' => array( 'public' => true ) ) ) );
		$customer = $this->views( 'shop' )['customer'];
		self::assertSame( array( 'public', array( 'what' => 'Bread' ), array( 'who' ) ), array( $customer['sees'], $customer['data'], $customer['hidden'] ) );
	}

	/**
	 * @testWith ["public"]
	 *           ["editors"]
	 *           ["shop"]
	 *           ["admins"]
	 */
	public function test_each_role_is_told_what_its_members_get( string $channel ): void {
		foreach ( $this->views( $channel ) as $id => $view ) {
			$user_id = 'visitor' === $id ? 0 : $this->create_user( $id )->ID;
			self::assertSame( $this->service( Channels::class )->can_read( $user_id, $channel ), 'all' === $view['sees'], "$id on $channel" );
		}
	}

	public function test_the_others_get_the_public_part_where_it_is_switched_on(): void {
		self::assertSame( array( 'nothing', null, array( 'what', 'who' ) ), array_values( array_intersect_key( $this->views( 'shop' )['visitor'], array_flip( array( 'sees', 'data', 'hidden' ) ) ) ) );
		update_option( 'realtime_events', array( 'types' => array( 'test.sold' => array( 'public' => true ) ) ) );
		$views = $this->views( 'shop' );
		self::assertSame( array( 'public', array( 'what' => 'Bread' ), array( 'who' ) ), array( $views['visitor']['sees'], $views['visitor']['data'], $views['visitor']['hidden'] ) );
		self::assertSame( 'public', $views['editor']['sees'] );
		self::assertSame( 'all', $views['shop_manager']['sees'] );
		self::assertSame( 'nothing', $this->views( 'editors' )['visitor']['sees'], 'What was moved to another channel has no public part.' );
	}

	public function test_chosen_roles_are_seen_here_too(): void {
		update_option( 'realtime_events', array( 'roles' => array( 'view' => array( 'author' ) ) ) );
		$views = $this->views( 'editors' );
		self::assertSame( array( 'all', 'nothing', 'all' ), array( $views['author']['sees'], $views['editor']['sees'], $views['administrator']['sees'] ) );
	}

	public function test_narrowing_the_view_is_seen_here_too(): void {
		add_filter( 'realtime_events_view_capability', static fn(): string => 'manage_options' );
		self::assertSame( 'nothing', $this->views( 'editors' )['editor']['sees'] );
	}
}
