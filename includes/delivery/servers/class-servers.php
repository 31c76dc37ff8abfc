<?php
/**
 * The server of the moment.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Delivery\Servers;

use Realtime_Events\Settings\Options;

defined( 'ABSPATH' ) || exit;

/**
 * Knows which server the settings mean.
 *
 * @since 0.1.0
 */
final class Servers {

	/** The profile that has a folder instead. */
	private const WITHOUT_ADDRESS = 'file';

	/**
	 * @param Options                          $options   The settings.
	 * @param array<string, \Closure(): Server> $factories Makes the server of a profile, by the profile's name.
	 */
	public function __construct(
		private readonly Options $options,
		private readonly array $factories,
	) {
	}

	/**
	 * Id of the server that the settings name, '' where they name none.
	 *
	 * Builds no server and asks for no key, because a visitor waits: whether everything is there that sending needs is found out when something is sent.
	 */
	public function named(): string {
		$profile = $this->options->profile();
		return self::WITHOUT_ADDRESS === $profile || '' !== $this->options->get( 'server_url' ) ? $profile : '';
	}

	/**
	 * The server that events go to now; a Null_Server while nothing is configured.
	 */
	public function current(): Server {
		$factory = $this->factories[ $this->options->profile() ] ?? null;
		$server  = $factory ? $factory() : null;
		return $server && $server->is_configured() ? $server : new Null_Server();
	}
}
