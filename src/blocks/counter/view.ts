import {
	getContext,
	getElement,
	store,
	withScope,
} from '@wordpress/interactivity';
import { connectWhenSeen } from '../shared/connect';
import {
	countText,
	readingAfter,
	readingAt,
	type LiveValue,
	type Reading,
} from '../shared/live-value';
import { roller } from '../shared/roller';
import { pageLanguage } from '../shared/when';

const NAMESPACE = 'realtime-events/counter';
const NEW_DAY_CHECK_MS = 60_000;

/** What includes/blocks/class-live-number.php hands over, for the block and for bound texts. */
interface CounterContext {
	source: LiveValue;
	/** Null: only the hub knows. */
	value: number | null;
	dayStart: number;
	label: string;
	labelOne: string;
	text: string;
	isUnknown: boolean;
}

store( NAMESPACE, {
	callbacks: {
		start: () => {
			const context = getContext< CounterContext >();
			const { source, label, labelOne } = context;
			const language = pageLanguage();
			let reading: Reading = {
				value: context.value,
				dayStart: context.dayStart,
			};
			const roll = roller(
				withScope( ( value: number ) => {
					context.text = countText(
						value,
						label,
						labelOne,
						language
					);
					context.isUnknown = false;
				} )
			);
			const become = ( next: Reading ) => {
				reading = next;
				if ( next.value !== null ) {
					roll( next.value );
				}
			};
			const tick = () =>
				become( readingAt( source, reading, Date.now() ) );
			tick();
			const clock = window.setInterval( tick, NEW_DAY_CHECK_MS );
			const leave = connectWhenSeen( getElement().ref, {
				channels: [
					source.kind === 'people' ? source.channel : 'public',
				],
				catchesUp: true,
				onEvents: ( events ) =>
					become(
						events.reduce(
							( before, event ) =>
								readingAfter( source, before, event ),
							readingAt( source, reading, Date.now() )
						)
					),
				onCount: ( _, count ) => {
					// While the hub is away nobody is counted; the last number stays.
					if ( source.kind === 'people' && count > 0 ) {
						become( { ...reading, value: count } );
					}
				},
			} );
			return () => {
				leave();
				window.clearInterval( clock );
			};
		},
	},
} );
