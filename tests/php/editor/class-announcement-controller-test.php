<?php
/**
 * Tests of what became of a post's announcement.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Editor;

use Realtime_Events\Access\Api_Key;
use Realtime_Events\Tests\Test_Case;

/**
 * Who edits a post learns how far its announcement has come, and nothing else about deliveries.
 */
final class Announcement_Controller_Test extends Test_Case {

	protected function setUp(): void {
		parent::setUp();
		update_option(
			'realtime_events',
			array(
				'server_url' => 'http://hub.example.com',
				'types'      => array(
					'post.published' => array(
						'enabled' => true,
						'public'  => true,
					),
				),
			)
		);
		$this->service( Api_Key::class )->generate();
	}

	private function asked( int $post_id ): \WP_REST_Response {
		return $this->rest( 'GET', "/realtime-events/v1/posts/$post_id/announcement" );
	}

	/**
	 * Says what has become of the deliveries of a post's announcement on a channel.
	 *
	 * @param array<string, mixed> $columns Of the outbox.
	 */
	private function settle( int $post_id, string $channel, array $columns ): void {
		global $wpdb;
		$id = $wpdb->get_var( $wpdb->prepare( "SELECT event_id FROM {$wpdb->prefix}realtime_events WHERE subject = %s AND type = 'post.published' AND channel = %s ORDER BY id DESC LIMIT 1", "post/$post_id", $channel ) );
		self::assertSame( 1, $wpdb->update( $this->outbox_table(), $columns, array( 'event_id' => $id ) ) );
	}

	public function test_who_edits_the_post_sees_how_far_it_has_come(): void {
		$author = $this->create_user( 'author' );
		$this->act_as( $author );
		$post = $this->create_post( array( 'post_author' => $author->ID ) );
		self::assertSame( 'pending', $this->asked( $post->ID )->get_data()['state'] );
		$this->settle( $post->ID, 'editors', array( 'attempts' => 2, 'last_message' => 'Connection refused by 10.1.2.3', 'last_code' => 'refused' ) );
		$waiting = $this->asked( $post->ID )->get_data();
		self::assertSame( 'retrying', $waiting['state'] );
		self::assertNull( $waiting['sent_after_ms'] );
		$at = (int) ( ( new \DateTimeImmutable( $waiting['time'] ) )->format( 'Uv' ) );
		$this->settle( $post->ID, 'editors', array( 'state' => 'sent', 'acknowledged_ms' => $at + 34 ) );
		$sent = $this->asked( $post->ID )->get_data();
		self::assertSame( array( 'sent', 34, 'editors' ), array( $sent['state'], $sent['sent_after_ms'], $sent['channel'] ) );
		self::assertSame( 'pending', $sent['public']['state'], 'What visitors are told goes its own way.' );
	}

	public function test_nothing_is_said_about_the_server(): void {
		$this->act_as( 'editor' );
		$post = $this->create_post();
		$this->settle( $post->ID, 'editors', array( 'state' => 'dead', 'attempts' => 3, 'last_message' => 'Forbidden by hub.example.com', 'last_code' => '403' ) );
		$data = $this->asked( $post->ID )->get_data();
		self::assertSame( array( 'event', 'time', 'channel', 'state', 'sent_after_ms', 'public' ), array_keys( $data ) );
		self::assertStringNotContainsString( 'hub.example.com', (string) wp_json_encode( $data ) );
		self::assertSame( 'dead', $data['state'] );
	}

	public function test_a_post_of_somebody_else_is_like_one_that_is_not_there(): void {
		$post = $this->create_post( array( 'post_author' => $this->create_user( 'editor' )->ID ) );
		$this->act_as( 'author' );
		self::assertSame( 403, $this->asked( $post->ID )->get_status() );
		self::assertSame( $this->asked( 999999 )->get_data(), $this->asked( $post->ID )->get_data() );
	}

	public function test_the_author_of_a_private_post_learns_it_though_only_administrators_are_told(): void {
		$editor = $this->create_user( 'editor' );
		$this->act_as( $editor );
		$post = $this->create_post(
			array(
				'post_author'   => $editor->ID,
				'post_password' => 'bread',
			)
		);
		self::assertSame( 'admins', $this->asked( $post->ID )->get_data()['channel'] );
	}

	public function test_what_visitors_are_not_told_is_null(): void {
		$this->act_as( 'editor' );
		$post = $this->create_post( array( 'meta_input' => array( '_realtime_events_silent' => true ) ) );
		self::assertNull( $this->asked( $post->ID )->get_data()['public'] );
	}

	public function test_a_draft_was_not_announced(): void {
		$this->act_as( 'editor' );
		$answer = $this->asked( $this->create_post( array( 'post_status' => 'draft' ) )->ID );
		self::assertSame( array( 404, 'realtime_events_not_announced' ), array( $answer->get_status(), $answer->get_data()['code'] ) );
	}

	public function test_without_a_server_it_is_stored_and_goes_nowhere(): void {
		update_option( 'realtime_events', array( 'server_url' => '' ) );
		$this->act_as( 'editor' );
		self::assertSame( 'stored', $this->asked( $this->create_post()->ID )->get_data()['state'] );
	}
}
