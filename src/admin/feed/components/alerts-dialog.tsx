import {
	Modal,
	RangeControl,
	SelectControl,
	TextControl,
} from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { __ } from '@wordpress/i18n';
import { store as preferencesStore } from '@wordpress/preferences';
import { config } from '@realtime-events/client';
import { alertsFrom, rulesFor } from '../alerts';
import type { AlertRule, AlertSettings } from '../alerts';
import { PREFERENCES_SCOPE, VERBOSITY, verbosityFrom } from '../preferences';
import { ALERTS } from '../use-alerts';
import { AlertRuleFields } from './alert-rule-fields';
import { NotificationPermission } from './notification-permission';

interface Props {
	readonly onClose: () => void;
}

const NEW_RULE: AlertRule = { notify: true, sound: 'chime', repeat: false };

/**
 * What this user is alerted to, and how loudly.
 */
export function AlertsDialog( { onClose }: Props ) {
	const { remembered, verbosity } = useSelect( ( select ) => {
		const preferences = select( preferencesStore );
		return {
			remembered: preferences.get( PREFERENCES_SCOPE, ALERTS ) as unknown,
			verbosity: verbosityFrom(
				preferences.get( PREFERENCES_SCOPE, VERBOSITY )
			),
		};
	}, [] );
	const { set } = useDispatch( preferencesStore );
	const settings = alertsFrom( remembered );
	const change = ( part: Partial< AlertSettings > ) =>
		void set( PREFERENCES_SCOPE, ALERTS, { ...settings, ...part } );
	const changeRule = ( type: string, rule: AlertRule | null ) => {
		const { [ type ]: _, ...others } = settings.rules;
		// Where an admin’s default alerts everybody, not to be alerted is a choice as well.
		const hasDefault =
			rulesFor( { ...settings, rules: others }, config.types )[ type ] !==
			undefined;
		change( {
			rules: rule || hasDefault ? { ...others, [ type ]: rule } : others,
		} );
	};
	const rules = rulesFor( settings, config.types );
	const unruled = Object.entries( config.types ).filter(
		( [ type ] ) => ! rules[ type ]
	);
	return (
		<Modal
			title={ __( 'Alerts', 'realtime-events' ) }
			size="medium"
			onRequestClose={ onClose }
		>
			<div className="realtime-events-alerts">
				<NotificationPermission />
				{ Object.entries( rules ).map( ( [ type, rule ] ) => (
					<AlertRuleFields
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
				<SelectControl
					__next40pxDefaultSize
					__nextHasNoMarginBottom
					label={ __(
						'Screen reader announcements',
						'realtime-events'
					) }
					value={ verbosity }
					options={ [
						{
							label: __( 'None', 'realtime-events' ),
							value: 'off',
						},
						{
							label: __(
								'How many events are new',
								'realtime-events'
							),
							value: 'summary',
						},
						{
							label: __( 'Each new event', 'realtime-events' ),
							value: 'each',
						},
					] }
					onChange={ ( value ) =>
						void set( PREFERENCES_SCOPE, VERBOSITY, value )
					}
				/>
			</div>
		</Modal>
	);
}
