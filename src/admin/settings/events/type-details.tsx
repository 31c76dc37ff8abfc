import { SelectControl } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { __, sprintf } from '@wordpress/i18n';
import type { ReactNode } from 'react';
import { FieldHelp } from '../layout/field-help';
import { fieldId } from '../layout/use-setting';
import { store } from '../store';
import type { Loudness, TypeFacts } from '../types';

interface Props {
	readonly type: TypeFacts & { readonly id: string };
}

/**
 * Who receives a type of event, and how loudly it is told to whoever has not chosen.
 *
 * @since 0.1.0
 */
export function TypeDetails( { type }: Props ) {
	return (
		<div className="realtime-events-types__details">
			<ChannelField type={ type } />
			<AlertsField type={ type } />
		</div>
	);
}

function ChannelField( { type }: Props ) {
	const { id, label, channel, channels, publicFields } = type;
	const path = `types.${ id }.channel`;
	const { names, setting, error } = useTypeField( id, path );
	const { editTypes } = useDispatch( store );
	const own = names.channels[ channel ] ?? channel;
	if ( channels.length < 2 ) {
		return (
			<p>
				{ sprintf(
					/* translators: %s: whom events reach, like “Administrators alone”. */
					__( 'Who receives it: %s', 'realtime-events' ),
					own
				) }
			</p>
		);
	}
	return (
		<TypeSelect
			path={ path }
			label={ __( 'Who receives it', 'realtime-events' ) }
			name={ sprintf(
				/* translators: %s: label of an event type. */
				__( 'Who receives it: %s', 'realtime-events' ),
				label
			) }
			error={ error }
			help={
				publicFields.length > 0 &&
				setting.channel &&
				__(
					'Nothing of it goes to visitors while it is kept from others.',
					'realtime-events'
				)
			}
			value={ setting.channel ?? '' }
			onChange={ ( now ) => void editTypes( [ id ], { channel: now } ) }
			options={ channels.map( ( one ) => ( {
				value: one,
				label: one === '' ? own : ( names.channels[ one ] ?? one ),
			} ) ) }
		/>
	);
}

function AlertsField( { type: { id, label } }: Props ) {
	const path = `types.${ id }.alerts`;
	const { names, setting, error } = useTypeField( id, path );
	const { editTypes } = useDispatch( store );
	return (
		<TypeSelect
			path={ path }
			label={ __( 'How it is told', 'realtime-events' ) }
			name={ sprintf(
				/* translators: %s: label of an event type. */
				__( 'How it is told: %s', 'realtime-events' ),
				label
			) }
			error={ error }
			help={ __(
				'Until somebody chooses for themselves, in the live feed under Alerts.',
				'realtime-events'
			) }
			value={ setting.alerts ?? 'none' }
			onChange={ ( now ) =>
				void editTypes( [ id ], { alerts: now as Loudness } )
			}
			options={ Object.entries( names.alerts ).map(
				( [ value, text ] ) => ( { value, label: text } )
			) }
		/>
	);
}

interface SelectProps {
	readonly path: string;
	readonly label: string;
	/** The label for who does not see beside which type it stands. */
	readonly name: string;
	readonly error: string | undefined;
	readonly help: ReactNode;
	readonly value: string;
	readonly onChange: ( value: string ) => void;
	readonly options: Array< { value: string; label: string } >;
}

const TypeSelect = ( { path, name, error, help, ...select }: SelectProps ) => (
	<SelectControl
		__next40pxDefaultSize
		__nextHasNoMarginBottom
		id={ fieldId( path ) }
		aria-label={ name }
		help={
			<FieldHelp error={ error } constant={ undefined }>
				{ help }
			</FieldHelp>
		}
		{ ...select }
	/>
);

function useTypeField( id: string, path: string ) {
	return useSelect(
		( select ) => {
			const selectors = select( store );
			return {
				names: selectors.getFacts(),
				setting: selectors.getTypeSetting( id ),
				error: selectors.getError( path ),
			};
		},
		[ id, path ]
	);
}
