<?php
/**
 * Where a hub is.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Delivery\Servers;

defined( 'ABSPATH' ) || exit;

/**
 * Where a site's hub is, and by which name and keys it knows the site.
 *
 * @since 0.1.0
 */
final class Hub_Address {

	/**
	 * @param string       $url     Address, without a slash at the end.
	 * @param string       $site_id Name of the site there.
	 * @param list<string> $keys    API keys that are good there.
	 */
	public function __construct(
		public readonly string $url,
		public readonly string $site_id,
		public readonly array $keys,
	) {
	}

	/**
	 * Whether who was let in there is still listening at the right place, with a right that still counts.
	 *
	 * @param self|null $other Where the hub is by now; null where there is none.
	 */
	public function goes_on_as( ?self $other ): bool {
		return null !== $other
			&& $this->url === $other->url
			&& $this->site_id === $other->site_id
			&& array() !== array_intersect( $this->keys, $other->keys );
	}
}
