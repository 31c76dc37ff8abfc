import { onEvents } from '@realtime-events/client';

/** Far more than anybody opens; the oldest go first. */
const MAX_ARRIVALS = 2_000;

const arrivals = new Map< string, number >();

/**
 * Remembers when events reached this screen, from now on.
 *
 * @since 0.1.0
 *
 * @return Stops.
 */
export const watchArrivals = (): ( () => void ) =>
	onEvents( ( events ) => {
		const now = Date.now();
		for ( const { id } of events ) {
			arrivals.set( id, now );
			if ( arrivals.size > MAX_ARRIVALS ) {
				const oldest = arrivals.keys().next();
				if ( ! oldest.done ) {
					arrivals.delete( oldest.value );
				}
			}
		}
	} );

/**
 * @since 0.1.0
 *
 * @param id
 * @return ms since 1970; undefined where it was here before the screen.
 */
export const arrivalOf = ( id: string ): number | undefined =>
	arrivals.get( id );
