/**
 * How much screen readers are told: nothing, a number, or each sentence.
 *
 * @since 0.1.0
 */
export type Verbosity = 'off' | 'summary' | 'each';

/** Name of the preference. */
export const VERBOSITY = 'verbosity';

/**
 * Reads what is remembered, of which anything may have become.
 *
 * @since 0.1.0
 */
export const verbosityFrom = ( remembered: unknown ): Verbosity =>
	remembered === 'off' || remembered === 'each' ? remembered : 'summary';

/** Scope in which core keeps them, per user and across devices. */
export const PREFERENCES_SCOPE = 'realtime-events/feed';
