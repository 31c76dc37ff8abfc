<?php
/**
 * Tests of privacy.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Admin;

use Realtime_Events\Events\Event_Query;
use Realtime_Events\Events\Event_Store;
use Realtime_Events\Events\Ledger_Schema;
use Realtime_Events\Events\Personal_Records;
use Realtime_Events\Tests\Test_Case;

/**
 * A person gets what the ledger holds about him, and is gone from it when he asks for that.
 */
final class Privacy_Test extends Test_Case {

	/**
	 * @return array<string, mixed>
	 */
	private function tool( string $kind, string $email, int $page = 1 ): array {
		return apply_filters( "wp_privacy_personal_data_$kind", array() )['realtime-events']['callback']( $email, $page );
	}

	private function ledger(): string {
		global $wpdb;
		return (string) wp_json_encode( $wpdb->get_results( $wpdb->prepare( 'SELECT actor_name, subject, data, search FROM %i', Ledger_Schema::table() ) ), JSON_UNESCAPED_UNICODE );
	}

	public function test_a_person_gets_what_he_caused_and_what_is_about_him(): void {
		$ada   = $this->create_user( 'editor', array( 'display_name' => 'Ada <b>Lovelace</b>' ) );
		$other = $this->create_user( 'editor' );
		$count = count( $this->tool( 'exporters', $ada->user_email )['data'] );
		realtime_events_publish( 'test.happened', array( 'n' => 1 ), array( 'actor_id' => $ada->ID, 'actor_name' => 'Ada' ) );
		realtime_events_publish( 'test.happened', array( 'n' => 2 ), array( 'actor_id' => $other->ID ) );
		realtime_events_publish( 'test.happened', array( 'n' => 3, 'evil' => '<script>' ), array( 'subject' => "user/$ada->ID" ) );
		$export = $this->tool( 'exporters', $ada->user_email );
		self::assertTrue( $export['done'] );
		self::assertCount( $count + 2, $export['data'] );
		self::assertStringNotContainsString( '<script>', (string) wp_json_encode( $export, JSON_UNESCAPED_SLASHES ) );
		self::assertSame( array(), $this->tool( 'exporters', 'nobody@example.org' )['data'] );
	}

	public function test_a_person_is_gone_from_the_ledger_and_the_events_are_not(): void {
		$ada = $this->create_user(
			'editor',
			array(
				'user_login'   => 'adalogin',
				'display_name' => 'Ada Lovelace',
				'first_name'   => 'Ada',
				'last_name'    => 'Byron',
			)
		);
		$own = realtime_events_publish( 'test.happened', array( 'text' => 'By ADA LOVELACE and Bob', 'deep' => array( 'mail' => $ada->user_email ) ), array( 'actor_id' => $ada->ID, 'actor_name' => 'Ada Lovelace' ) );
		realtime_events_publish( 'test.happened', array( 'id' => $ada->ID, 'name' => 'adalogin' ), array( 'subject' => "user/$ada->ID" ) );
		$before = $this->service( Event_Store::class )->last_sequence();

		$erased = $this->tool( 'erasers', $ada->user_email );
		self::assertTrue( $erased['items_removed'] );
		self::assertTrue( $erased['done'] );
		foreach ( array( 'ada lovelace', 'adalogin', $ada->user_email, "user/$ada->ID", "user\\/$ada->ID" ) as $trace ) {
			self::assertStringNotContainsStringIgnoringCase( $trace, $this->ledger() );
		}
		self::assertStringContainsString( 'and Bob', $this->service( Event_Store::class )->find( $own->id )->data['text'] );
		self::assertSame( $before, $this->service( Event_Store::class )->last_sequence() );
		self::assertSame( array(), $this->tool( 'exporters', $ada->user_email )['data'] );
	}

	public function test_many_events_take_several_pages_and_none_is_left(): void {
		$ada = $this->create_user( 'editor' );
		for ( $i = 0; $i < Personal_Records::PER_PAGE + 5; $i++ ) {
			realtime_events_publish( 'test.happened', array( 'n' => $i ), array( 'actor_id' => $ada->ID ) );
		}
		self::assertFalse( $this->tool( 'exporters', $ada->user_email )['done'] );
		self::assertNotEmpty( $this->tool( 'exporters', $ada->user_email, 2 )['data'] );
		self::assertFalse( $this->tool( 'erasers', $ada->user_email )['done'] );
		self::assertTrue( $this->tool( 'erasers', $ada->user_email )['done'] );
		self::assertSame( array(), $this->service( Event_Store::class )->query( Event_Query::from_params( array( 'actor' => array( $ada->ID ) ), null ) ) );
	}
}
