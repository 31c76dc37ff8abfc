<?php
/**
 * Declares types from a table.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Events\Types;

use Realtime_Events\Events\Event_Types;

defined( 'ABSPATH' ) || exit;

/**
 * Declares the types of a group from a table of their looks and two of their words.
 *
 * The words are asked for when they are shown, so that they come in the language of that moment.
 *
 * @since 0.1.0
 */
final class Group {

	/**
	 * @param string                          $name          Name of the group.
	 * @param string                          $channel       Who may receive its events, unless the table says otherwise.
	 * @param array<string, mixed>            $properties    JSON Schema of the fields of the data, by name.
	 * @param list<string>                    $public_fields Fields that may be public where an admin allows it.
	 * @param \Closure(): array<string, string> $labels      What a type is called, by type.
	 * @param \Closure(): array<string, string> $sentences   What is told of one, by type.
	 */
	public function __construct(
		private readonly string $name,
		private readonly string $channel,
		private readonly array $properties,
		private readonly array $public_fields,
		private readonly \Closure $labels,
		private readonly \Closure $sentences,
	) {
	}

	/**
	 * Declares the types.
	 *
	 * @param Event_Types                         $types The registry.
	 * @param array<string, array<string, mixed>> $looks By type: `icon`, and what differs from the group, as Event_Types::register() takes it.
	 */
	public function declare( Event_Types $types, array $looks ): void {
		$labels    = $this->labels;
		$sentences = $this->sentences;
		foreach ( $looks as $type => $look ) {
			$types->register(
				$type,
				$look + array(
					'label'         => static fn(): string => $labels()[ $type ],
					'sentence'      => static fn(): string => $sentences()[ $type ],
					'group'         => $this->name,
					'schema'        => array(
						'type'       => 'object',
						'properties' => $this->properties,
					),
					'public_fields' => $this->public_fields,
					'channel'       => $this->channel,
				)
			);
		}
	}

	/**
	 * JSON Schema of fields that are texts.
	 *
	 * @param string ...$names Their names.
	 * @return array<string, array{ type: string }>
	 */
	public static function texts( string ...$names ): array {
		return array_fill_keys( $names, array( 'type' => 'string' ) );
	}

	/**
	 * JSON Schema of fields that are whole numbers.
	 *
	 * @param string ...$names Their names.
	 * @return array<string, array{ type: string }>
	 */
	public static function integers( string ...$names ): array {
		return array_fill_keys( $names, array( 'type' => 'integer' ) );
	}

	/**
	 * JSON Schema of fields that are lists of texts.
	 *
	 * @param string ...$names Their names.
	 * @return array<string, array<string, mixed>>
	 */
	public static function lists( string ...$names ): array {
		return array_fill_keys(
			$names,
			array(
				'type'  => 'array',
				'items' => array( 'type' => 'string' ),
			)
		);
	}
}
