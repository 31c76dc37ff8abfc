<?php
/**
 * Tests of GET /status/hub.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Diagnostics;

use Realtime_Events\Access\Api_Key;
use Realtime_Events\Tests\Test_Case;

final class Hub_Figures_Controller_Test extends Test_Case {

	protected function setUp(): void {
		parent::setUp();
		$this->act_as( 'administrator' );
		update_option( 'realtime_events', array( 'server_url' => 'https://hub.example.com' ) );
		$this->service( Api_Key::class )->generate();
	}

	private function answer(): array {
		return $this->rest( 'GET', '/realtime-events/v1/status/hub' )->get_data();
	}

	public function test_the_site_asks_with_its_signature_and_passes_on_figures_alone(): void {
		$this->answer_http_with( $this->http_answer( 200, array( 'version' => '<b>1</b>', 'nodes' => 2, 'events_per_second' => 0.5, 'rooms' => 'many', 'secret' => 'x' ) ) );
		$figures = $this->answer()['figures'];
		unset( $figures['ms'] );
		self::assertSame( array( 'version' => '1', 'nodes' => 2, 'events_per_second' => 0.5 ), $figures );
		self::assertSame( array( 'GET', 'https://hub.example.com/api/v1/stats' ), array( $this->sent[0]['method'], $this->sent[0]['url'] ) );
		self::assertArrayHasKey( 'webhook-signature', array_change_key_case( $this->sent[0]['headers'] ) );
	}

	public function test_a_hub_that_does_not_answer_is_told_in_plain_words(): void {
		$this->answer_http_with( new \WP_Error( 'http_request_failed', 'cURL error 7' ) );
		$answer = $this->answer();
		self::assertNull( $answer['figures'] );
		self::assertStringNotContainsString( 'cURL', $answer['message'] );
	}

	public function test_an_older_hub_has_no_figures(): void {
		$this->answer_http_with( 404 );
		self::assertNull( $this->answer()['figures'] );
	}
}
