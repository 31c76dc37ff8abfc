<?php
/**
 * Lets each request of the benchmark say under which conditions it runs, so that they can alternate on one site.
 *
 * A must-use plugin: it is loaded before the plugins are.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

// The command line looks at the results, under no conditions at all.
if ( 'cli' === PHP_SAPI ) {
	return;
}

$realtime_events_url  = wp_unslash( $_SERVER['HTTP_X_BENCH_SERVER'] ?? '' );
$realtime_events_done = wp_unslash( $_SERVER['HTTP_X_BENCH_DONE'] ?? '' );

// Requests that are not the benchmark's, such as those of cron, run without the plugin too: they must not send what is being measured.
if ( '' === $realtime_events_url ) {
	add_filter( 'option_active_plugins', static fn( array $plugins ): array => array_values( array_diff( $plugins, array( 'realtime-events/realtime-events.php' ) ) ) );
} else {
	add_filter( 'option_realtime_events', static fn( mixed $options ): array => array( 'server_url' => $realtime_events_url ) + (array) $options );
}

if ( isset( $_SERVER['HTTP_X_BENCH_FIRST'] ) ) {
	// Each series begins with a server that is not known to fail.
	add_action( 'init', static fn(): bool => delete_option( 'realtime_events_breaker' ) );
}

if ( preg_match( '/^\d+$/', $realtime_events_done ) ) {
	$realtime_events_cpu_ms = static function (): float {
		$usage = getrusage();
		return ( $usage['ru_utime.tv_sec'] + $usage['ru_stime.tv_sec'] ) * 1e3 + ( $usage['ru_utime.tv_usec'] + $usage['ru_stime.tv_usec'] ) / 1e3;
	};
	$realtime_events_start  = $realtime_events_cpu_ms();
	$realtime_events_cost   = array();
	// Before what goes on when the response is out.
	add_action(
		'shutdown',
		static function () use ( $realtime_events_cpu_ms, $realtime_events_start, &$realtime_events_cost ): void {
			$realtime_events_cost = array(
				'cpu'     => $realtime_events_cpu_ms() - $realtime_events_start,
				'queries' => get_num_queries(),
			);
		},
		PHP_INT_MIN
	);
	// After everything, what is sent after the response too: then the next request may come. The file appears under its name only when it is whole.
	add_action(
		'shutdown',
		static function () use ( $realtime_events_done, &$realtime_events_cost ): void {
			register_shutdown_function(
				static function () use ( $realtime_events_done, &$realtime_events_cost ): void {
					$file = dirname( ABSPATH ) . "/bench-$realtime_events_done";
					file_put_contents( "$file.part", wp_json_encode( $realtime_events_cost ) );
					rename( "$file.part", $file );
				}
			);
		},
		PHP_INT_MAX
	);
}
