import { request } from '@realtime-events/client';
import { useEffect, useState } from '@wordpress/element';
import type { Audience } from './audiences';

interface Asked {
	/** Null until the site has answered. */
	readonly audiences: readonly Audience[] | null;
	/** Why there is no answer; empty while there may be one. */
	readonly failure: string;
	readonly retry: () => void;
}

/**
 * How an event looks to each kind of people.
 *
 * @since 0.1.0
 */
export function useAudiences( eventId: string ): Asked {
	const [ attempt, setAttempt ] = useState( 0 );
	const [ answer, setAnswer ] = useState< Omit< Asked, 'retry' > >( {
		audiences: null,
		failure: '',
	} );
	useEffect( () => {
		const stop = new AbortController();
		setAnswer( { audiences: null, failure: '' } );
		request< Audience[] >( `/events/${ eventId }/audiences`, {
			signal: stop.signal,
		} ).then(
			( { body } ) => setAnswer( { audiences: body, failure: '' } ),
			( error: unknown ) => {
				if ( ! stop.signal.aborted ) {
					setAnswer( {
						audiences: null,
						failure: error instanceof Error ? error.message : ' ',
					} );
				}
			}
		);
		return () => stop.abort();
	}, [ eventId, attempt ] );
	return { ...answer, retry: () => setAttempt( ( times ) => times + 1 ) };
}
