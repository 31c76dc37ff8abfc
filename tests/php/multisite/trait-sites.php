<?php
/**
 * Sites of a network, for tests.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Multisite;

use Realtime_Events\Delivery\Outbox_Schema;
use Realtime_Events\Events\Ledger_Schema;
use WP_Site;

/**
 * Goes from site to site. The network has two: the main one, and `/two/`, made before the plugin was activated.
 */
trait Sites {

	/**
	 * Another site.
	 *
	 * @param string $path Its path.
	 */
	protected function create_site( string $path ): WP_Site {
		$id = wp_insert_site(
			array(
				'domain'     => 'example.org',
				'path'       => $path,
				'network_id' => 1,
				'user_id'    => 1,
				'title'      => "Site $path",
			)
		);
		self::assertIsInt( $id, is_wp_error( $id ) ? $id->get_error_message() : '' );
		// WordPress asks for a site's roles before it has made its tables, and dbDelta() asks tables for their columns to learn whether they exist.
		$GLOBALS['EZSQL_ERROR'] = array();
		return get_site( $id );
	}

	/**
	 * Does something on a site, and comes back.
	 *
	 * @template T
	 *
	 * @param int             $site     Blog id.
	 * @param callable( ): T $callback What to do.
	 * @return T
	 */
	protected function on( int $site, callable $callback ): mixed {
		switch_to_blog( $site );
		try {
			return $callback();
		} finally {
			restore_current_blog();
		}
	}

	/**
	 * Which of the plugin's tables the current site has.
	 *
	 * @return list<string>
	 */
	protected function own_tables(): array {
		global $wpdb;
		return array_values( array_filter( array( Ledger_Schema::table(), Outbox_Schema::table() ), static fn( string $table ): bool => null !== $wpdb->get_var( $wpdb->prepare( 'SHOW TABLES LIKE %s', $wpdb->esc_like( $table ) ) ) ) );
	}
}
