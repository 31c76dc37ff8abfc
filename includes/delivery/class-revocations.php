<?php
/**
 * Tells the hub whose tokens no longer count.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Delivery;

use Realtime_Events\Delivery\Servers\Hub_Server;
use Realtime_Events\Events\Clock;
use Realtime_Events\Network;
use Realtime_Events\Settings\Options;
use WP_User;

defined( 'ABSPATH' ) || exit;

/**
 * Tells the hub whose tokens no longer count: who has logged out, lost a right or been deleted.
 *
 * The hub closes that user's connections, on all nodes. Whoever still may comes back with a new token.
 *
 * @since 0.1.0
 */
final class Revocations {

	/** Users whom the hub could not be told of: `array<int, int>`, user id => Unix ms. */
	public const TRANSIENT = 'realtime_events_revocations';

	/** Longer than a token lives; what is older has run out by itself. */
	private const WORTH_SECONDS = 10 * MINUTE_IN_SECONDS;
	private const WORTH_MS      = self::WORTH_SECONDS * 1000;

	/** One request each; more are told at the next opportunity. */
	private const MAX_AT_ONCE = 20;

	/**
	 * Whom to tell of at the end of the request.
	 *
	 * @var array<int, array<int, true>> By site of a network and user id.
	 */
	private array $withdrawn = array();

	public function __construct(
		private readonly Options $options,
		private readonly Hub_Server $hub,
		private readonly Circuit_Breaker $breaker,
		private readonly Work_Schedule $schedule,
		private readonly Response_End $response,
		private readonly Patience $patience,
		private readonly Clock $clock,
	) {
	}

	/**
	 * A user is no longer who his tokens say.
	 *
	 * @param mixed $user Who, by id; some plugins fire these hooks without one.
	 */
	public function withdraw( mixed $user = 0 ): void {
		$user_id = is_numeric( $user ) ? (int) $user : 0;
		if ( $user_id < 1 || ! $this->can_be_told() ) {
			return;
		}
		$this->withdrawn[ get_current_blog_id() ][ $user_id ] = true;
		/**
		 * Fires when the hub is to be told that a user's tokens no longer count.
		 *
		 * @since 0.1.0
		 *
		 * @param int $user_id The user.
		 */
		do_action( 'realtime_events_user_withdrawn', $user_id );
	}

	/**
	 * Whether there is a hub to tell of it.
	 */
	public function can_be_told(): bool {
		return Hub_Server::ID === $this->options->profile() && $this->hub->is_configured();
	}

	/**
	 * A new password ends what was begun with the old one.
	 *
	 * @param WP_User $user Whose.
	 */
	public function notice_password( WP_User $user ): void {
		$this->withdraw( $user->ID );
	}

	/**
	 * At the end of a request: tells the hub, when the visitor has his answer.
	 */
	public function after_response(): void {
		if ( ! $this->response->reach() ) {
			$this->patience->limit( Patience::FOREGROUND_MS );
		}
		$now = $this->clock->now_ms();
		foreach ( $this->withdrawn as $site => $users ) {
			Network::on( $site, fn() => $this->tell( array_fill_keys( array_keys( $users ), $now ) + $this->waiting( $now ) ) );
		}
		$this->withdrawn = array();
		$this->patience->lift();
	}

	/**
	 * Tells of those whom the hub could not be told of before.
	 */
	public function retry(): void {
		$waiting = $this->waiting( $this->clock->now_ms() );
		if ( array() !== $waiting ) {
			$this->tell( $waiting );
		}
	}

	/**
	 * Tells the hub, and keeps whom it could not be told of.
	 *
	 * @param array<int, int> $users User id => Unix ms at which he was withdrawn.
	 */
	private function tell( array $users ): void {
		foreach ( array_slice( $users, 0, self::MAX_AT_ONCE, true ) as $user_id => $at_ms ) {
			if ( ! $this->patience->is_enough() || ! $this->breaker->allows() ) {
				break;
			}
			if ( ! $this->hub->revoke( $user_id, $at_ms ) ) {
				$this->breaker->fail( null );
				break;
			}
			$this->breaker->succeed();
			unset( $users[ $user_id ] );
		}
		if ( array() === $users ) {
			delete_transient( self::TRANSIENT );
			return;
		}
		set_transient( self::TRANSIENT, $users, self::WORTH_SECONDS );
		$this->schedule->ask_for( intdiv( $this->clock->now_ms(), 1000 ) + 5 );
	}

	/**
	 * Whom the hub could not be told of yet, as far as it still matters.
	 *
	 * @param int $now Unix ms.
	 * @return array<int, int>
	 */
	private function waiting( int $now ): array {
		$waiting = get_transient( self::TRANSIENT );
		return array_filter( is_array( $waiting ) ? $waiting : array(), static fn( mixed $at ): bool => is_int( $at ) && $now - $at < self::WORTH_MS );
	}
}
