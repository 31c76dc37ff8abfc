<?php
/**
 * The sites of a network.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events;

defined( 'ABSPATH' ) || exit;

/**
 * What a request does that is about more than one site of a network.
 *
 * @since 0.1.0
 */
final class Network {

	/**
	 * Does something on a site, and comes back, whatever becomes of it. Without a network there is nowhere to go.
	 *
	 * @template T
	 *
	 * @param int           $site Blog id.
	 * @param \Closure(): T $work What is done there.
	 * @return T
	 */
	public static function on( int $site, \Closure $work ): mixed {
		$has_switched = is_multisite() && get_current_blog_id() !== $site && switch_to_blog( $site );
		try {
			return $work();
		} finally {
			if ( $has_switched ) {
				restore_current_blog();
			}
		}
	}
}
