export const ROWS = 10_000;
export const LONG_MS = 50;

/** Where a script of the plugin comes from; what React and WordPress do for it runs from theirs. */
const OURS = '/plugins/realtime-events/';

/**
 * Scripts that ran for longer than a reader notices.
 *
 * @param {Object[]} frames Long animation frames.
 */
export const longScripts = ( frames ) =>
	frames.flatMap( ( { scripts } ) =>
		scripts.filter( ( { duration } ) => duration > LONG_MS )
	);

/**
 * What a feed must not do under a flood, and did.
 *
 * @param {string} reader         How the reader had the feed.
 * @param {Object} result         What was measured.
 * @param {number} result.lost    Events that never came.
 * @param {number} result.doubled Events that came or are shown once more.
 * @param {number} result.rows    Rows that the feed keeps.
 * @param {Object} result.frames  Long animation frames.
 * @return {string[]} A sentence for each.
 */
export function brokenLimits( reader, { lost, doubled, rows, frames } ) {
	const slow = longScripts( frames ).filter( ( { source } ) =>
		source.includes( OURS )
	);
	const longest = slow.reduce(
		( most, script ) => ( script.duration > most.duration ? script : most ),
		{ duration: 0 }
	);
	return [
		lost !== 0 && `${ lost } events were lost.`,
		doubled !== 0 && `${ doubled } events came twice.`,
		rows > ROWS &&
			`The feed keeps ${ rows } rows and not ${ ROWS } at most.`,
		slow.length > 0 &&
			`Scripts of ours took more than ${ LONG_MS } ms, ${ slow.length } in all; the longest ${ longest.duration.toFixed( 0 ) } ms: ${ longest.invoker } ${ longest.source }`,
	]
		.filter( Boolean )
		.map( ( sentence ) => `Reader ${ reader }: ${ sentence }` );
}
