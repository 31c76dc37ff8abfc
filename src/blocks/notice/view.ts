import {
	getContext,
	getElement,
	store,
	withScope,
} from '@wordpress/interactivity';
import { connectWhenSeen } from '../shared/connect';
import { itemFrom, type Item, type Templates } from '../shared/item';
import { Memory } from '../shared/memory';
import { onChildren, slideRows, stackCards } from '../shared/motion';
import { NoticeBoard } from '../shared/notice-board';
import type { Part } from '../shared/sentence';
import { browserTimers } from '../shared/timers';
import { clockTime, pageLanguage } from '../shared/when';

const NAMESPACE = 'realtime-events/notice';
const BLOCK = `[data-wp-interactive="${ NAMESPACE }"]`;
const LIST = '.wp-block-realtime-events-notice__list';
const CARD = '.wp-block-realtime-events-notice__card';
const DISMISS = '.wp-block-realtime-events-notice__dismiss';
const MS_PER_SECOND = 1_000;

/** What includes/blocks/class-notice-block.php hands over; times are in seconds. */
interface NoticeContext {
	templates: Templates;
	display: 'toast' | 'banner' | 'inline';
	stack: number;
	seconds: number;
	every: number;
	delay: number;
	/** Oldest first. */
	shown: Item[];
	/** What a screen reader says next. */
	spoken: string;
	notice: Item;
	part: Part;
}

const memory = new Memory( () => window.localStorage );
const boards = new WeakMap< Element, NoticeBoard >();

function ownBoard(): NoticeBoard | undefined {
	const block = getElement().ref?.closest( BLOCK );
	return block ? boards.get( block ) : undefined;
}

store( NAMESPACE, {
	actions: {
		pause: () => ownBoard()?.pause(),
		resume: () => {
			const block = getElement().ref;
			const isRead =
				block?.matches( ':hover' ) ||
				block?.contains( block.ownerDocument.activeElement );
			if ( ! isRead ) {
				ownBoard()?.resume();
			}
		},
		dismiss: () => {
			const card = getElement().ref?.closest( CARD );
			const neighbour =
				card?.nextElementSibling ?? card?.previousElementSibling;
			ownBoard()?.dismiss( getContext< NoticeContext >().notice.id );
			// Who dismisses by keyboard stays where the next one is.
			neighbour?.querySelector< HTMLElement >( DISMISS )?.focus();
		},
		mute: () => ownBoard()?.mute(),
	},
	callbacks: {
		start: () => {
			const block = getElement().ref;
			const list = block?.querySelector< HTMLElement >( LIST );
			if ( ! block || ! list ) {
				return;
			}
			const context = getContext< NoticeContext >();
			const language = pageLanguage();
			const board = new NoticeBoard(
				{
					stack: context.stack,
					showMs: context.seconds * MS_PER_SECOND,
					everyMs: context.every * MS_PER_SECOND,
					delayMs: context.delay * MS_PER_SECOND,
				},
				memory,
				browserTimers,
				withScope( ( items: Item[] ) => {
					const known = new Set(
						context.shown.map( ( { id } ) => id )
					);
					const newest = items.at( -1 );
					context.shown = items;
					if ( newest && ! known.has( newest.id ) ) {
						context.spoken = newest.text;
					}
				} )
			);
			boards.set( block, board );
			// The server said the time of day where the site is, not where the reader is.
			board.begin(
				context.shown.map( ( item ) => ( {
					...item,
					timeText: clockTime( item.time, language ),
				} ) )
			);
			const isToast = context.display === 'toast';
			const still = isToast
				? onChildren( list, () => stackCards( list ) )
				: slideRows( list );
			const leave = connectWhenSeen( isToast ? null : block, {
				channels: [ 'public' ],
				catchesUp: false,
				onEvents: ( events ) => {
					for ( const event of events ) {
						const item = itemFrom(
							event,
							context.templates,
							( time ) => clockTime( time, language ),
							window.location.href
						);
						if ( item ) {
							board.arrive( item );
						}
					}
				},
			} );
			return () => {
				leave();
				still();
				board.stop();
			};
		},
	},
} );
