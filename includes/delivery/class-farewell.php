<?php
/**
 * Tells a hub that the site has left it.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Delivery;

use Realtime_Events\Delivery\Servers\Hub_Address;
use Realtime_Events\Delivery\Servers\Hub_Server;
use Realtime_Events\Events\Clock;
use Realtime_Events\Network;

defined( 'ABSPATH' ) || exit;

/**
 * Tells a hub that the site has left it: has another address or name now, or a key that the hub does not know.
 *
 * Such a hub often runs on, and the screens that are connected to it would wait there for events that go elsewhere. It closes their connections, and they ask
 * the site where to go. Where it cannot be told, they find out with their next token.
 *
 * @since 0.1.0
 */
final class Farewell {

	/** When the site left the server that it had before, in Unix ms. */
	public const OPTION = 'realtime_events_left_ms';

	/**
	 * Where the hub was before this request changed something.
	 *
	 * @var array<int, Hub_Address> By site of a network.
	 */
	private array $former = array();

	public function __construct(
		private readonly Hub_Server $hub,
		private readonly Response_End $response,
		private readonly Patience $patience,
		private readonly Clock $clock,
	) {
	}

	/**
	 * Something is about to change, maybe.
	 */
	public function remember(): void {
		$address = $this->hub->address();
		if ( null !== $address ) {
			$this->former += array( get_current_blog_id() => $address );
		}
	}

	/**
	 * At the end of a request: tells the hub that was left, when the visitor has his answer.
	 */
	public function after_response(): void {
		$left = array_filter( $this->former, fn( Hub_Address $former, int $site ): bool => ! $former->goes_on_as( $this->address_of( $site ) ), ARRAY_FILTER_USE_BOTH );
		// What was changed and changed back did not change.
		$this->former = array();
		if ( array() === $left ) {
			return;
		}
		foreach ( array_keys( $left ) as $site ) {
			// What browsers know of the former hub's streams holds no longer, not even when the site comes back to that hub.
			Network::on( $site, fn(): bool => update_option( self::OPTION, $this->clock->now_ms(), false ) );
		}
		if ( ! $this->response->reach() ) {
			$this->patience->limit( Patience::FOREGROUND_MS );
		}
		foreach ( $left as $former ) {
			if ( $this->patience->is_enough() ) {
				$this->hub->dismiss( $former, $this->clock->now_ms() );
			}
		}
		$this->patience->lift();
	}

	private function address_of( int $site ): ?Hub_Address {
		return Network::on( $site, fn(): ?Hub_Address => $this->hub->address() );
	}
}
