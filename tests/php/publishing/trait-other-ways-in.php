<?php
/**
 * The ways in beside the REST API.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Publishing;

use Realtime_Events\Publishing\Event_Trigger_Endpoint;

/**
 * Sends to the rewrite endpoint and to admin-ajax.
 */
trait Other_Ways_In {

	/**
	 * Sends a body to the rewrite endpoint.
	 *
	 * @param string               $body   The body.
	 * @param array<string, mixed> $server Method and headers, as in $_SERVER; POST by default.
	 * @return array{ int, array<string, mixed>, array<string, string> }
	 */
	protected function trigger( string $body, array $server = array() ): array {
		return $this->service( Event_Trigger_Endpoint::class )->respond( $server + array( 'REQUEST_METHOD' => 'POST' ), $body );
	}

	/**
	 * Sends a form to admin-ajax as who is logged in now.
	 *
	 * @param array<string, mixed> $form What is sent.
	 * @return array<string, mixed> What comes back.
	 */
	protected function ajax( array $form ): array {
		$_POST    = wp_slash( $form );
		$_REQUEST = $_POST;
		add_filter( 'wp_doing_ajax', '__return_true' );
		add_filter(
			'wp_die_ajax_handler',
			static fn(): callable => static function (): void {
				throw new \RuntimeException( 'The answer is out.' );
			}
		);
		ob_start();
		try {
			do_action( is_user_logged_in() ? 'wp_ajax_realtime_events_trigger' : 'wp_ajax_nopriv_realtime_events_trigger' );
		} catch ( \RuntimeException $exception ) {
			self::assertSame( 'The answer is out.', $exception->getMessage() );
		}
		return (array) json_decode( (string) ob_get_clean(), true );
	}
}
