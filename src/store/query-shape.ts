import type { CloudEvent } from '../protocol';

/**
 * Parts of a filter whose value is a list of alternatives.
 *
 * @since 0.1.0
 */
export const PARTS = [
	'type',
	'group',
	'severity',
	'actor',
	'subject',
	'channel',
	'origin',
	'triage',
] as const;

/** @since 0.1.0 */
export type Part = ( typeof PARTS )[ number ];

/** @since 0.1.0 */
export type Choice = Readonly< Partial< Record< Part, readonly string[] > > >;

/**
 * What a feed shows: the twin of PHP's Event_Query, whose table is the
 * contract. An event passes when it passes every part that is given.
 *
 * @since 0.1.0
 */
export interface Query {
	/** One of these. */
	readonly include: Choice;
	/** None of these. */
	readonly exclude: Choice;
	/** Words that all have to occur. */
	readonly search: string;
	/** RFC 3339, inclusive; empty for no limit. */
	readonly since: string;
	/** RFC 3339, exclusive; empty for no limit. */
	readonly until: string;
}

/**
 * What has to be known of a type to filter by it.
 *
 * @since 0.1.0
 */
export type TypeFacts = Readonly<
	Record< string, { readonly label: string; readonly group: string } >
>;

/** @since 0.1.0 */
export type Predicate = ( event: CloudEvent ) => boolean;

/** @since 0.1.0 */
export const EVERYTHING: Query = {
	include: {},
	exclude: {},
	search: '',
	since: '',
	until: '',
};
