<?php // phpcs:ignore Generic.PHP.RequireStrictTypes -- WP-CLI evaluates it behind code of its own.
/**
 * Imports posts, so many from such a number on as each line of its input says, and prints how many milliseconds of the clock and of PHP's processor a post
 * took, and how many queries: `wp eval-file import.php <kind>`. No two posts have one number: WordPress would look for a name that is free.
 *
 * `bare` is wp_insert_post() and nothing else. `export` is what the WordPress importer does with each post of an export file: its author and dates are
 * set, its categories and tags, and its custom fields; without the importer's search for a post of the same title, which becomes slower with every post.
 *
 * @package Realtime_Events
 */

defined( 'ABSPATH' ) || exit;

const REALTIME_EVENTS_TERMS = array(
	'category' => array( 'Bread', 'Kitchen' ),
	'post_tag' => array( 'flour', 'water', 'salt' ),
);
const REALTIME_EVENTS_META  = array(
	'_thumbnail_id' => '12',
	'_edit_last'    => '1',
	'subtitle'      => 'Time does the work',
);

[ $realtime_events_kind ] = $args;

wp_set_current_user( 1 );
wp_defer_term_counting( true );

$realtime_events_terms = array();
foreach ( REALTIME_EVENTS_TERMS as $realtime_events_taxonomy => $realtime_events_names ) {
	foreach ( $realtime_events_names as $realtime_events_name ) {
		$realtime_events_term = term_exists( $realtime_events_name, $realtime_events_taxonomy );
		$realtime_events_term = $realtime_events_term ? $realtime_events_term : wp_insert_term( $realtime_events_name, $realtime_events_taxonomy );

		$realtime_events_terms[ $realtime_events_taxonomy ][] = (int) $realtime_events_term['term_id'];
	}
}

$realtime_events_import = static function ( int $number ) use ( $realtime_events_kind, $realtime_events_terms ): void {
	$post = array(
		'post_title'   => "Imported $number",
		'post_content' => str_repeat( 'Flour, water, salt and time. ', 40 ),
		'post_status'  => 'publish',
	);
	if ( 'bare' === $realtime_events_kind ) {
		wp_insert_post( $post );
		return;
	}
	$date = gmdate( 'Y-m-d H:i:s', 1500000000 + $number * MINUTE_IN_SECONDS );
	$id   = wp_insert_post(
		$post + array(
			'post_author'   => 1,
			'post_date'     => $date,
			'post_date_gmt' => $date,
			'post_name'     => "imported-$number",
			'guid'          => "https://example.org/?p=$number",
		)
	);
	foreach ( $realtime_events_terms as $taxonomy => $terms ) {
		wp_set_post_terms( $id, $terms, $taxonomy );
	}
	foreach ( REALTIME_EVENTS_META as $key => $value ) {
		add_post_meta( $id, $key, $value );
	}
};
$realtime_events_cpu_ms = static function (): float {
	$usage = getrusage();
	return ( $usage['ru_utime.tv_sec'] + $usage['ru_stime.tv_sec'] ) * 1e3 + ( $usage['ru_utime.tv_usec'] + $usage['ru_stime.tv_usec'] ) / 1e3;
};

for ( $realtime_events_line = fgets( STDIN ); false !== $realtime_events_line; $realtime_events_line = fgets( STDIN ) ) {
	[ $realtime_events_posts, $realtime_events_first ] = array_map( 'intval', explode( ' ', $realtime_events_line ) );

	$realtime_events_before = array( hrtime( true ) / 1e6, $realtime_events_cpu_ms(), get_num_queries() );
	for ( $realtime_events_post = 0; $realtime_events_post < $realtime_events_posts; $realtime_events_post++ ) {
		$realtime_events_import( $realtime_events_first + $realtime_events_post );
	}
	$realtime_events_after = array( hrtime( true ) / 1e6, $realtime_events_cpu_ms(), get_num_queries() );

	echo wp_json_encode(
		array_combine(
			array( 'ms', 'cpu', 'queries' ),
			array_map( static fn( float $before, float $after ): float => ( $after - $before ) / $realtime_events_posts, $realtime_events_before, $realtime_events_after )
		)
	), "\n";
}
