<?php
/**
 * A visitor in a process of his own: asks a bucket again and again, and says how often he was let through.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

use Realtime_Events\Access\Rate_Limiter;
use function Realtime_Events\container;

require dirname( __DIR__, 2 ) . '/support/config.php';
require ABSPATH . 'wp-settings.php';

$limiter = container()->get( Rate_Limiter::class );
$passed  = 0;
for ( $i = 0; $i < (int) $argv[1]; $i++ ) {
	$passed += 0 === $limiter->take( 'many at once', (int) $argv[2], HOUR_IN_SECONDS ) ? 1 : 0;
}
echo $passed;
