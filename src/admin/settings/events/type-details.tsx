import { SelectControl } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { __, sprintf } from '@wordpress/i18n';
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
		<SelectControl
			__next40pxDefaultSize
			__nextHasNoMarginBottom
			id={ fieldId( path ) }
			label={ __( 'Who receives it', 'realtime-events' ) }
			aria-label={ sprintf(
				/* translators: %s: label of an event type. */
				__( 'Who receives it: %s', 'realtime-events' ),
				label
			) }
			help={
				<FieldHelp error={ error } constant={ undefined }>
					{ publicFields.length > 0 &&
						setting.channel &&
						__(
							'Nothing of it goes to visitors while it is kept from others.',
							'realtime-events'
						) }
				</FieldHelp>
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
		<SelectControl
			__next40pxDefaultSize
			__nextHasNoMarginBottom
			id={ fieldId( path ) }
			label={ __( 'How it is told', 'realtime-events' ) }
			aria-label={ sprintf(
				/* translators: %s: label of an event type. */
				__( 'How it is told: %s', 'realtime-events' ),
				label
			) }
			help={
				<FieldHelp error={ error } constant={ undefined }>
					{ __(
						'Until somebody chooses for themselves, in the live feed under Alerts.',
						'realtime-events'
					) }
				</FieldHelp>
			}
			value={ setting.alerts ?? 'none' }
			onChange={ ( now ) =>
				void editTypes( [ id ], { alerts: now as Loudness } )
			}
			options={ Object.entries( names.alerts ).map(
				( [ value, name ] ) => ( { value, label: name } )
			) }
		/>
	);
}

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
