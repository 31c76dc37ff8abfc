<?php
/**
 * Tests of requests that die.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Delivery;

use Realtime_Events\Access\Api_Key;
use Realtime_Events\Delivery\Dispatcher;
use Realtime_Events\Delivery\Outbox;
use Realtime_Events\Delivery\Outbox_Schema;
use Realtime_Events\Events\Ledger_Schema;
use Realtime_Events\Tests\Test_Case;

/**
 * What was saved is told, whatever happens to the request that saved it.
 */
final class Fatal_Error_Test extends Test_Case {

	protected const ROLLS_BACK = false;

	/**
	 * @testWith ["error", "realtime_events_no_such_function"]
	 *           ["memory", "Allowed memory size"]
	 *           ["kill", ""]
	 *
	 * @param string $death How the request dies.
	 * @param string $words What PHP says of it.
	 */
	public function test_a_request_that_dies_after_the_save_loses_no_event( string $death, string $words ): void {
		global $wpdb;
		// A port where nothing listens: the request itself cannot have sent it.
		update_option( 'realtime_events', array( 'server_url' => 'http://127.0.0.1:1' ) );
		$this->service( Api_Key::class )->generate();

		$process = proc_open( array( PHP_BINARY, __DIR__ . '/processes/die.php', $death ), array( array( 'file', '/dev/null', 'r' ), array( 'pipe', 'w' ), array( 'redirect', 1 ) ), $pipes );
		$output  = (string) stream_get_contents( $pipes[1] );
		self::assertNotSame( 0, proc_close( $process ), $output );
		self::assertMatchesRegularExpression( '/saved [1-9]/', $output );
		self::assertStringContainsString( $words, $output );
		self::assertStringNotContainsString( 'still alive', $output );

		$ids = $wpdb->get_col( $wpdb->prepare( "SELECT event_id FROM %i WHERE type = 'post.published'", Ledger_Schema::table() ) );
		self::assertCount( 1, $ids, 'The post has its event.' );
		self::assertSame( 0, $this->service( Dispatcher::class )->flush()->total(), 'As long as the lease of the dead one runs, or the pause after its attempt, nobody takes it.' );
		self::assertSame( 1, $this->service( Outbox::class )->counts()[ '' === $words ? 'pending' : 'retrying' ], 'It is seen to wait.' );

		// That is over some time.
		$wpdb->query( $wpdb->prepare( "UPDATE %i SET lease_until_ms = 1, next_attempt_ms = 1 WHERE state = 'pending'", Outbox_Schema::table() ) );
		$this->answer_http_with(
			fn( array $request ): array => $this->http_answer(
				202,
				array( 'results' => array_map( static fn( array $sent ): array => array( 'id' => $sent['id'], 'status' => 'accepted' ), json_decode( $request['body'], true ) ) )
			)
		);
		$this->service( Dispatcher::class )->flush();
		$this->service( Dispatcher::class )->flush();
		self::assertSame( 1, substr_count( implode( array_column( $this->sent, 'body' ) ), $ids[0] ), 'It is sent, and once.' );
		self::assertSame( 'sent', $wpdb->get_var( $wpdb->prepare( 'SELECT state FROM %i WHERE event_id = %s', Outbox_Schema::table(), $ids[0] ) ) );
	}
}
