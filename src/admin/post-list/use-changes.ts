import { config, onEvents, start } from '@realtime-events/client';
import { useEffect, useMemo, useRef, useState } from '@wordpress/element';
import type { Cell } from './cells';
import { changesAfter, withoutThose, type Changes } from './changes';

/**
 * What somebody else has changed of the posts in a list.
 *
 * @since 0.1.0
 *
 * @param cells The posts.
 * @param since Sequence of the last event before the list was made.
 */
export function useChanges( cells: readonly Cell[], since: string ): Changes {
	const [ changes, setChanges ] = useState< Changes >( {} );
	const subjects = useMemo(
		() => new Set( cells.flatMap( ( cell ) => cell.subjects ) ),
		[ cells ]
	);
	useEffect( () => {
		const stop = onEvents( ( events ) =>
			setChanges( ( known ) =>
				changesAfter( known, events, subjects, since, config.user.id )
			)
		);
		start();
		return stop;
	}, [ subjects, since ] );
	const shown = useRef< ReadonlySet< Element > >( new Set() );
	useEffect( () => {
		const made = cells.filter(
			( { element } ) => ! shown.current.has( element )
		);
		shown.current = new Set( cells.map( ( { element } ) => element ) );
		// Quick Edit makes a row anew: it shows what is.
		setChanges( ( known ) =>
			withoutThose(
				known,
				made.flatMap( ( cell ) => cell.subjects )
			)
		);
	}, [ cells ] );
	return changes;
}
