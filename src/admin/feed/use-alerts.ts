import { useSelect } from '@wordpress/data';
import { useEffect, useMemo } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import { store as preferencesStore } from '@wordpress/preferences';
import { config, leads, onEvents } from '@realtime-events/client';
import { plainSentence } from '../components';
import { permalinkOf } from './address';
import { alertFor, alertsFrom, rulesFor } from './alerts';
import type { Alert } from './alerts';
import { PREFERENCES_SCOPE } from './preferences';
import { play } from './sounds';

/** Name of the preference. */
export const ALERTS = 'alerts';

/** In a storm there is one alert in this time. */
const ALERT_EVERY_MS = 3_000;
const REPEAT_EVERY_MS = 15_000;
/** Whoever has not come by then is not near. */
const MAX_REPEATS = 20;
const NOTIFICATION_TAG = 'realtime-events';

/**
 * Notifies and makes a sound for the types that the user chose. One tab of the
 * browser does it for all.
 *
 * @since 0.1.0
 */
export function useAlerts(): void {
	const remembered = useSelect(
		( select ) =>
			select( preferencesStore ).get(
				PREFERENCES_SCOPE,
				ALERTS
			) as unknown,
		[]
	);
	const settings = useMemo( () => alertsFrom( remembered ), [ remembered ] );

	useEffect( () => {
		let alertedAt = 0;
		let stopRepeating: () => void = () => undefined;
		const stop = onEvents( ( events ) => {
			const now = Date.now();
			if ( ! leads() || now - alertedAt < ALERT_EVERY_MS ) {
				return;
			}
			const alert = alertFor(
				events,
				settings,
				rulesFor( settings, config.types ),
				String( config.user.id ),
				localTime( new Date( now ) )
			);
			if ( ! alert ) {
				return;
			}
			alertedAt = now;
			notify( alert );
			stopRepeating();
			stopRepeating = sound( alert, settings.volumePercent );
		} );
		return () => {
			stop();
			stopRepeating();
		};
	}, [ settings ] );
}

function notify( { notifyOf, count }: Alert ): void {
	if (
		! notifyOf ||
		typeof Notification === 'undefined' ||
		Notification.permission !== 'granted'
	) {
		return;
	}
	const others = count - 1;
	const notification = new Notification(
		__( 'Realtime Events', 'realtime-events' ),
		{
			body:
				plainSentence( notifyOf, config ) +
				( others > 0
					? ` ${ sprintf(
							/* translators: %d: number of further events. */
							_n(
								'(and %d more)',
								'(and %d more)',
								others,
								'realtime-events'
							),
							others
						) }`
					: '' ),
			// One that is still shown is replaced: a storm leaves one, not a hundred.
			tag: NOTIFICATION_TAG,
		}
	);
	notification.onclick = () => {
		window.focus();
		window.location.assign( permalinkOf( notifyOf.id ) );
		notification.close();
	};
}

function sound( alert: Alert, volumePercent: number ): () => void {
	const { sound: name, repeat } = alert;
	if ( name === null ) {
		return () => undefined;
	}
	play( name, volumePercent );
	if ( ! repeat ) {
		return () => undefined;
	}
	let repeats = 0;
	const controller = new AbortController();
	const timer = window.setInterval( () => {
		play( name, volumePercent );
		if ( ++repeats >= MAX_REPEATS ) {
			controller.abort();
		}
	}, REPEAT_EVERY_MS );
	controller.signal.addEventListener( 'abort', () =>
		window.clearInterval( timer )
	);
	// Any touch says that somebody is there.
	for ( const type of [ 'pointerdown', 'keydown' ] ) {
		window.addEventListener( type, () => controller.abort(), {
			signal: controller.signal,
			capture: true,
		} );
	}
	return () => controller.abort();
}

const localTime = ( date: Date ): string =>
	`${ String( date.getHours() ).padStart( 2, '0' ) }:${ String(
		date.getMinutes()
	).padStart( 2, '0' ) }`;
