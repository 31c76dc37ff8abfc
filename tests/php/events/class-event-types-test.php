<?php
/**
 * Tests of the registry of types.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Events;

use Realtime_Events\Events\Event_Types;
use Realtime_Events\Tests\Test_Case;

final class Event_Types_Test extends Test_Case {

	public function test_each_type_is_the_same_whether_it_is_asked_for_alone_or_with_all_others(): void {
		do_action( 'woocommerce_loaded' );
		$all = $this->service( Event_Types::class )->all();
		self::assertArrayHasKey( 'order.created', $all );
		foreach ( $all as $name => $type ) {
			$this->reset_request();
			self::assertEquals( $type, $this->service( Event_Types::class )->get( $name ), $name );
		}
	}

	public function test_who_declares_a_type_of_ours_changes_it_whenever_that_is_asked_for(): void {
		$declare = static fn( Event_Types $types ) => $types->register( 'post.updated', array( 'icon' => 'star' ) );
		add_action( 'realtime_events_register_types', $declare );
		self::assertSame( 'star', $this->service( Event_Types::class )->get( 'post.updated' )->icon );
		$this->reset_request();
		self::assertSame( 'star', $this->service( Event_Types::class )->all()['post.updated']->icon );

		remove_action( 'realtime_events_register_types', $declare );
		$this->reset_request();
		self::assertSame( 'edit', $this->service( Event_Types::class )->get( 'post.updated' )->icon );
		$declare( $this->service( Event_Types::class ) );
		self::assertSame( 'star', $this->service( Event_Types::class )->get( 'post.updated' )->icon );
	}

	public function test_a_declaration_may_ask_for_other_types(): void {
		add_action(
			'realtime_events_register_types',
			static function ( Event_Types $types ): void {
				$types->register( 'lamp.lit', array( 'icon' => $types->get( 'post.trashed' )->icon ) );
				self::assertArrayHasKey( 'user.registered', $types->all() );
			}
		);
		self::assertSame( 'trash', $this->service( Event_Types::class )->get( 'lamp.lit' )->icon );
		self::assertTrue( $this->service( Event_Types::class )->get( 'lamp.lit' )->declared );
		self::assertFalse( $this->service( Event_Types::class )->get( 'lamp.broken' )->declared );
	}
}
