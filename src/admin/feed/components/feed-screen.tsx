import { useDispatch, useSelect } from '@wordpress/data';
import { useCallback, useRef, useState } from '@wordpress/element';
import { store } from '@realtime-events/client';
import { compareSequences } from '../../../connection/sequence';
import { Snackbars } from '../../components/snackbars';
import type { EventRow } from '../rows';
import { useAnnouncer } from '../use-announcer';
import { useFeed } from '../use-feed';
import { useHold } from '../use-hold';
import { useReadMark } from '../use-read-mark';
import { useRecent } from '../use-recent';
import { useRows } from '../use-rows';
import { useTitle } from '../use-title';
import { FeedHeader } from './feed-header';
import { FeedList } from './feed-list';
import { EmptyFeed, FeedProblem, NoPermission } from './feed-states';
import { NewEventsPill } from './new-events-pill';
import { Skeletons } from './skeletons';

/**
 * The live feed.
 */
export function FeedScreen() {
	const { status, hasOlder, readUpTo } = useSelect( ( select ) => {
		const feed = select( store );
		return {
			status: feed.getStatus(),
			hasOlder: feed.hasOlder(),
			readUpTo: feed.getReadUpTo(),
		};
	}, [] );
	const { reload, loadMore } = useFeed();
	const { rows, today, toggleRun } = useRows();
	const { release } = useDispatch( store );
	const [ activeKey, setActiveKey ] = useState< string | null >( null );
	const [ openId, setOpenId ] = useState< string | null >( null );
	const list = useRef< HTMLDivElement >( null );
	const recent = useRecent();
	useHold( list, openId !== null );
	useAnnouncer( 'summary' );
	useReadMark();
	useTitle();

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
	return (
		<div className="realtime-events-feed">
			<FeedHeader />
			<NewEventsPill
				onShow={ () => {
					window.scrollTo( { top: 0 } );
					void release();
				} }
			/>
			<div className="realtime-events-feed__card">
				{ status === 'forbidden' && <NoPermission /> }
				{ status === 'failed' && (
					<FeedProblem onRetry={ () => void reload() } />
				) }
				{ isEmpty && ( status === 'idle' || status === 'loading' ) && (
					<Skeletons />
				) }
				{ isEmpty && status === 'ready' && <EmptyFeed /> }
				{ status !== 'forbidden' && (
					<FeedList
						listRef={ list }
						rows={ rows }
						today={ today }
						isLoadingOlder={ status === 'loading_older' }
						hasOlder={ hasOlder }
						activeKey={ activeKey }
						openId={ openId }
						isUnread={ isUnread }
						isNew={ isNew }
						onNearEnd={ loadMore }
						onOpen={ ( row ) => setOpenId( row.event.id ) }
						onToggleRun={ toggleRun }
						onActivate={ setActiveKey }
					/>
				) }
			</div>
			<Snackbars />
		</div>
	);
}
