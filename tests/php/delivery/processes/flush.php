<?php
/**
 * A worker in a process of its own: sends what is due, once.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

require dirname( __DIR__, 2 ) . '/support/config.php';
require ABSPATH . 'wp-settings.php';

echo wp_json_encode( Realtime_Events\container()->get( Realtime_Events\Delivery\Dispatcher::class )->flush()->to_array() );
