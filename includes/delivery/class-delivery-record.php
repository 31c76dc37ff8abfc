<?php
/**
 * A delivery as people see it.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Delivery;

use Realtime_Events\Events\Event;

defined( 'ABSPATH' ) || exit;

/**
 * What has become of one event on its way to one server.
 *
 * @since 0.1.0
 */
final class Delivery_Record {

	/** Pending, after an attempt that failed. */
	public const RETRYING = 'retrying';

	/** Every state that people see. */
	public const STATES = array( Delivery::PENDING, self::RETRYING, Delivery::SENT, Delivery::DEAD, Delivery::CANCELLED );

	/**
	 * @param int        $id              Number in the outbox.
	 * @param string     $server          Id of the server it goes to.
	 * @param string     $state           One of STATES.
	 * @param bool       $is_sending      Whether somebody holds it just now.
	 * @param int        $attempts        How often it was tried.
	 * @param int        $created_ms      When the event happened.
	 * @param int        $next_attempt_ms When it is tried next; means something while it is pending or retrying.
	 * @param int        $acknowledged_ms When the server took it, 0 where it has not.
	 * @param int        $duration_ms     How long the last attempt took.
	 * @param string     $code            What the last attempt came to, for programs; '' where it succeeded or there was none.
	 * @param string     $message         The same for people.
	 * @param Event|null $event           What is delivered; null when the ledger does not have it any more.
	 */
	public function __construct(
		public readonly int $id,
		public readonly string $server,
		public readonly string $state,
		public readonly bool $is_sending,
		public readonly int $attempts,
		public readonly int $created_ms,
		public readonly int $next_attempt_ms,
		public readonly int $acknowledged_ms,
		public readonly int $duration_ms,
		public readonly string $code,
		public readonly string $message,
		public readonly ?Event $event,
	) {
	}

	/**
	 * As the REST API and the shell give it. Times are RFC 3339 in UTC.
	 *
	 * @return array<string, mixed>
	 */
	public function to_array(): array {
		$waits = in_array( $this->state, array( Delivery::PENDING, self::RETRYING ), true );
		return array(
			'id'           => $this->id,
			'server'       => $this->server,
			'state'        => $this->state,
			'is_sending'   => $this->is_sending,
			'attempts'     => $this->attempts,
			'created'      => Event::format_time( $this->created_ms ),
			'next_attempt' => $waits ? Event::format_time( $this->next_attempt_ms ) : null,
			'acknowledged' => $this->acknowledged_ms > 0 ? Event::format_time( $this->acknowledged_ms ) : null,
			'duration_ms'  => $this->attempts > 0 ? $this->duration_ms : null,
			'code'         => $this->code,
			'message'      => $this->message,
			'event'        => $this->event?->to_cloudevent(),
		);
	}
}
