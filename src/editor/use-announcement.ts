import { useEffect, useState } from '@wordpress/element';
import { request } from '@realtime-events/client';
import { isUnderWay, type Announcement } from './announcement';

/** It takes a moment, or until the hub is back. */
const PAUSES_MS = [ 500, 1_000, 2_000, 5_000, 15_000, 30_000 ];

/**
 * What became of a post's publication; asked again while it is under way.
 *
 * @since 0.1.0
 *
 * @param postId  The post; null for none.
 * @param arrived Id of the event that came here last: then there is news.
 * @return Null until the site has said it, `none` where the post was not announced.
 */
export function useAnnouncement(
	postId: number | null,
	arrived: string | null
): Announcement | null | 'none' {
	const [ announcement, setAnnouncement ] = useState<
		Announcement | null | 'none'
	>( null );
	useEffect( () => {
		if ( postId === null ) {
			return undefined;
		}
		const abort = new AbortController();
		let attempt = 0;
		let timer = 0;
		const again = () => {
			const pause =
				PAUSES_MS[ Math.min( attempt++, PAUSES_MS.length - 1 ) ];
			timer = window.setTimeout( () => void look(), pause );
		};
		const look = async () => {
			try {
				const { body } = await request< Announcement >(
					`/posts/${ postId }/announcement`,
					{ signal: abort.signal }
				);
				if ( abort.signal.aborted ) {
					return;
				}
				setAnnouncement( body );
				if ( isUnderWay( body ) ) {
					again();
				}
			} catch ( error ) {
				if ( abort.signal.aborted ) {
					return;
				}
				if ( ( error as { status?: number } ).status === 404 ) {
					setAnnouncement( 'none' );
				} else {
					again();
				}
			}
		};
		void look();
		return () => {
			abort.abort();
			window.clearTimeout( timer );
		};
	}, [ postId, arrived ] );
	return announcement;
}
