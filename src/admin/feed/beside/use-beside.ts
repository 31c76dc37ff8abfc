import { select, useDispatch } from '@wordpress/data';
import { useEffect } from '@wordpress/element';
import { config, store } from '@realtime-events/client';
import { readDeliveries, readTriage } from './requests';
import { besideStore } from './store';

/** Scrolling on is no reason to ask. */
const SETTLE_MS = 400;
/** What is not delivered yet is looked at again. */
const ASK_AGAIN_MS = 5_000;
const MAX_IDS = 100;

/** Events whose standing with the team was read; from then on it comes by itself. */
const asked = new Set< string >();

/** Whether there is nothing more to come. */
const isDecided = ( id: string ): boolean => {
	const state = select( besideStore ).getDelivery( id )?.state;
	return state === 'sent' || state === 'dead' || state === 'cancelled';
};

/**
 * Reads what is known of the events on screen: how they stand with the team,
 * once, and how their delivery goes, until that is decided.
 *
 * @since 0.1.0
 *
 * @param ids Of the events on screen.
 */
export function useBeside( ids: readonly string[] ): void {
	const { triageRead } = useDispatch( store );
	const { deliveriesRead } = useDispatch( besideStore );
	const key = ids.join( ' ' );

	useEffect( () => {
		const shown = key === '' ? [] : key.split( ' ' ).slice( 0, MAX_IDS );
		let timer = 0;
		let isOver = false;
		const readTeam = async () => {
			const wanted = shown.filter( ( id ) => ! asked.has( id ) );
			if ( wanted.length > 0 ) {
				wanted.forEach( ( id ) => asked.add( id ) );
				await readTriage( wanted ).then( triageRead, () =>
					wanted.forEach( ( id ) => asked.delete( id ) )
				);
			}
		};
		const readSent = async () => {
			const wanted = shown.filter( ( id ) => ! isDecided( id ) );
			if ( config.can.manage && config.configured && wanted.length > 0 ) {
				await readDeliveries( wanted ).then(
					deliveriesRead,
					() => undefined
				);
			}
		};
		const look = async () => {
			await Promise.all( [ readTeam(), readSent() ] );
			const isWaiting = shown.some(
				( id ) =>
					select( besideStore ).getDelivery( id ) && ! isDecided( id )
			);
			if ( ! isOver && isWaiting ) {
				timer = window.setTimeout( look, ASK_AGAIN_MS );
			}
		};
		if ( shown.length > 0 ) {
			timer = window.setTimeout( look, SETTLE_MS );
		}
		return () => {
			isOver = true;
			window.clearTimeout( timer );
		};
	}, [ key, triageRead, deliveriesRead ] );
}
