import {
	BlockControls,
	InspectorControls,
	useBlockProps,
} from '@wordpress/block-editor';
import type { BlockEditProps } from '@wordpress/blocks';
import { ToolbarButton, ToolbarGroup } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { sampleItems } from '../editing/sample-items';
import { TypesPanel } from '../editing/types-panel';
import { clockTime, pageLanguage } from '../shared/when';
import type { NoticeAttributes } from './attributes';
import { Card } from './card';
import { AudiencePanel, DisplayPanel } from './display-panel';

const SAMPLES = 2;
const SAMPLE_STEP_MS = 60_000;

export function Edit( {
	attributes,
	setAttributes,
}: BlockEditProps< NoticeAttributes > ) {
	const { types, templates, display, corner, stack } = attributes;
	const [ dismissed, setDismissed ] = useState< readonly number[] >( [] );
	/** Number of the newest sample: each press of the button makes one more. */
	const [ newest, setNewest ] = useState( SAMPLES - 1 );
	const [ now ] = useState( Date.now );
	const most = display === 'banner' ? 1 : stack;
	const samples = sampleItems(
		types,
		templates,
		( time ) => clockTime( time, pageLanguage() ),
		newest + 1,
		now,
		SAMPLE_STEP_MS
	)
		.map( ( item, number ) => ( { item, number } ) )
		.filter( ( { number } ) => ! dismissed.includes( number ) )
		.slice( -most );
	const blockProps = useBlockProps( {
		className: `is-display-${ display } is-corner-${ corner } is-edited`,
	} );
	return (
		<>
			<BlockControls>
				<ToolbarGroup>
					<ToolbarButton onClick={ () => setNewest( newest + 1 ) }>
						{ __( 'Preview arriving notice', 'realtime-events' ) }
					</ToolbarButton>
				</ToolbarGroup>
			</BlockControls>
			<InspectorControls>
				<TypesPanel
					types={ types }
					templates={ templates }
					onChange={ setAttributes }
				/>
				<DisplayPanel
					attributes={ attributes }
					onChange={ setAttributes }
				/>
				<AudiencePanel
					attributes={ attributes }
					onChange={ setAttributes }
				/>
			</InspectorControls>
			<div { ...blockProps }>
				<ul className="wp-block-realtime-events-notice__list">
					{ samples.map( ( { item, number } ) => (
						<Card
							key={ number }
							item={ item }
							attributes={ attributes }
							onDismiss={ () =>
								setDismissed( [ ...dismissed, number ] )
							}
						/>
					) ) }
				</ul>
				{ samples.length === 0 && (
					<p className="realtime-events-hint">
						{ __(
							'Notices will appear here. Press “Preview arriving notice” to see one.',
							'realtime-events'
						) }
					</p>
				) }
			</div>
		</>
	);
}
