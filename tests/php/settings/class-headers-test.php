<?php
/**
 * Tests of the headers that an HTTP address gets.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Settings;

use Realtime_Events\Settings\Options;
use Realtime_Events\Settings\Rejected_Input;
use Realtime_Events\Settings\Setting_In_Rest;
use Realtime_Events\Tests\Test_Case;

/**
 * A header's value is written and never read again, by whatever way somebody reads.
 */
final class Headers_Test extends Test_Case {

	private const SECRET = 'sk-live-5f2b';

	protected function setUp(): void {
		parent::setUp();
		$this->act_as( 'administrator' );
		$this->store( array( 'X-Api-Key' => self::SECRET ) );
	}

	private function store( array $headers ): void {
		update_option( Options::NAME, array( 'profile_options' => array( 'headers' => $headers ) ) );
	}

	/**
	 * @return array<string, string>
	 */
	private function stored(): array {
		return $this->service( Options::class )->profile_option( 'headers' );
	}

	public function test_whoever_reads_the_settings_gets_names_with_empty_values(): void {
		$answers = array(
			$this->rest( 'GET', '/wp/v2/settings' )->get_data(),
			$this->rest( 'GET', '/realtime-events/v1/settings' )->get_data(),
			$this->rest( 'POST', '/wp/v2/settings', array( 'realtime_events' => array( 'retention_days' => 9 ) ) )->get_data(),
			$this->rest( 'POST', '/realtime-events/v1/settings', array( 'realtime_events' => array( 'retention_days' => 8 ) ) )->get_data(),
		);
		foreach ( $answers as $answer ) {
			$json = (string) wp_json_encode( $answer['realtime_events'] );
			self::assertStringContainsString( '"headers":{"X-Api-Key":""}', $json );
			self::assertStringNotContainsString( self::SECRET, $json );
		}
		self::assertSame( array( 'X-Api-Key' => self::SECRET ), $this->stored(), 'What was read is still sent.' );
	}

	public function test_what_was_read_can_be_written_back_and_changes_nothing(): void {
		$read = json_decode( (string) wp_json_encode( $this->rest( 'GET', '/wp/v2/settings' )->get_data()['realtime_events'] ), true );
		self::assertSame( 200, $this->rest( 'POST', '/wp/v2/settings', array( 'realtime_events' => $read ) )->get_status() );
		self::assertSame( array( 'X-Api-Key' => self::SECRET ), $this->stored() );
	}

	public function test_rows_of_a_form_keep_change_add_and_remove(): void {
		$this->store(
			array(
				'X-Api-Key' => self::SECRET,
				'X-Old'     => 'old',
				'X-Gone'    => 'gone',
			)
		);
		$this->store(
			array(
				array( 'name' => 'x-api-key', 'value' => '' ),
				array( 'name' => ' X-Old ', 'value' => ' new ' ),
				array( 'name' => '', 'value' => '' ),
				array( 'name' => 'X-More', 'value' => 'more' ),
			)
		);
		self::assertSame(
			array(
				'x-api-key' => self::SECRET,
				'X-Old'     => 'new',
				'X-More'    => 'more',
			),
			$this->stored()
		);
	}

	public function test_no_value_that_was_refused_is_kept_to_be_shown_again(): void {
		$this->store(
			array(
				array( 'name' => 'X-Api-Key', 'value' => 'sk-new' ),
				array( 'name' => 'Cookie', 'value' => 'sk-other' ),
			)
		);
		self::assertSame( array( 'X-Api-Key' => self::SECRET ), $this->stored() );
		$kept = (string) wp_json_encode( $this->service( Rejected_Input::class )->take() );
		self::assertStringContainsString( 'Cookie', $kept );
		self::assertStringNotContainsString( 'sk-', $kept );
	}

	public function test_the_screen_is_told_the_names_alone(): void {
		$facts = Setting_In_Rest::as_read( $this->service( Options::class )->all() );
		self::assertEquals( (object) array( 'X-Api-Key' => '' ), $facts['profile_options']['headers'] );
	}
}
