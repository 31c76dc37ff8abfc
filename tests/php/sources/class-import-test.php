<?php
/**
 * Tests of many events in one process.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Sources;

use Realtime_Events\Access\Api_Key;
use Realtime_Events\Delivery\Dispatcher;
use Realtime_Events\Events\Ledger_Schema;
use Realtime_Events\Tests\Test_Case;

/**
 * Not in a transaction, because nothing is sent while one is open.
 */
final class Import_Test extends Test_Case {

	protected const ROLLS_BACK = false;

	private const POSTS = 250;

	public function test_each_post_of_an_import_is_one_event_and_they_leave_in_batches_of_at_most_a_hundred(): void {
		global $wpdb;
		update_option( 'realtime_events', array( 'server_url' => 'http://hub.example:8090' ) );
		$this->service( Api_Key::class )->generate();
		$actor = $this->act_as( 'editor' );
		$ids   = array();
		for ( $post = 0; $post < self::POSTS; $post++ ) {
			$ids[] = 'post/' . wp_insert_post( array( 'post_title' => "Imported $post", 'post_status' => 'publish' ) );
		}
		$rows = $wpdb->get_results( $wpdb->prepare( "SELECT subject, type, actor_id, origin FROM %i WHERE subject LIKE 'post/%%' ORDER BY id", Ledger_Schema::table() ), ARRAY_A );
		self::assertSame( $ids, array_column( $rows, 'subject' ) );
		self::assertSame( array( 'post.published' ), array_values( array_unique( array_column( $rows, 'type' ) ) ) );
		// What a feed needs to show them as one row.
		self::assertSame( array( (string) $actor->ID ), array_values( array_unique( array_map( 'strval', array_column( $rows, 'actor_id' ) ) ) ) );
		self::assertCount( 1, array_unique( array_column( $rows, 'origin' ) ) );

		$batches = array();
		$this->answer_http_with(
			function ( array $request ) use ( &$batches ): array {
				$events    = json_decode( $request['body'], true );
				$batches[] = count( $events );
				return $this->http_answer( 202, array( 'results' => array_map( static fn( array $event ): array => array( 'id' => $event['id'], 'status' => 'accepted' ), $events ) ) );
			}
		);
		$this->service( Dispatcher::class )->after_response();
		$this->service( Dispatcher::class )->flush();
		self::assertLessThanOrEqual( Dispatcher::MAX_BATCH_EVENTS, max( $batches ) );
		self::assertCount( (int) ceil( array_sum( $batches ) / Dispatcher::MAX_BATCH_EVENTS ), $batches, 'And no batch is smaller than it has to be.' );
		self::assertSame( '0', (string) $wpdb->get_var( $wpdb->prepare( "SELECT COUNT(*) FROM %i WHERE state <> 'sent'", $this->outbox_table() ) ) );
	}
}
