/**
 * The place of a post in a list: `includes/admin/class-post-list.php` prints it.
 *
 * @since 0.1.0
 */
export interface Cell {
	readonly element: HTMLElement;
	/** Where those meet who have it open. */
	readonly channel: string;
	/** As events name it: `post/42`. */
	readonly subjects: readonly string[];
}

const taken = new WeakSet< Element >();

const CELL = '.realtime-events-live-cell';

/**
 * The places in a list, in the order of its rows. What PHP printed there is for
 * where there is no script; a place is emptied when it is found.
 *
 * @since 0.1.0
 */
export const cellsIn = ( list: ParentNode ): Cell[] =>
	[ ...list.querySelectorAll< HTMLElement >( CELL ) ].map( ( element ) => {
		if ( ! taken.has( element ) ) {
			taken.add( element );
			element.replaceChildren();
		}
		return {
			element,
			channel: element.dataset.channel ?? '',
			subjects: ( element.dataset.subjects ?? '' ).split( ' ' ),
		};
	} );

/**
 * Whether two looks found the same places.
 *
 * @since 0.1.0
 */
export const areSameCells = (
	one: readonly Cell[],
	other: readonly Cell[]
): boolean =>
	one.length === other.length &&
	one.every( ( { element }, index ) => element === other[ index ]?.element );
