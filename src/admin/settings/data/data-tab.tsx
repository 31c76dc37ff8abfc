import { TextControl, ToggleControl } from '@wordpress/components';
import { useSelect } from '@wordpress/data';
import { __ } from '@wordpress/i18n';
import { FieldHelp } from '../layout/field-help';
import { useSetting } from '../layout/use-setting';
import { store } from '../store';
import { PrivacyStatement } from './privacy-statement';
import {
	MAX_PURCHASE_DELAY_MINUTES,
	MAX_RETENTION_DAYS,
	MAX_RETENTION_ROWS,
	MIN_RETENTION_DAYS,
} from '../store/constants';

/**
 * How long what is kept is kept.
 *
 * @since 0.1.0
 */
export function DataTab() {
	const hasField = useSelect( ( select ) => select( store ).hasField, [] );
	return (
		<div className="realtime-events-fields">
			<div className="realtime-events-card is-padded realtime-events-fields">
				{ hasField( 'retention_days' ) && <DaysField /> }
				{ hasField( 'retention_rows' ) && <RowsField /> }
				{ hasField( 'public_polling' ) && <PollingField /> }
				{ hasField( 'purchase_delay_minutes' ) && (
					<PurchaseDelayField />
				) }
				{ hasField( 'remove_data_on_uninstall' ) && (
					<RemoveDataField />
				) }
			</div>
			<PrivacyStatement />
		</div>
	);
}

function DaysField() {
	return (
		<NumberField
			name="retention_days"
			min={ MIN_RETENTION_DAYS }
			max={ MAX_RETENTION_DAYS }
			label={ __( 'Keep events for this many days', 'realtime-events' ) }
			help={ __(
				'Older events and their deliveries are deleted once a day.',
				'realtime-events'
			) }
		/>
	);
}

function RowsField() {
	return (
		<NumberField
			name="retention_rows"
			min={ 0 }
			max={ MAX_RETENTION_ROWS }
			label={ __( 'Keep at most this many events', 'realtime-events' ) }
			help={ __(
				'When there are more, the oldest are deleted, however young they are. 0 for no limit.',
				'realtime-events'
			) }
		/>
	);
}

function PurchaseDelayField() {
	return (
		<NumberField
			name="purchase_delay_minutes"
			min={ 0 }
			max={ MAX_PURCHASE_DELAY_MINUTES }
			label={ __(
				'Minutes until visitors are told of a purchase',
				'realtime-events'
			) }
			help={ __(
				'So that nobody can tell from the moment who it was. Until then it leaves your site nowhere.',
				'realtime-events'
			) }
		/>
	);
}

interface NumberFieldProps {
	readonly name:
		'retention_days' | 'retention_rows' | 'purchase_delay_minutes';
	readonly min: number;
	readonly max: number;
	readonly label: string;
	readonly help: string;
}

function NumberField( { name, min, max, label, help }: NumberFieldProps ) {
	const { id, value, onChange, error, constant } = useSetting( name );
	return (
		<TextControl
			__next40pxDefaultSize
			__nextHasNoMarginBottom
			id={ id }
			className="realtime-events-field-narrow"
			type="number"
			min={ min }
			max={ max }
			step={ 1 }
			label={ label }
			help={
				<FieldHelp error={ error } constant={ constant }>
					{ help }
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

function PollingField() {
	const { id, value, onChange, error, constant } =
		useSetting( 'public_polling' );
	return (
		<div id={ id }>
			<ToggleControl
				__nextHasNoMarginBottom
				label={ __(
					'Let visitors’ browsers ask this site while the server is away',
					'realtime-events'
				) }
				help={
					<FieldHelp error={ error } constant={ constant }>
						{ __(
							'Each open page with a live block asks for public events every few seconds. Leave it off on a busy site.',
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
