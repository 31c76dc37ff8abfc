import { InspectorControls, useBlockProps } from '@wordpress/block-editor';
import type { BlockEditProps } from '@wordpress/blocks';
import { PanelBody, SelectControl, TextControl } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { editorData, toldTypes, typesCounting } from '../editing/offered-types';
import { PublicSwitch } from '../editing/public-switch';
import { sampleText, type Counts } from './sample';

/** As block.json declares them. */
interface CounterAttributes extends Record< string, unknown > {
	counts: Counts;
	eventType: string;
	/** A post or product; 0: the one that the block stands in. */
	object: number;
	label: string;
	labelOne: string;
}

export function Edit( {
	attributes,
	setAttributes,
}: BlockEditProps< CounterAttributes > ) {
	const { counts, eventType, object, label, labelOne } = attributes;
	const { counterLabels, hasShop } = editorData();
	const [ ownLabel = '{count}', ownLabelOne = '' ] =
		counterLabels[ counts ] ?? [];
	const options = [
		{
			value: 'page',
			label: __( 'People on this page', 'realtime-events' ),
		},
		{ value: 'site', label: __( 'People on the site', 'realtime-events' ) },
		{ value: 'events', label: __( 'Events today', 'realtime-events' ) },
		{
			value: 'comments',
			label: __( 'Comments of a post', 'realtime-events' ),
		},
		...( hasShop || counts === 'stock'
			? [
					{
						value: 'stock',
						label: __( 'Stock of a product', 'realtime-events' ),
					},
				]
			: [] ),
	] as Array< { value: CounterAttributes[ 'counts' ]; label: string } >;
	return (
		<>
			<InspectorControls>
				<PanelBody title={ __( 'What to count', 'realtime-events' ) }>
					<SelectControl
						__next40pxDefaultSize
						label={ __( 'Count', 'realtime-events' ) }
						value={ counts }
						options={ options }
						onChange={ ( value ) =>
							setAttributes( { counts: value } )
						}
					/>
					{ counts === 'events' && (
						<>
							<SelectControl
								__next40pxDefaultSize
								label={ __( 'Event type', 'realtime-events' ) }
								value={ eventType }
								options={ [
									{
										value: '',
										label: __(
											'Choose…',
											'realtime-events'
										),
									},
									...toldTypes().map(
										( [ value, type ] ) => ( {
											value,
											label: type.label,
										} )
									),
								] }
								onChange={ ( value ) =>
									setAttributes( { eventType: value } )
								}
							/>
							<PublicSwitch types={ [ eventType ] } />
						</>
					) }
					<PublicSwitch types={ typesCounting( counts ) } />
					{ ( counts === 'comments' || counts === 'stock' ) && (
						<TextControl
							__next40pxDefaultSize
							type="number"
							label={ __( 'Id', 'realtime-events' ) }
							help={ __(
								'0: the post or product that the block stands in.',
								'realtime-events'
							) }
							value={ String( object ) }
							min={ 0 }
							onChange={ ( value ) =>
								setAttributes( {
									object: Math.max( 0, Number( value ) || 0 ),
								} )
							}
						/>
					) }
				</PanelBody>
				<PanelBody title={ __( 'Words', 'realtime-events' ) }>
					<TextControl
						__next40pxDefaultSize
						label={ __( 'For any number', 'realtime-events' ) }
						help={ __(
							'{count} is where the number goes.',
							'realtime-events'
						) }
						placeholder={ ownLabel }
						value={ label }
						onChange={ ( value ) =>
							setAttributes( { label: value } )
						}
					/>
					<TextControl
						__next40pxDefaultSize
						label={ __( 'For exactly one', 'realtime-events' ) }
						placeholder={ label === '' ? ownLabelOne : '' }
						value={ labelOne }
						onChange={ ( value ) =>
							setAttributes( { labelOne: value } )
						}
					/>
				</PanelBody>
			</InspectorControls>
			<p { ...useBlockProps() }>
				<span
					className="wp-block-realtime-events-counter__dot"
					aria-hidden="true"
				/>
				<span className="wp-block-realtime-events-counter__text">
					{ sampleText( attributes ) }
				</span>
			</p>
		</>
	);
}
