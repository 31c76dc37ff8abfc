<?php
/**
 * What the tests of sources have in common.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Sources;

use Realtime_Events\Events\Event;
use Realtime_Events\Events\Event_Query;
use Realtime_Events\Events\Event_Store;
use Realtime_Events\Tests\Test_Case;

/**
 * Reads what a source told.
 */
abstract class Source_Test_Case extends Test_Case {

	/**
	 * The events whose types begin so, oldest first.
	 *
	 * @return list<Event>
	 */
	protected function told( string $beginning ): array {
		$events = array_reverse( $this->service( Event_Store::class )->query( Event_Query::from_params( array( 'per_page' => 100 ), null ) ) );
		return array_values( array_filter( $events, static fn( Event $event ): bool => str_starts_with( $event->type, $beginning ) ) );
	}

	/**
	 * @return list<string>
	 */
	protected function types( string $beginning ): array {
		return array_column( $this->told( $beginning ), 'type' );
	}

	protected function last( string $beginning ): Event {
		$events = $this->told( $beginning );
		self::assertNotEmpty( $events, "No event $beginning was told." );
		return $events[ count( $events ) - 1 ];
	}
}
