<?php
/**
 * The connection doctor.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Diagnostics;

use Realtime_Events\Access\Api_Key;
use Realtime_Events\Access\Channels;
use Realtime_Events\Admin\Hub_Command;
use Realtime_Events\Delivery\Probe_Result;
use Realtime_Events\Delivery\Servers\Hub_Server;
use Realtime_Events\Delivery\Servers\Servers;
use Realtime_Events\Publishing\Publisher;
use Realtime_Events\Settings\Options;
use Realtime_Events\Settings\Server_Url;
use WP_Http;
use WP_HTTP_Proxy;

defined( 'ABSPATH' ) || exit;

/**
 * Tries the way from this site to its realtime server, step by step, up to the first that fails.
 *
 * The settings screen, Site Health and `wp realtime-events doctor` all ask here.
 *
 * @since 0.1.0
 */
final class Doctor {

	public const TEST_TYPE = 'realtime_events.test';

	/** Signatures are good for 300 s in both directions; beyond this they soon will not be. */
	private const MAX_CLOCK_SKEW_SECONDS = 240;

	/** The one kind of server that has no address. */
	private const PROFILE_WITHOUT_URL = 'file';

	public function __construct(
		private readonly Options $options,
		private readonly Api_Key $api_key,
		private readonly Servers $servers,
		private readonly Publisher $publisher,
		private readonly Network_Path $path,
		private readonly Transfer_Facts $transfer,
		private readonly Hub_Command $hub_command,
	) {
	}

	/**
	 * Examines the connection with what is saved.
	 *
	 * @param bool $with_event Whether to send a real test event, for the current user alone.
	 */
	public function examine( bool $with_event ): Probe_Result {
		$steps = array( $this->url(), $this->key() );
		if ( self::are_good( $steps ) ) {
			$steps = array_merge( $steps, array_map( array( $this, 'with_command' ), $this->server() ) );
		}
		if ( $with_event && self::are_good( $steps ) ) {
			$steps[] = $this->test_event();
		}
		return new Probe_Result( self::up_to_the_first_failure( $steps ) );
	}

	/**
	 * The way to the server: by its name to its port, and what it says there.
	 *
	 * @return list<array<string, mixed>>
	 */
	private function server(): array {
		$url   = $this->options->server_url();
		$steps = $this->transfer->during( $url, fn(): array => $this->servers->current()->probe()->steps );
		if ( '' === $url || self::PROFILE_WITHOUT_URL === $this->options->profile() ) {
			return $steps;
		}
		$host = (string) wp_parse_url( $url, PHP_URL_HOST );
		if ( ! ( $steps[0]['ok'] ?? true ) ) {
			return array_merge( $this->below_http( $url, $host ), $steps );
		}
		$passed = array();
		foreach ( array(
			'dns' => filter_var( trim( $host, '[]' ), FILTER_VALIDATE_IP ) ? null : $this->transfer->ms( 'namelookup_time' ),
			'tcp' => $this->transfer->ms( 'connect_time', 'namelookup_time' ),
			'tls' => str_starts_with( $url, 'https:' ) ? $this->transfer->ms( 'appconnect_time', 'connect_time' ) : null,
		) as $id => $ms ) {
			if ( null !== $ms ) {
				$passed[] = Steps::step( $id, Steps::label( $id ), true, '', $ms );
			}
		}
		return array_merge( $passed, array( $steps[0] ), $this->clock(), array_slice( $steps, 1 ) );
	}

	/**
	 * A step, with the command that starts the hub where starting it, or starting it otherwise, is what to do.
	 *
	 * @param array<string, mixed> $step A step.
	 * @return array<string, mixed>
	 */
	private function with_command( array $step ): array {
		$is_about_the_start = ! $step['ok'] && in_array( $step['id'], array( 'tcp', 'reachable', 'key' ), true ) && Hub_Server::ID === $this->options->profile();
		return $is_about_the_start ? $step + array( 'snippets' => Fixes::start( $this->hub_command->text() ) ) : $step;
	}

	/**
	 * Why no answer came, below HTTP. Behind a proxy our own sockets would tell of another way than the requests take.
	 *
	 * @return list<array<string, mixed>>
	 */
	private function below_http( string $url, string $host ): array {
		$http = new WP_Http();
		if ( $http->block_request( $url ) ) {
			return array(
				Steps::step(
					'allowed',
					__( 'WordPress may ask the server', 'realtime-events' ),
					false,
					__( 'wp-config.php forbids requests to other servers, and this one is not among the exceptions.', 'realtime-events' ),
					0,
					array(
						'fix'      => __( 'Name the server as an exception.', 'realtime-events' ),
						'snippets' => Fixes::accessible_host( $host ),
					)
				),
			);
		}
		$proxy = new WP_HTTP_Proxy();
		return $proxy->is_enabled() && $proxy->send_through_proxy( $url ) ? array() : $this->path->steps( $url );
	}

	/**
	 * Whether the server's clock goes like this one's, where it tells the time.
	 *
	 * @return list<array<string, mixed>> One step, or none.
	 */
	private function clock(): array {
		$skew = $this->transfer->clock_skew();
		if ( null === $skew ) {
			return array();
		}
		$is_good = abs( $skew ) <= self::MAX_CLOCK_SKEW_SECONDS;
		/* translators: %d: number of seconds. */
		$message = sprintf( _n( 'They differ by %d second.', 'They differ by %d seconds.', abs( $skew ), 'realtime-events' ), abs( $skew ) );
		return array(
			Steps::step(
				'clock',
				Steps::label( 'clock' ),
				$is_good,
				$message,
				0,
				$is_good ? array() : array(
					'fix'      => __( 'What is signed is good for five minutes. Let both computers set their clocks by the network.', 'realtime-events' ),
					'snippets' => Fixes::clock(),
				)
			),
		);
	}

	/**
	 * Whether there is an address, and one that can be used.
	 *
	 * @return array{ id: string, label: string, ok: bool, ms: int, message: string, fix?: string }
	 */
	private function url(): array {
		$label = __( 'The server’s address is set', 'realtime-events' );
		if ( self::PROFILE_WITHOUT_URL === $this->options->profile() ) {
			return self::step( 'url', $label, true, __( 'Not needed: events are written to a file.', 'realtime-events' ) );
		}
		$url      = Server_Url::normalise( (string) $this->options->get( 'server_url' ) );
		$constant = $this->options->overridden_by( 'server_url' );
		$where    = null === $constant
			? __( 'Enter the address of your server in the settings and save.', 'realtime-events' )
			/* translators: %s: name of a PHP constant. */
			: sprintf( __( 'Correct %s in wp-config.php.', 'realtime-events' ), $constant );
		if ( is_wp_error( $url ) ) {
			return self::step( 'url', $label, false, $url->get_error_message(), $where );
		}
		return '' === $url ? self::step( 'url', $label, false, __( 'There is no address yet.', 'realtime-events' ), $where ) : self::step( 'url', $label, true, $url );
	}

	/**
	 * Whether there is a key.
	 *
	 * @return array{ id: string, label: string, ok: bool, ms: int, message: string, fix?: string }
	 */
	private function key(): array {
		$label  = __( 'An API key is set', 'realtime-events' );
		$status = $this->api_key->status();
		if ( $status['isSet'] ) {
			/* translators: %s: last characters of a key. */
			return self::step( 'api_key', $label, true, sprintf( __( 'It ends in %s.', 'realtime-events' ), (string) $status['last4'] ) );
		}
		if ( 'constant' === $status['source'] ) {
			$message = __( 'The key in wp-config.php is too short or has characters that a key may not have.', 'realtime-events' );
			/* translators: 1: name of a PHP constant, 2: smallest number of characters. */
			return self::step( 'api_key', $label, false, $message, sprintf( __( 'Give %1$s at least %2$d letters, digits or signs.', 'realtime-events' ), Api_Key::CONSTANT, Api_Key::MIN_BYTES ) );
		}
		return self::step( 'api_key', $label, false, __( 'There is no key yet.', 'realtime-events' ), __( 'Generate a key in the settings, and start the server with it.', 'realtime-events' ) );
	}

	/**
	 * Whether an event gets through. It is a real one: in the ledger, and on the screen of whoever asked.
	 *
	 * @return array{ id: string, label: string, ok: bool, ms: int, message: string, fix?: string }
	 */
	private function test_event(): array {
		$label   = __( 'The server takes an event', 'realtime-events' );
		$user_id = get_current_user_id();
		$event   = $this->publisher->publish( self::TEST_TYPE, array(), array( 'channel' => $user_id ? "user:$user_id" : Channels::ADMINS ) );
		if ( is_wp_error( $event ) ) {
			return self::step( 'ingest', $label, false, $event->get_error_message(), __( 'Look whether the type “Test event” is switched on and no other plugin holds events back.', 'realtime-events' ) );
		}
		$server = $this->servers->current();
		if ( ! $server->accepts( $event ) ) {
			return self::step( 'ingest', $label, true, __( 'Not tried: the test event is for you alone, and this server gets public events only. You see it in the feed.', 'realtime-events' ) );
		}
		// The outbox will send it again at the end of the request, and the server will know it by its id.
		$result  = $server->send( array( $event ) );
		$verdict = $result->verdicts[ $event->id ] ?? null;
		if ( null !== $verdict && $verdict->delivered ) {
			/* translators: %d: milliseconds. */
			return self::step( 'ingest', $label, true, sprintf( __( 'Yes, in %d ms. You see it in the feed.', 'realtime-events' ), $result->duration_ms ), '', $result->duration_ms );
		}
		$message = ( $verdict->message ?? $result->message ) ?: __( 'The server said nothing about the event.', 'realtime-events' );
		return self::step( 'ingest', $label, false, $message, __( 'Look into the server’s log. The event is kept and will be sent again.', 'realtime-events' ), $result->duration_ms );
	}

	/**
	 * One step, as the screens show it.
	 *
	 * @return array{ id: string, label: string, ok: bool, ms: int, message: string, fix?: string }
	 */
	private static function step( string $id, string $label, bool $ok, string $message, string $fix = '', int $ms = 0 ): array {
		return Steps::step( $id, $label, $ok, $message, $ms, array( 'fix' => $fix ) );
	}

	/**
	 * @param list<array<string, mixed>> $steps Steps.
	 */
	private static function are_good( array $steps ): bool {
		return ! in_array( false, array_column( $steps, 'ok' ), true );
	}

	/**
	 * @param list<array<string, mixed>> $steps Steps.
	 * @return list<array<string, mixed>>
	 */
	private static function up_to_the_first_failure( array $steps ): array {
		$failed = array_search( false, array_column( $steps, 'ok' ), true );
		return false === $failed ? $steps : array_slice( $steps, 0, $failed + 1 );
	}
}
