import { useDispatch, useSelect } from '@wordpress/data';
import { useCallback, useEffect, useRef, useState } from '@wordpress/element';
import { store } from '@realtime-events/client';
import { compareSequences } from '../../../connection/sequence';
import { Snackbars } from '../../components/snackbars';
import { eventInAddress } from '../address';
import { watchArrivals } from '../arrivals';
import type { EventRow } from '../rows';
import { useAddress } from '../use-address';
import { useAlerts } from '../use-alerts';
import { useAnnouncer } from '../use-announcer';
import { useFeed } from '../use-feed';
import { useFeedKeys } from '../use-feed-keys';
import { useHold } from '../use-hold';
import { useReadMark } from '../use-read-mark';
import { useRecent } from '../use-recent';
import { useRows } from '../use-rows';
import { useTimeMachine } from '../use-time-machine';
import { useTitle } from '../use-title';
import { useTriageFilter } from '../use-triage-filter';
import { useWall } from '../use-wall';
import { ActivityChart } from './activity-chart';
import { EventPanel } from './event-panel';
import { FeedDialogs } from './feed-dialogs';
import type { DialogName } from './feed-dialogs';
import { FeedHeader } from './feed-header';
import { FeedList } from './feed-list';
import {
	EmptyFeed,
	FeedProblem,
	NoPermission,
	NothingYet,
} from './feed-states';
import { FilterBar, SEARCH_ID } from './filter-bar';
import { NewEventsPill } from './new-events-pill';
import { PinnedEvents } from './pinned-events';
import { Skeletons } from './skeletons';
import { TimeMachineBar } from './time-machine-bar';

const HOUR_MS = 60 * 60_000;

/** The last full hour, in ms since 1970. */
const lastHour = (): number =>
	( Math.floor( Date.now() / HOUR_MS ) - 1 ) * HOUR_MS;

/**
 * The live feed.
 */
export function FeedScreen() {
	const { status, readUpTo } = useSelect( ( select ) => {
		const feed = select( store );
		return { status: feed.getStatus(), readUpTo: feed.getReadUpTo() };
	}, [] );
	const { reload, loadMore } = useFeed();
	const machine = useTimeMachine();
	const isPast = machine.playback !== null;
	const { rows, today, hasOlder, isDrawn, toggleRun } = useRows(
		machine.events
	);
	const { release } = useDispatch( store );
	const [ activeKey, setActiveKey ] = useState< string | null >( null );
	const [ openId, setOpenId ] = useState( eventInAddress );
	const [ dialog, setDialog ] = useState< DialogName | null >( null );
	const { isWall, toggleWall, leaveWall } = useWall();
	const list = useRef< HTMLDivElement >( null );
	const recent = useRecent();
	useHold( list, openId !== null || isPast );
	useAddress( openId );
	useAnnouncer();
	useAlerts();
	useTriageFilter();
	useReadMark();
	useTitle();
	useEffect( watchArrivals, [] );

	const showNew = () => {
		window.scrollTo( { top: 0 } );
		void release();
	};
	const toggleOpen = useCallback(
		( row: EventRow | null ) =>
			setOpenId( ( open ) =>
				row === null || row.event.id === open ? null : row.event.id
			),
		[]
	);
	useFeedKeys( {
		rows,
		activeKey,
		searchId: SEARCH_ID,
		onActivate: setActiveKey,
		onOpen: toggleOpen,
		onToggleRun: toggleRun,
		onToggleWall: toggleWall,
		onShowNew: showNew,
		onHelp: () => setDialog( 'help' ),
		onLeave: () => {
			// A browser that did not give the whole screen does not take it back either.
			if ( openId === null ) {
				leaveWall();
			}
			setOpenId( null );
			setActiveKey( null );
		},
	} );

	const isUnread = useCallback(
		( { event }: EventRow ) =>
			readUpTo !== null &&
			event.sequence !== undefined &&
			compareSequences( event.sequence, readUpTo ) > 0,
		[ readUpTo ]
	);
	const isNew = useCallback(
		( { event }: EventRow ) => recent.current?.has( event.id ) ?? false,
		[ recent ]
	);
	const isEmpty = rows.length === 0;
	// Rows are drawn a moment after the events are there.
	const isComing =
		! isPast && ( ! isDrawn || status === 'idle' || status === 'loading' );
	return (
		<div className="realtime-events-feed">
			<FeedHeader
				isWall={ isWall }
				onToggleWall={ toggleWall }
				onDialog={ setDialog }
				onTimeMachine={ () => machine.choose( lastHour() ) }
			/>
			{ status !== 'forbidden' && <ActivityChart /> }
			<FilterBar />
			<TimeMachineBar machine={ machine } />
			{ ! isPast && <NewEventsPill onShow={ showNew } /> }
			<div
				className={ `realtime-events-feed__columns${
					openId === null ? '' : ' has-panel'
				}` }
			>
				<div className="realtime-events-feed__card">
					{ ! isPast && status !== 'forbidden' && (
						<PinnedEvents onOpen={ setOpenId } />
					) }
					{ status === 'forbidden' && (
						<NoPermission onRetry={ reload } />
					) }
					{ status === 'failed' && (
						<FeedProblem onRetry={ reload } />
					) }
					{ isEmpty && isComing && <Skeletons /> }
					{ isEmpty &&
						! isPast &&
						! isComing &&
						status === 'ready' &&
						! hasOlder && <EmptyFeed /> }
					{ isEmpty && isPast && <NothingYet /> }
					{ status !== 'forbidden' && (
						<FeedList
							listRef={ list }
							rows={ rows }
							today={ today }
							isLoadingOlder={
								! isPast && status === 'loading_older'
							}
							// Before its rows are drawn a list looks as if its end were near.
							isReady={ status === 'ready' && isDrawn }
							hasOlder={ hasOlder }
							activeKey={ activeKey }
							openId={ openId }
							isUnread={ isUnread }
							isNew={ isNew }
							onNearEnd={ loadMore }
							onOpen={ toggleOpen }
							onToggleRun={ toggleRun }
							onActivate={ setActiveKey }
						/>
					) }
				</div>
				{ openId !== null && status !== 'forbidden' && (
					<EventPanel
						id={ openId }
						onClose={ () => setOpenId( null ) }
					/>
				) }
			</div>
			<FeedDialogs name={ dialog } onClose={ () => setDialog( null ) } />
			<Snackbars />
		</div>
	);
}
