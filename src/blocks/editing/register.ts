import {
	registerBlockType,
	type Block,
	type BlockEditProps,
} from '@wordpress/blocks';
import type { ComponentType } from 'react';

type Settings = Parameters< typeof registerBlockType >[ 1 ];

/** Into which blocks a block can be turned, and out of which. @since 0.1.0 */
export interface Transforms {
	readonly from?: readonly Transform[];
	readonly to?: readonly Transform[];
}

interface Transform {
	readonly type: 'block';
	readonly blocks: readonly string[];
	// eslint-disable-next-line @typescript-eslint/no-explicit-any -- Attributes of whatever block it is.
	readonly transform: ( attributes: any ) => unknown;
}

/**
 * Gives a block its editing side. All else WordPress knows from its block.json,
 * by way of the server, which the types of the package do not foresee.
 *
 * The server renders the blocks, and a post has nothing of them but their
 * attributes: there is no saved HTML that a later version could fail to know.
 *
 * @since 0.1.0
 */
export function registerEdit< Attributes extends Record< string, unknown > >(
	name: string,
	edit: ComponentType< BlockEditProps< Attributes > >,
	transforms: Transforms = {}
): Block | undefined {
	return registerBlockType( name, {
		edit,
		transforms,
		save: () => null,
	} as unknown as Settings ) as Block | undefined;
}
