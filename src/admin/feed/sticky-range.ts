import { defaultRangeExtractor } from '@tanstack/react-virtual';
import type { Range } from '@tanstack/react-virtual';
import type { Row } from './rows';

/**
 * Indexes to draw: those on screen, and the divider of the day they begin in,
 * which sticks to the top.
 *
 * @since 0.1.0
 */
export function stickyRange( rows: readonly Row[], range: Range ): number[] {
	const indexes = defaultRangeExtractor( range );
	for ( let index = range.startIndex; index >= 0; index-- ) {
		if ( rows[ index ]?.kind === 'day' ) {
			return indexes.includes( index )
				? [ index, ...indexes.filter( ( one ) => one !== index ) ]
				: [ index, ...indexes ];
		}
	}
	return indexes;
}
