import { measureElement } from '@tanstack/react-virtual';
import type { Virtualizer } from '@tanstack/react-virtual';

/** More new rows in this time than anybody scrolls to. */
const STORM_ROWS = 40;
const STORM_MS = 250;

type Measure< Scroller extends Element | Window > = (
	row: Element,
	entry: ResizeObserverEntry | undefined,
	list: Virtualizer< Scroller, Element >
) => number;

/**
 * Measures rows as they come. In a storm of them that would lay the page out
 * again and again: then a row counts as high as expected until the browser
 * itself tells its height, a moment later.
 *
 * @since 0.1.0
 *
 * @param now In ms.
 */
export function rowMeasure< Scroller extends Element | Window >(
	now: () => number = () => performance.now()
): Measure< Scroller > {
	let begun = -Infinity;
	let rows = 0;
	return ( row, entry, list ) => {
		if ( entry ) {
			return measureElement( row, entry, list );
		}
		if ( now() - begun > STORM_MS ) {
			begun = now();
			rows = 0;
		}
		rows++;
		if ( rows <= STORM_ROWS ) {
			return measureElement( row, entry, list );
		}
		const index = list.indexFromElement( row );
		return (
			list.itemSizeCache.get( list.options.getItemKey( index ) ) ??
			list.options.estimateSize( index )
		);
	};
}
