/** Other sockets' answers and pings must not wait for longer than some of these. */
const SLICE_MS = 8;
/** Looking at the clock for each would be a part of the work. */
const ITEMS_PER_LOOK = 32;

/**
 * Does the work for each item without holding the thread for long: what does
 * not fit into a slice goes on after whatever else is to be done.
 *
 * @since 0.1.0
 *
 * @param items Who leaves while the work goes on is left out, who comes is not taken in.
 * @param work  Short, and done at once.
 * @param clock Milliseconds.
 * @return A promise only where it takes more than one slice.
 */
export function inSlices< Item >(
	items: ReadonlySet< Item >,
	work: ( item: Item ) => void,
	clock: () => number = () => performance.now()
): Promise< void > | undefined {
	const started = clock();
	const iterator = items.values();
	let done = 0;
	for ( let one = iterator.next(); ! one.done; one = iterator.next() ) {
		work( one.value );
		if ( ++done % ITEMS_PER_LOOK === 0 && clock() - started >= SLICE_MS ) {
			return goOn( [ ...iterator ], items, work, clock );
		}
	}
	return undefined;
}

async function goOn< Item >(
	rest: readonly Item[],
	items: ReadonlySet< Item >,
	work: ( item: Item ) => void,
	clock: () => number
): Promise< void > {
	let started = Number.NEGATIVE_INFINITY;
	for ( const [ index, item ] of rest.entries() ) {
		if ( index % ITEMS_PER_LOOK === 0 && clock() - started >= SLICE_MS ) {
			await new Promise( setImmediate );
			started = clock();
		}
		if ( items.has( item ) ) {
			work( item );
		}
	}
}
