import { Button, CheckboxControl, SelectControl } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import type { AlertRule } from '../alerts';
import { play } from '../sounds';
import type { SoundName } from '../sounds';

const soundOptions = (): Array< { label: string; value: SoundName | '' } > => [
	{ label: __( 'No sound', 'realtime-events' ), value: '' },
	{ label: __( 'Chime', 'realtime-events' ), value: 'chime' },
	{ label: __( 'Bell', 'realtime-events' ), value: 'bell' },
	{ label: __( 'Drop', 'realtime-events' ), value: 'drop' },
	{ label: __( 'Alarm', 'realtime-events' ), value: 'alarm' },
];

interface Props {
	readonly label: string;
	readonly rule: AlertRule;
	readonly volumePercent: number;
	readonly onChange: ( rule: AlertRule | null ) => void;
}

/**
 * How loudly one type of event is told.
 */
export function AlertRuleFields( {
	label,
	rule,
	volumePercent,
	onChange,
}: Props ) {
	return (
		<fieldset className="realtime-events-alerts__rule">
			<legend>{ label }</legend>
			<CheckboxControl
				__nextHasNoMarginBottom
				label={ __( 'Notification', 'realtime-events' ) }
				checked={ rule.notify }
				onChange={ ( notify ) => onChange( { ...rule, notify } ) }
			/>
			<SelectControl
				__next40pxDefaultSize
				__nextHasNoMarginBottom
				hideLabelFromVision
				label={ __( 'Sound', 'realtime-events' ) }
				value={ rule.sound ?? '' }
				options={ soundOptions() }
				onChange={ ( value ) => {
					const sound = value === '' ? null : ( value as SoundName );
					onChange( { ...rule, sound } );
					if ( sound ) {
						play( sound, volumePercent );
					}
				} }
			/>
			<CheckboxControl
				__nextHasNoMarginBottom
				label={ __( 'Repeat until I react', 'realtime-events' ) }
				checked={ rule.repeat }
				onChange={ ( repeat ) => onChange( { ...rule, repeat } ) }
			/>
			<Button
				variant="tertiary"
				size="compact"
				isDestructive
				onClick={ () => onChange( null ) }
			>
				{ __( 'Remove', 'realtime-events' ) }
			</Button>
		</fieldset>
	);
}
