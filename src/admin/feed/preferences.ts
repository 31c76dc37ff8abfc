/**
 * How much screen readers are told: nothing, a number, or each sentence.
 *
 * @since 0.1.0
 */
export type Verbosity = 'off' | 'summary' | 'each';

/** Scope in which core keeps them, per user and across devices. */
export const PREFERENCES_SCOPE = 'realtime-events/feed';
