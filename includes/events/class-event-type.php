<?php
/**
 * A kind of event.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Events;

defined( 'ABSPATH' ) || exit;

/**
 * A kind of event: how it looks, who may see it, and what its data must be.
 *
 * @since 0.1.0
 */
final class Event_Type {

	/**
	 * @param string               $name          `post.published`.
	 * @param string|\Closure      $label         What it is called: a text, or what gives it in the language of the moment.
	 * @param string               $group         The group it is filtered by: `posts`.
	 * @param string               $icon          Name of a Dashicon without `dashicons-`.
	 * @param string               $severity      One of Event::SEVERITIES.
	 * @param string               $channel       Who may receive it, unless the event says something stricter.
	 * @param array<string, mixed> $schema        JSON Schema of `data`; empty for anything.
	 * @param string|\Closure      $sentence      `{actorname} published “{title}”`.
	 * @param string               $link          Where it leads to, relative to wp-admin, with placeholders; may be empty.
	 * @param list<string>         $public_fields The fields of `data` that may leave for `public` where an admin allows it.
	 * @param int                  $ttl_seconds   After this nobody needs to be told any more; 0 for never.
	 * @param bool                 $internal      Whether it follows from what a user does on a screen and nobody can send it from outside.
	 * @param bool                 $declared      Whether anybody declared it.
	 */
	public function __construct(
		public readonly string $name,
		private readonly string|\Closure $label,
		public readonly string $group,
		public readonly string $icon,
		public readonly string $severity,
		public readonly string $channel,
		public readonly array $schema,
		private readonly string|\Closure $sentence,
		public readonly string $link,
		public readonly array $public_fields,
		public readonly int $ttl_seconds,
		public readonly bool $internal,
		public readonly bool $declared,
	) {
	}

	/**
	 * What it is called, in the language of the moment.
	 */
	public function label(): string {
		return self::text( $this->label );
	}

	/**
	 * The sentence that tells one, in the language of the moment, with its placeholders.
	 */
	public function sentence(): string {
		return self::text( $this->sentence );
	}

	/**
	 * What of an event's data may be public.
	 *
	 * @param array<string, mixed> $data The event's data.
	 * @return array<string, mixed>
	 */
	public function public_data( array $data ): array {
		return array_intersect_key( $data, array_flip( $this->public_fields ) );
	}

	private static function text( string|\Closure $text ): string {
		return is_string( $text ) ? $text : (string) $text();
	}
}
