import type { Row } from './rows';

/**
 * Where the days begin: they stand among the events, but are none.
 *
 * @since 0.1.0
 */
export function dayPlaces( rows: readonly Row[] ): number[] {
	const places: number[] = [];
	for ( let index = 0; index < rows.length; index++ ) {
		if ( rows[ index ]?.kind === 'day' ) {
			places.push( index );
		}
	}
	return places;
}

/**
 * The how manieth event a row is, counted from 1.
 *
 * @since 0.1.0
 *
 * @param index Of the row.
 * @param days  Where the days begin.
 */
export const positionOf = ( index: number, days: readonly number[] ): number =>
	index + 1 - days.filter( ( day ) => day < index ).length;
