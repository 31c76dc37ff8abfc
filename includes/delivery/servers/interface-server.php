<?php
/**
 * A server that events are sent to.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Delivery\Servers;

use Realtime_Events\Delivery\Delivery_Result;
use Realtime_Events\Delivery\Probe_Result;
use Realtime_Events\Events\Event;

defined( 'ABSPATH' ) || exit;

/**
 * A server that events are sent to.
 *
 * @since 0.1.0
 */
interface Server {

	/**
	 * What deliveries to it are filed under: 1 to 32 of a-z, 0-9, `-`.
	 */
	public function id(): string;

	/**
	 * Whether everything that sending needs is configured.
	 */
	public function is_configured(): bool;

	/**
	 * Whether an event may go to it at all. What may not is never sent.
	 *
	 * @param Event $event The event.
	 */
	public function accepts( Event $event ): bool;

	/**
	 * How many events it takes in one request, 1 to 100.
	 */
	public function max_batch_events(): int;

	/**
	 * Sends events in one request. Never throws, and takes no longer than a second or so.
	 *
	 * @param list<Event> $events At most max_batch_events(), together at most 256 KiB.
	 */
	public function send( array $events ): Delivery_Result;

	/**
	 * Tries the connection, step by step, for somebody who waits for the answer.
	 */
	public function probe(): Probe_Result;

	/**
	 * How a user's browser listens to it; empty when it cannot, or when more would come by it than that user may read.
	 *
	 * `url` and the `path` of the sockets below it; `transport`: `hub`, `hub-websocket`, `socket.io` or `websocket`; `reach`: whether all
	 * events come by it or the public ones; `needs_token`: whether it wants to see a browser token.
	 *
	 * @param int $user_id Who, 0 for a visitor.
	 * @return array{ url?: string, path?: string, transport?: string, reach?: 'all'|'public', needs_token?: bool }
	 */
	public function for_browser( int $user_id ): array;
}
