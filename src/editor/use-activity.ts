import { useEffect, useState } from '@wordpress/element';
import { addQueryArgs } from '@wordpress/url';
import { onEvents, request } from '@realtime-events/client';
import type { CloudEvent } from '@realtime-events/client';
import { activityAfter } from './activity';

const PAGE_SIZE = 50;

/** @since 0.1.0 */
export interface Activity {
	/** Newest first. */
	readonly events: readonly CloudEvent[];
	readonly status: 'loading' | 'ready' | 'failed';
	readonly reload: () => void;
}

/**
 * What happened and what happens now: the history of a subject, or of the whole
 * site, and everything that arrives.
 *
 * @since 0.1.0
 *
 * @param subject Null: the whole site.
 */
export function useActivity( subject: string | null ): Activity {
	const [ events, setEvents ] = useState< readonly CloudEvent[] >( [] );
	const [ status, setStatus ] = useState< Activity[ 'status' ] >( 'loading' );
	const [ attempt, setAttempt ] = useState( 0 );

	useEffect( () => {
		const abort = new AbortController();
		const add = ( more: readonly CloudEvent[] ) =>
			setEvents( ( known ) => activityAfter( known, more, subject ) );
		setEvents( [] );
		setStatus( 'loading' );
		// Listen first, so that nothing falls between the two.
		const stop = onEvents( add );
		request< CloudEvent[] >(
			addQueryArgs( '/events', {
				per_page: PAGE_SIZE,
				...( subject !== null && { subject: [ subject ] } ),
			} ),
			{ signal: abort.signal }
		).then(
			( { body } ) => {
				if ( ! abort.signal.aborted ) {
					add( body );
					setStatus( 'ready' );
				}
			},
			() => {
				if ( ! abort.signal.aborted ) {
					setStatus( 'failed' );
				}
			}
		);
		return () => {
			stop();
			abort.abort();
		};
	}, [ subject, attempt ] );

	return { events, status, reload: () => setAttempt( attempt + 1 ) };
}
