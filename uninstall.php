<?php
/**
 * Removes what the plugin stored, where the admin asked for that.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) && defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

require_once __DIR__ . '/includes/autoload.php';

( new Realtime_Events\Lifecycle\Uninstaller( new Realtime_Events\Lifecycle\Sites(), new Realtime_Events\Delivery\Work_Schedule() ) )->run();
