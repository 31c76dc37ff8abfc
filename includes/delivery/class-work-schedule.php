<?php
/**
 * When the next worker comes.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Delivery;

defined( 'ABSPATH' ) || exit;

/**
 * When the next worker comes: by Action Scheduler where a plugin brings it, else by WP-Cron.
 *
 * @since 0.1.0
 */
final class Work_Schedule {

	/** Sends what is due. */
	public const WORK = Delivery_Module::WORK;

	/** The same, as a safety net below requests that died before they could ask for a worker. */
	public const SWEEP = Delivery_Module::SWEEP;

	/** Forgets what is old. */
	public const PRUNE = Delivery_Module::PRUNE;

	/** Tells visitors of a purchase, some time after it. */
	public const TELL_PURCHASE = 'realtime_events_tell_purchase';

	public const SWEEP_INTERVAL_SECONDS = 5 * MINUTE_IN_SECONDS;

	private const RECURRENCE = 'realtime_events_five_minutes';
	private const GROUP      = 'realtime-events';

	/**
	 * Adds the interval of the sweep.
	 *
	 * @param array<string, array{ interval: int, display: string }> $schedules By name.
	 * @return array<string, array{ interval: int, display: string }>
	 */
	public function add_recurrence( array $schedules ): array {
		$schedules[ self::RECURRENCE ] = array(
			'interval' => self::SWEEP_INTERVAL_SECONDS,
			// Plain text: WordPress asks for this before translations may be loaded.
			'display'  => 'Every five minutes (Realtime Events)',
		);
		return $schedules;
	}

	/**
	 * Makes sure that what comes again and again is there.
	 */
	public function ensure(): void {
		if ( ! wp_next_scheduled( self::PRUNE ) ) {
			wp_schedule_event( time() + HOUR_IN_SECONDS, 'daily', self::PRUNE );
		}
		if ( ! wp_next_scheduled( self::SWEEP ) ) {
			wp_schedule_event( time() + self::SWEEP_INTERVAL_SECONDS, self::RECURRENCE, self::SWEEP );
		}
	}

	/**
	 * Asks for a worker, unless one comes earlier anyway.
	 *
	 * @param int $at Unix seconds.
	 */
	public function ask_for( int $at ): void {
		if ( function_exists( 'as_schedule_single_action' ) && did_action( 'action_scheduler_init' ) ) {
			$this->ask_action_scheduler( $at );
			return;
		}
		$next = wp_next_scheduled( self::WORK );
		if ( $next && $next <= $at ) {
			return;
		}
		// WordPress refuses a second one within ten minutes of the first.
		wp_unschedule_hook( self::WORK );
		wp_schedule_single_event( $at, self::WORK );
	}

	/**
	 * Asks for something to be done once, unless it is asked for already.
	 *
	 * @param int             $at   Unix seconds.
	 * @param string          $hook What is done.
	 * @param list<int|string> $args With what.
	 */
	public function ask_once( int $at, string $hook, array $args ): void {
		if ( function_exists( 'as_schedule_single_action' ) && did_action( 'action_scheduler_init' ) ) {
			if ( ! as_has_scheduled_action( $hook, $args, self::GROUP ) ) {
				as_schedule_single_action( $at, $hook, $args, self::GROUP );
			}
		} elseif ( ! wp_next_scheduled( $hook, $args ) ) {
			wp_schedule_single_event( $at, $hook, $args );
		}
	}

	/**
	 * Takes everything back that was scheduled.
	 */
	public function clear(): void {
		wp_unschedule_hook( self::TELL_PURCHASE );
		wp_unschedule_hook( self::WORK );
		wp_unschedule_hook( self::SWEEP );
		wp_unschedule_hook( self::PRUNE );
		if ( function_exists( 'as_unschedule_all_actions' ) && did_action( 'action_scheduler_init' ) ) {
			as_unschedule_all_actions( '', array(), self::GROUP );
		}
	}

	private function ask_action_scheduler( int $at ): void {
		$next = as_next_scheduled_action( self::WORK, array(), self::GROUP );
		// True stands for one that runs at this moment; it will look for what is left itself.
		if ( is_int( $next ) && $next <= $at ) {
			return;
		}
		as_unschedule_all_actions( self::WORK, array(), self::GROUP );
		as_schedule_single_action( $at, self::WORK, array(), self::GROUP );
	}
}
