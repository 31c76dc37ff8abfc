<?php
/**
 * Required by WP-CLI: the database finds none of the plugin's tables when it is to read them.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

WP_CLI::add_wp_hook( 'query', static fn( string $sql ): string => str_starts_with( ltrim( $sql ), 'SELECT' ) ? (string) preg_replace( '/(\w+realtime_events(?:_deliveries)?)`/', '$1_away`', $sql ) : $sql );
