import { createBlock } from '@wordpress/blocks';
import type { Transforms } from '../editing/register';
import { sampleText, type LiveValueSettings } from './sample';

const SOURCE = 'realtime-events/value';

const KEYS = [ 'counts', 'eventType', 'object', 'label', 'labelOne' ] as const;

/** Those that say something else than the source does by itself. */
const chosen = ( settings: LiveValueSettings ): LiveValueSettings =>
	Object.fromEntries(
		KEYS.filter( ( key ) => settings[ key ] ).map( ( key ) => [
			key,
			settings[ key ],
		] )
	);

const bound = ( settings: LiveValueSettings ) => {
	const args = chosen( settings );
	return {
		content: sampleText( args ),
		metadata: { bindings: { content: { source: SOURCE, args } } },
	};
};

/**
 * A number is a paragraph or a heading whose text is bound to it.
 *
 * @since 0.1.0
 */
export const transforms: Transforms = {
	to: [ 'core/paragraph', 'core/heading' ].map( ( name ) => ( {
		type: 'block' as const,
		blocks: [ name ],
		transform: ( attributes: LiveValueSettings ) =>
			createBlock( name, bound( attributes ) ),
	} ) ),
};
