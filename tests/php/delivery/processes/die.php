<?php
/**
 * A request in a process of its own: saves a post, or as many as it is told, and dies by what it is told: `error`, `memory`, `exit` or `kill`.
 *
 * With the word `awaited` somebody waits for its answer who can be let go before its end, as under PHP-FPM.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

// phpcs:disable WordPress.PHP.IniSet -- It is to run out of memory.

if ( 'awaited' === ( $argv[3] ?? '' ) ) {
	/**
	 * The command line has none of its own.
	 */
	function fastcgi_finish_request(): bool { // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals -- PHP's own name.
		echo "answered\n";
		return true;
	}
}

require dirname( __DIR__, 2 ) . '/support/config.php';
require ABSPATH . 'wp-settings.php';

for ( $posts = (int) ( $argv[2] ?? 1 ); $posts > 0; $posts-- ) {
	$saved = wp_insert_post(
		array(
			'post_title'  => 'Saved and then dead',
			'post_status' => 'publish',
		)
	);
}
echo "saved $saved\n";

switch ( $argv[1] ) {
	case 'error':
		realtime_events_no_such_function();
		break;
	case 'memory':
		ini_set( 'memory_limit', '256M' );
		str_repeat( 'x', 512 * MB_IN_BYTES );
		break;
	case 'exit':
		exit( 1 );
	default:
		// Not even PHP hears of this.
		posix_kill( getmypid(), SIGKILL );
}
echo 'still alive';
