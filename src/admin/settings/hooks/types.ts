import type { CloudEvent } from '@realtime-events/client';

/**
 * A WordPress action that becomes an event.
 *
 * @since 0.1.0
 */
export interface HookMapping {
	/** Name of the action: `save_post`. */
	readonly hook: string;
	/** Name of the type that it becomes. */
	readonly type: string;
	/** What people call it; empty: by its type. */
	readonly label: string;
	readonly channel: string;
	readonly severity: CloudEvent[ 'severity' ];
	/** Field of the data → place among the arguments (`0.post_title`). None: the first argument is the data. */
	readonly fields: Readonly< Record< string, string > >;
}

/**
 * An action that fired while somebody recorded.
 *
 * @since 0.1.0
 */
export interface RecordedHook {
	readonly hook: string;
	/** How often it fired. */
	readonly count: number;
	/** Of the first time; secrets and personal data masked. */
	readonly arguments: readonly unknown[];
}

/** @since 0.1.0 */
export interface Recording {
	readonly recording: boolean;
	/** Unix seconds. */
	readonly until: number | null;
	readonly hooks: readonly RecordedHook[];
}
