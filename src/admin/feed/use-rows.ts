import { useSelect } from '@wordpress/data';
import { getSettings } from '@wordpress/date';
import {
	useCallback,
	useDeferredValue,
	useMemo,
	useState,
} from '@wordpress/element';
import { store } from '@realtime-events/client';
import type { CloudEvent } from '@realtime-events/client';
import { DayFinder } from './days';
import { RowMaker } from './rows';
import type { Row } from './rows';

interface Rows {
	readonly rows: readonly Row[];
	/** `2026-01-31` */
	readonly today: string;
	/** Whether there may be more below the last of them. */
	readonly hasOlder: boolean;
	/** Whether they are all that has been read. */
	readonly isDrawn: boolean;
	readonly toggleRun: ( run: string ) => void;
}

/**
 * The feed's rows, and which runs of them are open.
 *
 * @since 0.1.0
 *
 * @param instead Events to show in place of the feed's own; null for these.
 */
export function useRows( instead: readonly CloudEvent[] | null ): Rows {
	const own = useSelect( ( select ) => select( store ).getItems(), [] );
	const isMore = useSelect( ( select ) => select( store ).hasOlder(), [] );
	const read = useMemo(
		() => ( {
			items: instead ?? own,
			hasOlder: instead === null && isMore,
		} ),
		[ instead, own, isMore ]
	);
	// Thousands of rows may change at once: React draws them piece by piece, and lets clicks in between.
	// Whether they are the last is said of what is drawn, or the end would be told before it is there.
	const drawn = useDeferredValue( read );
	const { items, hasOlder } = drawn;
	const [ expanded, setExpanded ] = useState< ReadonlySet< string > >(
		() => new Set()
	);
	const days = useMemo( () => new DayFinder( siteTimeZone() ), [] );
	const maker = useMemo( () => new RowMaker( days ), [ days ] );
	const rows = useMemo(
		() => maker.rowsOf( items, expanded ),
		[ maker, items, expanded ]
	);
	const toggleRun = useCallback( ( run: string ) => {
		setExpanded( ( before ) => {
			const after = new Set( before );
			if ( ! after.delete( run ) ) {
				after.add( run );
			}
			return after;
		} );
	}, [] );
	return {
		rows,
		today: days.dayAt( Date.now() ),
		hasOlder,
		isDrawn: drawn === read,
		toggleRun,
	};
}

/** A site is set to a city or to an offset: `5.5`, or `-3`. */
function siteTimeZone(): string {
	const { timezone } = getSettings();
	if ( timezone.string ) {
		return timezone.string;
	}
	const hours = Number( timezone.offset );
	const minutes = Math.round( Math.abs( hours ) * 60 );
	const two = ( value: number ) => String( value ).padStart( 2, '0' );
	return `${ hours < 0 ? '-' : '+' }${ two( Math.floor( minutes / 60 ) ) }:${ two(
		minutes % 60
	) }`;
}
