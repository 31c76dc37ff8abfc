import { useEffect, useState } from '@wordpress/element';
import { areSameCells, cellsIn, type Cell } from './cells';

/**
 * The places of the posts in a list. Quick Edit puts new rows there.
 *
 * @since 0.1.0
 *
 * @param list Where the rows are.
 */
export function useCells( list: HTMLElement ): readonly Cell[] {
	const [ cells, setCells ] = useState< readonly Cell[] >( [] );
	useEffect( () => {
		const look = () => {
			const found = cellsIn( list );
			setCells( ( known ) =>
				areSameCells( known, found ) ? known : found
			);
		};
		look();
		const observer = new MutationObserver( look );
		// The rows themselves; what happens inside of them is ours.
		observer.observe( list, { childList: true } );
		return () => observer.disconnect();
	}, [ list ] );
	return cells;
}
