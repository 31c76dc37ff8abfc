<?php
/**
 * What the fields of the settings form show.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Admin;

use Realtime_Events\Settings\Options;
use Realtime_Events\Settings\Rejected_Input;

defined( 'ABSPATH' ) || exit;

/**
 * The value of each field: what was typed and refused, else what is in force. And what is wrong with it.
 *
 * Fields are named by their path: `server_url`, `profile_options.socket_url`.
 *
 * @since 0.1.0
 */
final class Form_Values {

	/**
	 * What was typed and refused, taken once a request.
	 *
	 * @var array{ input: array<string, mixed>, errors: array<string, string> }|null
	 */
	private ?array $refused = null;

	public function __construct(
		private readonly Options $options,
		private readonly Rejected_Input $rejected,
	) {
	}

	/**
	 * What a field shows.
	 *
	 * @param list<string> $path Its place in the option.
	 */
	public function get( array $path ): mixed {
		$typed = null === $this->overridden_by( $path ) ? self::find( $this->refused()['input'], $path ) : null;
		return $typed ?? self::find( $this->options->all(), $path );
	}

	/**
	 * What is wrong with a field, or ''.
	 *
	 * @param list<string> $path Its place in the option.
	 */
	public function error( array $path ): string {
		return $this->refused()['errors'][ implode( '.', $path ) ] ?? '';
	}

	/**
	 * Whether anything was refused.
	 */
	public function has_errors(): bool {
		return array() !== $this->refused()['errors'];
	}

	/**
	 * The constant that decides a field, if one does.
	 *
	 * @param list<string> $path Its place in the option.
	 */
	public function overridden_by( array $path ): ?string {
		return 1 === count( $path ) ? $this->options->overridden_by( $path[0] ) : null;
	}

	/**
	 * Names of the headers that have a stored value, in small letters.
	 *
	 * @return list<string>
	 */
	public function stored_headers(): array {
		return array_map( static fn( int|string $name ): string => strtolower( (string) $name ), array_keys( (array) $this->options->profile_option( 'headers' ) ) );
	}

	/**
	 * @return array{ input: array<string, mixed>, errors: array<string, string> }
	 */
	private function refused(): array {
		return $this->refused ??= $this->rejected->take();
	}

	/**
	 * @param mixed        $values Nested arrays.
	 * @param list<string> $path   Where to look.
	 */
	private static function find( mixed $values, array $path ): mixed {
		foreach ( $path as $name ) {
			$values = is_array( $values ) ? ( $values[ $name ] ?? null ) : null;
		}
		return $values;
	}
}
