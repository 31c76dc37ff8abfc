<?php
/**
 * The sites of a network.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Lifecycle;

use Realtime_Events\Network;

defined( 'ABSPATH' ) || exit;

/**
 * Does something on every site of a network, one after the other.
 *
 * @since 0.1.0
 */
final class Sites {

	/** How many ids are asked for at a time. */
	private const PAGE = 100;

	/** More sites than this are left to the upgrade check that each site makes for itself. */
	private const MAX_SITES = 10000;

	/**
	 * Calls back once for each site, switched to it; without a network once for the only one.
	 *
	 * @param \Closure(): void $callback What to do.
	 */
	public function each( \Closure $callback ): void {
		if ( ! is_multisite() ) {
			$callback();
			return;
		}
		for ( $offset = 0; $offset < self::MAX_SITES; $offset += self::PAGE ) {
			$ids = get_sites(
				array(
					'fields'  => 'ids',
					'number'  => self::PAGE,
					'offset'  => $offset,
					'orderby' => 'id',
				)
			);
			foreach ( $ids as $id ) {
				Network::on( (int) $id, $callback );
			}
			if ( count( $ids ) < self::PAGE ) {
				return;
			}
		}
	}
}
