import {
	getContext,
	getElement,
	store,
	withScope,
} from '@wordpress/interactivity';
import type { CloudEvent } from '../../protocol';
import { connectWhenSeen } from '../shared/connect';
import {
	itemFrom,
	withNewest,
	type Item,
	type Templates,
} from '../shared/item';
import { slideRows } from '../shared/motion';
import type { Part } from '../shared/sentence';
import { pageLanguage, timeAgo } from '../shared/when';

const NAMESPACE = 'realtime-events/feed';
const LIST = '.wp-block-realtime-events-feed__list';
const TIMES_EVERY_MS = 30_000;

/** What includes/blocks/class-feed-block.php hands over. */
interface FeedContext {
	templates: Templates;
	max: number;
	/** Newest first. */
	items: Item[];
	/** What arrived while somebody reads; newest first. */
	waiting: Item[];
	isRead: boolean;
	isEmpty: boolean;
	item: Item;
	part: Part;
}

function take( context: FeedContext, arrived: readonly Item[] ): void {
	if ( arrived.length === 0 ) {
		return;
	}
	if ( context.isRead ) {
		context.waiting = withNewest( context.waiting, arrived, context.max );
		return;
	}
	context.items = withNewest( context.items, arrived, context.max );
	context.isEmpty = false;
}

store( NAMESPACE, {
	actions: {
		hold: () => {
			getContext< FeedContext >().isRead = true;
		},
		release: () => {
			const context = getContext< FeedContext >();
			const block = getElement().ref;
			context.isRead = Boolean(
				block?.matches( ':hover' ) ||
				block?.contains( block.ownerDocument.activeElement )
			);
			if ( ! context.isRead ) {
				const { waiting } = context;
				context.waiting = [];
				take( context, waiting );
			}
		},
	},
	callbacks: {
		start: () => {
			const block = getElement().ref;
			const list = block?.querySelector< HTMLElement >( LIST );
			if ( ! block || ! list ) {
				return;
			}
			const context = getContext< FeedContext >();
			const language = pageLanguage();
			const ago = ( time: string ) =>
				timeAgo( time, Date.now(), language );
			const tellTimes = withScope( () => {
				for ( const item of context.items ) {
					Object.assign( item, { timeText: ago( item.time ) } );
				}
			} );
			tellTimes();
			const clock = window.setInterval( tellTimes, TIMES_EVERY_MS );
			const still = slideRows( list );
			const leave = connectWhenSeen( block, {
				channels: [ 'public' ],
				catchesUp: true,
				onEvents: withScope( ( events: readonly CloudEvent[] ) => {
					const items = events
						.map( ( event ) =>
							itemFrom(
								event,
								context.templates,
								ago,
								window.location.href
							)
						)
						.filter( ( item ) => item !== null );
					take( context, items.reverse() );
				} ),
			} );
			return () => {
				leave();
				still();
				window.clearInterval( clock );
			};
		},
	},
} );
