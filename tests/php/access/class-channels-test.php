<?php
/**
 * Tests of the channels.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Access;

use Realtime_Events\Access\Channels;
use Realtime_Events\Tests\Test_Case;

/**
 * Who may receive what, role by role, and that nobody gets in by an odd name.
 */
final class Channels_Test extends Test_Case {

	private function channels(): Channels {
		return $this->service( Channels::class );
	}

	/**
	 * @dataProvider roles
	 *
	 * @param string       $role     A role, or none for a visitor.
	 * @param list<string> $caps     Further capabilities.
	 * @param list<string> $expected What may be read; ME is the user's id.
	 */
	public function test_each_role_reads_its_own_channels( string $role, array $caps, array $expected ): void {
		$user_id = 0;
		if ( '' !== $role ) {
			$user    = $this->create_user( $role );
			$user_id = $user->ID;
			array_map( array( $user, 'add_cap' ), $caps );
		}
		self::assertSame( str_replace( 'ME', (string) $user_id, $expected ), $this->channels()->readable_by( $user_id ) );
	}

	/**
	 * @return array<string, array{ string, list<string>, list<string> }>
	 */
	public static function roles(): array {
		return array(
			'visitor'       => array( '', array(), array( 'public' ) ),
			'subscriber'    => array( 'subscriber', array(), array( 'public', 'user:ME' ) ),
			'author'        => array( 'author', array(), array( 'public', 'editors', 'user:ME' ) ),
			'editor'        => array( 'editor', array(), array( 'public', 'editors', 'user:ME' ) ),
			'shop manager'  => array( 'editor', array( 'edit_shop_orders' ), array( 'public', 'editors', 'shop', 'user:ME' ) ),
			'order clerk'   => array( 'subscriber', array( 'edit_shop_orders' ), array( 'public', 'shop', 'user:ME' ) ),
			'administrator' => array( 'administrator', array(), array( 'public', 'editors', 'admins', 'user:ME' ) ),
		);
	}

	public function test_nobody_reads_what_is_for_another_user(): void {
		$admin = $this->create_user( 'administrator' );
		$other = $this->create_user( 'subscriber' );
		self::assertFalse( $this->channels()->can_read( $admin->ID, "user:$other->ID" ) );
		self::assertFalse( $this->channels()->can_read( 0, "user:$other->ID" ) );
		self::assertTrue( $this->channels()->can_read( $other->ID, "user:$other->ID" ) );
	}

	public function test_the_channel_of_an_order_is_opened_by_its_key_and_by_no_user(): void {
		$admin = $this->create_user( 'administrator' );
		self::assertTrue( $this->channels()->is_valid( 'order:42' ) );
		self::assertTrue( $this->channels()->carries_events( 'order:42' ) );
		self::assertFalse( $this->channels()->can_read( $admin->ID, 'order:42' ) );
		self::assertFalse( $this->channels()->can_read( 0, 'order:42' ) );
		self::assertFalse( $this->channels()->is_valid( 'order:0' ) );
		self::assertSame( 'order:42', Channels::of_order( 42, 0 ) );
		self::assertSame( 'user:7', Channels::of_order( 42, 7 ) );
	}

	public function test_a_post_is_for_those_who_may_edit_it(): void {
		$author  = $this->create_user( 'author' );
		$another = $this->create_user( 'author' );
		$editor  = $this->create_user( 'editor' );
		$post    = $this->create_post( array( 'post_author' => $author->ID ) );
		$channel = "postType/post:$post->ID";
		self::assertTrue( $this->channels()->can_read( $author->ID, $channel ) );
		self::assertTrue( $this->channels()->can_read( $editor->ID, $channel ) );
		self::assertFalse( $this->channels()->can_read( $another->ID, $channel ) );
		self::assertFalse( $this->channels()->can_read( 0, $channel ) );
		self::assertFalse( $this->channels()->can_read( $editor->ID, "postType/page:$post->ID" ), 'The type has to be right.' );
		self::assertFalse( $this->channels()->can_read( $editor->ID, 'postType/post:999999' ) );
	}

	public function test_a_user_who_is_gone_reads_what_a_visitor_reads(): void {
		self::assertSame( array( 'public' ), $this->channels()->readable_by( 999999 ) );
	}

	/**
	 * @dataProvider odd_names
	 *
	 * @param string $name No channel.
	 */
	public function test_an_odd_name_is_no_channel_and_closed_to_all( string $name ): void {
		self::assertFalse( $this->channels()->is_valid( $name ) );
		self::assertFalse( $this->channels()->can_read( $this->create_user( 'administrator' )->ID, $name ) );
		self::assertFalse( $this->channels()->carries_events( $name ) );
	}

	/**
	 * @return list<array{ string }>
	 */
	public static function odd_names(): array {
		$names = array(
			...array( '', 'Public', 'public ', "public\n", 'publicx', 'admins,public', '__proto__', str_repeat( 'a', 200 ) ),
			...array( 'user:', 'user:0', 'user:01', 'user:1 ', 'user:-1', 'user:1x', "user:1\0", 'user:99999999999999999999999' ),
			...array( 'postType/post:0', 'postType/:1', 'postType/POST:1', 'postType/post' ),
			...array( 'page:', 'page:A', 'page:' . str_repeat( 'a', 65 ) ),
		);
		return array_map( static fn( string $name ): array => array( $name ), $names );
	}

	public function test_a_number_beyond_what_php_can_count_finds_no_post(): void {
		self::assertTrue( $this->channels()->is_valid( 'postType/post:99999999999999999999' ) );
		self::assertFalse( $this->channels()->can_read( $this->create_user( 'administrator' )->ID, 'postType/post:99999999999999999999' ) );
	}

	public function test_a_page_is_open_to_all_and_carries_no_events(): void {
		self::assertTrue( $this->channels()->can_read( 0, 'page:42' ) );
		self::assertFalse( $this->channels()->carries_events( 'page:42' ) );
		self::assertNotContains( 'page:42', $this->channels()->readable_by( 0 ) );
	}

	public function test_an_order_in_a_table_of_its_own_is_for_who_may_edit_orders(): void {
		$order = wp_insert_post(
			array(
				'post_type'   => 'shop_order_placehold',
				'post_title'  => 'An order',
				'post_status' => 'draft',
			)
		);
		$clerk = $this->create_user( 'editor' );
		$clerk->add_cap( 'edit_shop_orders' );
		self::assertTrue( $this->channels()->can_read( $clerk->ID, "postType/shop_order:$order" ) );
		self::assertFalse( $this->channels()->can_read( $this->create_user( 'editor' )->ID, "postType/shop_order:$order" ) );
		self::assertFalse( $this->channels()->can_read( $clerk->ID, "postType/post:$order" ) );
	}
}
