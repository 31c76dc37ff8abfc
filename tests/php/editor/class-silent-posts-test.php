<?php
/**
 * Tests of posts of which visitors are not told.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Editor;

use Realtime_Events\Editor\Silent_Posts;
use Realtime_Events\Events\Event;
use Realtime_Events\Events\Event_Query;
use Realtime_Events\Events\Event_Store;
use Realtime_Events\Tests\Test_Case;

/**
 * Tests of posts of which visitors are not told.
 */
final class Silent_Posts_Test extends Test_Case {

	/**
	 * @param string $channel Who is told.
	 * @return list<Event>
	 */
	private function told( string $channel ): array {
		return $this->service( Event_Store::class )->query( Event_Query::from_params( array( 'type' => array( 'post.published' ) ), array( $channel ) ) );
	}

	private function publish( int $post_id ): void {
		realtime_events_publish(
			'post.published',
			array(
				'id'    => $post_id,
				'title' => 'Bread',
			),
			array( 'subject' => "post/{$post_id}" )
		);
	}

	private function make_type_public(): void {
		update_option(
			'realtime_events',
			array(
				'types' => array(
					'post.published' => array(
						'enabled' => true,
						'public'  => true,
					),
				),
			)
		);
	}

	public function test_the_team_is_told_and_visitors_are_not(): void {
		$this->make_type_public();
		$post = $this->create_post( array( 'post_status' => 'draft' ) )->ID;
		update_post_meta( $post, Silent_Posts::META, true );
		$this->publish( $post );
		self::assertCount( 1, $this->told( 'editors' ) );
		self::assertSame( array(), $this->told( 'public' ) );
	}

	public function test_visitors_are_told_of_the_others(): void {
		$this->make_type_public();
		$this->publish( $this->create_post( array( 'post_status' => 'draft' ) )->ID );
		self::assertCount( 1, $this->told( 'public' ) );
	}

	public function test_a_post_that_is_saved_silent_by_the_editor_is_published_silently(): void {
		$this->make_type_public();
		$this->act_as( 'editor' );
		$post   = $this->create_post( array( 'post_status' => 'draft' ) )->ID;
		$answer = $this->rest(
			'POST',
			"/wp/v2/posts/{$post}",
			array(
				'status' => 'publish',
				'meta'   => array( Silent_Posts::META => true ),
			)
		);
		self::assertSame( 200, $answer->get_status() );
		self::assertSame( array(), $this->told( 'public' ) );
		self::assertCount( 1, $this->told( 'editors' ) );
	}

	public function test_only_who_may_edit_the_post_may_silence_it(): void {
		$post = $this->create_post( array( 'post_status' => 'publish' ) )->ID;
		$this->act_as( 'contributor' );
		$answer = $this->rest( 'POST', "/wp/v2/posts/{$post}", array( 'meta' => array( Silent_Posts::META => true ) ) );
		self::assertSame( 403, $answer->get_status() );
		self::assertFalse( (bool) get_post_meta( $post, Silent_Posts::META, true ) );
	}

	public function test_the_rest_api_shows_it_to_who_may_edit_and_gives_it_back(): void {
		$this->act_as( 'editor' );
		$post = $this->create_post()->ID;
		self::assertFalse( $this->rest( 'GET', "/wp/v2/posts/{$post}?context=edit" )->get_data()['meta'][ Silent_Posts::META ] );
		$this->rest( 'POST', "/wp/v2/posts/{$post}", array( 'meta' => array( Silent_Posts::META => true ) ) );
		self::assertTrue( $this->rest( 'GET', "/wp/v2/posts/{$post}?context=edit" )->get_data()['meta'][ Silent_Posts::META ] );
		$page = $this->create_post( array( 'post_type' => 'page' ) )->ID;
		self::assertFalse( $this->rest( 'GET', "/wp/v2/pages/{$page}?context=edit" )->get_data()['meta'][ Silent_Posts::META ] );
	}

	public function test_an_author_may_silence_his_own_post_alone(): void {
		$author = $this->create_user( 'author' );
		$own    = $this->create_post( array( 'post_author' => $author->ID ) )->ID;
		$other  = $this->create_post( array( 'post_author' => $this->create_user( 'author' )->ID ) )->ID;
		$this->act_as( $author );
		self::assertSame( 200, $this->rest( 'POST', "/wp/v2/posts/{$own}", array( 'meta' => array( Silent_Posts::META => true ) ) )->get_status() );
		self::assertSame( 403, $this->rest( 'POST', "/wp/v2/posts/{$other}", array( 'meta' => array( Silent_Posts::META => true ) ) )->get_status() );
		self::assertFalse( (bool) get_post_meta( $other, Silent_Posts::META, true ) );
	}

	public function test_what_is_no_yes_or_no_is_refused(): void {
		$this->act_as( 'editor' );
		$post = $this->create_post()->ID;
		self::assertSame( 400, $this->rest( 'POST', "/wp/v2/posts/{$post}", array( 'meta' => array( Silent_Posts::META => array( 'x' ) ) ) )->get_status() );
	}
}
