<?php
/**
 * A module of the plugin.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events;

defined( 'ABSPATH' ) || exit;

/**
 * One room of the house: what it offers, and what it listens to.
 *
 * @since 0.1.0
 */
interface Module {

	/**
	 * Names the module's services. Only factories are set here; nothing is built and no hook is added.
	 *
	 * @param Container $container Where the factories go.
	 */
	public function services( Container $container ): void;

	/**
	 * Adds every hook of the module, as one list that can be read from top to bottom.
	 *
	 * @param Container $container Where the callbacks find their services, not before they are called.
	 */
	public function register( Container $container ): void;
}
