<?php
/**
 * A delivery.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Delivery;

use Realtime_Events\Events\Event;

defined( 'ABSPATH' ) || exit;

/**
 * One event on its way to one server, while somebody holds it.
 *
 * @since 0.1.0
 */
final class Delivery {

	public const PENDING   = 'pending';
	public const SENT      = 'sent';
	public const DEAD      = 'dead';
	public const CANCELLED = 'cancelled';

	/**
	 * @param int        $id       Number in the outbox.
	 * @param string     $server   Id of the server it goes to.
	 * @param int        $attempts How often it was tried before.
	 * @param string     $lease    Token of whoever holds it.
	 * @param Event|null $event    What is delivered; null when the ledger does not have it any more.
	 */
	public function __construct(
		public readonly int $id,
		public readonly string $server,
		public readonly int $attempts,
		public readonly string $lease,
		public readonly ?Event $event,
	) {
	}
}
