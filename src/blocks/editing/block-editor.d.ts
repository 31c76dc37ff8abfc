/**
 * The parts of the package that the blocks use: it is published without types.
 */
declare module '@wordpress/block-editor' {
	import type { ComponentType, HTMLAttributes, ReactNode } from 'react';

	interface Look {
		className?: string;
		style?: Record< string, string >;
	}

	export const BlockControls: ComponentType< {
		group?: string;
		children: ReactNode;
	} >;
	export const InspectorControls: ComponentType< {
		group?: string;
		children: ReactNode;
	} >;
	export function useBlockProps< Props extends object >(
		props?: Props
	): Props & HTMLAttributes< HTMLElement >;
	export function __experimentalUseColorProps(
		attributes: Record< string, unknown >
	): Look;
	export function __experimentalUseBorderProps(
		attributes: Record< string, unknown >
	): Look;
}
