import { Spinner } from '@wordpress/components';
import { useEffect, useMemo, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import type { RefObject } from 'react';
import { useBeside } from '../beside/use-beside';
import { dayWords } from '../day-words';
import { rowMeasure } from '../measure-row';
import { dayPlaces, positionOf } from '../places';
import type { EventRow as EventRowData, Row } from '../rows';
import { stickyRange } from '../sticky-range';
import { useTeamNow } from '../use-team-now';
import { useTop } from '../use-top';
import { EventRow } from './event-row';

interface Props {
	readonly listRef: RefObject< HTMLDivElement >;
	readonly rows: readonly Row[];
	readonly today: string;
	readonly isLoadingOlder: boolean;
	/** Nothing is being read, so more can be. */
	readonly isReady: boolean;
	readonly hasOlder: boolean;
	readonly activeKey: string | null;
	readonly openId: string | null;
	readonly isUnread: ( row: EventRowData ) => boolean;
	readonly isNew: ( row: EventRowData ) => boolean;
	readonly onNearEnd: () => void;
	readonly onOpen: ( row: EventRowData ) => void;
	readonly onToggleRun: ( run: string ) => void;
	readonly onActivate: ( key: string ) => void;
}

const ROW_HEIGHT_PX = 56;
const DAY_HEIGHT_PX = 40;
const OVERSCAN_ROWS = 6;

/**
 * The rows, of which only those on screen exist.
 */
export function FeedList( props: Props ) {
	const { listRef, rows, hasOlder, isReady, onNearEnd, activeKey } = props;
	const now = useTeamNow();
	const scrollMargin = useTop( listRef );
	const [ measureElement ] = useState( () => rowMeasure< Window >() );
	const virtualizer = useWindowVirtualizer( {
		count: rows.length,
		estimateSize: ( index ) =>
			rows[ index ]?.kind === 'day' ? DAY_HEIGHT_PX : ROW_HEIGHT_PX,
		getItemKey: ( index ) => rows[ index ]?.key ?? index,
		measureElement,
		rangeExtractor: ( range ) => stickyRange( rows, range ),
		overscan: OVERSCAN_ROWS,
		scrollMargin,
	} );
	const items = virtualizer.getVirtualItems();
	const lastIndex = items.at( -1 )?.index ?? 0;
	useBeside(
		items.flatMap( ( { index } ) => {
			const row = rows[ index ];
			return row?.kind === 'event' ? [ row.event.id ] : [];
		} )
	);

	useEffect( () => {
		const isNearEnd = lastIndex >= rows.length - OVERSCAN_ROWS - 1;
		if ( isReady && hasOlder && isNearEnd ) {
			onNearEnd();
		}
		// A page of a search may bring nothing yet: then only its end says to go on.
	}, [ isReady, hasOlder, lastIndex, rows.length, onNearEnd ] );

	useEffect( () => {
		const index = rows.findIndex( ( { key } ) => key === activeKey );
		if ( index >= 0 ) {
			virtualizer.scrollToIndex( index, { align: 'auto' } );
		}
		// Only a move of the cursor scrolls, not a row that comes.
		// eslint-disable-next-line react-hooks/exhaustive-deps
	}, [ activeKey ] );

	const stickyIndex = items.find(
		( { index } ) => rows[ index ]?.kind === 'day'
	)?.index;
	const firstVisible = virtualizer.range?.startIndex ?? 0;
	const days = useMemo( () => dayPlaces( rows ), [ rows ] );
	return (
		<>
			<div
				ref={ listRef }
				className="realtime-events-list"
				// A feed without articles is none.
				{ ...( rows.length > 0 && {
					role: 'feed',
					'aria-busy': props.isLoadingOlder,
					'aria-label': __(
						'Events, newest first',
						'realtime-events'
					),
				} ) }
				style={ { height: virtualizer.getTotalSize() } }
			>
				{ items.map( ( { index, key, start } ) => {
					const row = rows[ index ];
					if ( ! row ) {
						return null;
					}
					const isStuck =
						index === stickyIndex && index <= firstVisible;
					return (
						<div
							key={ key }
							ref={ virtualizer.measureElement }
							data-index={ index }
							className={
								isStuck
									? 'realtime-events-list__item is-stuck'
									: 'realtime-events-list__item'
							}
							{ ...( ! isStuck && {
								style: {
									transform: `translateY(${
										start - scrollMargin
									}px)`,
								},
							} ) }
						>
							{ row.kind === 'day' ? (
								<div className="realtime-events-day">
									{ dayWords( row.day, props.today ) }
								</div>
							) : (
								<EventRow
									row={ row }
									now={ now }
									position={ positionOf( index, days ) }
									setSize={
										hasOlder
											? -1
											: rows.length - days.length
									}
									isActive={ row.key === activeKey }
									isOpen={ row.event.id === props.openId }
									isUnread={ props.isUnread( row ) }
									isNew={ props.isNew( row ) }
									onOpen={ props.onOpen }
									onToggleRun={ props.onToggleRun }
									onActivate={ props.onActivate }
								/>
							) }
						</div>
					);
				} ) }
			</div>
			{ props.isLoadingOlder && (
				<div className="realtime-events-list__more">
					<Spinner />
					{ rows.length === 0 && (
						<p>
							{ __( 'Looking further back…', 'realtime-events' ) }
						</p>
					) }
				</div>
			) }
			{ ! hasOlder && rows.length > 0 && (
				<p className="realtime-events-list__end">
					{ __( 'That is everything.', 'realtime-events' ) }
				</p>
			) }
		</>
	);
}
