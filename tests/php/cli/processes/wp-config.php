<?php
/**
 * The site of the tests, as WP-CLI looks for it.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

require dirname( __DIR__, 2 ) . '/support/config.php';
require_once ABSPATH . 'wp-settings.php';
