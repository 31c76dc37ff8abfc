<?php
/**
 * Writes down what became of deliveries.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Delivery;

use Realtime_Events\Events\Clock;
use Realtime_Events\Events\Event;

defined( 'ABSPATH' ) || exit;

/**
 * Writes down what became of deliveries, and tells whoever listens.
 *
 * @since 0.1.0
 */
final class Settlement {

	public function __construct(
		private readonly Outbox $outbox,
		private readonly Retry_Policy $policy,
		private readonly Clock $clock,
	) {
	}

	/**
	 * Settles deliveries that a server answered, each by its verdict.
	 *
	 * @param list<Delivery>  $deliveries What was sent.
	 * @param Delivery_Result $result     What came of it.
	 * @param Flush_Report    $report     Counts along.
	 */
	public function answered( array $deliveries, Delivery_Result $result, Flush_Report $report ): void {
		$sent = array();
		foreach ( $deliveries as $delivery ) {
			$verdict = $result->verdicts[ $delivery->event->id ] ?? null;
			if ( $verdict?->delivered ) {
				$sent[] = $delivery;
			} elseif ( $verdict ) {
				$this->bury( $delivery, $verdict->code, $verdict->message, $result->duration_ms, $report );
			} else {
				$this->try_again( $delivery, 'no_verdict', __( 'The server did not say what became of the event.', 'realtime-events' ), $result, $report );
			}
		}
		$this->outbox->mark_sent( $sent, $result->duration_ms );
		$report->sent += count( $sent );
		foreach ( $sent as $delivery ) {
			/**
			 * A server has acknowledged an event.
			 *
			 * @since 0.1.0
			 *
			 * @param Event  $event    The event.
			 * @param string $server   Id of the server.
			 * @param int    $attempts How many attempts it took.
			 */
			do_action( 'realtime_events_delivered', $delivery->event, $delivery->server, $delivery->attempts + 1 );
		}
	}

	/**
	 * Settles deliveries whose request failed.
	 *
	 * @param list<Delivery>  $deliveries What was sent.
	 * @param Delivery_Result $result     Why it failed.
	 * @param Flush_Report    $report     Counts along.
	 */
	public function failed( array $deliveries, Delivery_Result $result, Flush_Report $report ): void {
		foreach ( $deliveries as $delivery ) {
			if ( $result->is_permanent ) {
				$this->bury( $delivery, $result->code, $result->message, $result->duration_ms, $report );
			} else {
				$this->try_again( $delivery, $result->code, $result->message, $result, $report );
			}
		}
	}

	/**
	 * Gives a delivery up that nobody waits for any more.
	 *
	 * @param Delivery     $delivery The delivery.
	 * @param string       $code     Why, for programs.
	 * @param string       $message  Why, for people.
	 * @param Flush_Report $report   Counts along.
	 */
	public function cancel( Delivery $delivery, string $code, string $message, Flush_Report $report ): void {
		$this->outbox->mark_failed( $delivery, Delivery::CANCELLED, $delivery->attempts, 0, $code, $message, 0 );
		++$report->cancelled;
	}

	private function try_again( Delivery $delivery, string $code, string $message, Delivery_Result $result, Flush_Report $report ): void {
		$attempts = $delivery->attempts + 1;
		$pause    = $this->policy->pause_ms( $attempts, $result->retry_after_seconds );
		if ( null === $pause ) {
			$this->bury( $delivery, $code, $message, $result->duration_ms, $report );
			return;
		}
		$this->outbox->mark_failed( $delivery, Delivery::PENDING, $attempts, $this->clock->now_ms() + $pause, $code, $message, $result->duration_ms );
		++$report->retrying;
		$this->tell( $delivery, $code, $message, true );
	}

	private function bury( Delivery $delivery, string $code, string $message, int $duration_ms, Flush_Report $report ): void {
		$this->outbox->mark_failed( $delivery, Delivery::DEAD, $delivery->attempts + 1, 0, $code, $message, $duration_ms );
		++$report->dead;
		$this->tell( $delivery, $code, $message, false );
	}

	private function tell( Delivery $delivery, string $code, string $message, bool $will_retry ): void {
		/**
		 * An attempt to deliver an event has failed.
		 *
		 * @since 0.1.0
		 *
		 * @param Event  $event      The event.
		 * @param string $server     Id of the server.
		 * @param string $code       Why, for programs.
		 * @param string $message    Why, for people.
		 * @param bool   $will_retry Whether it is tried again; if not, the delivery is dead until somebody replays it.
		 */
		do_action( 'realtime_events_delivery_failed', $delivery->event, $delivery->server, $code, $message, $will_retry );
	}
}
