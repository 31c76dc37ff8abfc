const TICK_MS = 200;
const PLAIN_TICK_MS = 15_000;
const SAY_DURATION_FROM_MS = 1_000;
const CLEAR_LINE = '\r\u001b[K';
const FRAMES = [ '⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏' ];

/**
 * All progress goes to standard error: standard output belongs to results.
 *
 * @param {string} line What to print.
 */
export function say( line ) {
	process.stderr.write( `${ line }\n` );
}

/**
 * @param {number} milliseconds How long something took.
 */
export function duration( milliseconds ) {
	const seconds = milliseconds / 1000;
	return seconds < 60
		? `${ seconds.toFixed( 1 ) } s`
		: `${ Math.floor( seconds / 60 ) } min ${ Math.round( seconds % 60 ) } s`;
}

/**
 * Does one piece of work and shows that it is going on: a running clock in a
 * terminal, a line now and then in a log.
 *
 * @template T
 * @param {string}                                           label What is being done, in a few words.
 * @param {(update: (detail: string) => void) => Promise<T>} work  The work; `update` shows where it is.
 * @return {Promise<T>} What the work returned.
 */
export async function step( label, work ) {
	const started = Date.now();
	const live = process.stderr.isTTY === true;
	let detail = '';
	let frame = 0;
	const text = () => `${ label }${ detail ? ` — ${ detail }` : '' }`;
	const elapsed = () => duration( Date.now() - started );

	const announcement = setTimeout( () => {
		if ( ! live ) {
			say( `  … ${ label }` );
		}
	}, SAY_DURATION_FROM_MS );
	const timer = setInterval(
		() => {
			if ( live ) {
				const mark = FRAMES[ frame++ % FRAMES.length ];
				const width = ( process.stderr.columns || 80 ) - 1;
				const line = `  ${ mark } ${ text() } (${ elapsed() })`;
				process.stderr.write( CLEAR_LINE + line.slice( 0, width ) );
			} else {
				say( `  … ${ text() } (${ elapsed() })` );
			}
		},
		live ? TICK_MS : PLAIN_TICK_MS
	);
	const finish = ( mark ) => {
		clearTimeout( announcement );
		clearInterval( timer );
		const took = Date.now() - started;
		const time =
			took >= SAY_DURATION_FROM_MS ? ` (${ duration( took ) })` : '';
		say( `${ live ? CLEAR_LINE : '' }  ${ mark } ${ label }${ time }` );
	};

	try {
		const result = await work( ( update ) => {
			detail = update;
		} );
		finish( '✓' );
		return result;
	} catch ( error ) {
		finish( '✗' );
		throw error;
	}
}
