import { useDispatch, useSelect } from '@wordpress/data';
import { store as preferencesStore } from '@wordpress/preferences';

/** Words that may pop up while somebody writes; each can be switched off. */
export const NOTICES = [ 'joins', 'saves' ] as const;

export type NoticeKind = ( typeof NOTICES )[ number ];

const SCOPE = 'realtime-events';

const nameOf = ( kind: NoticeKind ) => `editor-notice-${ kind }`;

/**
 * Whether somebody wants to be told, and how to change that. Kept with the
 * user's other preferences, so it is the same on every device.
 *
 * @since 0.1.0
 */
export function useNoticePreference(
	kind: NoticeKind
): [ boolean, ( wanted: boolean ) => void ] {
	const wanted = useSelect(
		( select ) =>
			( select( preferencesStore ).get( SCOPE, nameOf( kind ) ) as
				boolean | undefined ) ?? true,
		[ kind ]
	);
	const { set } = useDispatch( preferencesStore );
	return [ wanted, ( value ) => void set( SCOPE, nameOf( kind ), value ) ];
}
