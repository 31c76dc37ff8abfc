<?php
/**
 * The look that an editor chose.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Blocks;

defined( 'ABSPATH' ) || exit;

/**
 * Colours and border of a block whose outermost element is not the one that they belong to.
 *
 * @since 0.1.0
 */
final class Block_Look {

	/**
	 * @param array<string, mixed> $attributes Of a block that skips the serialization of colours and border.
	 */
	public static function class_names( array $attributes ): string {
		return (string) ( self::styles( $attributes )['classnames'] ?? '' );
	}

	/**
	 * @param array<string, mixed> $attributes Of a block that skips the serialization of colours and border.
	 */
	public static function css( array $attributes ): string {
		return (string) ( self::styles( $attributes )['css'] ?? '' );
	}

	/**
	 * @param array<string, mixed> $attributes Of the block.
	 * @return array{ css?: string, classnames?: string }
	 */
	private static function styles( array $attributes ): array {
		$style = is_array( $attributes['style'] ?? null ) ? $attributes['style'] : array();
		$color = is_array( $style['color'] ?? null ) ? $style['color'] : array();
		foreach ( array(
			'text'       => array( 'textColor', 'color' ),
			'background' => array( 'backgroundColor', 'color' ),
			'gradient'   => array( 'gradient', 'gradient' ),
		) as $part => list( $attribute, $preset ) ) {
			if ( is_string( $attributes[ $attribute ] ?? null ) && '' !== $attributes[ $attribute ] ) {
				$color[ $part ] = "var:preset|{$preset}|{$attributes[ $attribute ]}";
			}
		}
		$border = is_array( $style['border'] ?? null ) ? $style['border'] : array();
		if ( is_string( $attributes['borderColor'] ?? null ) && '' !== $attributes['borderColor'] ) {
			$border['color'] = "var:preset|color|{$attributes['borderColor']}";
		}
		return wp_style_engine_get_styles(
			array_filter(
				array(
					'color'  => $color,
					'border' => $border,
				)
			),
			array( 'convert_vars_to_classnames' => true )
		);
	}
}
