<?php
/**
 * The event file as a server.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Delivery\Servers;

use Realtime_Events\Access\Api_Key;
use Realtime_Events\Delivery\Delivery_Result;
use Realtime_Events\Delivery\Dispatcher;
use Realtime_Events\Delivery\Probe_Result;
use Realtime_Events\Delivery\Verdict;
use Realtime_Events\Events\Event;
use Realtime_Events\Events\Json;
use Realtime_Events\Settings\Options;

defined( 'ABSPATH' ) || exit;

/**
 * Writes events to a file on this machine, which a hub follows. For hosts that allow no outgoing requests.
 *
 * @since 0.1.0
 */
final class File_Server implements Server {

	public const ID = 'file';

	public function __construct(
		private readonly Event_Folder $folder,
		private readonly Event_File $file,
		private readonly Options $options,
		private readonly Api_Key $api_key,
	) {
	}

	public function id(): string {
		return self::ID;
	}

	public function is_configured(): bool {
		return true;
	}

	public function accepts( Event $event ): bool {
		return true;
	}

	public function max_batch_events(): int {
		return Dispatcher::MAX_BATCH_EVENTS;
	}

	public function send( array $events ): Delivery_Result {
		$started = hrtime( true );
		$written = $this->folder->prepare();
		if ( ! is_wp_error( $written ) ) {
			$written = $this->file->append( $this->folder->path(), array_map( static fn( Event $event ): string => Json::encode( $event->to_cloudevent() ), $events ) );
		}
		$ms = self::ms_since( $started );
		return is_wp_error( $written )
			? Delivery_Result::failed( (string) $written->get_error_code(), $written->get_error_message(), $ms )
			: Delivery_Result::answered( array_fill_keys( array_column( $events, 'id' ), new Verdict( true ) ), $ms );
	}

	public function probe(): Probe_Result {
		$started = hrtime( true );
		$checked = $this->folder->check();
		$checked = is_wp_error( $checked ) ? $checked : $this->folder->prepare();
		$step    = array(
			'id'    => 'folder',
			'label' => __( 'WordPress can write the event file', 'realtime-events' ),
			'ok'    => ! is_wp_error( $checked ),
			'ms'    => self::ms_since( $started ),
		);
		return new Probe_Result(
			array(
				$step + ( is_wp_error( $checked ) ? array(
					'message' => $checked->get_error_message(),
					'fix'     => __( 'Let the user that PHP runs as write to the uploads folder, or choose another kind of server.', 'realtime-events' ),
				) : array(
					/* translators: %s: path of a file. */
					'message' => sprintf( __( 'Yes. Start the hub with --watch %s', 'realtime-events' ), $this->folder->path() . '/' . Event_File::NAME ),
				) ),
			)
		);
	}

	/**
	 * The hub that follows the file, where the admin said where browsers reach it and both know the key.
	 *
	 * @param int $user_id Who.
	 */
	public function for_browser( int $user_id ): array {
		$address = Socket_Address::of_hub( $this->options );
		return array() === $address || ! $this->api_key->is_set() ? Socket_Address::NONE : $address + array(
			'reach'       => 'all',
			'needs_token' => true,
		);
	}

	private static function ms_since( int $started ): int {
		return (int) round( ( hrtime( true ) - $started ) / 1e6 );
	}
}
