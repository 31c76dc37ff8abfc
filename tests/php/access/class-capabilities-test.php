<?php
/**
 * Tests of the capabilities.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Access;

use Realtime_Events\Access\Capabilities;
use Realtime_Events\Access\Channels;
use Realtime_Events\Tests\Test_Case;

/**
 * Each role has what the design gives it, and a filter that answers nonsense opens nothing.
 */
final class Capabilities_Test extends Test_Case {

	/**
	 * @testWith ["administrator", true, true, true]
	 *           ["editor", true, true, false]
	 *           ["author", true, true, false]
	 *           ["contributor", true, true, false]
	 *           ["subscriber", false, false, false]
	 */
	public function test_roles_have_what_their_own_capabilities_stand_for( string $role, bool $may_view, bool $may_publish, bool $may_manage ): void {
		$user = $this->create_user( $role );
		self::assertSame( array( $may_view, $may_publish, $may_manage ), array( $user->has_cap( Capabilities::VIEW ), $user->has_cap( Capabilities::PUBLISH ), $user->has_cap( Capabilities::MANAGE ) ) );
	}

	public function test_a_visitor_has_nothing(): void {
		foreach ( array( Capabilities::VIEW, Capabilities::PUBLISH, Capabilities::MANAGE ) as $capability ) {
			self::assertFalse( current_user_can( $capability ) );
		}
	}

	public function test_who_only_looks_after_orders_may_view(): void {
		$user = $this->create_user();
		$user->add_cap( 'edit_shop_orders' );
		self::assertTrue( user_can( $user->ID, Capabilities::VIEW ) );
		self::assertFalse( user_can( $user->ID, Capabilities::PUBLISH ) );
	}

	public function test_narrowing_the_view_closes_the_channels_too(): void {
		$editor = $this->create_user( 'editor' );
		self::assertContains( 'editors', $this->service( Channels::class )->readable_by( $editor->ID ) );
		add_filter( 'realtime_events_view_capability', static fn(): string => 'manage_options' );
		self::assertFalse( user_can( $editor->ID, Capabilities::VIEW ) );
		self::assertSame( array( 'public', "user:$editor->ID" ), $this->service( Channels::class )->readable_by( $editor->ID ) );
	}

	public function test_chosen_roles_decide_and_nobody_is_locked_out_of_his_own_site(): void {
		update_option(
			'realtime_events',
			array(
				'roles' => array(
					'view'    => array( 'author' ),
					'publish' => array( 'subscriber' ),
					'manage'  => array( 'editor' ),
				),
			)
		);
		$rights = static fn( \WP_User $user ): array => array_map( static fn( string $capability ): bool => user_can( $user->ID, $capability ), array( Capabilities::VIEW, Capabilities::PUBLISH, Capabilities::MANAGE ) );
		self::assertSame( array( true, false, false ), $rights( $this->create_user( 'author' ) ) );
		self::assertSame( array( false, false, true ), $rights( $this->create_user( 'editor' ) ) );
		self::assertSame( array( false, true, false ), $rights( $this->create_user( 'subscriber' ) ) );
		self::assertSame( array( true, true, true ), $rights( $this->create_user( 'administrator' ) ) );
		self::assertFalse( current_user_can( Capabilities::PUBLISH ), 'A visitor has no role.' );
	}

	public function test_a_role_that_may_view_gets_no_channel_by_that(): void {
		update_option( 'realtime_events', array( 'roles' => array( 'view' => array( 'subscriber' ) ) ) );
		$subscriber = $this->create_user();
		self::assertTrue( user_can( $subscriber->ID, Capabilities::VIEW ) );
		self::assertSame( array( 'public', "user:$subscriber->ID" ), $this->service( Channels::class )->readable_by( $subscriber->ID ) );
		self::assertSame( array( 'public' ), array_values( array_diff( $this->service( Channels::class )->readable_by( $this->create_user( 'editor' )->ID ), array( 'user:' . ( $subscriber->ID + 1 ) ) ) ) );
	}

	/**
	 * @dataProvider nonsense
	 *
	 * @param mixed $answer What a filter answers.
	 */
	public function test_an_answer_that_makes_no_sense_opens_nothing( mixed $answer ): void {
		$admin = $this->create_user( 'administrator' );
		add_filter( 'realtime_events_manage_capability', static fn(): mixed => $answer );
		self::assertFalse( user_can( $admin->ID, Capabilities::MANAGE ) );
	}

	/**
	 * @return array<string, array{ mixed }>
	 */
	public static function nonsense(): array {
		return array(
			'nothing'  => array( '' ),
			'null'     => array( null ),
			'true'     => array( true ),
			'a list'   => array( array() ),
			'a circle' => array( Capabilities::MANAGE ),
			'another'  => array( Capabilities::VIEW ),
			'unknown'  => array( 'no_such_capability' ),
		);
	}
}
