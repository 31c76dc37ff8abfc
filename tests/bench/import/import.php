<?php // phpcs:ignore Generic.PHP.RequireStrictTypes -- WP-CLI evaluates it behind code of its own.
/**
 * Imports posts as an importer does, and prints how many milliseconds that took: `wp eval-file import.php <number>`.
 *
 * @package Realtime_Events
 */

defined( 'ABSPATH' ) || exit;

wp_set_current_user( 1 );
wp_defer_term_counting( true );
$realtime_events_started = hrtime( true );
for ( $realtime_events_post = 0; $realtime_events_post < (int) $args[0]; $realtime_events_post++ ) {
	wp_insert_post(
		array(
			'post_title'   => "Imported $realtime_events_post",
			'post_content' => str_repeat( 'Flour, water, salt and time. ', 40 ),
			'post_status'  => 'publish',
		)
	);
}
echo ( hrtime( true ) - $realtime_events_started ) / 1e6;
