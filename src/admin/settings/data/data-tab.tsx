import { TextControl, ToggleControl } from '@wordpress/components';
import { useSelect } from '@wordpress/data';
import { __ } from '@wordpress/i18n';
import { FieldHelp } from '../layout/field-help';
import { useSetting } from '../layout/use-setting';
import { store } from '../store';
import { MAX_RETENTION_DAYS } from '../store/constants';

/**
 * How long what is kept is kept.
 *
 * @since 0.1.0
 */
export function DataTab() {
	const hasField = useSelect( ( select ) => select( store ).hasField, [] );
	return (
		<div className="realtime-events-card is-padded realtime-events-fields">
			{ hasField( 'retention_days' ) && <RetentionField /> }
			{ hasField( 'remove_data_on_uninstall' ) && <RemoveDataField /> }
		</div>
	);
}

function RetentionField() {
	const { id, value, onChange, error, constant } =
		useSetting( 'retention_days' );
	return (
		<TextControl
			__next40pxDefaultSize
			__nextHasNoMarginBottom
			id={ id }
			className="realtime-events-field-narrow"
			type="number"
			min={ 0 }
			max={ MAX_RETENTION_DAYS }
			step={ 1 }
			label={ __( 'Keep events for this many days', 'realtime-events' ) }
			help={
				<FieldHelp error={ error } constant={ constant }>
					{ __(
						'Older events and their deliveries are deleted once a day. 0 keeps them for ever.',
						'realtime-events'
					) }
				</FieldHelp>
			}
			// An emptied field is shown as empty and refused on saving, not read as 0: that would keep everything.
			value={ value }
			onChange={ ( text ) =>
				onChange( text.trim() === '' ? '' : Number( text ) )
			}
			readOnly={ constant !== undefined }
			aria-invalid={ error !== undefined }
		/>
	);
}

function RemoveDataField() {
	const { id, value, onChange, error, constant } = useSetting(
		'remove_data_on_uninstall'
	);
	return (
		<div id={ id }>
			<ToggleControl
				__nextHasNoMarginBottom
				label={ __(
					'Delete everything when the plugin is deleted',
					'realtime-events'
				) }
				help={
					<FieldHelp error={ error } constant={ constant }>
						{ value
							? __(
									'All events, deliveries, settings and the key go with the plugin. This cannot be undone.',
									'realtime-events'
								)
							: __(
									'Events and settings stay in the database for when you install it again.',
									'realtime-events'
								) }
					</FieldHelp>
				}
				checked={ value }
				onChange={ onChange }
				disabled={ constant !== undefined }
			/>
		</div>
	);
}
