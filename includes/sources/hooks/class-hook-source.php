<?php
/**
 * Any action that an admin names.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Sources\Hooks;

use Realtime_Events\Publishing\Publisher;

defined( 'ABSPATH' ) || exit;

/**
 * Makes events of any action that an admin names.
 *
 * @since 0.1.0
 */
final class Hook_Source {

	/** One action in one request; more is a loop, and not news. */
	public const MAX_EVENTS_PER_REQUEST = 100;

	/**
	 * By action: how many this request has told.
	 *
	 * @var array<string, int>
	 */
	private array $told = array();

	/**
	 * So that an action which is fired by publishing does not go round in circles.
	 */
	private bool $is_telling = false;

	public function __construct( private readonly Publisher $publisher ) {
	}

	/**
	 * A named action was fired.
	 *
	 * @param array{ hook: string, type: string, channel: string, severity: string, fields: array<string, string> } $mapping   What becomes of it.
	 * @param array<mixed>                                                                                          $arguments What it was fired with.
	 */
	public function fired( array $mapping, array $arguments ): void {
		$hook  = $mapping['hook'];
		$count = $this->told[ $hook ] ?? 0;
		if ( $this->is_telling || $count >= self::MAX_EVENTS_PER_REQUEST ) {
			return;
		}
		$this->told[ $hook ] = $count + 1;
		$this->is_telling    = true;
		try {
			$this->publisher->publish(
				$mapping['type'],
				self::data( $mapping['fields'], $arguments ),
				array(
					'channel'  => $mapping['channel'],
					'severity' => $mapping['severity'],
				)
			);
		} finally {
			$this->is_telling = false;
		}
	}

	/**
	 * @param array<string, string> $fields    Place by name; none to take the first argument as it is.
	 * @param array<mixed>          $arguments The arguments.
	 * @return array<string, mixed>
	 */
	private static function data( array $fields, array $arguments ): array {
		if ( $fields ) {
			return array_map( static fn( string $path ): mixed => Arguments::at( $arguments, $path ), $fields );
		}
		$first = Arguments::plain( $arguments[0] ?? null );
		if ( is_array( $first ) && ! array_is_list( $first ) ) {
			// A secret may be among what nobody chose one by one.
			return array_filter( $first, static fn( int|string $name ): bool => ! Mask::is_secret( (string) $name ), ARRAY_FILTER_USE_KEY );
		}
		return null === $first || array() === $first || '' === $first ? array() : array( 'value' => $first );
	}
}
