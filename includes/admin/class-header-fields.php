<?php
/**
 * Headers on the settings form.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Admin;

defined( 'ABSPATH' ) || exit;

/**
 * Prints the headers that an HTTP address gets: their names, and fields for values that can be written and are never shown.
 *
 * @since 0.1.0
 */
final class Header_Fields {

	private const PATH = array( 'profile_options', 'headers' );

	/** Without a script no row can be added, so there are some to fill. */
	private const EMPTY_ROWS = 2;

	public function __construct(
		private readonly Form_Fields $fields,
		private readonly Form_Values $values,
	) {
	}

	/**
	 * Prints them.
	 */
	public function render(): void {
		$stored = $this->values->stored_headers();
		$rows   = array( ...$this->names(), ...array_fill( 0, self::EMPTY_ROWS, '' ) );
		foreach ( $rows as $index => $name ) {
			$this->row( $index, $name, in_array( strtolower( $name ), $stored, true ) );
		}
		$this->fields->error( self::PATH );
		printf(
			'<p class="description" id="%s">%s</p>',
			esc_attr( Form_Fields::id( self::PATH ) . '-help' ),
			esc_html__( 'For any HTTP address that asks for more than the proof above. A value is stored and never shown again: leave it empty to keep it, or empty the name to remove the header.', 'realtime-events' )
		);
	}

	private function row( int $index, string $name, bool $is_stored ): void {
		$path = array( ...self::PATH, (string) $index );
		printf(
			'<p><input type="text" name="%s" value="%s" class="regular-text code" style="max-width:14em" placeholder="X-Api-Key" autocomplete="off" spellcheck="false" aria-label="%s"%s> ',
			esc_attr( Form_Fields::name( array( ...$path, 'name' ) ) ),
			esc_attr( $name ),
			/* translators: %d: number of a row. */
			esc_attr( sprintf( __( 'Name of header %d', 'realtime-events' ), $index + 1 ) ),
			$this->fields->describes( self::PATH ) // phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- Escaped there.
		);
		printf(
			'<input type="password" name="%s" value="" class="regular-text code" placeholder="%s" autocomplete="new-password" aria-label="%s"%s></p>',
			esc_attr( Form_Fields::name( array( ...$path, 'value' ) ) ),
			$is_stored ? esc_attr__( 'stored', 'realtime-events' ) : '',
			/* translators: %d: number of a row. */
			esc_attr( sprintf( __( 'Value of header %d', 'realtime-events' ), $index + 1 ) ),
			$this->fields->describes( self::PATH ) // phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- Escaped there.
		);
	}

	/**
	 * The names, as they were typed and refused, else as they are stored.
	 *
	 * @return list<string>
	 */
	private function names(): array {
		$names = array();
		foreach ( (array) $this->values->get( self::PATH ) as $key => $part ) {
			$name = is_array( $part ) ? ( $part['name'] ?? '' ) : $key;
			if ( is_scalar( $name ) && '' !== (string) $name ) {
				$names[] = (string) $name;
			}
		}
		return $names;
	}
}
