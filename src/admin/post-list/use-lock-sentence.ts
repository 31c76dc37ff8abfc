import { useEffect } from '@wordpress/element';
import type { Person } from '../../editor/others';

/** WordPress's own sentence about the lock: “Edda is currently editing”. */
const LOCK_TEXT = '.locked-text';

/** The column names who is there: the same person is not named twice in a row. */
const NAMED_CLASS = 'realtime-events-names-editor';

/**
 * Takes WordPress's own sentence about who edits a post out of its row while
 * the column names that person: the one is as old as the last heartbeat, the
 * other is of now, and side by side they contradict each other. The padlock
 * stays; where the hub knows nobody, so does the sentence.
 *
 * @since 0.1.0
 *
 * @param cell   The place of the post in the list.
 * @param people Who is named there.
 */
export function useLockSentence(
	cell: HTMLElement,
	people: readonly Person[]
): void {
	useEffect( () => {
		const row = cell.closest( 'tr' );
		const sentence = row?.querySelector( LOCK_TEXT );
		if ( ! row || ! sentence ) {
			return;
		}
		const compare = () =>
			row.classList.toggle(
				NAMED_CLASS,
				people.some( ( { name } ) =>
					sentence.textContent?.includes( name )
				)
			);
		compare();
		// WordPress's heartbeat writes it anew.
		const observer = new MutationObserver( compare );
		observer.observe( sentence, { childList: true } );
		return () => {
			observer.disconnect();
			row.classList.remove( NAMED_CLASS );
		};
	}, [ cell, people ] );
}
