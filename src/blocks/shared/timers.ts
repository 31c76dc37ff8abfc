import type { Timers } from './notice-board';

/** The browser's own. @since 0.1.0 */
export const browserTimers: Timers = {
	now: () => Date.now(),
	setTimeout: ( callback, ms ) => window.setTimeout( callback, ms ),
	clearTimeout: ( timer ) =>
		window.clearTimeout( timer as number | undefined ),
};
