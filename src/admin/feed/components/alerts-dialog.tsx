import {
	Button,
	CheckboxControl,
	Modal,
	RangeControl,
	SelectControl,
	TextControl,
} from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { store as preferencesStore } from '@wordpress/preferences';
import { config } from '@realtime-events/client';
import { alertsFrom } from '../alerts';
import type { AlertRule, AlertSettings } from '../alerts';
import { PREFERENCES_SCOPE } from '../preferences';
import { play } from '../sounds';
import type { SoundName } from '../sounds';
import { ALERTS } from '../use-alerts';

interface Props {
	readonly onClose: () => void;
}

const NEW_RULE: AlertRule = { notify: true, sound: 'chime', repeat: false };

const soundOptions = (): Array< { label: string; value: SoundName | '' } > => [
	{ label: __( 'No sound', 'realtime-events' ), value: '' },
	{ label: __( 'Chime', 'realtime-events' ), value: 'chime' },
	{ label: __( 'Bell', 'realtime-events' ), value: 'bell' },
	{ label: __( 'Drop', 'realtime-events' ), value: 'drop' },
	{ label: __( 'Alarm', 'realtime-events' ), value: 'alarm' },
];

/**
 * What this user is alerted to, and how loudly.
 */
export function AlertsDialog( { onClose }: Props ) {
	const remembered = useSelect(
		( select ) =>
			select( preferencesStore ).get(
				PREFERENCES_SCOPE,
				ALERTS
			) as unknown,
		[]
	);
	const { set } = useDispatch( preferencesStore );
	const settings = alertsFrom( remembered );
	const change = ( part: Partial< AlertSettings > ) =>
		void set( PREFERENCES_SCOPE, ALERTS, { ...settings, ...part } );
	const changeRule = ( type: string, rule: AlertRule | null ) => {
		const { [ type ]: _, ...others } = settings.rules;
		change( { rules: rule ? { ...others, [ type ]: rule } : others } );
	};
	const unruled = Object.entries( config.types ).filter(
		( [ type ] ) => ! settings.rules[ type ]
	);
	return (
		<Modal
			title={ __( 'Alerts', 'realtime-events' ) }
			size="medium"
			onRequestClose={ onClose }
		>
			<div className="realtime-events-alerts">
				<Permission />
				{ Object.entries( settings.rules ).map( ( [ type, rule ] ) => (
					<Rule
						key={ type }
						label={ config.types[ type ]?.label ?? type }
						rule={ rule }
						volumePercent={ settings.volumePercent }
						onChange={ ( next ) => changeRule( type, next ) }
					/>
				) ) }
				<SelectControl
					__next40pxDefaultSize
					__nextHasNoMarginBottom
					label={ __( 'Alert me to', 'realtime-events' ) }
					value=""
					options={ [
						{
							label: __( 'Choose an event…', 'realtime-events' ),
							value: '',
						},
						...unruled.map( ( [ value, { label } ] ) => ( {
							label,
							value,
						} ) ),
					] }
					onChange={ ( type ) =>
						type !== '' && changeRule( type, NEW_RULE )
					}
				/>
				<RangeControl
					__next40pxDefaultSize
					__nextHasNoMarginBottom
					label={ __( 'Volume', 'realtime-events' ) }
					min={ 0 }
					max={ 100 }
					value={ settings.volumePercent }
					onChange={ ( volumePercent ) =>
						change( { volumePercent: volumePercent ?? 0 } )
					}
				/>
				<div className="realtime-events-alerts__quiet">
					<TextControl
						__next40pxDefaultSize
						__nextHasNoMarginBottom
						type="time"
						label={ __( 'Quiet from', 'realtime-events' ) }
						value={ settings.quietFrom }
						onChange={ ( quietFrom ) => change( { quietFrom } ) }
					/>
					<TextControl
						__next40pxDefaultSize
						__nextHasNoMarginBottom
						type="time"
						label={ __( 'until', 'realtime-events' ) }
						value={ settings.quietUntil }
						onChange={ ( quietUntil ) => change( { quietUntil } ) }
					/>
				</div>
			</div>
		</Modal>
	);
}

interface RuleProps {
	readonly label: string;
	readonly rule: AlertRule;
	readonly volumePercent: number;
	readonly onChange: ( rule: AlertRule | null ) => void;
}

function Rule( { label, rule, volumePercent, onChange }: RuleProps ) {
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

/** Browsers ask once, and only on secure pages. */
function Permission() {
	const [ permission, setPermission ] = useState(
		typeof Notification === 'undefined' || ! window.isSecureContext
			? 'unsupported'
			: Notification.permission
	);
	if ( permission === 'granted' ) {
		return null;
	}
	if ( permission === 'default' ) {
		return (
			<Button
				variant="secondary"
				onClick={ async () =>
					setPermission( await Notification.requestPermission() )
				}
			>
				{ __( 'Allow desktop notifications', 'realtime-events' ) }
			</Button>
		);
	}
	return (
		<p>
			{ permission === 'denied'
				? __(
						'Your browser blocks notifications from this site. You can change that in its settings; sounds work anyway.',
						'realtime-events'
					)
				: __(
						'Browsers show notifications only for sites with https. Sounds work anyway.',
						'realtime-events'
					) }
		</p>
	);
}
