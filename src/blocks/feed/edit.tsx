import { InspectorControls, useBlockProps } from '@wordpress/block-editor';
import type { BlockEditProps } from '@wordpress/blocks';
import {
	PanelBody,
	RangeControl,
	SelectControl,
	TextControl,
	ToggleControl,
} from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { PartsView } from '../editing/parts-view';
import { sampleItems } from '../editing/sample-items';
import { TypesPanel } from '../editing/types-panel';
import { pageLanguage, timeAgo } from '../shared/when';

/** As block.json declares them. */
interface FeedAttributes extends Record< string, unknown > {
	types: string[];
	templates: Record< string, string >;
	items: number;
	layout: 'list' | 'cards';
	showTime: boolean;
	emptyText: string;
}

const SAMPLE_STEP_MS = -7 * 60_000;

const BLOCK = 'wp-block-realtime-events-feed';

export function Edit( {
	attributes,
	setAttributes,
}: BlockEditProps< FeedAttributes > ) {
	const { types, templates, items, layout, showTime, emptyText } = attributes;
	const [ now ] = useState( Date.now );
	const samples = sampleItems(
		types,
		templates,
		( time ) => timeAgo( time, now, pageLanguage() ),
		items,
		now,
		SAMPLE_STEP_MS
	);
	const blockProps = useBlockProps( {
		className: `is-layout-${ layout }${ showTime ? '' : ' has-no-times' }`,
	} );
	return (
		<>
			<InspectorControls>
				<TypesPanel
					types={ types }
					templates={ templates }
					onChange={ setAttributes }
				/>
				<PanelBody title={ __( 'Display', 'realtime-events' ) }>
					<RangeControl
						__next40pxDefaultSize
						label={ __( 'Number of events', 'realtime-events' ) }
						value={ items }
						min={ 1 }
						max={ 50 }
						onChange={ ( value = 1 ) =>
							setAttributes( { items: value } )
						}
					/>
					<SelectControl
						__next40pxDefaultSize
						label={ __( 'Layout', 'realtime-events' ) }
						value={ layout }
						options={ [
							{
								value: 'list',
								label: __( 'List', 'realtime-events' ),
							},
							{
								value: 'cards',
								label: __( 'Cards', 'realtime-events' ),
							},
						] }
						onChange={ ( value ) =>
							setAttributes( { layout: value } )
						}
					/>
					<ToggleControl
						label={ __(
							'Show when it happened',
							'realtime-events'
						) }
						checked={ showTime }
						onChange={ ( value ) =>
							setAttributes( { showTime: value } )
						}
					/>
					<TextControl
						__next40pxDefaultSize
						label={ __(
							'While there is nothing',
							'realtime-events'
						) }
						placeholder={ __(
							'Nothing has happened yet. It will appear here by itself.',
							'realtime-events'
						) }
						value={ emptyText }
						onChange={ ( value ) =>
							setAttributes( { emptyText: value } )
						}
					/>
				</PanelBody>
			</InspectorControls>
			<div { ...blockProps }>
				<ul className={ `${ BLOCK }__list` }>
					{ samples.map( ( item ) => (
						<li
							key={ item.id }
							className={ `${ BLOCK }__item` }
							data-severity={ item.severity }
						>
							<p className={ `${ BLOCK }__sentence` }>
								<PartsView parts={ item.parts } />
							</p>
							<time
								className={ `${ BLOCK }__time` }
								dateTime={ item.time }
							>
								{ item.timeText }
							</time>
						</li>
					) ) }
				</ul>
			</div>
		</>
	);
}
