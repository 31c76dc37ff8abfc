import {
	getContext,
	getElement,
	store,
	withScope,
} from '@wordpress/interactivity';
import { connectWhenSeen } from '../shared/connect';
import {
	countText,
	easedNumber,
	readingAfter,
	readingAt,
	type LiveValue,
	type Reading,
} from '../shared/live-value';
import { wantsStillness } from '../shared/motion';
import { pageLanguage } from '../shared/when';

const NAMESPACE = 'realtime-events/counter';
const ROLL_MS = 500;
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

/**
 * Rolls from one number to the next.
 *
 * @param write Told each number on the way.
 * @return Call it with where to go.
 */
function roller( write: ( value: number ) => void ) {
	let shown: number | null = null;
	let frame = 0;
	return ( to: number ) => {
		window.cancelAnimationFrame( frame );
		const from = shown;
		if ( from === null || from === to || wantsStillness() ) {
			shown = to;
			write( to );
			return;
		}
		const startedAt = performance.now();
		const step = ( now: number ) => {
			const progress = ( now - startedAt ) / ROLL_MS;
			shown = easedNumber( from, to, progress );
			write( shown );
			if ( progress < 1 ) {
				frame = window.requestAnimationFrame( step );
			}
		};
		frame = window.requestAnimationFrame( step );
	};
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
