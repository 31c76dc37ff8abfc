<?php
/**
 * The site of the tests, as WP-CLI looks for it.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

require dirname( __DIR__, 2 ) . '/support/config.php';
// WP-CLI runs this file inside a function, where an older wp-settings.php looks for it.
$table_prefix = $GLOBALS['table_prefix']; // phpcs:ignore WordPress.WP.GlobalVariablesOverride -- It is the same.
require_once ABSPATH . 'wp-settings.php';
