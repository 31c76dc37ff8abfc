<?php
/**
 * Tests of privacy.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Admin;

use Realtime_Events\Access\Api_Key;
use Realtime_Events\Delivery\Delivery;
use Realtime_Events\Delivery\Outbox;
use Realtime_Events\Events\Event_Query;
use Realtime_Events\Events\Event_Store;
use Realtime_Events\Events\Event_Types;
use Realtime_Events\Events\Ledger_Schema;
use Realtime_Events\Events\Personal_Records;
use Realtime_Events\Tests\Test_Case;
use Realtime_Events\Triage\Triage;

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

	public function test_a_person_is_gone_from_what_visitors_were_told_and_from_what_a_team_noted(): void {
		update_option( 'realtime_events', array( 'types' => array( 'lamp.lit' => array( 'public' => true ) ) ) );
		$this->service( Event_Types::class )->register( 'lamp.lit', array( 'public_fields' => array( 'by' ) ) );
		$ada = $this->act_as( $this->create_user( 'editor', array( 'display_name' => 'Ada Lovelace' ) ) );
		realtime_events_publish( 'lamp.lit', array( 'by' => 'Ada Lovelace' ), array( 'subject' => 'lamp/1' ) );
		realtime_events_publish( 'lamp.lit', array( 'by' => 'Ada Lovelace' ) );
		$about = realtime_events_publish( 'test.happened', array( 'name' => 'Ada Lovelace' ), array( 'subject' => "user/$ada->ID" ) );
		$this->service( Triage::class )->act( $about, 'note', 'A note of her own' );
		$this->act_as( $this->create_user( 'editor', array( 'display_name' => 'Bob' ) ) );
		$this->service( Triage::class )->act( $about, 'note', 'Ask Ada Lovelace first' );
		self::assertStringContainsString( 'A note of her own', (string) wp_json_encode( $this->tool( 'exporters', $ada->user_email ) ) );
		$public = $this->service( Event_Store::class )->query( Event_Query::from_params( array( 'channel' => 'public' ), null ) );
		self::assertSame( array( 'Ada Lovelace', 'Ada Lovelace' ), array_column( array_column( $public, 'data' ), 'by' ) );

		self::assertTrue( $this->tool( 'erasers', $ada->user_email )['done'] );
		self::assertStringNotContainsStringIgnoringCase( 'lovelace', $this->ledger() );
		self::assertStringContainsString( 'Ask ', $this->ledger() );
		self::assertStringContainsString( 'Bob', $this->ledger(), 'Whoever else did something stays.' );
	}

	public function test_who_only_commented_is_gone_too_and_the_words_of_the_others_stay(): void {
		update_option( 'realtime_events', array( 'types' => array( 'comment.created' => array( 'public' => true ) ) ) );
		$post    = $this->create_post( array( 'post_title' => 'Carl is mentioned' ) );
		$comment = $this->create_comment( $post, array( 'comment_author' => 'Carl Guest', 'comment_author_email' => 'carl@example.org' ) );
		$this->create_comment( $post, array( 'comment_author' => 'Dora', 'comment_author_email' => 'dora@example.org', 'comment_parent' => $comment->comment_ID ) );
		self::assertStringContainsString( 'Carl Guest', (string) wp_json_encode( $this->tool( 'exporters', 'carl@example.org' ) ) );
		self::assertStringNotContainsString( 'Dora', (string) wp_json_encode( $this->tool( 'exporters', 'carl@example.org' ) ) );

		$erased = $this->tool( 'erasers', 'carl@example.org' );
		self::assertSame( array( true, true ), array( $erased['items_removed'], $erased['done'] ) );
		self::assertStringNotContainsStringIgnoringCase( 'Carl Guest', $this->ledger() );
		self::assertStringContainsString( 'Dora', $this->ledger() );
		self::assertStringContainsString( 'Carl is mentioned', $this->ledger() );
		self::assertFalse( $this->tool( 'erasers', 'carl@example.org' )['items_removed'] );
	}

	public function test_an_author_is_gone_from_what_others_did_to_the_posts_and_the_others_are_not(): void {
		$ada  = $this->create_user( 'author', array( 'display_name' => 'Ada Lovelace' ) );
		$bob  = $this->create_user( 'editor', array( 'display_name' => 'Bob' ) );
		$post = $this->create_post( array( 'post_author' => $ada->ID ) );
		$this->create_post( array( 'post_author' => $bob->ID ) );
		$this->reset_request();
		$this->act_as( $bob );
		wp_update_post( array( 'ID' => $post->ID, 'post_title' => 'Bob was here' ) );
		$this->reset_request();
		$this->act_as( $bob );
		wp_trash_post( $post->ID );
		self::assertStringContainsString( 'Ada Lovelace', $this->ledger() );

		self::assertTrue( $this->tool( 'erasers', $ada->user_email )['items_removed'] );
		self::assertStringNotContainsStringIgnoringCase( 'lovelace', $this->ledger() );
		$posts = $this->service( Event_Store::class )->query( Event_Query::from_params( array( 'group' => 'posts' ), null ) );
		self::assertContains( 'Bob', array_column( $posts, 'actor_name' ) );
		self::assertContains( 'Bob', array_column( array_column( $posts, 'data' ), 'author' ) );
	}

	public function test_what_still_waits_to_be_sent_is_sent_without_the_person(): void {
		update_option( 'realtime_events', array( 'server_url' => 'http://hub.example' ) );
		$this->service( Api_Key::class )->generate();
		$ada = $this->create_user( 'editor', array( 'display_name' => 'Ada Lovelace' ) );
		$own = realtime_events_publish( 'test.happened', array( 'by' => 'Ada Lovelace' ), array( 'actor_id' => $ada->ID, 'actor_name' => 'Ada Lovelace' ) );
		$this->tool( 'erasers', $ada->user_email );
		$outbox    = $this->service( Outbox::class );
		$envelopes = array_map( static fn( Delivery $delivery ): array => $delivery->event->to_cloudevent(), $outbox->claim_own( 100, 30 ) );
		self::assertContains( $own->id, array_column( $envelopes, 'id' ) );
		self::assertStringNotContainsStringIgnoringCase( 'lovelace', (string) wp_json_encode( $envelopes ) );
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
