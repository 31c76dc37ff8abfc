import { on } from '@realtime-events/client';
import { useEffect, useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import { EventSentence } from '../components/event-sentence';
import { timeWords } from '../components/relative-time/words';
import { useLatest } from '../components/use-latest';
import { useOpen } from './use-open';

const SHOWN = 6;
const MAX_COUNTED = 99;

/**
 * How many events came since the page was opened, and the newest ones when somebody looks.
 *
 * The count comes from what is pushed: the ledger is asked nothing until the view is opened.
 *
 * @since 0.1.0
 */
export function QuickView( { item }: { readonly item: HTMLElement } ) {
	const isOpen = useOpen( item );
	const [ wasOpened, setOpened ] = useState( false );
	const [ count, setCount ] = useState( 0 );
	const events = useLatest( SHOWN, wasOpened );

	useEffect( () => on( '*', () => setCount( ( known ) => known + 1 ) ), [] );
	useEffect( () => {
		if ( isOpen ) {
			setOpened( true );
			setCount( 0 );
		}
	}, [ isOpen ] );

	return (
		<>
			{ count > 0 && ! isOpen && (
				<span className="realtime-events-toolbar__badge">
					<span aria-hidden="true">
						{ count > MAX_COUNTED ? `${ MAX_COUNTED }+` : count }
					</span>
					<span className="screen-reader-text">
						{ sprintf(
							/* translators: %d: number of events. */
							_n(
								'%d new event',
								'%d new events',
								count,
								'realtime-events'
							),
							count
						) }
					</span>
				</span>
			) }
			{ isOpen && (
				<div className="realtime-events-toolbar__view">
					{ events === null && (
						<p>{ __( 'Loading…', 'realtime-events' ) }</p>
					) }
					{ events?.length === 0 && (
						<p>
							{ __(
								'Nothing has happened yet.',
								'realtime-events'
							) }
						</p>
					) }
					<ul>
						{ ( events ?? [] ).map( ( event ) => (
							<li key={ event.id }>
								<EventSentence event={ event } />
								<time dateTime={ event.time }>
									{ timeWords( event.time, Date.now() ) }
								</time>
							</li>
						) ) }
					</ul>
				</div>
			) }
		</>
	);
}
