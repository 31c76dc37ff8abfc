import {
	PanelBody,
	RangeControl,
	SelectControl,
	ToggleControl,
} from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import type { Change, NoticeAttributes } from './attributes';

interface PanelProps {
	attributes: NoticeAttributes;
	onChange: Change;
}

/**
 * Where notices are seen, how many, and for how long.
 *
 * @since 0.1.0
 */
export function DisplayPanel( { attributes, onChange }: PanelProps ) {
	const { display, corner, stack, seconds, every, delay, backlog } =
		attributes;
	return (
		<PanelBody title={ __( 'Display', 'realtime-events' ) }>
			<SelectControl
				__next40pxDefaultSize
				label={ __( 'Show as', 'realtime-events' ) }
				value={ display }
				options={ [
					{
						value: 'toast',
						label: __( 'Toast in a corner', 'realtime-events' ),
					},
					{
						value: 'banner',
						label: __( 'Banner', 'realtime-events' ),
					},
					{
						value: 'inline',
						label: __( 'In the text', 'realtime-events' ),
					},
				] }
				onChange={ ( value ) => onChange( { display: value } ) }
			/>
			{ display === 'toast' && (
				<SelectControl
					__next40pxDefaultSize
					label={ __( 'Corner', 'realtime-events' ) }
					value={ corner }
					options={ [
						{
							value: 'bottom-end',
							label: __(
								'Bottom, at the end',
								'realtime-events'
							),
						},
						{
							value: 'bottom-start',
							label: __(
								'Bottom, at the start',
								'realtime-events'
							),
						},
						{
							value: 'top-end',
							label: __( 'Top, at the end', 'realtime-events' ),
						},
						{
							value: 'top-start',
							label: __( 'Top, at the start', 'realtime-events' ),
						},
					] }
					onChange={ ( value ) => onChange( { corner: value } ) }
				/>
			) }
			{ display !== 'banner' && (
				<RangeControl
					__next40pxDefaultSize
					label={ __( 'At most at once', 'realtime-events' ) }
					value={ stack }
					min={ 1 }
					max={ 5 }
					onChange={ ( value = 1 ) => onChange( { stack: value } ) }
				/>
			) }
			<RangeControl
				__next40pxDefaultSize
				label={ __( 'Seconds on screen', 'realtime-events' ) }
				help={ __(
					'0: until it is dismissed or replaced.',
					'realtime-events'
				) }
				value={ seconds }
				min={ 0 }
				max={ 60 }
				onChange={ ( value = 0 ) => onChange( { seconds: value } ) }
			/>
			<RangeControl
				__next40pxDefaultSize
				label={ __( 'At most one in … seconds', 'realtime-events' ) }
				value={ every }
				min={ 1 }
				max={ 300 }
				onChange={ ( value = 1 ) => onChange( { every: value } ) }
			/>
			<RangeControl
				__next40pxDefaultSize
				label={ __( 'Seconds held back', 'realtime-events' ) }
				help={ __(
					'Held back in the visitor’s browser. How long a purchase stays on your site is in the settings.',
					'realtime-events'
				) }
				value={ delay }
				min={ 0 }
				max={ 3600 }
				onChange={ ( value = 0 ) => onChange( { delay: value } ) }
			/>
			<RangeControl
				__next40pxDefaultSize
				label={ __( 'Earlier ones to begin with', 'realtime-events' ) }
				help={ __( '0: only what arrives.', 'realtime-events' ) }
				value={ Math.min( backlog, stack ) }
				min={ 0 }
				max={ display === 'banner' ? 1 : stack }
				onChange={ ( value = 0 ) => onChange( { backlog: value } ) }
			/>
		</PanelBody>
	);
}

/**
 * For whom.
 *
 * @since 0.1.0
 */
export function AudiencePanel( { attributes, onChange }: PanelProps ) {
	const { hideForUsers, hideInCheckout, canMute } = attributes;
	return (
		<PanelBody
			title={ __( 'Visitors', 'realtime-events' ) }
			initialOpen={ false }
		>
			<ToggleControl
				label={ __( 'Hide for who is logged in', 'realtime-events' ) }
				checked={ hideForUsers }
				onChange={ ( value ) => onChange( { hideForUsers: value } ) }
			/>
			<ToggleControl
				label={ __( 'Hide in cart and checkout', 'realtime-events' ) }
				checked={ hideInCheckout }
				onChange={ ( value ) => onChange( { hideInCheckout: value } ) }
			/>
			<ToggleControl
				label={ __( 'Visitors can mute notices', 'realtime-events' ) }
				checked={ canMute }
				onChange={ ( value ) => onChange( { canMute: value } ) }
			/>
		</PanelBody>
	);
}
