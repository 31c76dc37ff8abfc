<?php
/**
 * Empties the outbox.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Delivery;

use Realtime_Events\Delivery\Servers\Server;
use Realtime_Events\Delivery\Servers\Servers;
use Realtime_Events\Events\Clock;
use Realtime_Events\Events\Event_Types;
use Realtime_Events\Events\Json;
use Realtime_Events\Network;

defined( 'ABSPATH' ) || exit;

/**
 * Empties the outbox: claims what is due, sends it in batches, and has written down what became of it.
 *
 * @since 0.1.0
 */
final class Dispatcher {

	public const MAX_BATCH_EVENTS = 100;
	public const MAX_BATCH_BYTES  = 262144;

	/** Longer than a request to a server may take, by far. */
	private const LEASE_SECONDS = 30;

	/** What a worker that nobody waits for may take. */
	private const WORKER_BUDGET_MS = 20000;

	/** What the end of a request may take when its visitor has gone. */
	private const BACKGROUND_BUDGET_MS = 5000;

	/** What it may take while the visitor waits: one request. */
	private const FOREGROUND_BUDGET_MS = 1;

	/** So that a loop ends even where the clock stands still. */
	private const MAX_ROUNDS = 1000;

	public function __construct(
		private readonly Outbox $outbox,
		private readonly Servers $servers,
		private readonly Settlement $settlement,
		private readonly Circuit_Breaker $breaker,
		private readonly Work_Schedule $schedule,
		private readonly Transactions $transactions,
		private readonly Response_End $response,
		private readonly Patience $patience,
		private readonly Event_Types $types,
		private readonly Clock $clock,
	) {
	}

	/**
	 * At the end of a request: sends what happened in it, when the visitor has his answer.
	 */
	public function after_response(): void {
		$sites    = $this->outbox->own_sites();
		$finished = $sites && $this->response->reach();
		if ( ! $finished ) {
			// For the sites of a network together: their visitor is the same.
			$this->patience->limit( Patience::FOREGROUND_MS );
		}
		foreach ( $sites as $site ) {
			Network::on( $site, fn() => $this->send_own( $finished ) );
		}
		$this->patience->lift();
	}

	/**
	 * Sends all that is due, within a worker's time.
	 */
	public function flush(): Flush_Report {
		return $this->send_waiting( PHP_INT_MAX );
	}

	/**
	 * Sends what is due.
	 *
	 * @param int $limit How many deliveries at most.
	 */
	public function send_waiting( int $limit ): Flush_Report {
		$report = $this->run(
			fn( int $count ): array => $this->outbox->claim( $count, self::LEASE_SECONDS ),
			$limit,
			self::WORKER_BUDGET_MS
		);
		$this->ask_for_the_next();
		return $report;
	}

	/**
	 * After the server, its address or the key has changed: what waits has a new chance at once.
	 */
	public function start_over(): void {
		$this->breaker->reset();
		$this->outbox->make_due();
		$this->ask_for_the_next();
	}

	/**
	 * When the settings are saved: starts over if they mean another server.
	 *
	 * @param mixed $old The settings before.
	 * @param mixed $new The settings now.
	 */
	public function notice_settings( mixed $old, mixed $new ): void {
		foreach ( array( 'server_url', 'profile', 'profile_options', 'site_id' ) as $key ) {
			if ( ( is_array( $old ) ? $old[ $key ] ?? null : null ) !== ( is_array( $new ) ? $new[ $key ] ?? null : null ) ) {
				$this->start_over();
				return;
			}
		}
	}

	/**
	 * @param bool $finished Whether nobody waits for this process any more.
	 */
	private function send_own( bool $finished ): void {
		// Whatever a doomed transaction holds did not happen; what commits is found by a worker when the lease is over.
		if ( $this->transactions->is_open() ) {
			$this->schedule->ask_for( intdiv( $this->clock->now_ms() + Outbox::REQUEST_LEASE_MS, 1000 ) + 1 );
			return;
		}
		$report = $this->run(
			fn( int $count ): array => $this->outbox->claim_own( $count, self::LEASE_SECONDS ),
			PHP_INT_MAX,
			$finished ? self::BACKGROUND_BUDGET_MS : self::FOREGROUND_BUDGET_MS
		);
		if ( Flush_Report::NOT_CONFIGURED === $report->stopped ) {
			// An address without a key: what happens until there is one is in the ledger, and is no news any more by then.
			$this->outbox->forget_own();
			return;
		}
		if ( '' !== $report->stopped ) {
			$this->outbox->release_own();
		}
		if ( '' !== $report->stopped || $report->retrying > 0 ) {
			$this->ask_for_the_next();
		}
	}

	/**
	 * Claims and sends until nothing is left, the time is over or the server fails.
	 *
	 * @param \Closure( int ): list<Delivery> $claim     Claims so many.
	 * @param int                             $limit     How many deliveries at most.
	 * @param int                             $budget_ms After this nothing new is begun.
	 */
	private function run( \Closure $claim, int $limit, int $budget_ms ): Flush_Report {
		$report = new Flush_Report();
		$server = $this->servers->current();
		$ends   = $this->clock->now_ms() + $budget_ms;
		if ( ! $server->is_configured() ) {
			$report->stopped = Flush_Report::NOT_CONFIGURED;
			return $report;
		}
		for ( $round = 0; $round < self::MAX_ROUNDS; $round++ ) {
			if ( $report->total() >= $limit ) {
				return $report;
			}
			if ( ( $round > 0 && $this->clock->now_ms() >= $ends ) || ! $this->patience->is_enough() ) {
				$report->stopped = Flush_Report::OUT_OF_TIME;
				return $report;
			}
			if ( ! $this->breaker->allows() ) {
				$report->stopped = Flush_Report::PAUSED;
				return $report;
			}
			$claimed = $claim( min( self::MAX_BATCH_EVENTS, $limit - $report->total() ) );
			if ( ! $claimed ) {
				return $report;
			}
			$report->stopped = $this->send_all( $server, $this->batches( $this->still_wanted( $claimed, $server, $report ), $server->max_batch_events() ), $ends, $report );
			if ( '' !== $report->stopped ) {
				$this->outbox->release( $claimed[0]->lease );
				return $report;
			}
		}
		return $report;
	}

	/**
	 * Sends what was claimed, as long as the server answers and there is time.
	 *
	 * @param list<list<Delivery>> $batches What is sent in one request each.
	 * @return string Why it ended before the last, or empty.
	 */
	private function send_all( Server $server, array $batches, int $ends, Flush_Report $report ): string {
		foreach ( $batches as $number => $batch ) {
			if ( $number > 0 && $this->clock->now_ms() >= $ends ) {
				return Flush_Report::OUT_OF_TIME;
			}
			if ( ! $this->send_batch( $server, $batch, $report ) ) {
				return Flush_Report::FAILED;
			}
		}
		return '';
	}

	/**
	 * Sends a batch. A refusal of the whole is put down to one of its events, which is then looked for.
	 *
	 * @param list<Delivery> $batch What is sent in one request.
	 * @return bool Whether the server is there, and there is time.
	 */
	private function send_batch( Server $server, array $batch, Flush_Report $report ): bool {
		$result = $server->send( array_column( $batch, 'event' ) );
		if ( ! $result->has_failed() ) {
			$this->breaker->succeed();
			$this->settlement->answered( $batch, $result, $report );
			return true;
		}
		if ( $result->is_permanent && count( $batch ) > 1 ) {
			[ $first, $second ] = array_chunk( $batch, (int) ceil( count( $batch ) / 2 ) );
			// Whoever looks for it next has all of them again.
			return $this->patience->is_enough() && $this->send_batch( $server, $first, $report ) && $this->patience->is_enough() && $this->send_batch( $server, $second, $report );
		}
		if ( ! $result->is_permanent ) {
			$this->breaker->fail( $result->retry_after_seconds );
		}
		$this->settlement->failed( $batch, $result, $report );
		return $result->is_permanent;
	}

	/**
	 * Takes out what nobody waits for any more.
	 *
	 * @param list<Delivery> $claimed What was claimed.
	 * @return list<Delivery>
	 */
	private function still_wanted( array $claimed, Server $server, Flush_Report $report ): array {
		$wanted = array();
		foreach ( $claimed as $delivery ) {
			if ( null === $delivery->event ) {
				$this->settlement->cancel( $delivery, 'event_gone', __( 'The event is not in the ledger any more.', 'realtime-events' ), $report );
			} elseif ( $delivery->server !== $server->id() ) {
				$this->settlement->cancel( $delivery, 'server_gone', __( 'The site does not use this server any more.', 'realtime-events' ), $report );
			} elseif ( ! $server->accepts( $delivery->event ) ) {
				$this->settlement->cancel( $delivery, 'not_public', __( 'The server passes on what it gets to everyone, so it gets public events only.', 'realtime-events' ), $report );
			} elseif ( $this->is_stale( $delivery ) ) {
				$this->settlement->cancel( $delivery, 'expired', __( 'The event became too old to be told.', 'realtime-events' ), $report );
			} else {
				$wanted[] = $delivery;
			}
		}
		return $wanted;
	}

	private function is_stale( Delivery $delivery ): bool {
		$ttl = $this->types->get( $delivery->event->type )->ttl_seconds;
		return $ttl > 0 && $delivery->event->time_ms + $ttl * 1000 < $this->clock->now_ms();
	}

	/**
	 * Parts deliveries so that each part fits into one request.
	 *
	 * @param list<Delivery> $deliveries At most MAX_BATCH_EVENTS.
	 * @param int            $max_events How many the server takes in one request.
	 * @return list<list<Delivery>>
	 */
	private function batches( array $deliveries, int $max_events ): array {
		$batches = array();
		$bytes   = self::MAX_BATCH_BYTES;
		foreach ( $deliveries as $delivery ) {
			// One for the comma or the bracket.
			$length = strlen( Json::encode( $delivery->event->to_cloudevent() ) ) + 1;
			if ( $bytes + $length >= self::MAX_BATCH_BYTES || count( $batches[ array_key_last( $batches ) ] ) >= $max_events ) {
				$batches[] = array();
				$bytes     = 0;
			}
			$batches[ array_key_last( $batches ) ][] = $delivery;
			$bytes                                  += $length;
		}
		return $batches;
	}

	private function ask_for_the_next(): void {
		$due = $this->outbox->next_due_ms();
		if ( null !== $due && $this->servers->current()->is_configured() ) {
			$this->schedule->ask_for( (int) max( ceil( $due / 1000 ), (int) $this->breaker->state()['until'], time() ) );
		}
	}
}
