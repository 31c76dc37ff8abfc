<?php
/**
 * Who says so: WordPress's own hooks become events.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Sources;

use Realtime_Events\Container;
use Realtime_Events\Module;

defined( 'ABSPATH' ) || exit;

/**
 * Who says so: WordPress's own hooks become events.
 *
 * @since 0.1.0
 */
final class Sources_Module implements Module {

	public function services( Container $container ): void {
	}

	public function register( Container $container ): void {
	}
}
