<?php
/**
 * Fields of the settings form.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Admin;

use Realtime_Events\Settings\Options;

defined( 'ABSPATH' ) || exit;

/**
 * Prints the fields of a form that works without JavaScript: value, help, and beside it what is wrong.
 *
 * @since 0.1.0
 */
final class Form_Fields {

	public function __construct( private readonly Form_Values $values ) {
	}

	/**
	 * A line of text.
	 *
	 * @param array{ path: list<string>, type?: string, help?: string, placeholder?: string, min?: int, max?: int } $field What it is.
	 */
	public function text( array $field ): void {
		$value = $this->values->get( $field['path'] );
		printf(
			'<input type="%s" id="%s" name="%s" value="%s" class="%s" placeholder="%s" autocomplete="off" spellcheck="false"%s%s>',
			esc_attr( $field['type'] ?? 'text' ),
			esc_attr( self::id( $field['path'] ) ),
			esc_attr( self::name( $field['path'] ) ),
			esc_attr( is_scalar( $value ) ? (string) $value : '' ),
			self::width( $field ),
			esc_attr( $field['placeholder'] ?? '' ),
			isset( $field['min'], $field['max'] ) ? sprintf( ' min="%d" max="%d"', (int) $field['min'], (int) $field['max'] ) : '',
			$this->attributes( $field['path'] ) // phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- Escaped there.
		);
		$this->notes( $field );
	}

	/**
	 * WordPress's class for a field of the width that its value needs.
	 *
	 * @param array{ type?: string, max?: int } $field What it is.
	 */
	private static function width( array $field ): string {
		if ( 'number' !== ( $field['type'] ?? 'text' ) ) {
			return 'regular-text code';
		}
		// A small field of WordPress shows four digits.
		return ( $field['max'] ?? 0 ) < 10000 ? 'small-text' : '';
	}

	/**
	 * One of several.
	 *
	 * @param array{ path: list<string>, choices: array<string, string>, help?: string } $field What it is.
	 */
	public function select( array $field ): void {
		$this->choice( $field['path'], '', $field['choices'], (string) $this->values->get( $field['path'] ) );
		$this->notes( $field );
	}

	/**
	 * A list to choose from, without notes.
	 *
	 * @param list<string>          $path    Its place in the option.
	 * @param string                $label   What it is, for screen readers; '' where a label stands beside it.
	 * @param array<string, string> $choices Value → what it is called.
	 * @param string                $chosen  The value that is chosen.
	 */
	public function choice( array $path, string $label, array $choices, string $chosen ): void {
		printf(
			'<select id="%s" name="%s"%s%s>',
			esc_attr( self::id( $path ) ),
			esc_attr( self::name( $path ) ),
			'' === $label ? '' : sprintf( ' aria-label="%s"', esc_attr( $label ) ),
			$this->attributes( $path ) // phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- Escaped there.
		);
		foreach ( $choices as $choice => $text ) {
			printf( '<option value="%s"%s>%s</option>', esc_attr( (string) $choice ), selected( $chosen, (string) $choice, false ), esc_html( $text ) );
		}
		echo '</select>';
	}

	/**
	 * Yes or no. A box that is not ticked sends nothing, so the hidden field says no for it.
	 *
	 * @param array{ path: list<string>, text: string, help?: string } $field What it is.
	 */
	public function checkbox( array $field ): void {
		$this->box( $field['path'], $field['text'], (bool) $this->values->get( $field['path'] ) );
		$this->notes( $field );
	}

	/**
	 * Any of several. The hidden field is there so that none can be chosen.
	 *
	 * @param array{ path: list<string>, choices: array<string, string>, help?: string } $field What it is.
	 */
	public function boxes( array $field ): void {
		$name   = self::name( $field['path'] ) . '[]';
		$chosen = (array) $this->values->get( $field['path'] );
		printf( '<fieldset%s><input type="hidden" name="%s" value="">', $this->describes( $field['path'] ), esc_attr( $name ) ); // phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- Escaped there.
		foreach ( $field['choices'] as $choice => $label ) {
			printf( '<label><input type="checkbox" name="%s" value="%s"%s> %s</label><br>', esc_attr( $name ), esc_attr( (string) $choice ), checked( in_array( (string) $choice, $chosen, true ), true, false ), esc_html( $label ) );
		}
		echo '</fieldset>';
		$this->notes( $field );
	}

	/**
	 * A box with its label.
	 *
	 * @param list<string> $path       Its place in the option.
	 * @param string       $text       What it says.
	 * @param bool         $is_checked Whether it is ticked.
	 * @param bool         $is_hidden  Whether its text is for screen readers alone.
	 */
	public function box( array $path, string $text, bool $is_checked, bool $is_hidden = false ): void {
		$name = esc_attr( self::name( $path ) );
		printf(
			'<label><input type="hidden" name="%1$s" value="0"><input type="checkbox" id="%2$s" name="%1$s" value="1"%3$s%4$s> <span%5$s>%6$s</span></label>',
			$name, // phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- Escaped above.
			esc_attr( self::id( $path ) ),
			checked( $is_checked, true, false ),
			$this->attributes( $path ), // phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- Escaped there.
			$is_hidden ? ' class="screen-reader-text"' : '',
			esc_html( $text )
		);
	}

	/**
	 * What is wrong with a field, where something is.
	 *
	 * @param list<string> $path Its place in the option.
	 */
	public function error( array $path ): void {
		$error = $this->values->error( $path );
		if ( '' !== $error ) {
			printf( '<p id="%s" class="notice notice-error inline realtime-events-field-error">%s</p>', esc_attr( self::id( $path ) . '-error' ), esc_html( $error ) );
		}
	}

	/**
	 * The attribute that leads from an element to the notes of a field, escaped: for one of several that have them together.
	 *
	 * @param list<string> $path The field's place in the option.
	 */
	public function describes( array $path ): string {
		$id = self::id( $path );
		return sprintf( ' aria-describedby="%s"', esc_attr( '' === $this->values->error( $path ) ? "$id-help" : "$id-error $id-help" ) );
	}

	/**
	 * Id of a field's element.
	 *
	 * @param list<string> $path Its place in the option.
	 */
	public static function id( array $path ): string {
		return 'realtime-events-' . preg_replace( '/[^a-z0-9-]+/i', '-', implode( '-', $path ) );
	}

	/**
	 * Name of a field in the form.
	 *
	 * @param list<string> $path Its place in the option.
	 */
	public static function name( array $path ): string {
		return Options::NAME . '[' . implode( '][', $path ) . ']';
	}

	/**
	 * What is wrong, what helps, and who decides instead.
	 *
	 * @param array{ path: list<string>, help?: string } $field What it is.
	 */
	private function notes( array $field ): void {
		$this->error( $field['path'] );
		$constant = $this->values->overridden_by( $field['path'] );
		/* translators: %s: name of a PHP constant. */
		$help = null === $constant ? ( $field['help'] ?? '' ) : sprintf( __( 'Set in wp-config.php by %s.', 'realtime-events' ), $constant );
		if ( '' !== $help ) {
			printf( '<p class="description" id="%s">%s</p>', esc_attr( self::id( $field['path'] ) . '-help' ), esc_html( $help ) );
		}
	}

	/**
	 * Attributes that tie a field to its notes, escaped.
	 *
	 * @param list<string> $path Its place in the option.
	 */
	private function attributes( array $path ): string {
		return ( null === $this->values->overridden_by( $path ) ? '' : ' disabled' )
			. ( '' === $this->values->error( $path ) ? '' : ' aria-invalid="true"' )
			. $this->describes( $path );
	}
}
