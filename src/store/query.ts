import { toParams } from './query-params';
import type { Part, Query } from './query-shape';

export * from './query-params';
export * from './query-predicate';
export * from './query-shape';

/** @since 0.1.0 */
export function isEverything( query: Query ): boolean {
	return Object.keys( toParams( query ) ).length === 0;
}

/**
 * Whether a filter asks how events stand with the team, which changes after they came.
 *
 * @since 0.1.0
 */
export const asksForTriage = ( { include, exclude }: Query ): boolean =>
	Boolean( include.triage?.length || exclude.triage?.length );

/**
 * A copy of a filter with one list replaced.
 *
 * @since 0.1.0
 */
export function withChoice(
	query: Query,
	side: 'include' | 'exclude',
	part: Part,
	values: readonly string[]
): Query {
	const { [ part ]: _, ...others } = query[ side ];
	return {
		...query,
		[ side ]: values.length > 0 ? { ...others, [ part ]: values } : others,
	};
}
