<?php
/**
 * Tests of what is told of posts.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Sources;

use Realtime_Events\Events\Event;
use Realtime_Events\Events\Event_Query;
use Realtime_Events\Events\Event_Store;
use Realtime_Events\Tests\Test_Case;
use WP_Application_Passwords;

final class Post_Source_Test extends Test_Case {

	/**
	 * @return list<Event>
	 */
	private function ledger(): array {
		$events = array_reverse( $this->service( Event_Store::class )->query( new Event_Query( null ) ) );
		return array_values( array_filter( $events, static fn( Event $event ): bool => str_starts_with( $event->type, 'post.' ) ) );
	}

	/**
	 * @return list<string>
	 */
	private function types(): array {
		return array_column( $this->ledger(), 'type' );
	}

	private function last(): Event {
		$events = $this->ledger();
		return $events[ count( $events ) - 1 ];
	}

	/**
	 * A post whose own event was in an earlier request.
	 */
	private function old_post( string $status, array $overrides = array() ): \WP_Post {
		$post = $this->create_post( array( 'post_status' => $status ) + $overrides );
		$this->reset_request();
		return $post;
	}

	/**
	 * @return array<string, array{ string|null, string, string }>
	 */
	public function transitions(): array {
		return array(
			'new → draft'       => array( null, 'draft', 'post.draft_saved' ),
			'new → publish'     => array( null, 'publish', 'post.published' ),
			'new → private'     => array( null, 'private', 'post.published' ),
			'new → pending'     => array( null, 'pending', 'post.submitted' ),
			'draft → draft'     => array( 'draft', 'draft', 'post.draft_saved' ),
			'draft → pending'   => array( 'draft', 'pending', 'post.submitted' ),
			'draft → publish'   => array( 'draft', 'publish', 'post.published' ),
			'pending → draft'   => array( 'pending', 'draft', 'post.draft_saved' ),
			'pending → publish' => array( 'pending', 'publish', 'post.published' ),
			'publish → publish' => array( 'publish', 'publish', 'post.updated' ),
			'publish → draft'   => array( 'publish', 'draft', 'post.unpublished' ),
			'publish → private' => array( 'publish', 'private', 'post.unpublished' ),
			'private → publish' => array( 'private', 'publish', 'post.published' ),
			'private → private' => array( 'private', 'private', 'post.updated' ),
			'private → draft'   => array( 'private', 'draft', 'post.unpublished' ),
		);
	}

	/**
	 * @dataProvider transitions
	 *
	 * @param string|null $from Status before, null for a new post.
	 * @param string      $to   Status after.
	 * @param string      $type The expected type.
	 */
	public function test_every_save_is_one_event_of_one_type( ?string $from, string $to, string $type ): void {
		if ( null === $from ) {
			$post = $this->create_post( array( 'post_status' => $to ) );
		} else {
			$post   = $this->old_post( $from );
			$before = count( $this->ledger() );
			wp_update_post( array( 'ID' => $post->ID, 'post_status' => $to, 'post_title' => 'Changed' ) );
			self::assertCount( $before + 1, $this->ledger() );
		}
		self::assertSame( $type, $this->last()->type );
		self::assertSame( "post/{$post->ID}", $this->last()->subject );
	}

	public function test_an_event_tells_who_what_and_where(): void {
		$user  = $this->act_as( 'editor' );
		$post  = $this->create_post( array( 'post_title' => 'Fish &amp; <em>chips</em>', 'post_content' => '<p>Three small words</p>' ) );
		$event = $this->last();

		self::assertSame( array( $user->ID, $user->display_name ), array( $event->actor_id, $event->actor_name ) );
		self::assertSame( 'Fish & chips', $event->data['title'] );
		self::assertSame( array( $post->ID, 'post', 'publish', '' ), array( $event->data['id'], $event->data['post_type'], $event->data['status'], $event->data['previous_status'] ) );
		self::assertSame( get_permalink( $post ), $event->data['url'] );
		self::assertSame( array( 3, 3 ), array( $event->data['words'], $event->data['words_change'] ) );
	}

	public function test_a_save_with_an_application_password_tells_its_name_in_place_of_the_way(): void {
		$user         = $this->create_user( 'author' );
		[ $password ] = WP_Application_Passwords::create_new_application_password( $user->ID, array( 'name' => 'Phone of <b>Ann</b>' ) );
		$response     = $this->rest_from_outside( 'POST', '/wp/v2/posts', array( 'title' => 'Written on the way', 'status' => 'publish' ), array( 'Authorization' => 'Basic ' . base64_encode( "{$user->user_login}:{$password}" ) ) );
		self::assertSame( 201, $response->get_status() );
		$events = array_values( array_filter( $this->service( Event_Store::class )->query( Event_Query::from_params( array( 'type' => 'post.published' ), null ) ), static fn( Event $event ): bool => "post/{$response->get_data()['id']}" === $event->subject ) );
		self::assertCount( 1, $events );
		self::assertSame( array( $user->ID, 'app:Phone of Ann' ), array( $events[0]->actor_id, $events[0]->origin ) );
	}

	public function test_an_update_names_what_has_changed_and_by_how_many_words(): void {
		$post = $this->old_post( 'publish', array( 'post_content' => 'one two three' ) );
		wp_update_post( array( 'ID' => $post->ID, 'post_content' => 'one', 'post_title' => 'Other' ) );
		self::assertSame( array( 'title', 'content' ), $this->last()->data['changed'] );
		self::assertSame( -2, $this->last()->data['words_change'] );
	}

	public function test_a_post_without_a_title_is_called_by_its_number(): void {
		$post = $this->create_post( array( 'post_title' => '' ) );
		self::assertSame( "#{$post->ID}", $this->last()->data['title'] );
	}

	public function test_another_author_is_an_event_of_its_own(): void {
		$post   = $this->old_post( 'publish' );
		$author = $this->create_user( 'author', array( 'display_name' => 'Artur' ) );
		wp_update_post( array( 'ID' => $post->ID, 'post_author' => $author->ID ) );
		self::assertSame( array( 'post.author_changed', 'Artur' ), array( $this->last()->type, $this->last()->data['author'] ) );
	}

	public function test_whatever_else_a_save_changes_it_is_one_event_of_one_type(): void {
		$post   = $this->old_post( 'draft' );
		$author = $this->create_user( 'author' )->ID;
		$later  = array( 'post_date' => '2099-01-02 03:04:05', 'post_date_gmt' => '2099-01-02 03:04:05', 'edit_date' => true );
		$saves  = array(
			'post.author_changed' => array( 'post_author' => $author, 'post_content' => 'Other words', 'post_title' => 'Other title' ),
			'post.scheduled'      => array( 'post_status' => 'future', 'post_author' => 1, 'post_title' => 'For later' ) + $later,
			'post.published'      => array( 'post_status' => 'publish', 'post_author' => $author, 'post_date' => '2020-01-02 03:04:05', 'post_date_gmt' => '2020-01-02 03:04:05', 'edit_date' => true ),
		);
		foreach ( $saves as $type => $changes ) {
			$this->reset_request();
			$before = count( $this->ledger() );
			wp_update_post( array( 'ID' => $post->ID ) + $changes );
			self::assertSame( array( $before + 1, $type ), array( count( $this->ledger() ), $this->last()->type ) );
			self::assertContains( 'author', $this->last()->data['changed'] );
		}
	}

	public function test_scheduling_says_for_when(): void {
		$this->create_post( array( 'post_status' => 'future', 'post_date' => '2099-01-02 03:04:05' ) );
		self::assertSame( array( 'post.scheduled', '2099-01-02T03:04:05Z' ), array( $this->last()->type, $this->last()->data['scheduled_for'] ) );
	}

	public function test_what_the_clock_publishes_is_published(): void {
		$post = $this->old_post( 'future', array( 'post_date' => '2099-01-02 03:04:05' ) );
		wp_publish_post( $post->ID );
		self::assertSame( 'post.published', $this->last()->type );
	}

	public function test_trash_restore_and_delete(): void {
		$post = $this->old_post( 'publish' );
		wp_trash_post( $post->ID );
		$this->reset_request();
		wp_untrash_post( $post->ID );
		$this->reset_request();
		wp_delete_post( $post->ID, true );
		self::assertSame( array( 'post.published', 'post.trashed', 'post.restored', 'post.deleted' ), $this->types() );
		self::assertSame( '', $this->last()->data['url'] );
	}

	public function test_publishing_and_trashing_in_one_request_are_two_events(): void {
		$post = $this->create_post();
		wp_trash_post( $post->ID );
		self::assertSame( array( 'post.published', 'post.trashed' ), $this->types() );
	}

	public function test_a_plugin_that_saves_again_makes_no_second_event_and_its_state_counts(): void {
		$again = static function ( int $id ) use ( &$again ): void {
			remove_action( 'save_post', $again );
			wp_update_post( array( 'ID' => $id, 'post_title' => 'Corrected' ) );
		};
		add_action( 'save_post', $again );
		$this->create_post( array( 'post_title' => 'Typed' ) );
		self::assertSame( array( 'post.published' ), $this->types() );
		self::assertSame( array( 'Corrected', '' ), array( $this->last()->data['title'], $this->last()->data['previous_status'] ) );
	}

	public function test_the_block_editors_second_save_for_meta_boxes_is_silent(): void {
		$post = $this->old_post( 'publish' );
		set_current_screen( 'post' );
		$_REQUEST['meta-box-loader'] = '1';
		wp_update_post( array( 'ID' => $post->ID ) );
		self::assertSame( array( 'post.published' ), $this->types() );
		wp_update_post( array( 'ID' => $post->ID, 'post_title' => 'Changed by a meta box' ) );
		self::assertSame( array( 'post.published', 'post.updated' ), $this->types(), 'A change is told however it comes.' );
	}

	public function test_auto_drafts_revisions_and_attachments_are_silent(): void {
		require_once ABSPATH . 'wp-admin/includes/post.php';
		$draft = get_default_post_to_edit( 'post', true );
		wp_save_post_revision( $this->old_post( 'publish' )->ID );
		wp_insert_attachment( array( 'post_title' => 'A picture', 'post_mime_type' => 'image/png' ) );
		self::assertSame( array( 'post.published' ), $this->types() );

		wp_delete_post( $draft->ID, true );
		self::assertSame( array( 'post.published' ), $this->types(), 'An auto-draft goes as silently as it came.' );
	}

	public function test_the_first_save_of_an_auto_draft_is_a_new_post(): void {
		$draft = get_default_post_to_edit( 'post', true );
		wp_update_post( array( 'ID' => $draft->ID, 'post_title' => 'Begun', 'post_status' => 'draft' ) );
		self::assertSame( array( 'post.draft_saved' ), $this->types() );
		self::assertSame( '', $this->last()->data['previous_status'] );
	}

	public function test_types_that_are_not_public_are_silent_and_public_ones_are_told(): void {
		register_post_type( 'secret_thing', array( 'public' => false ) );
		register_post_type( 'open_thing', array( 'public' => true ) );
		$this->create_post( array( 'post_type' => 'secret_thing' ) );
		$this->create_post( array( 'post_type' => 'open_thing' ) );
		$this->create_post( array( 'post_type' => 'page' ) );
		unregister_post_type( 'secret_thing' );
		unregister_post_type( 'open_thing' );
		self::assertSame( array( 'open_thing', 'page' ), array_map( static fn( Event $event ): string => $event->data['post_type'], $this->ledger() ) );
	}

	/**
	 * @return array<string, array{ array<string, string>, string }>
	 */
	public function audiences(): array {
		return array(
			'published'                 => array( array( 'post_status' => 'publish' ), 'editors' ),
			'a draft'                   => array( array( 'post_status' => 'draft' ), 'editors' ),
			'private'                   => array( array( 'post_status' => 'private' ), 'admins' ),
			'behind a password'         => array( array( 'post_password' => 'secret' ), 'admins' ),
			'a draft behind a password' => array( array( 'post_password' => 'secret', 'post_status' => 'draft' ), 'admins' ),
		);
	}

	/**
	 * @dataProvider audiences
	 *
	 * @param array<string, string> $post    The post.
	 * @param string                $channel The expected channel.
	 */
	public function test_only_those_who_may_read_a_post_hear_of_it_to_its_end( array $post, string $channel ): void {
		$id = $this->old_post( $post['post_status'] ?? 'publish', $post )->ID;
		wp_trash_post( $id );
		$this->reset_request();
		wp_delete_post( $id, true );
		self::assertSame( array( $channel, $channel, $channel ), array_column( $this->ledger(), 'channel' ) );
	}

	public function test_the_password_is_in_no_payload(): void {
		$this->create_post( array( 'post_password' => 'sesame-open' ) );
		self::assertStringNotContainsString( 'sesame-open', wp_json_encode( $this->last()->to_cloudevent() ) );
	}

	public function test_drafts_of_a_type_with_rights_of_its_own_are_for_admins(): void {
		register_post_type( 'case_file', array( 'public' => true, 'capability_type' => 'case_file' ) );
		$this->create_post( array( 'post_type' => 'case_file', 'post_status' => 'draft' ) );
		unregister_post_type( 'case_file' );
		self::assertSame( 'admins', $this->last()->channel );
	}
}
