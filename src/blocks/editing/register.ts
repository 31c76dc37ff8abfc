import { registerBlockType, type BlockEditProps } from '@wordpress/blocks';
import type { ComponentType } from 'react';

type Settings = Parameters< typeof registerBlockType >[ 1 ];

/**
 * Gives a block its editing side. All else WordPress knows from its block.json,
 * by way of the server, which the types of the package do not foresee.
 *
 * @since 0.1.0
 */
export function registerEdit< Attributes extends Record< string, unknown > >(
	name: string,
	edit: ComponentType< BlockEditProps< Attributes > >
): void {
	registerBlockType( name, {
		edit,
		save: () => null,
	} as unknown as Settings );
}
