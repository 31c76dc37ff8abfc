<?php
/**
 * Tests of the page on which announcements are made.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Blocks;

use Realtime_Events\Blocks\Announcement_Page;
use Realtime_Events\Blocks\Announcements;
use Realtime_Events\Blocks\Public_Ledger;
use Realtime_Events\Events\Event;
use Realtime_Events\Tests\Test_Case;
use RuntimeException;
use WP_Error;

/**
 * Tests of the page on which announcements are made.
 */
final class Announcement_Page_Test extends Test_Case {

	/**
	 * From here on wp_die() throws instead of ending the tests.
	 */
	private function survive_wp_die(): void {
		add_filter(
			'wp_die_handler',
			static fn(): callable => static function ( mixed $message ): void {
				throw new RuntimeException( is_string( $message ) ? $message : 'wp_die' );
			}
		);
	}

	/**
	 * @return list<Event>
	 */
	private function latest(): array {
		return $this->service( Public_Ledger::class )->latest( array( Announcements::TYPE ), 10 );
	}

	public function test_an_announcement_is_public_and_plain_text(): void {
		$event = $this->service( Announcement_Page::class )->announce( ' <b>Sale</b> now ', '/sale/' );
		self::assertInstanceOf( Event::class, $event );
		self::assertSame( 'public', $event->channel );
		self::assertSame( 'Sale now', $event->data['message'] );
		self::assertSame( home_url( '/sale/' ), $event->data['link'] );
	}

	public function test_an_empty_announcement_is_none(): void {
		$answer = $this->service( Announcement_Page::class )->announce( '  <i></i> ' );
		self::assertInstanceOf( WP_Error::class, $answer );
		self::assertSame( 'realtime_events_no_message', $answer->get_error_code() );
		self::assertSame( array(), $this->latest() );
	}

	public function test_a_link_that_is_no_web_address_is_refused(): void {
		$answer = $this->service( Announcement_Page::class )->announce( 'Sale', 'javascript:alert(1)' );
		self::assertInstanceOf( WP_Error::class, $answer );
		self::assertSame( 'realtime_events_no_address', $answer->get_error_code() );
		self::assertSame( array(), $this->latest() );
	}

	public function test_a_long_announcement_is_cut(): void {
		$event = $this->service( Announcement_Page::class )->announce( str_repeat( 'ü', 500 ) );
		self::assertSame( Announcements::MAX_MESSAGE_CHARACTERS, mb_strlen( $event->data['message'] ) );
	}

	public function test_without_the_nonce_nothing_is_announced(): void {
		$this->act_as( 'administrator' );
		$this->survive_wp_die();
		$_POST = array( 'message' => 'Sale' );
		try {
			$this->service( Announcement_Page::class )->handle();
		} catch ( RuntimeException $refused ) {
			self::assertSame( array(), $this->latest() );
		}
		self::assertTrue( isset( $refused ), 'It was refused.' );
	}

	/**
	 * @testWith ["author"]
	 *           ["contributor"]
	 *           ["subscriber"]
	 *
	 * @param string $role Who may not speak to all visitors.
	 */
	public function test_not_everybody_may_announce( string $role ): void {
		$this->act_as( $role );
		$_POST = array( 'message' => 'Sale' );
		$this->survive_wp_die();
		$_REQUEST = array( '_wpnonce' => wp_create_nonce( Announcement_Page::ACTION ) );
		try {
			$this->service( Announcement_Page::class )->handle();
		} catch ( RuntimeException $refused ) {
			self::assertSame( array(), $this->latest() );
		}
		self::assertTrue( isset( $refused ), 'It was refused.' );
	}
}
