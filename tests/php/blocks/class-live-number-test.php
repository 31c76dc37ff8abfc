<?php
/**
 * Tests of live numbers.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Blocks;

use Realtime_Events\Blocks\Announcements;
use Realtime_Events\Blocks\Live_Number;
use Realtime_Events\Tests\Test_Case;

/**
 * Tests of live numbers.
 */
final class Live_Number_Test extends Test_Case {

	/**
	 * @param array<string, mixed> $attributes Of a counter.
	 * @param int                  $post_id    Where it stands.
	 * @return array<string, mixed>|null
	 */
	private function read( array $attributes, int $post_id = 0 ): ?array {
		return $this->service( Live_Number::class )->context( $attributes, $post_id );
	}

	public function test_it_counts_the_public_events_of_today(): void {
		realtime_events_publish( Announcements::TYPE, array( 'message' => 'one' ) );
		realtime_events_publish( Announcements::TYPE, array( 'message' => 'two' ) );
		realtime_events_publish( Announcements::TYPE, array( 'message' => 'not public' ), array( 'channel' => 'editors' ) );
		$read = $this->read( array( 'counts' => 'events', 'eventType' => Announcements::TYPE ) );
		self::assertSame( 2, $read['value'] );
		self::assertSame( '2 today', $read['text'] );
	}

	public function test_how_many_are_there_only_the_hub_knows(): void {
		$read = $this->read( array( 'counts' => 'page' ), 42 );
		self::assertSame( 'page:42', $read['source']['channel'] );
		self::assertNull( $read['value'] );
		self::assertTrue( $read['isUnknown'] );
	}

	public function test_it_counts_the_comments_of_a_post(): void {
		$post = $this->create_post( array( 'post_status' => 'publish' ) )->ID;
		$this->create_comment( get_post( $post ), array( 'comment_approved' => 1 ) );
		$read = $this->read( array( 'counts' => 'comments' ), $post );
		self::assertSame( '1 comment', $read['text'] );
	}

	public function test_it_says_nothing_of_a_post_that_not_everybody_may_read(): void {
		$draft = $this->create_post( array( 'post_status' => 'draft' ) )->ID;
		self::assertNull( $this->read( array( 'counts' => 'comments', 'object' => $draft ) ) );
		self::assertNull( $this->read( array( 'counts' => 'stock', 'object' => $draft ) ) );
	}

	public function test_a_counter_without_a_type_counts_nothing(): void {
		self::assertNull( $this->read( array( 'counts' => 'events' ) ) );
	}

	public function test_the_words_for_one_need_no_number(): void {
		self::assertSame( 'Only you', Live_Number::text( 1, '{count} people', 'Only you' ) );
		self::assertSame( '1,234 people', Live_Number::text( 1234, '{count} people', 'Only you' ) );
		self::assertSame( '3 left', Live_Number::text( 3, 'left', '' ) );
	}
}
