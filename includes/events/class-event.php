<?php
/**
 * An event.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Events;

defined( 'ABSPATH' ) || exit;

/**
 * One thing that happened. It never changes; what is changed is a copy.
 *
 * @since 0.1.0
 */
final class Event {

	public const SEVERITIES = array( 'info', 'success', 'warning', 'error' );

	/** What the envelope and the data may take together, encoded as JSON in UTF-8. */
	public const MAX_BYTES = 65536;

	public const TYPE_PATTERN    = '/^[a-z0-9_.-]{1,64}$/D';
	public const SUBJECT_PATTERN = '/^[A-Za-z0-9][A-Za-z0-9._~:\/@-]{0,190}$/D';

	/** Longest actor's name that is kept, in characters. */
	public const MAX_NAME_CHARACTERS = 191;

	/**
	 * @param string               $id           UUIDv7.
	 * @param string               $type         Dotted, past tense.
	 * @param array<string, mixed> $data         What happened.
	 * @param string               $channel      Who may receive it.
	 * @param int                  $time_ms      When, in milliseconds since 1970 UTC.
	 * @param string               $severity     One of SEVERITIES.
	 * @param string               $subject      What it happened to: `post/42`; empty when it happened to nothing in particular.
	 * @param int                  $actor_id     User who caused it, 0 for nobody.
	 * @param string               $actor_name   That user's name at that time.
	 * @param string               $origin       The way it came: `wp-admin`, `rest`, `cli`, `cron`, `xmlrpc`, `app:<application password>`, or empty.
	 * @param string|null          $causation_id Event that this one is a projection of.
	 * @param int|null             $sequence     Ledger id; null until it is stored.
	 */
	public function __construct(
		public readonly string $id,
		public readonly string $type,
		public readonly array $data,
		public readonly string $channel,
		public readonly int $time_ms,
		public readonly string $severity = 'info',
		public readonly string $subject = '',
		public readonly int $actor_id = 0,
		public readonly string $actor_name = '',
		public readonly string $origin = '',
		public readonly ?string $causation_id = null,
		public readonly ?int $sequence = null,
	) {
	}

	/**
	 * A copy with its place in the ledger.
	 *
	 * @param int $sequence Ledger id.
	 */
	public function with_sequence( int $sequence ): self {
		// Not by with(), because this is done for every event of an import.
		return new self( $this->id, $this->type, $this->data, $this->channel, $this->time_ms, $this->severity, $this->subject, $this->actor_id, $this->actor_name, $this->origin, $this->causation_id, $sequence );
	}

	/**
	 * A copy in which some properties differ.
	 *
	 * @param array<string, mixed> $properties By name, as the constructor takes them.
	 */
	public function with( array $properties ): self {
		return new self( ...array_merge( get_object_vars( $this ), $properties ) );
	}

	/**
	 * The CloudEvents 1.0 envelope, ready for JSON.
	 *
	 * Attributes without a value are left out, because CloudEvents knows no empty ones.
	 *
	 * @return array<string, mixed>
	 */
	public function to_cloudevent(): array {
		$optional = array(
			'subject'     => $this->subject,
			'sequence'    => null === $this->sequence ? '' : (string) $this->sequence,
			'actorid'     => $this->actor_id ? (string) $this->actor_id : '',
			'actorname'   => $this->actor_name,
			'causationid' => (string) $this->causation_id,
			'origin'      => $this->origin,
		);
		return array(
			'specversion'     => '1.0',
			'id'              => $this->id,
			'source'          => home_url(),
			'type'            => $this->type,
			'time'            => self::format_time( $this->time_ms ),
			'datacontenttype' => 'application/json',
			'channel'         => $this->channel,
			'severity'        => $this->severity,
			// An empty array would be written as a list.
			'data'            => (object) $this->data,
		) + array_filter( $optional, static fn( string $value ): bool => '' !== $value );
	}

	/**
	 * What the text filter looks in.
	 *
	 * Only what the envelope itself holds, so that a screen can compute the same: actor, type,
	 * subject and the first strings of the data, each shortened, in lower case, with one space between.
	 */
	public function search_text(): string {
		$strings = array_slice( array_filter( array_values( $this->data ), 'is_string' ), 0, 20 );
		$parts   = array( $this->actor_name, $this->type, $this->subject, ...$strings );
		return self::fold( implode( ' ', array_map( static fn( string $part ): string => mb_substr( $part, 0, 191, 'UTF-8' ), $parts ) ) );
	}

	/**
	 * The form in which texts are compared: lower case, with one kind of sigma, which languages disagree about.
	 *
	 * @param string $text UTF-8.
	 */
	public static function fold( string $text ): string {
		return str_replace( 'ς', 'σ', mb_strtolower( $text, 'UTF-8' ) );
	}

	/**
	 * RFC 3339 in UTC with milliseconds.
	 *
	 * @param int $time_ms Milliseconds since 1970 UTC.
	 */
	public static function format_time( int $time_ms ): string {
		return gmdate( 'Y-m-d\TH:i:s', intdiv( $time_ms, 1000 ) ) . sprintf( '.%03dZ', $time_ms % 1000 );
	}
}
