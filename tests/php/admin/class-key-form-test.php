<?php
/**
 * Tests of the key's form.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Admin;

use Realtime_Events\Access\Api_Key;
use Realtime_Events\Admin\Key_Form;
use Realtime_Events\Tests\Test_Case;

/**
 * Without a script the key is made, shown once, and safe from a reload and from strangers.
 */
final class Key_Form_Test extends Test_Case {

	private function page(): string {
		ob_start();
		( new Key_Form( $this->service( Api_Key::class ) ) )->render();
		return (string) ob_get_clean();
	}

	/**
	 * The hidden fields of one of the forms on the page.
	 *
	 * @return array<string, string>
	 */
	private function form( string $action ): array {
		foreach ( explode( '<form', $this->page() ) as $form ) {
			if ( str_contains( $form, "value=\"$action\"" ) ) {
				preg_match_all( '/<input type="hidden"[^>]* name="([^"]+)" value="([^"]*)"/', $form, $found );
				return array_combine( $found[1], $found[2] );
			}
		}
		self::fail( "There is no form for $action." );
	}

	/**
	 * Sends a form.
	 *
	 * @param array<string, string> $fields Its fields.
	 * @return string What the page says then.
	 */
	private function send( array $fields ): string {
		$_SERVER['REQUEST_METHOD'] = 'POST';
		$_POST                     = wp_slash( $fields );
		$_REQUEST                  = $_POST;
		$form                      = new Key_Form( $this->service( Api_Key::class ) );
		$form->handle();
		ob_start();
		$form->render_result();
		$said = (string) ob_get_clean();
		ob_start();
		$form->render();
		$rest = (string) ob_get_clean();
		foreach ( $this->service( Api_Key::class )->active() as $key ) {
			self::assertStringNotContainsString( $key, $rest );
		}
		return $said;
	}

	public function test_a_key_is_made_shown_once_and_not_by_a_reload_again(): void {
		$this->act_as( 'administrator' );
		$form = $this->form( 'generate' );
		$said = $this->send( $form );
		$key  = $this->service( Api_Key::class )->active()[0];
		self::assertStringContainsString( $key, $said );

		$reloaded = $this->send( $form );
		self::assertSame( array( $key ), $this->service( Api_Key::class )->active(), 'A reload makes no other key.' );
		self::assertStringNotContainsString( $key, $reloaded );
		self::assertStringContainsString( 'notice-error', $reloaded );
	}

	public function test_rotating_shows_the_new_key_and_keeps_the_old_one_for_a_day(): void {
		$this->act_as( 'administrator' );
		$old              = $this->service( Api_Key::class )->generate();
		$said             = $this->send( $this->form( 'rotate' ) );
		[ $new, $former ] = $this->service( Api_Key::class )->active();
		self::assertSame( $old, $former );
		self::assertStringContainsString( $new, $said );
		self::assertStringNotContainsString( $old, $said );
	}

	public function test_a_key_that_one_has_is_taken_and_not_printed(): void {
		$this->act_as( 'administrator' );
		$said = $this->send( $this->form( 'set' ) + array( 'realtime_events_key' => 'a-key-with-\\-and-"quotes"' ) );
		self::assertSame( array( 'a-key-with-\\-and-"quotes"' ), $this->service( Api_Key::class )->active() );
		self::assertStringNotContainsString( 'quotes', $said );
	}

	public function test_a_bad_key_is_refused_in_words(): void {
		$this->act_as( 'administrator' );
		self::assertStringContainsString( 'notice-error', $this->send( $this->form( 'set' ) + array( 'realtime_events_key' => 'short' ) ) );
		self::assertFalse( $this->service( Api_Key::class )->is_set() );
	}

	public function test_the_key_can_be_deleted(): void {
		$this->act_as( 'administrator' );
		$this->service( Api_Key::class )->generate();
		$this->send( $this->form( 'delete' ) );
		self::assertFalse( $this->service( Api_Key::class )->is_set() );
	}

	/**
	 * Sends a form that is refused before anything is done.
	 *
	 * @param array<string, string> $form Its fields.
	 */
	private function assert_dies( array $form ): void {
		$die = static function (): void {
			throw new \RuntimeException( 'refused' );
		};
		add_filter( 'wp_die_handler', static fn(): \Closure => $die );
		try {
			$said = $this->send( $form );
		} catch ( \RuntimeException $death ) {
			$said = $death->getMessage();
		}
		self::assertSame( 'refused', $said );
	}

	public function test_a_form_without_its_nonce_is_refused(): void {
		$this->act_as( 'administrator' );
		$form = $this->form( 'generate' );
		unset( $form['realtime_events_key_nonce'] );
		$this->assert_dies( $form );
		self::assertFalse( $this->service( Api_Key::class )->is_set() );
	}

	public function test_who_may_not_manage_is_refused_with_a_nonce_too(): void {
		$this->act_as( 'editor' );
		$form = $this->form( 'generate' );
		$this->assert_dies( $form );
		self::assertFalse( $this->service( Api_Key::class )->is_set() );
	}
}
