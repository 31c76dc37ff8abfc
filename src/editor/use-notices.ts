import { useDispatch } from '@wordpress/data';
import { useEffect, useRef } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { store as noticesStore } from '@wordpress/notices';
import { onEvents, config } from '@realtime-events/client';
import { plainSentence } from '../admin/components';
import { savedByAnother } from './about-post';
import { newcomer, type Person } from './others';
import { useNoticePreference } from './preferences';
import type { EditedPost } from './use-post';

/**
 * Snackbars: somebody came, somebody saved. One at a time for each kind, so that
 * a busy post does not fill the screen.
 *
 * @since 0.1.0
 *
 * @param post
 * @param people The others who are here; null: nobody knows just now.
 */
export function useNotices(
	post: EditedPost | null,
	people: readonly Person[] | null
): void {
	const { createInfoNotice } = useDispatch( noticesStore );
	const [ tellsJoins ] = useNoticePreference( 'joins' );
	const [ tellsSaves ] = useNoticePreference( 'saves' );
	const known = useRef< ReadonlySet< string > | null >( null );
	const subject = post?.subject ?? null;

	useEffect( () => {
		// Another post: nobody has looked there yet.
		known.current = null;
	}, [ subject ] );

	useEffect( () => {
		if ( people === null ) {
			return;
		}
		const joined = newcomer( known.current, people );
		known.current = new Set( people.map( ( { id } ) => id ) );
		if ( joined && tellsJoins ) {
			void createInfoNotice(
				sprintf(
					/* translators: %s: name of a person. */
					__( '%s opened this post.', 'realtime-events' ),
					joined.name
				),
				{ type: 'snackbar', id: 'realtime-events-joined' }
			);
		}
	}, [ people, tellsJoins, createInfoNotice ] );

	useEffect( () => {
		if ( subject === null || ! tellsSaves ) {
			return;
		}
		return onEvents( ( events ) => {
			const saved = savedByAnother( events, subject, config.user.id );
			if ( saved ) {
				void createInfoNotice( plainSentence( saved, config ), {
					type: 'snackbar',
					id: 'realtime-events-saved',
				} );
			}
		} );
	}, [ subject, tellsSaves, createInfoNotice ] );
}
