import { useSelect } from '@wordpress/data';
import { useEffect, useState } from '@wordpress/element';
import { request, store } from '@realtime-events/client';
import type { CloudEvent } from '@realtime-events/client';

/** @since 0.1.0 */
export interface OpenEvent {
	readonly event: CloudEvent | null;
	/** Somebody followed a link to an event that is gone, or not for them. */
	readonly isMissing: boolean;
}

/**
 * The event that is open: from the feed, or from the site where a link leads
 * to an older one.
 *
 * @since 0.1.0
 *
 * @param id
 */
export function useOpenEvent( id: string | null ): OpenEvent {
	const inFeed = useSelect(
		( select ) =>
			id === null ? undefined : select( store ).getEvent( id ),
		[ id ]
	);
	const [ read, setRead ] = useState< CloudEvent | null >( null );
	const [ missingId, setMissingId ] = useState< string | null >( null );
	const isRead = inFeed !== undefined || read?.id === id;

	useEffect( () => {
		if ( id === null || isRead ) {
			return;
		}
		const controller = new AbortController();
		request< CloudEvent >( `/events/${ encodeURIComponent( id ) }` ).then(
			( { body } ) => ! controller.signal.aborted && setRead( body ),
			() => ! controller.signal.aborted && setMissingId( id )
		);
		return () => controller.abort();
	}, [ id, isRead ] );

	if ( id === null ) {
		return { event: null, isMissing: false };
	}
	return {
		event: inFeed ?? ( read?.id === id ? read : null ),
		isMissing: missingId === id && ! isRead,
	};
}
