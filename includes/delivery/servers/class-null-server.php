<?php
/**
 * No server.
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
 * No server: events stay in the ledger, and screens ask for them there.
 *
 * @since 0.1.0
 */
final class Null_Server implements Server {

	public function id(): string {
		return 'none';
	}

	public function is_configured(): bool {
		return false;
	}

	public function accepts( Event $event ): bool {
		return false;
	}

	public function max_batch_events(): int {
		return 1;
	}

	public function send( array $events ): Delivery_Result {
		return Delivery_Result::failed( 'not_configured', __( 'No realtime server is configured.', 'realtime-events' ) );
	}

	public function probe(): Probe_Result {
		return new Probe_Result(
			array(
				array(
					'id'      => 'configured',
					'label'   => __( 'A server is configured', 'realtime-events' ),
					'ok'      => false,
					'ms'      => 0,
					'message' => __( 'There is no server URL or no API key yet.', 'realtime-events' ),
					'fix'     => __( 'Enter the URL of your hub, generate an API key and save.', 'realtime-events' ),
				),
			)
		);
	}

	public function for_browser( int $user_id ): array {
		return Socket_Address::NONE;
	}
}
