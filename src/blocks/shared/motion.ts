const SLIDE_MS = 180;
const STACK_GAP_PX = 12;

/** @since 0.1.0 */
export const wantsStillness = (): boolean =>
	window.matchMedia( '(prefers-reduced-motion: reduce)' ).matches;

/**
 * Calls back when children came or went, before the browser paints.
 *
 * @since 0.1.0
 *
 * @param list
 * @param callback Called once at the start, too.
 * @return Call it to stop.
 */
export function onChildren( list: Element, callback: () => void ): () => void {
	const observer = new MutationObserver( callback );
	observer.observe( list, { childList: true } );
	callback();
	return () => observer.disconnect();
}

const cardsOf = ( list: Element ): HTMLElement[] =>
	[ ...list.children ].filter(
		( child ): child is HTMLElement =>
			child instanceof HTMLElement && child.localName !== 'template'
	);

/**
 * Stacks floating cards by transforms alone, the newest at the edge: cards that
 * make room for another count as no layout shift, and none happens.
 *
 * @since 0.1.0
 *
 * @param list Cards, oldest first.
 */
export function stackCards( list: Element ): void {
	let offset = 0;
	for ( const card of cardsOf( list ).reverse() ) {
		card.style.setProperty( '--realtime-events-offset', `${ offset }px` );
		offset += card.offsetHeight + STACK_GAP_PX;
	}
}

/**
 * Lets rows slide to where a newcomer pushed them. Between the two frames they
 * stay where they were, so nothing jumps under the reader, and the list never
 * shrinks, so neither does what comes after it.
 *
 * @since 0.1.0
 *
 * @return Call it to stop.
 */
export function slideRows( list: HTMLElement ): () => void {
	let tops = new Map< Element, number >();
	let height = 0;
	return onChildren( list, () => {
		height = Math.max( height, list.offsetHeight );
		list.style.minBlockSize = `${ height }px`;
		const rows = cardsOf( list );
		const next = new Map( rows.map( ( row ) => [ row, row.offsetTop ] ) );
		if ( ! wantsStillness() ) {
			for ( const [ row, top ] of next ) {
				const before = tops.get( row );
				if ( before !== undefined && before !== top ) {
					row.animate(
						{
							transform: [
								`translateY(${ before - top }px)`,
								'none',
							],
						},
						{ duration: SLIDE_MS, easing: 'ease-out' }
					);
				}
			}
		}
		tops = next;
	} );
}
