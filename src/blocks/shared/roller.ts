import { easedNumber } from './live-value';
import { wantsStillness } from './motion';

const ROLL_MS = 500;

/**
 * Rolls from one number to the next; for who wants no motion it is just the next.
 *
 * @since 0.1.0
 *
 * @param write Told each number on the way.
 * @return Call it with where to go. The first time there is no way to go.
 */
export function roller(
	write: ( value: number ) => void
): ( to: number ) => void {
	let shown: number | null = null;
	let frame = 0;
	return ( to ) => {
		window.cancelAnimationFrame( frame );
		const from = shown;
		if ( from === null || from === to || wantsStillness() ) {
			shown = to;
			write( to );
			return;
		}
		const startedAt = performance.now();
		const step = ( now: number ) => {
			const progress = ( now - startedAt ) / ROLL_MS;
			shown = easedNumber( from, to, progress );
			write( shown );
			if ( progress < 1 ) {
				frame = window.requestAnimationFrame( step );
			}
		};
		frame = window.requestAnimationFrame( step );
	};
}
