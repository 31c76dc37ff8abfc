<?php
/**
 * What is asked of the ledger.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Events;

defined( 'ABSPATH' ) || exit;

/**
 * What is asked of the ledger: who asks, which page, which filter.
 *
 * The filter is a contract that the browser's predicate (src/store) keeps as well, so that history and what
 * arrives live agree. An event passes when it passes every part that is given:
 *
 * | part       | values                   | passes when                                                            |
 * |------------|--------------------------|------------------------------------------------------------------------|
 * | `type`     | type names               | its type is one of them                                                |
 * | `group`    | group names              | its type's group is one of them; undeclared types are in `custom`      |
 * | `severity` | severities               | its severity is one of them                                            |
 * | `actor`    | user ids, 0 for nobody   | its actor is one of them                                               |
 * | `subject`  | subjects                 | its subject is one of them, byte by byte                               |
 * | `channel`  | channel names            | its channel is one of them                                             |
 * | `origin`   | ways in, '' for pages    | its origin is one of them                                              |
 * | `triage`   | see TRIAGE               | that is how the team left it, as far as whoever asks may know          |
 * | `search`   | a text                   | every word of it is in Event::search_text() or in the type's label     |
 * | `since`    | RFC 3339 or milliseconds | its time is at or after it                                             |
 * | `until`    | RFC 3339 or milliseconds | its time is before it                                                  |
 *
 * Each part but the last three also exists as `exclude_…`, which passes when the event is none of them. Words are
 * what is between white space, folded by Event::fold(); the label is the translated one of whoever asks. What was done
 * about an event is itself an event that is left in no state at all. What is put off is open again when its time has come.
 *
 * @since 0.1.0
 */
final class Event_Query {

	public const MAX_PER_PAGE     = 100;
	public const DEFAULT_PER_PAGE = 50;

	/** Parts whose value is a list. */
	public const LISTS = array( 'type', 'group', 'severity', 'actor', 'subject', 'channel', 'origin', 'triage' );

	/** How a team leaves an event: nothing done yet, looked after, done, put off. */
	public const TRIAGE = array( 'open', 'claimed', 'resolved', 'snoozed' );

	/** More values than a screen can offer would only slow the query down. */
	public const MAX_VALUES            = 100;
	public const MAX_WORDS             = 8;
	public const MAX_SEARCH_CHARACTERS = 200;

	/**
	 * @param list<string>|null               $channels What the one who asks may read; null for everything, which only the site's own shell may.
	 * @param int|null                        $after    Only later sequences, oldest first.
	 * @param int|null                        $before   Only earlier sequences.
	 * @param int                             $per_page How many at most.
	 * @param array<string, list<string|int>> $include  By part: one of these.
	 * @param array<string, list<string|int>> $exclude  By part: none of these.
	 * @param list<string>                    $words    Each of these, folded.
	 * @param int|null                        $since_ms At or after.
	 * @param int|null                        $until_ms Before.
	 * @param int|null                        $from     Only this sequence and later ones, still newest first: how far a search looks back.
	 */
	public function __construct(
		public readonly ?array $channels,
		public readonly ?int $after = null,
		public readonly ?int $before = null,
		public readonly int $per_page = self::DEFAULT_PER_PAGE,
		public readonly array $include = array(),
		public readonly array $exclude = array(),
		public readonly array $words = array(),
		public readonly ?int $since_ms = null,
		public readonly ?int $until_ms = null,
		public readonly ?int $from = null,
	) {
	}

	/**
	 * Reads the parameters of a request. What makes no sense counts as not given; refuse it before, by the schema in params().
	 *
	 * @param array<string, mixed> $params   By name.
	 * @param list<string>|null    $channels What the one who asks may read; null for everything.
	 */
	public static function from_params( array $params, ?array $channels ): self {
		$include = array();
		$exclude = array();
		foreach ( self::LISTS as $part ) {
			$include[ $part ] = self::values( $part, $params[ $part ] ?? null );
			$exclude[ $part ] = self::values( $part, $params[ "exclude_{$part}" ] ?? null );
		}
		$search = is_string( $params['search'] ?? null ) ? mb_substr( wp_check_invalid_utf8( $params['search'] ), 0, self::MAX_SEARCH_CHARACTERS ) : '';
		return new self(
			channels: $channels,
			after: self::cursor( $params['after'] ?? null ),
			before: self::cursor( $params['before'] ?? null ),
			per_page: min( self::MAX_PER_PAGE, max( 1, (int) ( $params['per_page'] ?? self::DEFAULT_PER_PAGE ) ) ),
			include: array_filter( $include ),
			exclude: array_filter( $exclude ),
			words: array_slice( (array) preg_split( '/\s+/u', Event::fold( $search ), -1, PREG_SPLIT_NO_EMPTY ), 0, self::MAX_WORDS ),
			since_ms: self::moment( $params['since'] ?? null ),
			until_ms: self::moment( $params['until'] ?? null ),
		);
	}

	/**
	 * A copy in which some properties differ.
	 *
	 * @param array<string, mixed> $properties By name, as the constructor takes them.
	 */
	public function with( array $properties ): self {
		return new self( ...$properties + get_object_vars( $this ) );
	}

	/**
	 * The queries that together ask the same, each of one severity: of one the index has a page in order, of several a database sorts all there are.
	 *
	 * A search is read piece by piece anyway.
	 *
	 * @return list<self>
	 */
	public function by_severity(): array {
		$severities = array_intersect( Event::SEVERITIES, $this->include['severity'] ?? array() );
		return count( $severities ) < 2 || $this->words
			? array( $this )
			: array_map( fn( string $severity ): self => $this->with( array( 'include' => array( 'severity' => array( $severity ) ) + $this->include ) ), array_values( $severities ) );
	}

	/**
	 * The parameters as a REST route declares them.
	 *
	 * @return array<string, array<string, mixed>>
	 */
	public static function params(): array {
		$cursor = array(
			'type'    => 'integer',
			'minimum' => 0,
		);
		$moment = array( 'type' => array( 'integer', 'string' ) );
		$params = array(
			'after'    => array( 'description' => __( 'Only events after this sequence, oldest first.', 'realtime-events' ) ) + $cursor,
			'before'   => array( 'description' => __( 'Only events before this sequence.', 'realtime-events' ) ) + $cursor,
			'per_page' => array(
				'description' => __( 'How many events at most.', 'realtime-events' ),
				'type'        => 'integer',
				'minimum'     => 1,
				'maximum'     => self::MAX_PER_PAGE,
				'default'     => self::DEFAULT_PER_PAGE,
			),
			'search'   => array(
				'description' => __( 'Words that an event has to have.', 'realtime-events' ),
				'type'        => 'string',
				'maxLength'   => self::MAX_SEARCH_CHARACTERS,
			),
			'since'    => array( 'description' => __( 'Only events at or after this moment: RFC 3339, or milliseconds since 1970.', 'realtime-events' ) ) + $moment,
			'until'    => array( 'description' => __( 'Only events before this moment: RFC 3339, or milliseconds since 1970.', 'realtime-events' ) ) + $moment,
		);
		foreach ( self::LISTS as $part ) {
			$items = 'actor' === $part ? $cursor : array( 'type' => 'string' );
			if ( 'severity' === $part || 'triage' === $part ) {
				$items['enum'] = 'triage' === $part ? self::TRIAGE : Event::SEVERITIES;
			}
			foreach ( array( $part, "exclude_{$part}" ) as $name ) {
				$params[ $name ] = array(
					'type'     => 'array',
					'items'    => $items,
					'maxItems' => self::MAX_VALUES,
				);
			}
		}
		return $params;
	}

	/**
	 * @param mixed $value A list, or its values with commas between.
	 * @return list<string|int>
	 */
	private static function values( string $part, mixed $value ): array {
		if ( null === $value || '' === $value ) {
			return array();
		}
		$values = array_filter( is_array( $value ) ? $value : explode( ',', (string) $value ), 'is_scalar' );
		$values = array_slice( array_values( $values ), 0, self::MAX_VALUES );
		return 'actor' === $part
			? array_map( 'intval', array_filter( $values, 'is_numeric' ) )
			: array_map( static fn( mixed $one ): string => wp_check_invalid_utf8( (string) $one ), $values );
	}

	private static function cursor( mixed $value ): ?int {
		return is_numeric( $value ) && $value >= 0 ? (int) $value : null;
	}

	private static function moment( mixed $value ): ?int {
		if ( is_numeric( $value ) ) {
			return max( 0, (int) $value );
		}
		$moment = is_string( $value ) && '' !== $value ? date_create_immutable( $value, new \DateTimeZone( 'UTC' ) ) : false;
		return $moment ? max( 0, (int) $moment->format( 'Uv' ) ) : null;
	}
}
