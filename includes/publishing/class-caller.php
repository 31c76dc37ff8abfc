<?php
/**
 * Who brings an event from outside.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Publishing;

defined( 'ABSPATH' ) || exit;

/**
 * Who brings an event from outside: a user, or a program that has the site's key.
 *
 * @since 0.1.0
 */
final class Caller {

	private function __construct( public readonly int $user_id ) {
	}

	/**
	 * A user of this site.
	 *
	 * @param int $user_id The user.
	 */
	public static function user( int $user_id ): self {
		return new self( $user_id );
	}

	/**
	 * A program that has the site's key.
	 */
	public static function key_holder(): self {
		return new self( 0 );
	}

	/**
	 * Whether it is a program.
	 */
	public function has_key(): bool {
		return 0 === $this->user_id;
	}

	/**
	 * What tells this caller from others: in limits and in idempotency keys.
	 */
	public function name(): string {
		return $this->has_key() ? 'key' : "user:{$this->user_id}";
	}
}
