import type { CloudEvent } from '@realtime-events/client';
import { SOUNDS } from './sounds';
import type { SoundName } from './sounds';

/** @since 0.1.0 */
export interface AlertRule {
	readonly notify: boolean;
	/** Null for silence. */
	readonly sound: SoundName | null;
	/** Sounds again until somebody looks. */
	readonly repeat: boolean;
}

/** @since 0.1.0 */
export interface AlertSettings {
	/** By type of event; null where the user wants none though the admin's default is one. */
	readonly rules: Readonly< Record< string, AlertRule | null > >;
	/** From 0 to 100. */
	readonly volumePercent: number;
	/** `22:00`; empty for no quiet hours. Local time. */
	readonly quietFrom: string;
	readonly quietUntil: string;
}

/** @since 0.1.0 */
export const NO_ALERTS: AlertSettings = {
	rules: {},
	volumePercent: 60,
	quietFrom: '',
	quietUntil: '',
};

/** What an admin chooses for everybody. */
type AlertLevel = 'none' | 'notification' | 'sound';

const DEFAULT_SOUND: SoundName = 'chime';
const TIME_OF_DAY = /^([01]\d|2[0-3]):[0-5]\d$/;

/**
 * Reads what is remembered, of which anything may have become.
 *
 * @since 0.1.0
 */
export function alertsFrom( remembered: unknown ): AlertSettings {
	const {
		rules,
		volumePercent,
		quietFrom,
		quietUntil,
	}: Record< string, unknown > = isObject( remembered ) ? remembered : {};
	return {
		rules: Object.fromEntries(
			Object.entries( isObject( rules ) ? rules : {} )
				.filter( ( [ , rule ] ) => typeof rule === 'object' )
				.map( ( [ type, rule ] ) => [ type, ruleFrom( rule ) ] )
		),
		volumePercent:
			typeof volumePercent === 'number'
				? Math.min( 100, Math.max( 0, volumePercent ) )
				: NO_ALERTS.volumePercent,
		quietFrom: timeOfDay( quietFrom ),
		quietUntil: timeOfDay( quietUntil ),
	};
}

/**
 * What a user is alerted to: what the user chose, and else what the admin chose for everybody.
 *
 * @since 0.1.0
 *
 * @param settings
 * @param types    What the site says of its types.
 */
export function rulesFor(
	settings: AlertSettings,
	types: Readonly< Record< string, { readonly alerts?: AlertLevel } > >
): Record< string, AlertRule > {
	const defaults = Object.entries( types ).flatMap(
		( [ type, { alerts } ] ) =>
			alerts === undefined || alerts === 'none'
				? []
				: [
						[
							type,
							{
								notify: true,
								sound:
									alerts === 'sound' ? DEFAULT_SOUND : null,
								repeat: false,
							},
						] as const,
					]
	);
	return Object.fromEntries(
		Object.entries( {
			...Object.fromEntries( defaults ),
			...settings.rules,
		} ).filter(
			( entry ): entry is [ string, AlertRule ] => entry[ 1 ] !== null
		)
	);
}

/**
 * Whether it is quiet now; quiet hours may pass midnight.
 *
 * @since 0.1.0
 *
 * @param settings
 * @param time     `23:15`, local.
 */
export function isQuiet( settings: AlertSettings, time: string ): boolean {
	const { quietFrom, quietUntil } = settings;
	if ( quietFrom === '' || quietUntil === '' || quietFrom === quietUntil ) {
		return false;
	}
	return quietFrom < quietUntil
		? time >= quietFrom && time < quietUntil
		: time >= quietFrom || time < quietUntil;
}

/** @since 0.1.0 */
export interface Alert {
	/** The newest that wants to be notified of; null for none. */
	readonly notifyOf: CloudEvent | null;
	readonly count: number;
	readonly sound: SoundName | null;
	readonly repeat: boolean;
}

/**
 * What a batch of events calls for: however many came, one notification and
 * one sound.
 *
 * @since 0.1.0
 *
 * @param events   Oldest first.
 * @param settings
 * @param rules    Of rulesFor().
 * @param me       User id: what one does oneself is no news.
 * @param time     `23:15`, local.
 */
export function alertFor(
	events: readonly CloudEvent[],
	settings: AlertSettings,
	rules: Readonly< Record< string, AlertRule > >,
	me: string,
	time: string
): Alert | null {
	if ( isQuiet( settings, time ) ) {
		return null;
	}
	const ruled = events
		.filter( ( event ) => event.actorid !== me )
		.flatMap( ( event ) => {
			const rule = rules[ event.type ];
			return rule ? [ { event, rule } ] : [];
		} );
	const notified = ruled.filter( ( { rule } ) => rule.notify );
	const sound =
		ruled.findLast( ( { rule } ) => rule.sound )?.rule.sound ?? null;
	if ( notified.length === 0 && sound === null ) {
		return null;
	}
	return {
		notifyOf: notified.at( -1 )?.event ?? null,
		count: notified.length,
		sound,
		repeat: ruled.some( ( { rule } ) => rule.repeat ),
	};
}

const ruleFrom = ( rule: unknown ): AlertRule | null =>
	isObject( rule )
		? {
				notify: rule.notify === true,
				sound: isSound( rule.sound ) ? rule.sound : null,
				repeat: rule.repeat === true,
			}
		: null;

const isObject = ( value: unknown ): value is Record< string, unknown > =>
	typeof value === 'object' && value !== null;

const isSound = ( value: unknown ): value is SoundName =>
	typeof value === 'string' && Object.hasOwn( SOUNDS, value );

const timeOfDay = ( value: unknown ): string =>
	typeof value === 'string' && TIME_OF_DAY.test( value ) ? value : '';
