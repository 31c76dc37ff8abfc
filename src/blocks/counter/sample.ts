import { editorData } from '../editing/offered-types';
import { countText } from '../shared/live-value';
import { pageLanguage } from '../shared/when';

/** What can be counted. @since 0.1.0 */
export type Counts = 'page' | 'site' | 'events' | 'comments' | 'stock';

/**
 * What a number is and how it is said: the attributes of the counter block, and
 * the arguments of a binding to the source `realtime-events/value`.
 *
 * @since 0.1.0
 */
export interface LiveValueSettings {
	readonly counts?: Counts;
	readonly eventType?: string;
	/** A post or product; 0: the one that it stands in. */
	readonly object?: number;
	readonly label?: string;
	readonly labelOne?: string;
}

const SAMPLE = 12;

/**
 * A made-up number in its words: which one it is, only visitors' pages know.
 *
 * @since 0.1.0
 */
export function sampleText( {
	counts = 'page',
	label = '',
	labelOne = '',
}: LiveValueSettings ): string {
	const [ ownLabel = '{count}' ] = editorData().counterLabels[ counts ] ?? [];
	return countText( SAMPLE, label || ownLabel, labelOne, pageLanguage() );
}
