import { watch } from '@realtime-events/client';
import { useEffect, useMemo } from '@wordpress/element';
import type { Cell } from './cells';

/**
 * Has the hub say who is at the posts of a list. One looks on: nobody is told.
 *
 * @since 0.1.0
 *
 * @param cells The posts.
 */
export function useWatch( cells: readonly Cell[] ): void {
	// Quick Edit replaces a row, and the post is the same.
	const names = useMemo(
		() => [ ...new Set( cells.map( ( { channel } ) => channel ) ) ].join(),
		[ cells ]
	);
	useEffect(
		() => ( names === '' ? undefined : watch( names.split( ',' ) ) ),
		[ names ]
	);
}
