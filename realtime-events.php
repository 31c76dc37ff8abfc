<?php
/**
 * Plugin Name:       Realtime Events
 * Description:       Turns what happens on your site into events, keeps each in a ledger and pushes it live to every screen that may see it.
 * Version:           0.1.0
 * Requires at least: 6.8
 * Tested up to:      7.1
 * Requires PHP:      8.1
 * Author:            The Realtime Events team
 * License:           GPL-2.0-or-later
 * License URI:       https://www.gnu.org/licenses/gpl-2.0.html
 * Text Domain:       realtime-events
 * Domain Path:       /languages
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events;

defined( 'ABSPATH' ) || exit;

const VERSION     = '0.1.0';
const PLUGIN_FILE = __FILE__;
const PLUGIN_DIR  = __DIR__;

require_once __DIR__ . '/includes/autoload.php';
require_once __DIR__ . '/includes/functions.php';

/**
 * The plugin's modules, in the order in which an event passes through them.
 *
 * A module names its services and its hooks; nothing else in the plugin
 * registers a hook. Take a line away and that part of the plugin is off.
 *
 * @since 0.1.0
 *
 * @return list<class-string<Module>>
 */
function modules(): array {
	return array(
		Lifecycle\Lifecycle_Module::class,
		Settings\Settings_Module::class,
		Access\Access_Module::class,
		Events\Events_Module::class,
		Sources\Sources_Module::class,
		Publishing\Publishing_Module::class,
		Delivery\Delivery_Module::class,
		Diagnostics\Diagnostics_Module::class,
		Rest\Rest_Module::class,
		Triage\Triage_Module::class,
		Admin\Admin_Module::class,
		Blocks\Blocks_Module::class,
		Editor\Editor_Module::class,
		...( defined( 'WP_CLI' ) && \WP_CLI ? array( Cli\Cli_Module::class ) : array() ),
	);
}

/**
 * The plugin's container: the only object that is kept for the whole request.
 *
 * @since 0.1.0
 */
function container(): Container {
	static $container = null;
	if ( null === $container ) {
		$container = new Container();
		$modules   = array_map( static fn( string $module ): Module => new $module(), modules() );
		// All services are known before the first hook is, so that the order of the list is for reading only.
		foreach ( $modules as $module ) {
			$module->services( $container );
		}
		foreach ( $modules as $module ) {
			$module->register( $container );
		}
	}
	return $container;
}

container();
