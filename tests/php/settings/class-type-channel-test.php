<?php
/**
 * Tests of the channel that an admin chooses for a type.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Settings;

use Realtime_Events\Access\Channels;
use Realtime_Events\Admin\Screen_Config;
use Realtime_Events\Events\Event;
use Realtime_Events\Events\Event_Query;
use Realtime_Events\Events\Event_Store;
use Realtime_Events\Events\Event_Types;
use Realtime_Events\Settings\Options;
use Realtime_Events\Settings\Setting;
use Realtime_Events\Settings\Type_Choices;
use Realtime_Events\Tests\Test_Case;

/**
 * The settings can keep events from people. They can show them to nobody who would not have received them.
 */
final class Type_Channel_Test extends Test_Case {

	protected function setUp(): void {
		parent::setUp();
		// As where there is a shop.
		add_action( 'realtime_events_register_types', static fn( Event_Types $types ) => $types->register( 'order.created', array( 'channel' => 'shop' ) ) );
	}

	/**
	 * @param array<string, mixed> $choices By name.
	 */
	private function choose( string $type, array $choices ): void {
		$input = array( 'types' => array( $type => $choices ) );
		self::assertSame( array(), $this->service( Setting::class )->check( $input )->errors );
		update_option( Options::NAME, $input );
	}

	private function publish( string $type, array $args = array() ): Event {
		$event = realtime_events_publish( $type, array( 'title' => 'T' ), $args );
		self::assertInstanceOf( Event::class, $event );
		return $event;
	}

	public function test_what_may_be_chosen_reaches_nobody_new_whatever_the_type(): void {
		// As WooCommerce does it.
		get_role( 'administrator' )->add_cap( 'edit_shop_orders' );
		$channels = $this->service( Channels::class );
		$people   = array_map( fn( string $role ): int => $this->create_user( $role )->ID, array( 'subscriber', 'contributor', 'author', 'editor', 'administrator' ) );
		// Looks after orders and writes no posts.
		$seller = $this->create_user( 'subscriber' );
		$seller->add_cap( 'edit_shop_orders' );
		foreach ( $this->service( Event_Types::class )->all() as $name => $type ) {
			foreach ( array_filter( $this->service( Type_Choices::class )->channels( $name ) ) as $chosen ) {
				self::assertNotSame( 'public', $chosen );
				foreach ( array( 0, $seller->ID, ...$people ) as $person ) {
					self::assertFalse( $channels->can_read( $person, $chosen ) && ! $channels->can_read( $person, $type->channel ), "$name on $chosen instead of $type->channel" );
				}
			}
		}
		self::assertSame( array( '' ), $this->service( Type_Choices::class )->channels( 'user.registered' ), 'What is for administrators stays so.' );
	}

	public function test_events_of_the_type_go_to_the_channel_that_was_chosen(): void {
		self::assertSame( 'editors', $this->publish( 'post.published' )->channel );
		$this->choose( 'post.published', array( 'channel' => 'admins' ) );
		self::assertSame( 'admins', $this->publish( 'post.published' )->channel );
		self::assertSame( 'editors', $this->publish( 'post.updated' )->channel );
		$this->choose( 'post.published', array( 'channel' => 'editors' ) );
		self::assertSame( 'editors', $this->publish( 'post.published' )->channel );
	}

	/**
	 * @testWith ["public", "admins"]
	 *           ["shop", "admins"]
	 *           ["postType/post:1", "admins"]
	 *           ["admins", "admins"]
	 *           ["user:7", "user:7"]
	 *           ["order:7", "order:7"]
	 */
	public function test_who_asks_for_a_wider_channel_gets_the_chosen_one( string $asked, string $channel ): void {
		$this->choose( 'post.published', array( 'channel' => 'admins' ) );
		self::assertSame( $channel, $this->publish( 'post.published', array( 'channel' => $asked ) )->channel );
	}

	public function test_an_order_is_not_shown_to_whoever_writes_posts(): void {
		$checked = $this->service( Setting::class )->check( array( 'types' => array( 'order.created' => array( 'channel' => 'editors' ) ) ) );
		self::assertSame( array( 'types.order.created.channel' ), array_keys( $checked->errors ) );
	}

	public function test_a_choice_that_is_none_any_more_opens_nothing(): void {
		// As another program, or another version, might have left it.
		add_filter( 'option_realtime_events', static fn(): array => array( 'types' => array( 'order.created' => array( 'channel' => 'editors' ), 'post.published' => array( 'channel' => 'public' ) ) ) );
		self::assertSame( 'shop', $this->publish( 'order.created' )->channel );
		self::assertSame( 'editors', $this->publish( 'post.published' )->channel );
	}

	public function test_nothing_of_a_type_that_is_kept_from_people_becomes_public(): void {
		$this->choose( 'post.published', array( 'public' => true ) );
		$this->publish( 'post.published' );
		$this->choose( 'post.published', array( 'channel' => 'admins' ) );
		$event = $this->publish( 'post.published' );
		$all   = $this->service( Event_Store::class )->query( Event_Query::from_params( array( 'type' => array( 'post.published' ) ), null ) );
		self::assertCount( 3, $all, 'The first had a public part, the second has none.' );
		self::assertNotContains( $event->id, array_column( $all, 'causation_id' ) );
	}

	public function test_nobody_publishes_to_where_the_choice_leads_who_may_not_read_there(): void {
		$this->act_as( 'author' );
		$send = fn(): int => $this->rest( 'POST', '/realtime-events/v1/publish', array( 'type' => 'generic.event' ) )->get_status();
		self::assertSame( 201, $send() );
		$this->choose( 'generic.event', array( 'channel' => 'admins' ) );
		self::assertSame( 403, $send() );
	}

	public function test_an_outdated_choice_does_not_keep_the_rest_from_being_saved(): void {
		$outdated = array( 'order.created' => array( 'channel' => 'editors' ) + Type_Choices::DEFAULTS );
		remove_all_filters( 'sanitize_option_realtime_events' );
		update_option( Options::NAME, array( 'types' => $outdated ) );
		$checked = $this->service( Setting::class )->check( array( 'types' => $outdated + array( 'post.published' => array( 'public' => true ) ) ) );
		self::assertTrue( $checked->is_valid() );
	}

	public function test_screens_learn_how_loudly_each_type_is_told(): void {
		$this->act_as( 'editor' );
		$alerts = fn( string $type ): string => ( (array) $this->service( Screen_Config::class )->facts()['types'] )[ $type ]['alerts'];
		self::assertSame( 'none', $alerts( 'order.created' ) );
		$this->choose( 'order.created', array( 'alerts' => 'sound' ) );
		$this->choose( 'post.published', array( 'alerts' => 'notification' ) );
		self::assertSame( array( 'sound', 'notification', 'none' ), array_map( $alerts, array( 'order.created', 'post.published', 'post.updated' ) ) );
	}
}
